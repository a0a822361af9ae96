"""Errors that say why a book cannot be used, with the name of the file and the right exit code."""

from __future__ import annotations

import errno
import sqlite3
from shutil import disk_usage
from typing import TYPE_CHECKING

from followup.errors import BookUnusableError, FollowupError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

RESTORE = "put a backup of it back: docs/how-to/back-up.md; the damaged file may still help, keep it"
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_LEAST_SPACE = 1 << 20
"""With less free space, an error while writing means a full disk: SQLite reports an exhausted quota as an I/O error."""
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_TOOBIG}
_PRIMARY = 0xFF
_opened: list[Path] = []


def opened(path: Path) -> None:
    """Remember which book the process uses, for errors that occur later."""
    _opened.append(path)


def book_error(error: BaseException) -> FollowupError | None:
    """Return the FollowupError for an error of SQLite (or of SQLAlchemy, which wraps it); None where the book is sound.

    Any other error, or one that a mistake of ours may have caused, is the book's fault only if the book is damaged.
    """
    original = getattr(error, "orig", None) or error
    if not _opened:
        return None
    path = _opened[-1]
    if isinstance(original, sqlite3.IntegrityError) and "FOREIGN KEY" in str(original):
        return NotFoundError(
            "a contact that this is about was removed or merged meanwhile",
            "nothing was changed; followup history shows what happened",
        )
    if isinstance(original, sqlite3.Error) and not _may_be_our_mistake(original):
        return unusable(path, original)
    from followup.storage.book.damage import damage_of

    damage = damage_of(path)
    return _damaged(path, damage) if damage else None


def _may_be_our_mistake(error: sqlite3.Error) -> bool:
    """Whether the error may come from a wrong statement, not from the book."""
    if not isinstance(error, sqlite3.OperationalError):
        return not isinstance(error, sqlite3.DatabaseError) or isinstance(
            error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)
        )
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def unusable(path: Path, error: BaseException) -> FollowupError:
    """Return the error that says why the book at `path` cannot be used."""
    words = (isinstance(error, OSError) and error.strerror) or str(error)
    code = getattr(error, "sqlite_errorcode", 0)
    kind = code & _PRIMARY
    if kind in _LOCKED:
        return BookUnusableError(
            f"{path} is in use by another program",
            "perhaps a followup in another window, or a program that copies the file: let it finish, then try again",
        )
    if kind in _DAMAGED or code == sqlite3.SQLITE_IOERR_SHORT_READ or "decode to UTF-8" in words:
        return _damaged(path, words)
    if kind == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in _NO_SPACE or (kind and _is_full(path)):
        return FollowupError(f"{path}: no space left on the disk", "free some, then try again; nothing was changed")
    if kind == sqlite3.SQLITE_IOERR:
        return FollowupError(
            f"{path}: the disk cannot be read or written ({words})",
            "nothing was changed; it may be failing, or your share of it used up: free some space, copy the book off",
        )
    return BookUnusableError(f"{path} cannot be used: {words}", "check the file and its folder")


def refuse_if(path: Path, damage: str | None) -> None:
    """Raise BookUnusableError if there is any damage."""
    if damage:
        raise _damaged(path, damage)


def _damaged(path: Path, words: str) -> BookUnusableError:
    return BookUnusableError(f"{path} is damaged or no followup book ({words})", RESTORE)


def _is_full(path: Path) -> bool:
    try:
        return disk_usage(path.parent).free < _LEAST_SPACE
    except OSError:
        return False
