"""What an import did, or would do: counted a file, with every problem by its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from followup.core.contacts.links import Link


@dataclass(slots=True)
class FileReport:
    """One file: each card is created, updated, unchanged, skipped, or was removed from the book before.

    `refused` are the bytes of those skipped, where they have any.
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
    """Something not understood or not taken. `line` is physical, `card` ordinal, both from 1; None: the whole file."""

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
    """Book and file say something else: which value stayed; the other is in the custom field `<field> (also)`."""

    contact: int
    file: str
    line: int
    field: str
    kept: str
    other: str


class Rejects(NamedTuple):
    """What was refused of a file: where it was written to, and how many cards or rows it is."""

    file: str
    path: str
    cards: int


@dataclass(slots=True)
class ImportReport:
    """All files of one import. `batch` is its number; None where nothing was written.

    `interactions`, `tasks`, `sales` and `grades` count what came along with the contacts. `linked` are the names on
    cards that are contacts themselves, `to_link` counts those of which a person has to say it.
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
