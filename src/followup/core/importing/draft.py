"""What a file says about a person, before it is checked against the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from followup.core.model.contact import (
        Address,
        Email,
        Interaction,
        Occasion,
        Phone,
        Photo,
        Relation,
        Sale,
        Task,
    )

CARDS_FAULT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""The errors that a card or row can raise although no reader expected them; nesting without end is a RuntimeError.

Errors of the file or of the book are none of these, and end the import."""


class Doubt(NamedTuple):
    """Something in the file that was not understood or was changed in reading: physical line (from 1), a sentence."""

    line: int
    reason: str


@dataclass(slots=True)
class Draft:
    """One person as a card or row describes them. Texts are clean of control characters; unknown ones are empty.

    `line` is the physical line (from 1) where the card or row begins, `card` its ordinal (from 1). `name` is what would
    be displayed and is never empty. Phones carry label and value only: `prepare` normalises them. `groups`
    are the labels of the file without the system ones; `note_days` the days of notes (by text) that have one. `fields`
    holds everything else by a readable name. `original` is
    the card or row as it stood in the file (bytes, without the photo), `content` a digest of those and the photo.

    A salesperson's own list says more: the `grade` (a letter, or a number whose meaning the settings know),
    interactions, tasks and sales. Those records bear no ids yet. `total` is a sum of sales, dated by the latest one; it
    becomes a sale only of contacts who have no other in the book.
    """

    line: int
    card: int
    name: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    company: bool = False
    gender: str = ""
    uid: str = ""
    phones: list[Phone] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    note_days: dict[str, date] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    important: bool = False
    photo: Photo | None = None
    grade: str = ""
    interactions: list[Interaction] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    total: Sale | None = None
    original: bytes = b""
    content: bytes = b""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Return about how many bytes of memory it takes: those of the card and of its photo."""
        return len(self.original) + (len(self.photo.data) if self.photo else 0)


class Refusal(NamedTuple):
    """A card or row that is no person, or cannot be read: where, and why. It is counted as skipped.

    `original` is the card or row as it stood in the file, in the file's encoding, with its newline.
    """

    line: int
    card: int
    reason: str
    original: bytes = b""


def refused(error: Exception, line: int, card: int, original: bytes) -> Refusal:
    """Return the refusal of a card or row that raised one of CARDS_FAULT: the others still come in."""
    return Refusal(line, card, f"it could not be understood and was left out ({type(error).__name__})", original)


class ReadColumn(NamedTuple):
    """How a column of a table was understood: its header, the field it fills, and the first value it has.

    `guessed`: nothing was known about the header, and the values are kept as a custom field of its name.
    """

    column: str
    field: str
    sample: str
    guessed: bool = False


@dataclass(slots=True)
class Reading:
    """A file being read: what it is, how it is decoded, and its drafts one after the other.

    `doubts` (about the file, not about one card) may grow until `drafts` is exhausted. `columns` say how a table was
    understood. `expected` is how many drafts there may be, where that is known before they are read. `head` is what has
    to stand before refused cards or rows, that they can be imported again: a byte order mark, a table's header.
    """

    format: str
    encoding: str
    drafts: Iterator[Draft | Refusal]
    doubts: list[Doubt] = field(default_factory=list)
    columns: list[ReadColumn] = field(default_factory=list)
    expected: int = 0
    head: bytes = b""
