"""The ids a person types: a letter for the kind of record, and a number (`t7`, `v42`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from followup.core.text.folding import fold
from followup.errors import WrongUsageError

RECORDS = {"t": "task", "n": "note", "i": "interaction", "s": "sale", "k": "complaint"}
"""Records of the book, by the letter of their ids."""
ITEMS = {
    "v": "visit",
    "c": "call",
    "w": "warning",
    "g": "greeting",
    "f": "festival",
    "y": "thank-you",
}
"""Items of the agenda by the letter of their ids; the number is that of a contact (v, c, w), an occasion or a sale (y).

All greetings for a festival are `f3`, the greeting of one contact for it is `f3-42`.
"""
IDS = {**RECORDS, **ITEMS}
_SHAPE = re.compile(r"([a-z])\s?([0-9]{1,15})(?:-([0-9]{1,15}))?")


class RecordId(NamedTuple):
    """An id as its letter and its number; `contact` is the one whom a festival's single greeting is for."""

    kind: str
    number: int
    contact: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}{self.number}" + ("" if self.contact is None else f"-{self.contact}")


def parse_record_id(text: str) -> RecordId:
    """Return the id that was typed, in any case and width. WrongUsageError where its letter is missing or unknown."""
    folded = fold(text)
    match = _SHAPE.fullmatch(folded)
    if match and match[1] in IDS and (match[1] == "f" or not match[3]):
        return RecordId(match[1], int(match[2]), int(match[3]) if match[3] else None)
    if folded.isdecimal():
        hint = "a letter says what it is: " + _spelled(folded)
        raise WrongUsageError(f'"{text}" is a contact\'s number where the id of a record is asked for', hint)
    raise WrongUsageError(f'"{text}" is no id', "ids look like this: " + _spelled("7"))


def _spelled(number: str) -> str:
    return ", ".join(f"{letter}{number} {name}" for letter, name in IDS.items())
