"""Coverage of forked commands: each writes down what it reached only where no command before it has reached that.

A file of coverage takes as long to write as a short command takes to run, and most commands of the tests go ways that
another one has gone.
"""

from __future__ import annotations

import atexit
import pickle
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Measured:
    """What was reached so far: the lines, or jumps between lines, of each file, as coverage numbers them."""

    def __init__(self) -> None:
        """Begin where all is loaded: coverage of that is written down once, here."""
        self._reached: dict[str, set[Any]] = {}
        module = sys.modules.get("coverage")
        self._coverage = module.Coverage.current() if module else None
        if self._coverage:
            self._coverage.save()

    def begin(self, folder: Path) -> None:
        """In the process of a command: at its end keep what is new, and tell the server by a file in the folder."""
        if self._coverage:
            atexit.register(self._end, folder / "reached")  # before coverage's own end: the last one comes first

    def _end(self, file: Path) -> None:
        assert self._coverage
        self._coverage.stop()
        reached = self._coverage._collector.data
        new = {name: numbers - self._reached.get(name, set()) for name, numbers in reached.items()}
        new = {name: numbers for name, numbers in new.items() if numbers}
        if new:
            file.write_bytes(pickle.dumps(new))
        else:
            self._coverage._auto_save = False

    def learn(self, folder: Path) -> None:
        """In the server: take over what the last command has reached."""
        file = folder / "reached"
        if self._coverage and file.exists():
            for name, numbers in pickle.loads(file.read_bytes()).items():
                self._reached.setdefault(name, set()).update(numbers)
            file.unlink()
