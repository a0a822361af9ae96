"""Open the file of a book: check it before anything is changed, and read it without writing where it is read-only.

A process may open a book only once at a time: when it closes a file, the system releases all its locks on that file,
also those that SQLite holds there for another connection.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import BookUnusableError
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_HEAD_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_ANOTHER = "name another file with --book"
_LOG, _JOURNAL = "-wal", "-journal"
_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags to read bytes unchanged, without waiting."""
_BESIDE = (_LOG, "-shm", _JOURNAL)
"""The endings of SQLite's files beside a book: write-ahead log, its index, rollback journal."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISLNK, "a link"),
)
_SHARED_FIRST, _SHARED_BYTES = 0x40000002, 510
"""The bytes of a book that SQLite locks, for reading while a connection uses it, for writing while it changes it."""
_PAUSE = 0.05
_TRIES = 5
_CANNOT_WRITE = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_NO_ROOM = frozenset({
    sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_WRITE
})  # fmt: skip


def is_there(path: Path) -> bool:
    """Whether there is a file for a book. Raises BookUnusableError where it is a folder, a pipe or the like.

    It also refuses a log without its book: a new book beside it would be mixed with the old one's last changes.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        real = _real(path)
        for name in _left_over(real, _beside(real)):
            raise BookUnusableError(
                f"{path} is missing, but {name} is there, with the last changes of a book",
                f"put the book back; or remove {name}, and a new book can be begun",
            ) from None
        return False
    if not stat.S_ISREG(state.st_mode):
        raise BookUnusableError(f"{path} is {_kind(state.st_mode)}, not a book", "name a file with --book")
    return True


def _kind(mode: int) -> str:
    return next((words for is_so, words in _KINDS if is_so(mode)), "a device")


def _real(path: Path) -> Path:
    """Return the file that links lead to: SQLite keeps its other files beside that one."""
    return Path(os.path.realpath(path))


def recognise(path: Path) -> None:
    """Refuse a file that is no book, without changing it; make a book unreadable for other users.

    A book that its owner made read-only stays so.
    """
    descriptor = os.open(path, os.O_RDONLY | _PLAIN)
    try:
        head = os.read(descriptor, _HEAD_BYTES)
        state = os.fstat(descriptor)
        if not head:
            hint = "restore a backup of it; or remove the file, and a new book can be begun"
            raise BookUnusableError(f"{path} is empty, and no book", hint)
        if len(head) < _HEAD_BYTES or not head.startswith(_MAGIC):
            raise BookUnusableError(f"{path} is damaged or no followup book", f"{_ANOTHER}, or restore a backup of it")
        if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
            raise BookUnusableError(f"{path} is a database, but no followup book", _ANOTHER)
        if state.st_mode & 0o077 and hasattr(os, "getuid") and state.st_uid == os.getuid():
            os.fchmod(descriptor, state.st_mode & 0o700)
    finally:
        os.close(descriptor)


def make(path: Path) -> None:
    """Make a new book, and its folders, for the owner only. The file appears complete, and never replaces another.

    Of two programs that make one at the same time, both use that of the first.
    """
    real = _real(path)
    for folder in reversed(real.parents):
        if not folder.exists():
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        content = connection.serialize()
    new = real.with_name(f"{real.name}.{os.urandom(4).hex()}.new")
    try:
        with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _PLAIN, PRIVATE_FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(new, real)
    except FileExistsError:  # another program was quicker
        return
    finally:
        new.unlink(missing_ok=True)


def _put_in_place(new: Path, real: Path) -> None:
    """Give a new file its name; FileExistsError where there is one of that name."""
    try:
        os.link(new, real)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no hard links
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        new.replace(real)


