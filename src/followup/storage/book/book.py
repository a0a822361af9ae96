"""The book: one SQLite file, opened to ask, or to write as one command that can be undone."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Self, cast

from followup.errors import BookUnusableError
from followup.storage.book import opening
from followup.storage.book.unusable import opened, refuse_if, unusable
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from sqlmodel import Session, SQLModel

    from followup.errors import FollowupError

Connection = sqlite3.Connection
"""For type hints in the command line, which passes connections on and never uses SQL."""

BUSY_SECONDS = 10.0
"""How long a command waits for another program that is writing before it gives up."""
SILENT_SECONDS = 1.0
"""After how long a person is told that the command waits for another program."""
_ROWS_A_STATEMENT = (100, 10, 1)
_LEAST_RUN = 20
SMALL_BYTES = 1 << 19
"""A book of some 150 contacts: it is looked through at every opening, which takes 3 ms."""


class Writing:
    """What one command writes, and its `words` in `followup history`, which may be set until the block ends.

    A block that changes nothing is not in the history. `watched`: the triggers that record new rows for undo are there;
    otherwise `insert_tuples` records all rows that it inserts.
    """

    def __init__(self, connection: sqlite3.Connection, words: str) -> None:
        self.connection = connection
        self.words = words
        self.watched = True

    @cached_property
    def session(self) -> Session:
        """Return an SQLModel session on the book's connection; making it takes half a second.

        SQLAlchemy must neither end the command's transaction nor close the connection, as it would after Ctrl-C.
        """
        from sqlalchemy.orm import configure_mappers
        from sqlalchemy.pool import StaticPool
        from sqlmodel import Session, create_engine

        import followup.storage.schema.tables  # noqa: F401 - so that they are described now, and not at the first statement

        configure_mappers()
        engine = create_engine(
            "sqlite://", creator=lambda: self.connection, poolclass=StaticPool, pool_reset_on_return=None
        )
        dialect = engine.dialect
        dialect.do_rollback = dialect.do_commit = dialect.do_close = _do_nothing  # type: ignore[method-assign]
        return Session(engine.connect(), autoflush=False)

    def flush(self) -> None:
        """Write the pending changes of the session, if there is one."""
        if "session" in self.__dict__:
            self.session.flush()

    def insert_many(self, table: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows (column -> value, the same columns in each) together."""
        if rows:
            self.insert_tuples(str(table.__tablename__), list(rows[0]), _plain_rows(table, list(rows[0]), rows))

    def insert_tuples(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        """Insert rows of these columns into a table by its name, with values as SQLite keeps them: days are ISO text.

        Many rows go into one statement, because SQLite prepares a rollback for every statement that fires a trigger.
        """
        if not rows:
            return
        ids = [cast("int", row[columns.index("id")]) for row in rows] if "id" in columns else []
        with_gaps = bool(ids) and max(ids) - min(ids) >= len(ids)
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        if self.watched and (with_gaps or len(rows) < _LEAST_RUN):
            self._insert(head, len(columns), rows)
            return
        if self.watched:
            self.connection.execute("INSERT INTO running DEFAULT VALUES")
        self._insert(head, len(columns), rows)
        if self.watched:
            self.connection.execute("DELETE FROM running")
        last = max(ids) if ids else self.connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        self._note(table, [(number, number) for number in ids] if with_gaps else [(last - len(rows) + 1, last)])

    def _insert(self, head: str, columns: int, rows: Sequence[tuple[object, ...]]) -> None:
        most = self.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // columns
        marks = f"({', '.join('?' * columns)})"
        start = 0
        for wanted in _ROWS_A_STATEMENT:
            size = min(wanted, most)
            end = len(rows) - (len(rows) - start) % size
            if start < end:
                together = (tuple(chain.from_iterable(rows[at : at + size])) for at in range(start, end, size))
                self.connection.executemany(head + ", ".join([marks] * size), together)
                start = end

    def _note(self, table: str, runs: Sequence[tuple[int, int]]) -> None:
        """Record for undo that these runs of rows (first id, last id) are new."""
        self.connection.executemany(
            "INSERT INTO change (command_id, tab, row, op, old) SELECT max(id), ?, ?, 'i', ? FROM command",
            [(table, first, last) for first, last in runs],
        )


def _do_nothing(dbapi_connection: object) -> None:
    """Do nothing: the transaction and the connection belong to the command."""


def _plain_rows(
    table: type[SQLModel], columns: list[str], rows: Sequence[Mapping[str, object]]
) -> list[tuple[object, ...]]:
    """Return the values as SQLite takes them: the table's days as ISO text, as SQLModel writes them."""
    from sqlalchemy import Date

    described = table.__table__.columns  # type: ignore[attr-defined]  # a table class has one
    days = {name for name in columns if isinstance(described[name].type, Date)}
    return [
        tuple(str(row[name]) if name in days and row[name] is not None else row[name] for name in columns)
        for row in rows
    ]


class Book:
    """An open book. `connection` is for queries in plain SQL; `writing` is the only way to change the data.

    `unwritable` is the error that says why the book cannot be changed, if it cannot.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, unwritable: FollowupError | None = None) -> None:
        self.path = path
        self.connection = connection
        self.unwritable = unwritable

    @property
    def read_only(self) -> bool:
        """Whether it can only be read."""
        return self.unwritable is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    @contextmanager
    def writing(self, words: str, at: str, *, keep: bool = True, plain: bool = False) -> Iterator[Writing]:
        """Change the book as one command: `words` for the history, `at` the ISO time it happened.

        An exception takes everything back; so does `keep=False`, for a dry run. Nobody else can write while the block
        runs, so SQLModel is loaded before it; a `plain` command, which only adds rows, does without SQLModel. Before
        the first command of a day the book is checked: a damaged one is not written into.
        """
        self._check_writable()
        from followup.storage.book import growth
        from followup.storage.book.damage import first_of_day, note_order

        first = first_of_day(self.connection, at)
        if first:
            self.refuse_damaged()
        writing = Writing(self.connection, words)
        if not plain:
            writing.session  # noqa: B018 - made now
        try:
            self._begin()
            command = _begin_command(self.connection, words, at)
            yield writing
            writing.flush()
            if _end_command(self.connection, command, writing.words) and first:
                note_order(self.connection, at)
            if keep:
                growth.forget_old_history(self.connection, at)
                growth.give_pages_back(self.connection)
                self.connection.execute("COMMIT")
                growth.vacuum_once(self.connection)
        finally:
            if self.connection.in_transaction:
                self.connection.rollback()

    def refuse_damaged(self) -> None:
        """Raise BookUnusableError where pages or rows are damaged, or a table is missing."""
        from followup.storage.book.damage import disorder

        refuse_if(self.path, disorder(self.connection))

    @contextmanager
    def noting(self, *, patient: bool = True) -> Iterator[sqlite3.Connection]:
        """Write bookkeeping (never the salesperson's data) in one transaction; check `read_only` first.

        With `patient=False`, for what can be written another time, it waits only shortly for another program.
        """
        self._begin(patient=patient)
        try:
            yield self.connection
            self.connection.commit()
        finally:
            if self.connection.in_transaction:
                self.connection.rollback()

    def _begin(self, *, patient: bool = True) -> None:
        """Begin to write. Raises SQLite's error when another program does not finish within BUSY_SECONDS."""
        self._check_writable()
        self._wait_at_most(min(SILENT_SECONDS, BUSY_SECONDS))
        try:
            self._let_others_read()
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not patient or "locked" not in str(error):
                raise
            import logging  # with nothing set up, it writes the bare words to stderr

            seconds = max(BUSY_SECONDS - SILENT_SECONDS, 0)
            _log = logging.getLogger(__name__)
            _log.warning("followup: another program is writing to %s; waiting up to %g s", self.path, seconds)
            self._wait_at_most(seconds)
            self.connection.execute("BEGIN IMMEDIATE")
        self._wait_at_most(BUSY_SECONDS)

    def _check_writable(self) -> None:
        if self.unwritable:
            raise self.unwritable

    def _let_others_read(self) -> None:
        """Switch to a write-ahead log, so that others can read meanwhile; except for the first command of a new book.

        Nobody reads an empty book, and without the log an import, with which most begin, takes a tenth less time.
        """
        if self.connection.execute("SELECT 1 FROM command LIMIT 1").fetchone():
            self.connection.execute("PRAGMA journal_mode = WAL")

    def _wait_at_most(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _begin_command(connection: sqlite3.Connection, words: str, at: str) -> int:
    cursor = connection.execute(
        "INSERT INTO command (at, words, sequences)"
        " SELECT ?, ?, coalesce(json_group_object(name, seq), '{}') FROM sqlite_sequence",
        (at, words),
    )
    return cursor.lastrowid or 0


def _end_command(connection: sqlite3.Connection, command: int, words: str) -> bool:
    """Give the command its words in the history; whether it changed anything: otherwise it leaves no trace there."""
    if connection.execute("SELECT 1 FROM change WHERE command_id = ? LIMIT 1", (command,)).fetchone():
        connection.execute("UPDATE command SET words = ? WHERE id = ?", (words, command))
        return True
    connection.execute("DELETE FROM command WHERE id = ?", (command,))
    return False


def open_book(path: Path, *, create: bool = False) -> Book:
    """Open the book at `path`; an older one is upgraded after a backup.

    A book that does not exist is made with `create`, and is otherwise an empty one in memory: a query leaves no file
    behind. A book that cannot be written can still be read. Raises BookUnusableError when it is locked, damaged, newer
    than the program, or no book at all.
    """
    opened(path)
    try:
        if not opening.is_there(path):
            if not create:
                return _empty_book(path)
            opening.make(path)
        return _open_file(path)
    except (sqlite3.DatabaseError, OSError) as error:
        raise unusable(path, error) from error


def rehearsal_of(book: Book) -> Book:
    """Return a copy of the book in memory, for a dry run on a book that cannot be written."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    book.connection.backup(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    return Book(book.path, connection)


def _empty_book(path: Path) -> Book:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    hint = "followup add and followup import begin one"
    return Book(path, connection, BookUnusableError(f"there is no book at {path} yet", hint))


def _open_file(path: Path) -> Book:
    opening.recognise(path)
    connection, why = opening.connect(path, BUSY_SECONDS)
    try:
        found = _known_version(path, connection)
        if path.stat().st_size <= SMALL_BYTES:
            from followup.storage.book.damage import disorder_within

            refuse_if(path, disorder_within(connection))
        if found < schema.LATEST and why is None:
            why = _upgrade_if_possible(path, connection)
        if found < schema.LATEST and why is not None:
            connection = _upgraded_copy(connection)
    except BaseException:
        connection.close()
        raise
    return Book(path, connection, why if why is None or isinstance(why, BookUnusableError) else unusable(path, why))


def _known_version(path: Path, connection: sqlite3.Connection) -> int:
    """Return the step that a book has reached; BookUnusableError where a newer followup wrote it."""
    found = schema.version(connection)
    if found > schema.LATEST:
        words = f"{path} was written by a newer followup (step {found}, this one knows {schema.LATEST})"
        raise BookUnusableError(words, "update followup")
    return found


def _upgrade_if_possible(path: Path, connection: sqlite3.Connection) -> Exception | None:
    """Upgrade an older book; return the error where it cannot be written, and is therefore upgraded in memory."""
    from followup.storage.book.upgrading import upgrade

    try:
        upgrade(path, connection)
    except (sqlite3.OperationalError, OSError) as error:
        if isinstance(error, sqlite3.Error) and not opening.cannot_write(error):
            raise
        return error
    return None


def _upgraded_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy in memory, upgraded for this command, of an older book that cannot be written."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    schema.migrate(copy)
    return copy
