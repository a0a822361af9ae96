"""Upgrade copies of a book, and be killed: each copy a little later than the one before.

    python killed_upgrades.py BOOK STRIDE FIRST

Copies go into numbered folders beside the book. A moment is a statement of SQL, or a file that is opened, renamed or
removed. The last copy's upgrade comes to its end. Prints how many there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from followup.storage import upgrading  # noqa: F401 - so that no moment is one of an import
from followup.storage.book import open_book

_FILES = {"open", "os.rename", "os.remove"}


def _die_at(moment: int) -> None:
    left = moment

    def one_less(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect/handle":
            arguments[0].set_trace_callback(one_less)  # type: ignore[attr-defined]
        elif event in _FILES:
            one_less()

    sys.addaudithook(watch)


def main(book: Path, stride: int, first: int) -> int:
    """Returns how many copies were made."""
    for number in count():
        copy = book.parent / str(number) / book.name
        copy.parent.mkdir()
        shutil.copy(book, copy)
        child = os.fork()
        if not child:
            _die_at(first + number * stride)
            open_book(copy).connection.close()
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return number + 1
    raise AssertionError


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
