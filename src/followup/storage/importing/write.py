"""Writes a planned import into the book: in one transaction, as one entry of the history."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from json import dumps
from typing import TYPE_CHECKING

from followup.core.importing.plan import plan_import
from followup.core.importing.prepare import region_of_files
from followup.core.importing.report import ImportReport
from followup.core.importing.types import grade_changes
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import all_groups
from followup.storage.contacts.phone_region import numbers_with_country, remembered_region, settle_region
from followup.storage.contacts.writes import add_contacts, replace_contacts
from followup.storage.importing.index import FROM_FILE, BookContactIndex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from followup.core.importing.draft import Reading
    from followup.core.importing.types import ChangeSet, Choices
    from followup.storage.book.book import Writing

# Room for the indexes that a large import writes into everywhere; SQLite's own 2 MiB are written out again and again.
_CACHE_KIB = 16384

# Their keys come in no order, so that one after the other goes to another page: made at the end, they are sorted once.
_UNORDERED = ("contact_sort", "contact_uid", "phone_key", "email_folded", "occasion_day", "card_fingerprint")

_SHAPE = "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid"
# Fewer cards than this are written before the indexes would be made again.
_MANY_CARDS = 100


def import_files(
    writing: Writing,
    files: Sequence[tuple[str, Reading]],
    choices: Choices,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import files (name, reading) into the book.

    `progress` is called with the number of cards that are done. Where nothing is new, no import is noted in the book.
    An empty region is found from the numbers. Raises WrongUsageError where contacts are to be put into a smart group.
    """
    report = ImportReport()
    connection = writing.connection
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    with _no_garbage_collection():
        choices = _with_groups_and_region(connection, [reading for _, reading in files], choices)
        settle_region(writing, choices.region)
        writer = _ImportWriter(writing, choices.today, [name for name, _ in files])
        for changes in plan_import(files, BookContactIndex(connection), choices, report):
            writer.write(changes)
            if progress:
                progress(report.total("cards"))
        writer.finish()
    report.batch = writer.batch
    return report


def _with_groups_and_region(connection: sqlite3.Connection, files: Sequence[Reading], choices: Choices) -> Choices:
    """Return the choices with what the book says of its groups, and with the region of the files' numbers."""
    groups = all_groups(connection)
    smart = {fold(group.name): group for group in groups if group.query is not None}
    for name in choices.groups:
        if group := smart.get(fold(name)):
            raise WrongUsageError(
                f"{name} is a smart group: its members are found by {group.query}", "name another with --group"
            )
    region = choices.region or remembered_region(connection)
    if not region:
        region = region_of_files(files, numbers_with_country(connection), choices.locale)
    private = frozenset(fold(group.name) for group in groups if group.private)
    return choices._replace(region=region, smart=frozenset(smart), private=private)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Switch the garbage collector off: an import makes millions of objects without cycles, and is a tenth quicker."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _ImportWriter:
    """Writes an import; `batch` is its number in the book, None until something is written."""

    def __init__(self, writing: Writing, today: date, files: list[str]) -> None:
        self.writing = writing
        self.today = today
        self.files = files
        self.batch: int | None = None
        self.schema: list[tuple[str, str, str]] = []

    def finish(self) -> None:
        """Make the indexes that were put off, and what stood behind them anew: the schema is the same as before."""
        connection = self.writing.connection
        for kind, name, _ in reversed(self.schema):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
        for _, _, statement in self.schema:
            connection.execute(statement)
        self.writing.watched = True

    def _put_off_indexes(self) -> None:
        """In a book without contacts, drop the indexes and triggers that a large import can do without.

        The plan finds contacts by what it keeps in memory.
        """
        connection = self.writing.connection
        if connection.execute("SELECT 1 FROM contact LIMIT 1").fetchone():
            return
        self.schema = connection.execute(_SHAPE).fetchall()
        for name in _UNORDERED:
            connection.execute(f"DROP INDEX {name}")
        for kind, name, _ in self.schema:
            if kind == "trigger" and name.startswith(("undo_", "pages_")) and name.endswith("_insert"):
                connection.execute(f"DROP TRIGGER {name}")
        self.writing.watched = False

    def write(self, changes: ChangeSet) -> None:
        """Write what a batch changes."""
        if changes.is_empty:
            return
        if self.batch is None:
            if len(changes.cards) >= _MANY_CARDS:
                self._put_off_indexes()
            files = dumps(self.files, ensure_ascii=False)
            self.writing.insert_tuples("batch", ("day", "files"), [(str(self.today), files)])
            (self.batch,) = self.writing.connection.execute("SELECT max(id) FROM batch").fetchone()
        add_contacts(self.writing, changes.created.values())
        replace_contacts(self.writing, list(changes.updated.values()))
        insert, today = self.writing.insert_tuples, str(self.today)
        notes = [(number, str(day) if day else today, text, folded) for number, text, day, folded in changes.notes]
        insert("note", ("contact_id", "day", "text", "search"), notes)
        photos = [(number, photo.mime, photo.data) for number, photo in changes.photos]
        insert("photo", ("contact_id", "mime", "data"), photos)
        cards = [(self.batch, *card) for card in changes.cards]
        insert("card", ("batch_id", "contact_id", "fingerprint", "content", "original"), cards)
        _write_facts(self.writing, changes, self.today)


def _write_facts(writing: Writing, changes: ChangeSet, today: date) -> None:
    """Write interactions, tasks, sales and the history of the grades, and the facts by which these are known again."""
    grades = grade_changes(changes)
    if not (changes.facts or changes.interactions or changes.tasks or changes.sales or grades):
        return
    from followup.storage.schema import tables

    facts = [{"contact_id": contact, **fact._asdict()} for contact, fact in changes.facts]
    writing.insert_many(tables.ImportedFactRow, facts)
    writing.insert_many(
        tables.InteractionRow,
        [
            {
                "contact_id": interaction.contact_id, "day": interaction.on, "kind": interaction.kind,
                "summary": interaction.summary, "minutes": interaction.minutes, "outcome": interaction.outcome,
                "search": fold(interaction.summary),
            }
            for interaction in changes.interactions
        ],
    )  # fmt: skip
    writing.insert_many(
        tables.TaskRow,
        [
            {"contact_id": task.contact_id, "text": task.text, "due": task.due, "search": fold(task.text)}
            for task in changes.tasks
        ],
    )
    writing.insert_many(
        tables.SaleRow,
        [
            {"contact_id": sale.contact_id, "day": sale.on, "amount": sale.amount, "note": sale.note}
            for sale in changes.sales
        ],
    )
    writing.insert_many(
        tables.GradeChangeRow,
        [
            {"contact_id": number, "day": today, "old": old, "new": new, "reason": f"{FROM_FILE}{changes.source}"}
            for number, old, new in grades
        ],
    )
