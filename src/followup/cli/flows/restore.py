"""Restores a book that was exported as JSON into an empty book, when `followup import` is given one."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from followup.cli.files.file_bytes import STDIN
from followup.errors import FileUnreadableError, WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def book_to_restore(names: Sequence[str]) -> str | None:
    """Return the name of the file that is a whole book, whatever its ending; None where all are files of contacts.

    Raises WrongUsageError for a whole book beside other files: a book is restored alone.
    """
    from followup.storage.backup.restore import is_book_json

    books = [name for name in names if is_book_json(_head(name))]
    if not books:
        return None
    if len(names) > 1:
        raise WrongUsageError(f"{books[0]} is a whole book, which is restored alone", "import the other files after it")
    return books[0]


def restore(name: str, book_file: Path, *, dry_run: bool) -> int:
    """Restore the book in a file or stdin into the empty one at `book_file`; return how many contacts it has.

    A dry run restores it into a copy.
    """
    from followup.storage.backup.restore import restore_book
    from followup.storage.book.book import open_book, rehearsal_of

    with open_book(book_file, create=not dry_run) as book, _opened(name) as lines:
        try:
            return restore_book(rehearsal_of(book) if dry_run else book, lines)
        except (FileUnreadableError, UnicodeDecodeError) as error:
            hint = getattr(error, "hint", "export the book again")
            raise FileUnreadableError(f"{name}: {error}", hint) from error


def _opened(name: str) -> TextIO:
    return io.TextIOWrapper(sys.stdin.buffer, "utf-8") if name == STDIN else Path(name).open(encoding="utf-8")


def _head(name: str) -> str:
    """Return the beginning of a file, or of stdin without consuming it; empty if there is none."""
    from followup.cli.files.export_files import head_of

    if name == STDIN:
        stream = sys.stdin.buffer
        return stream.peek().decode("utf-8", "replace") if isinstance(stream, io.BufferedReader) else ""
    with suppress(OSError):  # the import says what is wrong with it
        return head_of(Path(name)) if Path(name).is_file() else ""
    return ""