def connect(path: Path, patience: float) -> tuple[sqlite3.Connection, Exception | None]:
    """Connect to a book that was recognised; return also the error why it cannot be written, or None.

    A book that cannot be written is read into memory as it is at this moment, without writing anything: SQLite would
    make an index of the log beside the book, which needs room on the disk and would be left there. `patience` is the
    seconds to wait for another program.
    """
    real = _real(path)
    beside = _beside(real)
    if not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)):
        hint = "change its permissions, or name another --book"
        return snapshot(path), BookUnusableError(f"{path} can only be read", hint)
    for log in _left_over(real, beside):
        _try_first(path, real, log, patience)
    _open_to_its_owner(real, beside)
    connection = sqlite3.connect(
        f"{real.as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(connection)
        schema.version(connection)
    except sqlite3.Error as error:
        connection.close()
        if not cannot_write(error):
            raise
        no_room = error.sqlite_errorcode in _NO_ROOM
        return snapshot(path), _as_sqlite_says(sqlite3.SQLITE_FULL, "disk is full") if no_room else error
    return connection, None


def cannot_write(error: sqlite3.Error) -> bool:
    """Whether an error of SQLite means that something could not be written: the book may still be read."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _CANNOT_WRITE


def in_memory(content: bytes) -> sqlite3.Connection:
    """Return a connection to a copy of a database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.deserialize(content[:18] + b"\1\1" + content[20:])  # there is no write-ahead log in memory
    _set_up(connection)
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # a query works also on a full disk


def _beside(real: Path) -> dict[str, os.stat_result]:
    """Return the files beside a book by ending. Refuses anything else there: SQLite would hang on a pipe."""
    found = {}
    for ending in _BESIDE:
        try:
            found[ending] = os.lstat(f"{real}{ending}")
        except OSError:
            continue
        if not stat.S_ISREG(found[ending].st_mode):
            what = _kind(found[ending].st_mode)
            raise BookUnusableError(f"{real}{ending} is {what}, where SQLite keeps a file of the book", "remove it")
    return found


def _left_over(real: Path, beside: dict[str, os.stat_result]) -> list[str]:
    """Return the names of the logs that are not empty: of a program that uses the book, or of one that was killed."""
    return [f"{real.name}{ending}" for ending in (_LOG, _JOURNAL) if ending in beside and beside[ending].st_size]


def _open_to_its_owner(real: Path, beside: dict[str, os.stat_result]) -> None:
    """Give the files beside a book the book's permissions: a read-only one would make the book read-only."""
    mode = real.stat().st_mode & 0o777 if beside else 0
    for ending, state in beside.items():
        if state.st_mode & 0o777 != mode and hasattr(os, "getuid") and state.st_uid == os.getuid():
            Path(f"{real}{ending}").chmod(mode)


def _try_first(path: Path, real: Path, log: str, patience: float) -> None:
    """Try on a copy the log that a killed program left: SQLite would put it into the book unchecked.

    Raises BookUnusableError where the result is damaged, as after a backup was copied over the log's book.
    """
    with _alone(real, patience) as alone:
        if alone:
            _refuse_a_mixture(path, log, _content(real))


def _refuse_a_mixture(path: Path, log: str, content: tuple[bytes, bytes, bytes]) -> None:
    from followup.storage.book.recovery import recovered

    try:
        with closing(in_memory(recovered(*content))) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if sound and not connection.execute("PRAGMA foreign_key_check").fetchone():
                return
    except sqlite3.DatabaseError:
        pass
    raise BookUnusableError(
        f"{path} and {log} beside it do not belong together, or are damaged; both are left as they are",
        f"if a backup was copied there, move {log} away and try again; else restore a backup",
    )


@contextmanager
def _alone(real: Path, patience: float) -> Iterator[bool]:
    """Whether no other program has the book open; while the block runs, none can begin to use it.

    SQLite locks bytes of the book for reading as long as it has a write-ahead log open, and while it works on a book
    with a rollback journal. If all of them can be locked for writing, nobody uses it. Closing the file unlocks them.
    """
    descriptor = os.open(real, os.O_RDWR)
    try:
        yield _lock(descriptor, patience)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, patience: float) -> bool:
    """Lock a book for writing; return False where another program reads it. Waits for one that writes."""
    if sys.platform == "win32":  # a log in use cannot be distinguished from one that was left behind
        return False
    import fcntl
    from time import sleep

    for _ in range(round(patience / _PAUSE) + 1):
        for kind in (fcntl.LOCK_EX, fcntl.LOCK_SH):
            try:
                fcntl.lockf(descriptor, kind | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED_FIRST)
            except (PermissionError, BlockingIOError):
                continue
            return kind == fcntl.LOCK_EX
        sleep(_PAUSE)
    raise _as_sqlite_says(sqlite3.SQLITE_BUSY, "database is locked")


def _as_sqlite_says(code: int, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


def snapshot(path: Path) -> sqlite3.Connection:
    """Return a copy in memory of a book and its log as they are at one moment, without making any file."""
    from followup.storage.book.recovery import recovered

    real = _real(path)
    for _ in range(_TRIES):
        before = _states(real)
        content = _content(real)
        if _states(real) == before:
            break
    else:
        raise _as_sqlite_says(sqlite3.SQLITE_BUSY, "database is locked")
    for name in _left_over(real, _beside(real)):
        _refuse_a_mixture(path, name, content)
    return in_memory(recovered(*content))


def _states(real: Path) -> list[tuple[int, int, int]]:
    states = [real.stat(), *_beside(real).values()]
    return [(state.st_ino, state.st_size, state.st_mtime_ns) for state in states]


def _content(real: Path) -> tuple[bytes, bytes, bytes]:
    """Return the bytes of a book, of its write-ahead log and of its rollback journal."""
    book, log, journal = (_bytes(f"{real}{ending}") for ending in ("", _LOG, _JOURNAL))
    return book, log, journal


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        return b""
