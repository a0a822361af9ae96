"""One card while it is being read: its draft so far, and how a value of it becomes clean text or parts."""

from __future__ import annotations

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


class Page:
    """A card being read. `modern` means 3.0 or 4.0 (`version` as written); `labels` are the X-ABLabels by group.

    `full_names` and `names` (the parts of N) may be several; the first is the person's, or the one preferred. `agents`
    are the cards of AGENTs with their lines, `roles` what ROLE says. `order` tells in which order the whole file
    writes day and month (see `decide_order`); it is asked only where a date needs it. `simple` promises that no value
    has a backslash or a control character.
    (No dataclass: there is one a card, and this is made three times as fast.)
    """

    __slots__ = (
        "address_labels", "agents", "draft", "full_names", "has_photo", "kind", "labels", "modern", "names", "order",
        "phonetics", "preferred", "roles", "simple", "told", "version",
    )  # fmt: skip

    def __init__(self, draft: Draft, order: Callable[[], str]) -> None:
        self.draft = draft
        self.order = order
        self.simple = False
        self.version = ""
        self.modern = True
        self.kind = ""
        self.has_photo = False
        self.labels: dict[str, str] = {}
        self.full_names: list[str] = []
        self.names: list[list[str]] = []
        self.address_labels: list[tuple[str, str]] = []
        self.phonetics: dict[str, str] = {}
        self.preferred: list[tuple[int, Phone | Email]] = []
        self.roles: tuple[str, ...] = ()
        self.agents: list[tuple[int, bytes]] = []
        self.told: set[str] = set()

    def doubt(self, line: int, reason: str, once: str = "") -> None:
        """Note what was not understood on a physical line; what has the same `once` is said once a card."""
        if once and once in self.told:
            return
        self.told.add(once)
        self.draft.doubts.append(Doubt(line, reason))

    def too_many(self, what: str, line: int) -> None:
        """Say once a card that there are more values of a kind than are taken."""
        reason = (
            f"from here on, {what} is left out: there are more than {MOST_VALUES:,}; they stay in the original card"
        )
        self.doubt(line, reason, once=f"too many {what}")

    def text(self, value: str, line: int, *, lines: bool = False) -> str:
        """Return a value as one text; newlines only where `lines` are expected."""
        if not self.simple:
            if "\\" in value:
                value = unescape(value, modern=self.modern, lines=lines)
            if not value.isprintable():
                value = self._clean(value, line, lines=lines)
        return value.strip()

    def parts(self, value: str, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a structured (`;`) or listed (`,`) value; parts may have lines, as addresses do."""
        if self.simple or ("\\" not in value and value.isprintable()):
            return [part.strip() for part in value.split(separator)]
        plain = [unescape(part, modern=self.modern, lines=True) for part in split_text(value, separator)]
        return [(part if part.isprintable() else self._clean(part, line, lines=True)).strip() for part in plain]

    def one_line_parts(self, value: str, line: int, separator: str = ";") -> list[str]:
        """Return the parts of a value of which none may have lines, as names."""
        parts = self.parts(value, line, separator)
        if self.simple or ("\\" not in value and value.isprintable()):
            return parts
        return [part if part.isprintable() else clean(part, lines=False)[0] for part in parts]

    def label(self, header: Header) -> str:
        """Return what a phone, address or the like is called: the person's own label before the types."""
        return (header.group and self.labels.get(header.group)) or header.label

    def add_field(self, name: str, value: str) -> None:
        """Keep a value by a readable name, beside another that has the same name."""
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
        kept, lost = clean(text, lines=lines)
        if lost:
            self.doubt(line, f"control characters were taken out of {shown(kept.encode())}")
        return kept
