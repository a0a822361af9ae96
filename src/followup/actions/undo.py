"""Take back the commands that changed the book last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.errors import NotFoundError
from followup.storage.book import undo as storage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.storage.book.book import Book


def undo(book: Book, count: int) -> Sequence[str]:
    """Take back the last `count` commands, and return their lines of the history, the latest first.

    Raises NotFoundError, and changes nothing, where there are fewer.
    """
    available = len(storage.history(book.connection, count))
    if available < count:
        raise NotFoundError(
            _too_few(available, *storage.forgotten(book.connection)), "followup history shows what was done"
        )
    return storage.undo(book, count)


def _too_few(available: int, forgotten: int, at: str) -> str:
    """Say why not all that was asked for can be taken back; `forgotten` commands, the last `at` a time, are gone."""
    if not available and not forgotten:
        return "nothing was done to this book yet"
    known = f"only {available} can be taken back" if available else "nothing can be taken back any more"
    return f"{known}: what was done until {at[:10]} is no longer kept" if forgotten else known
