"""Questions to the person at the terminal, answered with a line each."""

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
    """The result of something, and the next step, as typed; `ended` where Ctrl-D was typed."""

    summary: str = ""
    next_step: str = ""
    due: str = ""
    ended: bool = False


def ask_line(question: str) -> str:
    """Return the line that the person types; EOFError at the end of the input (Ctrl-D)."""
    if sys.stdout.isatty():
        import readline  # noqa: F401 - lets input() edit lines, wide characters too, and keep a history

        return input(printable(question)).strip()
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return input().strip()


def ask_until_valid(question: str, read: Callable[[str], _Answer]) -> _Answer:
    """Ask until the answer is valid; errors are printed in between."""
    while True:
        try:
            return read(ask_line(question))
        except FollowupError as error:
            say(f"{error}" + (f" ({error.hint})" if error.hint else ""))


def ask_outcome(question: str, today: date) -> Outcome:
    """Ask for the result of something, the next step and when it is due. After Ctrl-D, return the answers so far."""
    outcome = Outcome()
    try:
        outcome = outcome._replace(summary=ask_until_valid(question, lambda text: one_text([text], "the summary")))
        outcome = outcome._replace(next_step=ask_line("Next step? "))
        if outcome.next_step:
            outcome = outcome._replace(due=ask_until_valid("Due? ", lambda text: parse_due(text, today) and text) or "")
    except EOFError:
        say("")
        return outcome._replace(ended=True)
    return outcome


@contextmanager
def echo_unsaved(text: str) -> Iterator[None]:
    """Print what a person wrote where the book could not store it, because it is stored nowhere else."""
    try:
        yield
    except Exception:
        if text:
            say(f"Not kept:\n{text}\n")
        raise
