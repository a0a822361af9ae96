"""A progress bar on stderr, drawn on a terminal for what takes longer than a second."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

_DELAY_SECONDS = 1.0


class ProgressBar:
    """Shows how much of `total` is done; nothing in the first second, nor where stderr is no terminal."""

    def __init__(self, words: str, total: int) -> None:
        self.words = words
        self.total = total
        self._started = monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar[0].stop()

    def show(self, done: int) -> None:
        """Draw the bar at `done`."""
        if self._bar is None and sys.stderr.isatty() and monotonic() - self._started > _DELAY_SECONDS:
            self._bar = self._start()
        if self._bar:
            progress, task = self._bar
            progress.update(task, completed=done, total=max(self.total, done))

    def _start(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import Progress

        progress = Progress(console=Console(stderr=True), transient=True)
        progress.start()
        return progress, progress.add_task(self.words, total=self.total)
