"""Cuts a card or row to what `model.limits` allow, before anything is planned, and says so in its doubts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core.importing.draft import Doubt, Draft
from followup.core.model.limits import (
    LONGEST_FIELD,
    LONGEST_LINE,
    LONGEST_NOTE,
    MOST_AT_ONCE,
    MOST_VALUES,
    bytes_of,
    megabytes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORIGINAL_STAYS = "; the whole card stays in the book as it came"
_RECORDS = frozenset({"interactions", "tasks", "sales"})


def limit_draft(draft: Draft) -> None:
    """Cut what a card or row has too much of; nothing is done to an ordinary one."""
    if 0 < len(draft.original) <= LONGEST_LINE:  # no value is longer than the card, nor are there more than characters
        return
    limiter = _Limiter(draft)
    for part in fields(draft):
        limiter.part(part.name, getattr(draft, part.name))


class _Limiter:
    """Cuts the parts of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def part(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever a draft has
        """Cut one part of the draft, if it is too long."""
        if name == "notes":
            self.notes(value)
        elif name == "fields":
            self.custom_fields(value)
        elif isinstance(value, str):
            setattr(self.draft, name, self.text(value, name, LONGEST_LINE))
        elif isinstance(value, list) and name != "doubts":
            most = MOST_AT_ONCE if name in _RECORDS else MOST_VALUES
            setattr(self.draft, name, [self.value(item, name) for item in self.first(value, name, most)])

    def notes(self, notes: list[str]) -> None:
        """Cut the notes; the day of one that is cut stays its day."""
        limited = self.first(notes, "notes", MOST_AT_ONCE)
        for place, note in enumerate(limited):
            if bytes_of(note) > LONGEST_NOTE:
                limited[place] = note.encode("utf-8", "surrogatepass")[:LONGEST_NOTE].decode("utf-8", "ignore")
                if note in self.draft.note_days:
                    self.draft.note_days[limited[place]] = self.draft.note_days.pop(note)
                self.say(f"a note of {megabytes(bytes_of(note))} was cut to {megabytes(LONGEST_NOTE)}")
        self.draft.notes = limited

    def custom_fields(self, custom: dict[str, str]) -> None:
        """Cut the custom fields: how many there are, their names and their texts."""
        limited = self.first([*custom.items()], "fields", MOST_VALUES)
        self.draft.fields = {
            self.text(name, "the name of a field", LONGEST_LINE): self.text(
                text, f"the field {name:.40}", LONGEST_FIELD
            )
            for name, text in limited
        }

    def first(self, values: Sequence[Any], name: str, most: int) -> list[Any]:
        """Return the first of several values."""
        if len(values) > most:
            self.say(f"there are more than {most:,} {name}: the first {most:,} are taken")
        return [*values[:most]]

    def value(self, value: Any, name: str) -> Any:  # noqa: ANN401 - a text, a Phone, an Address, ...
        """Return one value of a list with its texts cut."""
        if isinstance(value, str):
            return self.text(value, f"one of the {name}", LONGEST_LINE)
        texts = {
            part: self.text(text, f"the {part} of one of the {name}", _longest(name, part))
            for part, text in _texts_of(value)
        }
        return value._replace(**texts) if texts else value

    def text(self, text: str, what: str, longest: int) -> str:
        """Return a text that is no longer than it may be."""
        if len(text) <= longest:
            return text
        self.say(f"{what} of {len(text):,} characters was cut to {longest:,}")
        return text[: longest - 1] + "…"

    def say(self, reason: str) -> None:
        """Note what was cut on the line where the card begins."""
        self.draft.doubts.append(Doubt(self.draft.line, reason + _ORIGINAL_STAYS))


def _longest(name: str, part: str) -> int:
    return LONGEST_FIELD if name in _RECORDS or part == "street" else LONGEST_LINE


def _texts_of(value: NamedTuple) -> list[tuple[str, str]]:
    return [
        (part, text)
        for part, text in zip(value._fields, value, strict=True)
        if isinstance(text, str) and len(text) > LONGEST_LINE
    ]
