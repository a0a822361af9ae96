"""What an import is planned from, and what the plan is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from followup.core.importing.conflicts import Answer
    from followup.core.matching.merge import Prefer
    from followup.core.model.contact import Contact, Interaction, Photo, Sale, Task

Ids = Collection[int]
"""Each once, in the order they came: a tuple, or the keys of a dict where there are many."""
Cards = dict[bytes, list[tuple[int | None, bytes]]]
_FEW_IDS = 8
Question = tuple[str, int, str, str]
"""A conflict as it was asked about: file, line, field, and the file's value."""


def add_id(index: dict[str, Ids], key: str, number: int) -> None:
    """Add an id under a key, once; thousands may share a key, and each is added in the same time."""
    ids = index.get(key)
    if ids is None:
        index[key] = (number,)
    elif isinstance(ids, dict):
        ids[number] = None
    elif number not in ids:
        more = (*ids, number)
        index[key] = more if len(more) <= _FEW_IDS else dict.fromkeys(more)


class Fact(NamedTuple):
    """What an interaction, a task or a sale of one contact is compared by.

    `text` is the kind of an interaction, or the folded text of a task; `amount` is that of a sale.
    """

    kind: Literal["interaction", "task", "sale", "grade"]
    day: date | None = None
    text: str = ""
    amount: int | None = None


GRADE_DECIDED = Fact("grade")
"""That a person or a policy decided the grade, so that no file may change it."""
ANY_SALE = Fact("sale")
"""That there is any sale at all."""
MESSAGE = "message"
"""The kind of an interaction of which a file says only the day: any other of that day says more."""


def with_implied(fact: Fact) -> Iterator[Fact]:
    """Yield the fact and what is known with it: any interaction stands for a mere message of that day."""
    yield fact
    if fact.kind == "interaction":
        yield fact._replace(text=MESSAGE)
    elif fact.kind == "sale":
        yield ANY_SALE


class Known(Protocol):
    """What the book knows people by; the plan adds to the indexes what it decides."""

    @property
    def book(self) -> str:
        """Return what tells this book from others, as `matching.uid` takes it; empty if that is not known."""

    @property
    def cards(self) -> Cards:
        """Return fingerprint -> (contact or None when it was removed, digest of the card) of every card imported."""

    @property
    def uids(self) -> dict[str, Ids]:
        """Return who has a globally unique UID, in the spelling of `uid.unique_id`."""

    @property
    def numbers(self) -> dict[str, Ids]:
        """Return who has a number, by `phones.phone_key`."""

    @property
    def emails(self) -> dict[str, Ids]:
        """Return who has a folded e-mail."""

    @property
    def names(self) -> dict[str, Ids]:
        """Return who is called so, as `names.name_key` compares names."""

    @property
    def called(self) -> Mapping[int, str]:
        """Return what everybody is called."""

    @property
    def not_same(self) -> set[tuple[int, int]]:
        """Return the pairs (the lower id first) that a person said are two."""

    def next_id(self) -> int:
        """Return an id that no contact has had; another one at every call."""

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        """Return the contacts with these ids."""

    def notes(self, ids: Sequence[int]) -> dict[int, set[str]]:
        """Return the texts of these contacts' notes, folded."""

    def facts(self, ids: Sequence[int]) -> dict[int, set[Fact]]:
        """Return what happened, is due and was bought: what files told and what the book has, with what that implies.

        `GRADE_DECIDED` is among them where a person or a policy has decided the grade.
        """

    def has_photo(self, contact: int, data: bytes) -> bool:
        """Whether the contact has this very picture."""


class Choices(NamedTuple):
    """What the person asked for: the phone region, who wins conflicts, groups for every contact, the day.

    `region` and `locale` are ISO countries or empty: that of numbers without a country code, and the machine's. `smart`
    are the folded names of smart groups: a file's label does not put anybody into one; `private` those of private ones:
    who is in one has no grade. `grade_labels` (letters or numbers) says what a grade of 1 to 5 means. With
    `skip_existing`, who is in the book is left as they are. `answers` are conflicts that a person decided.
    """

    today: date
    region: str = ""
    locale: str = ""
    prefer: Prefer = "book"
    groups: tuple[str, ...] = ()
    smart: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    grade_labels: str = "letters"
    skip_existing: bool = False
    answers: Mapping[Question, Answer] = {}


class Newcomer(Protocol):
    """Somebody new, as a card alone tells of them; `made` is what whoever keeps contacts has made of them already."""

    @property
    def grade(self) -> str | None:
        """Return the grade, if the card tells one."""

    @property
    def made(self) -> object:
        """Return what was made of the person, or None."""

    def person(self, number: int) -> Contact:
        """Return the person under an id of the book."""


@dataclass(slots=True)
class Chunk:
    """A piece of the plan: contacts to add and to change (before, after), and what hangs on them, by contact id.

    Of those to add, `new` are as one card tells of them, `created` came together from several.

    `notes` are (contact, text, day, folded), `cards` (contact, fingerprint, digest, original), `facts` (contact,
    fact), all by id; `source` is the file's name.
    """

    source: str = ""
    new: dict[int, Newcomer] = field(default_factory=dict)
    created: dict[int, Contact] = field(default_factory=dict)
    updated: dict[int, tuple[Contact, Contact]] = field(default_factory=dict)
    notes: list[tuple[int, str, date | None, str]] = field(default_factory=list)
    photos: list[tuple[int, Photo]] = field(default_factory=list)
    cards: list[tuple[int, bytes, bytes, bytes]] = field(default_factory=list)
    interactions: list[Interaction] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    facts: list[tuple[int, Fact]] = field(default_factory=list)

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to write: a new card, or what a known one was asked for again."""
        return bool(self.cards or self.updated or self.notes or self.photos or self.facts)


def graded(chunk: Chunk) -> list[tuple[int, str | None, str | None]]:
    """Return whose grade the chunk makes or changes: (contact id, before, after)."""
    added = [(number, one.grade) for number, one in chunk.new.items()]
    added += [(number, contact.grade) for number, contact in chunk.created.items()]
    return [(number, None, grade) for number, grade in added if grade] + [
        (after.id, old.grade, after.grade) for old, after in chunk.updated.values() if old.grade != after.grade
    ]
