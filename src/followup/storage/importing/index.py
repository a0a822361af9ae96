"""What the book knows people by, as an import needs it: whole indexes in memory, each read when first asked for."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from followup.core.importing.types import Fact, add_id, with_implied
from followup.core.matching.merge import ALSO, BETWEEN
from followup.core.matching.names import name_key
from followup.core.matching.uid import unique_id
from followup.core.text.folding import fold_text
from followup.storage.book.book_id import book_identity
from followup.storage.contacts.reads import load_contacts
from followup.storage.contacts.writes import next_id
from followup.storage.matching.duplicates import not_same_pairs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from followup.core.importing.types import Ids, ImportedCards
    from followup.core.model.contact import Contact

FROM_FILE = "from the file "
"""How the reason of a grade that a file told begins in the history of grades."""

_DECIDED = f"reason NOT LIKE '{FROM_FILE}%'"
# What a contact has, and what files told of it, in the columns of a `Fact`.
_FACTS = (
    "SELECT contact_id, kind, day, text, amount FROM imported_fact WHERE kind <> 'deleted' AND contact_id IN ({})",
    "SELECT contact_id, 'interaction', day, kind, NULL FROM interaction WHERE contact_id IN ({})",
    "SELECT contact_id, 'task', due, search, NULL FROM task WHERE contact_id IN ({})",
    "SELECT contact_id, 'sale', day, '', amount FROM sale WHERE contact_id IN ({})",
    f"SELECT contact_id, 'grade', NULL, '', NULL FROM grade_change WHERE {_DECIDED} AND contact_id IN ({{}})",
)

# SQLite takes so many values in one question, whatever it was built with.
_AT_ONCE = 500


class BookContactIndex:
    """`core.importing.types.ContactIndex` on an open book."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._next = next_id(connection)

    def next_id(self) -> int:
        """Return an id that no contact has had; another one at every call."""
        self._next += 1
        return self._next - 1

    @cached_property
    def book(self) -> str:
        """Return what tells this book from others."""
        return book_identity(self.connection)

    @cached_property
    def cards(self) -> ImportedCards:
        """Return fingerprint -> (contact or None when it was removed, digest of the card) of every card imported."""
        found: ImportedCards = {}
        for fingerprint, contact, content in self.connection.execute(
            "SELECT fingerprint, contact_id, content FROM card ORDER BY id"
        ):
            found.setdefault(fingerprint, []).append((contact, content))
        return found

    @cached_property
    def uids(self) -> dict[str, Ids]:
        """Return who has a globally unique UID; a merged contact has those of both."""
        rows = self.connection.execute(
            "SELECT uid, id FROM contact WHERE uid <> '' UNION ALL SELECT value, contact_id FROM field WHERE name = ?",
            ("uid" + ALSO,),
        )
        return _index((unique_id(uid), number) for value, number in rows for uid in value.split(BETWEEN))

    @cached_property
    def numbers(self) -> dict[str, Ids]:
        """Return who has a number, by `phones.phone_key`."""
        return _index(self.connection.execute("SELECT key, contact_id FROM phone ORDER BY contact_id"))

    @cached_property
    def emails(self) -> dict[str, Ids]:
        """Return who has a folded e-mail."""
        return _index(self.connection.execute("SELECT folded, contact_id FROM email ORDER BY contact_id"))

    @cached_property
    def names(self) -> dict[str, Ids]:
        """Return who is called so, as `names.name_key` compares names; a merged contact has those of both."""
        names = self.connection.execute("SELECT name, id FROM contact")
        also = self.connection.execute("SELECT value, contact_id FROM field WHERE name = ?", ("name" + ALSO,))
        other = ((name, number) for value, number in also for name in value.split(BETWEEN))
        return _index((name_key(name), number) for name, number in chain(names, other))

    @cached_property
    def called(self) -> dict[int, str]:
        """Return what everybody is called."""
        return dict(self.connection.execute("SELECT id, name FROM contact").fetchall())

    @cached_property
    def not_same(self) -> set[tuple[int, int]]:
        """Return the pairs (the lower id first) that a person said are two."""
        return not_same_pairs(self.connection)

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        """Return the contacts with these ids."""
        return [contact for some in _pieces(ids) for contact in load_contacts(self.connection, some)]

    def notes(self, ids: Sequence[int]) -> dict[int, set[str]]:
        """Return the texts of these contacts' notes, folded."""
        found: dict[int, set[str]] = defaultdict(set)
        for some in _pieces(ids):
            marks = ",".join("?" * len(some))
            for number, text in self.connection.execute(
                f"SELECT contact_id, text FROM note WHERE contact_id IN ({marks})", some
            ):
                found[number].add(fold_text(text))
        return found

    def facts(self, ids: Sequence[int]) -> dict[int, set[Fact]]:
        """Return what happened, is due and was bought, what files told of it, and what that implies."""
        facts: dict[int, set[Fact]] = defaultdict(set)
        for some in _pieces(ids):
            marks = ",".join("?" * len(some))
            for select in _FACTS:
                for contact, kind, day, text, amount in self.connection.execute(select.format(marks), some):
                    fact = Fact(kind, date.fromisoformat(day) if day else None, text, amount)
                    facts[contact].update(with_implied(fact))
        return facts

    def has_photo(self, contact: int, data: bytes) -> bool:
        """Whether the contact has this very picture."""
        row = self.connection.execute(
            "SELECT 1 FROM photo WHERE contact_id = ? AND data = ?", (contact, data)
        ).fetchone()
        return row is not None


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _index(pairs: Iterable[tuple[str | None, int]]) -> dict[str, Ids]:
    found: dict[str, Ids] = {}
    for key, number in pairs:
        if key:
            add_id(found, key, number)
    return found
