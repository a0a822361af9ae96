"""A question to the person at the terminal, and the line that answers it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from followup.render.output import say
from followup.render.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator


def ask_line(question: str) -> str:
    """What the person types on one line; EOFError at the end (Ctrl-D)."""
    if sys.stdout.isatty():
        import readline  # noqa: F401 - so that input() edits lines, wide characters too, and remembers them

        return input(printable(question)).strip()
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return input().strip()


@contextmanager
def told_back(text: str) -> Iterator[None]:
    """What a person wrote, said back where the book could not take it: it stands nowhere else."""
    try:
        yield
    except Exception:
        if text:
            say(f"Not kept:\n{text}\n")
        raise
