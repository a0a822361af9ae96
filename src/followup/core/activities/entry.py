"""What is typed about interactions and tasks, checked before it is written: days, times, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.parsing import parse_day, parse_when
from followup.core.model.contact import Interaction, Task
from followup.core.model.limits import check_note, check_text
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from datetime import date

    from followup.core.dates.parsing import When

_CLEAR = frozenset({"", "none", "-", "无"})


def happened_on(text: str | None, today: date) -> date:
    """Return the day of something past; today where none is typed. WrongUsageError for a day to come."""
    if text is None:
        return today
    day = parse_day(text, today, "back")
    if day > today:
        raise WrongUsageError(f"{day} is still to come", "what is to be done is a task: followup task add")
    return day


def parse_due(text: str | None, today: date) -> When | None:
    """Return the day, and the time if one is typed, that a task is due; None for `none` or nothing."""
    return None if text is None or is_none(text) else parse_when(text, today, "ahead")


def is_none(text: str) -> bool:
    """Whether the text means that a value is to be empty: `none`, `-`, 无."""
    return text.strip().lower() in _CLEAR


def required_text(words: str, what: str) -> str:
    """Return a text with uniform line ends and no blanks around it. WrongUsageError for an empty or too long one."""
    text = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise WrongUsageError(f"{what} is empty", "nothing was changed")
    return check_note(text, what)


def one_text(words: list[str] | None, what: str = "the text") -> str:
    """Return the last arguments of a command as one text, so that it needs no quotes. WrongUsageError if too long."""
    return check_note(" ".join(words or ()).strip(), what)


def short_text(typed: str, what: str) -> str:
    """Return a text that is shown on a line with others, as a place or a cause. WrongUsageError if too long."""
    return check_text(typed.strip(), what, lines=False)


class LogEntry(NamedTuple):
    """What is logged at once: the interaction, and the task that follows from it."""

    interaction: Interaction
    follow_up: Task | None = None


def follow_up_task(contact_id: int, text: str | None, due: When | None) -> Task | None:
    """Return the task for a next step, if there is one. WrongUsageError for a day without a step."""
    if text is None and due is not None:
        raise WrongUsageError("a day is promised and nothing to do on it", 'say what: --next "send the quote"')
    if text is None:
        return None
    return new_task(contact_id, text, due)


def new_task(contact_id: int, text: str, due: When | None) -> Task:
    """Return a task that is not in the book yet; its id is 0."""
    words = required_text(text, "the task")
    return Task(0, contact_id, words, due.day if due else None, due.time if due else "")
