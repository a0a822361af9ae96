"""A planned import into the book: one batch, one transaction, one entry of the history."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from json import dumps
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from followup.core.importing.plan import plan_import
from followup.core.importing.prepare import prepared
from followup.core.importing.report import ImportReport
from followup.core.importing.types import graded
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.book.book_id import book_identity
from followup.storage.contacts.groups import all_groups
from followup.storage.contacts.phone_region import numbers_with_country, remembered_region, settle_region
from followup.storage.contacts.writes import add_rows, replace_contacts, rows_of
from followup.storage.importing.index import FROM_FILE, KnownPeople

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from followup.core.importing.draft import Reading
    from followup.core.importing.prepare import Piece
    from followup.core.importing.types import Choices, Chunk
    from followup.storage.book.book import Writing
    from followup.storage.contacts.writes import Rows

# Room for the indexes that a large import writes into everywhere; SQLite's own 2 MiB are written out again and again.
_CACHE_KIB = 16384

# Their keys come in no order, so that one after the other goes to another page: made at the end, they are sorted once.
_UNORDERED = ("contact_sort", "contact_uid", "phone_e164", "email_folded", "occasion_day", "card_fingerprint")

_SHAPE = "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid"
# In a first piece: fewer cards than this are written before the indexes would be made again.
_MANY = 100


def prepare_import(
    connection: sqlite3.Connection,
    files: Sequence[tuple[str, Reading]],
    choices: Choices,
) -> Iterator[Piece]:
    """Begin to prepare the files' cards by what the book says of groups and region; nothing of it is asked later.

    An empty `region` is found from the numbers. Raises WrongUsageError where contacts are to be put into a
    smart group.
    """
    groups = all_groups(connection)
    smart = {fold(group.name): group for group in groups if group.query is not None}
    for name in choices.groups:
        if group := smart.get(fold(name)):
            raise WrongUsageError(
                f"{name} is a smart group: its members are found by {group.query}", "name another with --group"
            )
    region = choices.region or remembered_region(connection)
    private = frozenset(fold(group.name) for group in groups if group.private)
    choices = choices._replace(region=region, smart=frozenset(smart), private=private)
    voters = [] if region else numbers_with_country(connection)
    return prepared(files, choices, book_identity(connection), voters, rows_of)


def import_files(
    writing: Writing,
    files: Sequence[tuple[str, Reading]],
    choices: Choices,
    progress: Callable[[int], None] | None = None,
    pieces: Iterator[Piece] | None = None,
) -> ImportReport:
    """Import files (name, reading) into the book.

    `progress` is told the number of cards that are done. Nothing new leaves no batch behind. `pieces` are the cards
    where somebody has begun to prepare them.
    """
    report = ImportReport()
    writing.connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    with _no_garbage_collection():
        batch = _Batch(writing, choices.today, [name for name, _ in files])
        known = KnownPeople(writing.connection)
        settled = _under_their_region(writing, pieces or prepare_import(writing.connection, files, choices))
        for chunk in plan_import(files, known, choices, report, settled):
            batch.write(chunk)
            if progress:
                progress(report.total("cards"))
        batch.finish()
    report.batch = batch.number
    return report


def _under_their_region(writing: Writing, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces, once the book's own numbers are understood as theirs are."""
    for first in pieces:
        settle_region(writing, first.region)
        yield first
        yield from pieces


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """An import makes millions of objects and no cycles: looking for them costs a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Batch:
    """The batch under way; `number` is None until something is written."""

    def __init__(self, writing: Writing, today: date, files: list[str]) -> None:
        self.writing = writing
        self.today = today
        self.files = files
        self.number: int | None = None
        self.shape: list[tuple[str, str, str]] = []

    def finish(self) -> None:
        """Make the indexes that were put off, and whatever stood behind them again, so that all stands as it stood."""
        connection = self.writing.connection
        for kind, name, _ in reversed(self.shape):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
        for _, _, statement in self.shape:
            connection.execute(statement)
        self.writing.watched = True

    def _put_off_indexes(self) -> None:
        """Into a book without contacts, write the rows first: the plan keeps in memory what it knows people by."""
        connection = self.writing.connection
        if connection.execute("SELECT 1 FROM contact LIMIT 1").fetchone():
            return
        self.shape = connection.execute(_SHAPE).fetchall()
        for name in _UNORDERED:
            connection.execute(f"DROP INDEX {name}")
        for kind, name, _ in self.shape:
            if kind == "trigger" and name.startswith(("undo_", "pages_")) and name.endswith("_insert"):
                connection.execute(f"DROP TRIGGER {name}")
        self.writing.watched = False

    def write(self, chunk: Chunk) -> None:
        """Write a piece of the plan."""
        if not chunk.says_anything:
            return
        if self.number is None:
            if len(chunk.cards) >= _MANY:
                self._put_off_indexes()
            files = dumps(self.files, ensure_ascii=False)
            self.writing.insert_tuples("batch", ("day", "files"), [(str(self.today), files)])
            (self.number,) = self.writing.connection.execute("SELECT max(id) FROM batch").fetchone()
        add_rows(self.writing, _rows(chunk))
        replace_contacts(self.writing, list(chunk.updated.values()))
        insert, today = self.writing.insert_tuples, str(self.today)
        notes = [(number, str(day) if day else today, text, folded) for number, text, day, folded in chunk.notes]
        insert("note", ("contact_id", "day", "text", "search"), notes)
        photos = [(number, photo.mime, photo.data) for number, photo in chunk.photos]
        insert("photo", ("contact_id", "mime", "data"), photos)
        cards = [(self.number, *card) for card in chunk.cards]
        insert("card", ("batch_id", "contact_id", "fingerprint", "content", "original"), cards)
        _write_facts(self.writing, chunk, self.today)


def _rows(chunk: Chunk) -> list[tuple[int, Rows]]:
    """Return those whom the chunk adds as rows, by id; most were made when their cards were prepared."""
    made: list[tuple[int, Any]] = [
        (number, one.made or rows_of(one.person(number))) for number, one in chunk.new.items()
    ]
    more = [(contact.id, rows_of(contact)) for contact in chunk.created.values()]
    return sorted(made + more, key=itemgetter(0)) if more else made


def _write_facts(writing: Writing, chunk: Chunk, today: date) -> None:
    """Write what happened, is due and was bought, and the history of the grades."""
    grades = graded(chunk)
    if not (chunk.told or chunk.interactions or chunk.tasks or chunk.sales or grades):
        return
    from followup.storage.schema import tables

    writing.insert_many(tables.ToldRow, [{"contact_id": number, "fact": fact} for number, fact in chunk.told])
    writing.insert_many(
        tables.InteractionRow,
        [
            {
                "contact_id": met.contact_id, "day": met.on, "kind": met.kind, "summary": met.summary,
                "minutes": met.minutes, "outcome": met.outcome, "search": fold(met.summary),
            }
            for met in chunk.interactions
        ],
    )  # fmt: skip
    writing.insert_many(
        tables.TaskRow,
        [
            {"contact_id": task.contact_id, "text": task.text, "due": task.due, "search": fold(task.text)}
            for task in chunk.tasks
        ],
    )
    writing.insert_many(
        tables.SaleRow,
        [
            {"contact_id": sale.contact_id, "day": sale.on, "amount": sale.amount, "note": sale.note}
            for sale in chunk.sales
        ],
    )
    writing.insert_many(
        tables.GradeChangeRow,
        [
            {"contact_id": number, "day": today, "old": old, "new": new, "reason": f"{FROM_FILE}{chunk.source}"}
            for number, old, new in grades
        ],
    )
