"""What an import did, or would do: counts for each file, and every problem with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from followup.core.contacts.links import Link


@dataclass(slots=True)
class FileReport:
    """The counts of a file: each card is created, updated, unchanged, skipped, or was removed from the book before.

    `refused` are the cards that were skipped, as bytes, where there are any.
    """

    file: str
    format: str
    encoding: str
    cards: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    removed_before: int = 0
    refused: list[bytes] = field(default_factory=list)


class Problem(NamedTuple):
    """Something not understood or not imported. `line` is physical, `card` ordinal, both from 1, or None: the file."""

    file: str
    line: int | None
    card: int | None
    reason: str


class PossibleDuplicate(NamedTuple):
    """Two contacts that may be one, by id, and why."""

    contact: int
    other: int
    reason: str


class FieldConflict(NamedTuple):
    """Book and file differ: which value was `kept`; the other is in the custom field `<field> (also)`."""

    contact: int
    file: str
    line: int
    field: str
    kept: str
    other: str


class Rejects(NamedTuple):
    """The refused cards or rows of a file: where they were written, and how many they are."""

    file: str
    path: str
    cards: int


@dataclass(slots=True)
class ImportReport:
    """All files of one import. `batch` is its number in the book; None where nothing was written.

    `interactions`, `tasks`, `sales` and `grades` count what came with the contacts. `linked` are the names on cards
    that are contacts themselves; `to_link` counts those about which a person has to decide.
    """

    files: list[FileReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    possible_duplicates: list[PossibleDuplicate] = field(default_factory=list)
    conflicts: list[FieldConflict] = field(default_factory=list)
    rejects: list[Rejects] = field(default_factory=list)
    interactions: int = 0
    tasks: int = 0
    sales: int = 0
    grades: int = 0
    linked: list[Link] = field(default_factory=list)
    to_link: int = 0
    batch: int | None = None

    def total(self, count: str) -> int:
        """Return the sum of one count (cards, created, ...) over all files."""
        return sum(getattr(file, count) for file in self.files)
