"""A question to the person at the terminal, and the line that answers it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from followup.core.activities.entry import one_text, parse_due
from followup.errors import FollowupError
from followup.render.formats.output import say
from followup.render.formats.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

_Answer = TypeVar("_Answer")


class Outcome(NamedTuple):
    """What came of something, and what follows from it, as typed; `ended` where Ctrl-D cut it short."""

    summary: str = ""
    next_step: str = ""
    due: str = ""
    ended: bool = False


def ask_line(question: str) -> str:
    """What the person types on one line; EOFError at the end (Ctrl-D)."""
    if sys.stdout.isatty():
        import readline  # noqa: F401 - so that input() edits lines, wide characters too, and remembers them

        return input(printable(question)).strip()
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return input().strip()


def ask_until_valid(question: str, read: Callable[[str], _Answer]) -> _Answer:
    """Ask until the answer can be read; what was wrong with it is said in between."""
    while True:
        try:
            return read(ask_line(question))
        except FollowupError as error:
            say(f"{error}" + (f" ({error.hint})" if error.hint else ""))


def ask_outcome(question: str, today: date) -> Outcome:
    """Ask what came of something, for the next step and when it is due. Ctrl-D keeps what was said so far."""
    said = Outcome()
    try:
        said = said._replace(summary=ask_until_valid(question, lambda text: one_text([text], "the summary")))
        said = said._replace(next_step=ask_line("Next step? "))
        if said.next_step:
            said = said._replace(due=ask_until_valid("Due? ", lambda text: parse_due(text, today) and text) or "")
    except EOFError:
        say("")
        return said._replace(ended=True)
    return said


@contextmanager
def echo_unsaved(text: str) -> Iterator[None]:
    """What a person wrote, said back where the book could not take it: it stands nowhere else."""
    try:
        yield
    except Exception:
        if text:
            say(f"Not kept:\n{text}\n")
        raise
