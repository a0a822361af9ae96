"""A week for a command that shows or changes it: what could not be read for it is said on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.actions.week import load_week
from followup.render.formats.output import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup.actions.week import Week
    from followup.settings.config import Settings
    from followup.storage.book.book import Book


def load_week_and_say_problems(book: Book, settings: Settings, today: date, monday: date | None = None) -> Week:
    """Load the week that begins on `monday`, or the current one."""
    week = load_week(book, settings, today, monday)
    say_problems(week.problems)
    return week


def say_problems(problems: Iterable[str]) -> None:
    """Say what is missing in a week, a line each."""
    for problem in problems:
        say(problem)
