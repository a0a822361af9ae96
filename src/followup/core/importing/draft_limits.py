"""What a card or row has more of than `limits` allows is cut before anything is planned, and told."""

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

_KEPT = "; the whole card stays in the book as it came"
_RECORDS = frozenset({"interactions", "tasks", "sales"})


def limit_draft(draft: Draft) -> None:
    """Cut what a card or row has too much of, and say so, kind by kind; nothing is done to an ordinary one."""
    if 0 < len(draft.original) <= LONGEST_LINE:  # no value is longer than the card, nor are there more than characters
        return
    limiting = _Limiting(draft)
    for part in fields(draft):
        limiting.part(part.name, getattr(draft, part.name))


class _Limiting:
    """A draft being cut."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def part(self, name: str, held: Any) -> None:  # noqa: ANN401 - whatever a draft has
        """Cut one part of the draft, if it is too long."""
        if name == "notes":
            self.notes(held)
        elif name == "fields":
            self.custom(held)
        elif isinstance(held, str):
            setattr(self.draft, name, self.text(held, name, LONGEST_LINE))
        elif isinstance(held, list) and name != "doubts":
            most = MOST_AT_ONCE if name in _RECORDS else MOST_VALUES
            setattr(self.draft, name, [self.value(one, name) for one in self.first(held, name, most)])

    def notes(self, notes: list[str]) -> None:
        """Cut the notes; the day of one that is cut stays its day."""
        kept = self.first(notes, "notes", MOST_AT_ONCE)
        for at, note in enumerate(kept):
            if bytes_of(note) > LONGEST_NOTE:
                kept[at] = note.encode("utf-8", "surrogatepass")[:LONGEST_NOTE].decode("utf-8", "ignore")
                if note in self.draft.note_days:
                    self.draft.note_days[kept[at]] = self.draft.note_days.pop(note)
                self.say(f"a note of {megabytes(bytes_of(note))} was cut to {megabytes(LONGEST_NOTE)}")
        self.draft.notes = kept

    def custom(self, held: dict[str, str]) -> None:
        """Cut the custom fields: how many there are, their names and their texts."""
        kept = self.first([*held.items()], "fields", MOST_VALUES)
        self.draft.fields = {
            self.text(name, "the name of a field", LONGEST_LINE): self.text(
                text, f"the field {name:.40}", LONGEST_FIELD
            )
            for name, text in kept
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
        self.draft.doubts.append(Doubt(self.draft.line, reason + _KEPT))


def _longest(name: str, part: str) -> int:
    return LONGEST_FIELD if name in _RECORDS or part == "street" else LONGEST_LINE


def _texts_of(value: NamedTuple) -> list[tuple[str, str]]:
    return [
        (part, text)
        for part, text in zip(value._fields, value, strict=True)
        if isinstance(text, str) and len(text) > LONGEST_LINE
    ]
