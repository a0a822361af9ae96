"""A question to the person at the terminal, and the line that answers it."""

from __future__ import annotations

import sys

from followup.render.text import printable


def ask_line(question: str) -> str:
    """What the person types on one line; EOFError at the end (Ctrl-D)."""
    if sys.stdout.isatty():
        import readline  # noqa: F401 - so that input() edits lines, wide characters too, and remembers them

        return input(printable(question)).strip()
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return input().strip()
