"""A whole book that left as JSON, named to `followup import`: restored into an empty book instead of merged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import FileUnreadableError, WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def book_to_restore(names: Sequence[str]) -> Path | None:
    """Return the file that holds a whole book; None where the names are of contacts' files.

    Raises WrongUsageError for a whole book beside other files: one is restored, the others are merged.
    """
    from followup.storage.book_restoring import is_book_json

    found = [name for name in names if name.lower().endswith(".json") and is_book_json(_head(name))]
    if not found:
        return None
    if len(names) > 1:
        raise WrongUsageError(f"{found[0]} is a whole book, which is restored alone", "import the other files after it")
    return Path(found[0])


def restore(file: Path, book_file: Path, *, dry_run: bool) -> int:
    """Restore the book in the file into the (empty) one at `book_file`, or into a copy; how many contacts it has."""
    from followup.storage.book import open_book, rehearsal_of
    from followup.storage.book_restoring import restore_book

    with open_book(book_file, create=not dry_run) as book, file.open(encoding="utf-8") as lines:
        try:
            return restore_book(rehearsal_of(book) if dry_run else book, lines)
        except (FileUnreadableError, UnicodeDecodeError) as error:
            hint = getattr(error, "hint", "export the book again")
            raise FileUnreadableError(f"{file}: {error}", hint) from error


def _head(name: str) -> str:
    from followup.cli.leaving_files import head_of

    return head_of(Path(name)) if Path(name).is_file() else ""
