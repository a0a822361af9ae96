"""Upgrade copies of a book, and be killed: each copy a little later than the one before.

    python killed_upgrades.py BOOK STRIDE FIRST

Copies go into numbered folders beside the book. First a moment is a call of SQLite or of the system's files; when one
upgrade came to its end, ten more are killed by the clock, within SQLite too. Prints how many there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.storage.book import upgrading  # noqa: F401 - so that no moment is one of an import
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from types import FrameType

_FILES = {os.open, os.close, os.fsync, os.replace, os.rename, os.unlink}
_BY_THE_CLOCK = 10


def _die_at(moment: int) -> None:
    left = moment

    def watch(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event == "c_call" and (called in _FILES or isinstance(called.__self__, sqlite3.Connection)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def _upgrade(copy: Path, moment: int | None, seconds: float | None = None) -> bool:
    """Whether the upgrade of this copy came to its end."""
    child = os.fork()
    if not child:
        if moment is not None:
            _die_at(moment)
        open_book(copy).connection.close()
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}, status
    return status == 0


def main(book: Path, stride: int, first: int) -> int:
    """Return how many copies were made."""
    copies = count()

    def copy() -> Path:
        made = book.parent / str(next(copies)) / book.name
        made.parent.mkdir()
        return Path(shutil.copy(book, made))

    moment = first
    while not _upgrade(copy(), moment):
        moment += stride
    started = time.perf_counter()
    _upgrade(copy(), None)
    took = time.perf_counter() - started
    for part in range(_BY_THE_CLOCK):
        _upgrade(copy(), None, took * (part + 0.5) / _BY_THE_CLOCK)
    return next(copies)


if __name__ == "__main__":
    sys.stdout.write(str(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
