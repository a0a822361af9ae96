"""The ids a person types: a letter that says what it is, and a number (`t7`, `v42`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from followup.core.text.folding import fold
from followup.errors import WrongUsageError

RECORDS = {"t": "task", "n": "note", "i": "interaction", "s": "sale", "k": "complaint"}
"""What is kept in the book under an id of its own."""
ITEMS = {
    "v": "visit",
    "c": "call",
    "w": "warning",
    "g": "greeting",
    "f": "festival",
    "y": "thank-you",
}
"""Lines of the agenda named by what they are: the number is a contact's (v, c, w), an occasion's (g), a sale's (y).

A festival's batch is `f3`, the greeting of one contact for it `f3-42`.
"""
KNOWN = {**RECORDS, **ITEMS}
_SHAPE = re.compile(r"([a-z])\s?([0-9]{1,15})(?:-([0-9]{1,15}))?")


class RecordId(NamedTuple):
    """An id as its letter and its number; `contact` is whom a festival's single greeting is for."""

    kind: str
    number: int
    contact: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}{self.number}" + ("" if self.contact is None else f"-{self.contact}")


def parse_record_id(text: str) -> RecordId:
    """Read an id, in either case and width. WrongUsageError where its letter is missing or unknown."""
    folded = fold(text)
    found = _SHAPE.fullmatch(folded)
    if found and found[1] in KNOWN and (found[1] == "f" or not found[3]):
        return RecordId(found[1], int(found[2]), int(found[3]) if found[3] else None)
    if folded.isdecimal():
        hint = "a letter says what it is: " + _spelled(folded)
        raise WrongUsageError(f'"{text}" is a contact\'s number where the id of a record is asked for', hint)
    raise WrongUsageError(f'"{text}" is no id', "ids look like this: " + _spelled("7"))


def _spelled(number: str) -> str:
    return ", ".join(f"{letter}{number} {name}" for letter, name in KNOWN.items())
