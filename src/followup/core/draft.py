"""What a file claims about a person, before anybody believes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.contact import Address, Email, Occasion, Phone, Photo, Relation


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the file that was not understood, or was changed in reading: physical line (from 1) and a sentence."""

    line: int
    reason: str


@dataclass(slots=True)
class Draft:
    """One person as one card or row tells it. Texts are clean of control characters; unknown ones are empty.

    `line` is the physical line (from 1) where the card or row begins, `card` its ordinal (from 1). `name` is what would be
    displayed and is never empty. Phones carry only label and value; normalising them is the plan's work. `groups` are
    the labels of the file without the system ones. `fields` holds everything else by a readable name. `original` is the
    card or row as it stood in the file (bytes, without the photo). `content` is a digest of those bytes, photo included.
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
    fields: dict[str, str] = field(default_factory=dict)
    important: bool = False
    photo: Photo | None = None
    original: bytes = b""
    content: bytes = b""
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A card or row that is no person, or cannot be read: where, and why. It is counted as skipped."""

    line: int
    card: int
    reason: str


@dataclass(slots=True)
class Reading:
    """A file being read: what it is, how it is decoded, and its drafts one after the other.

    `doubts` (about the file, not about one card) may grow until `drafts` is exhausted.
    """

    format: str
    encoding: str
    drafts: Iterator[Draft | Refusal]
    doubts: list[Doubt] = field(default_factory=list)
