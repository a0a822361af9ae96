"""One card while it is read: its draft so far, and how a value of it becomes clean text or parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup.core.importing.draft import Doubt
from followup.core.model.limits import LONGEST_FIELD, MOST_VALUES
from followup.exchange.vcard.lines import shown
from followup.exchange.vcard.values import clean, split_text, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.importing.draft import Draft
    from followup.core.model.contact import Email, Phone
    from followup.exchange.vcard.header import Header


@dataclass(slots=True)
class CardReading:
    """A card being read. `modern` means 3.0 or 4.0 (`version` as written); `labels` are the X-ABLabels by group.

    `full_names` and `names` (the parts of N) may be several; the first, or the preferred one, counts. `preferred` are
    numbers and e-mails with their rank (1 is first), `agents` the cards of AGENTs with their lines, `roles` the texts
    of ROLE. `order` returns in which order the whole file writes day and month (see `decide_order`); it is called only
    where a date needs it.
    """

    draft: Draft
    order: Callable[[], str]
    version: str = ""
    modern: bool = True
    kind: str = ""
    has_photo: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    full_names: list[str] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)
    address_labels: list[tuple[str, str]] = field(default_factory=list)
    phonetics: dict[str, str] = field(default_factory=dict)
    preferred: list[tuple[int, Phone | Email]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    agents: list[tuple[int, bytes]] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)

    def doubt(self, line: int, reason: str, once: str = "") -> None:
        """Report what was not understood on a physical line; doubts with the same `once` are reported once a card."""
        if once and once in self.reported:
            return
        self.reported.add(once)
        self.draft.doubts.append(Doubt(line, reason))

    def doubt_too_many(self, what: str, line: int) -> None:
        """Report once a card that it has more values of a kind than a contact may have."""
        reason = (
            f"from here on, {what} is left out: there are more than {MOST_VALUES:,}; they stay in the original card"
        )
        self.doubt(line, reason, once=f"too many {what}")

    def text(self, value: str, line: int, *, lines: bool = False) -> str:
        """Return a value as one text; newlines only where `lines` are expected."""
        if "\\" in value:
            value = unescape(value, modern=self.modern, lines=lines)
        if not value.isprintable():
            value = self._clean(value, line, lines=lines)
        return value.strip()

    def parts(self, value: str, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a structured (`;`) or listed (`,`) value; they may have line breaks, as addresses do."""
        if "\\" not in value and value.isprintable():
            return [part.strip() for part in value.split(separator)]
        plain = [unescape(part, modern=self.modern, lines=True) for part in split_text(value, separator)]
        return [(part if part.isprintable() else self._clean(part, line, lines=True)).strip() for part in plain]

    def one_line_parts(self, value: str, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a value whose parts have no line breaks, as names have none."""
        parts = self.parts(value, line, separator)
        return [part if part.isprintable() else clean(part, lines=False)[0] for part in parts]

    def label(self, header: Header) -> str:
        """Return the label of a phone, an address or the like: the person's own before the one made of the types."""
        return self.own_label(header) or header.label

    def own_label(self, header: Header) -> str:
        """Return the label that the person wrote for a property, or ""."""
        return self.labels.get(header.group, "") if header.group else ""

    def add_field(self, name: str, value: str) -> None:
        """Keep a value in a custom field, below or behind what that field holds already."""
        fields = self.draft.fields
        if not value:
            return
        held = fields.get(name)
        if held is None:
            fields[name] = value
        elif len(held) > LONGEST_FIELD:
            self.doubt(
                self.draft.line,
                f"the field {name:.40} is full; the rest stays in the original card",
                once=f"full {name}",
            )
        elif value not in held.split("\n" if "\n" in held else ", "):
            fields[name] = held + ("\n" if "\n" in held or "\n" in value else ", ") + value

    def _clean(self, text: str, line: int, *, lines: bool) -> str:
        cleaned, has_lost = clean(text, lines=lines)
        if has_lost:
            self.doubt(line, f"control characters were taken out of {shown(cleaned.encode())}")
        return cleaned
