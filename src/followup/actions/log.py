"""Log what happened with a contact, and promise the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.activities.entry import LogEntry
from followup.core.agenda.complete import item_answered
from followup.render.activities.records import excerpt
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.tasks import add_task
from followup.storage.agenda.complete import load_dues

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.rules import Rules
    from followup.storage.book.book import Book


def log(book: Book, entry: LogEntry, name: str, today: date, rules: Rules, at: str) -> LogEntry:
    """Add an entry about the contact called `name`, as one command of the history made `at` a time.

    Returns the same with its ids, and with the line of the agenda that it answers.
    """
    interaction = entry.interaction
    with book.writing("", at=at, plain=True) as writing:
        due = load_dues(writing.connection, interaction.contact_id, today, rules)
        interaction = interaction._replace(item=item_answered(interaction, due, today, rules.cadence))
        interaction = interaction._replace(id=add_interaction(writing, interaction))
        task = entry.follow_up and entry.follow_up._replace(id=add_task(writing, entry.follow_up))
        entry = LogEntry(interaction, task)
        writing.words = _history(entry, name)
    return entry


def promised(task_id: int, text: str) -> str:
    """Say in the history that a task followed from what was done: `; promised t7: send the quote`."""
    return f"; promised t{task_id}: {excerpt(text)}"


def _history(entry: LogEntry, name: str) -> str:
    interaction, task = entry
    summary = f": {excerpt(interaction.summary)}" if interaction.summary else ""
    next_step = promised(task.id, task.text) if task else ""
    return f"Logged i{interaction.id}, {interaction.kind} with {name}{summary}{next_step}"
