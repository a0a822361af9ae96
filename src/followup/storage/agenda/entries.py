"""What is logged, into the book: the interaction and the task that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.activities.entry import LogEntry
from followup.core.agenda.complete import item_answered
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.tasks import add_task
from followup.storage.agenda.complete import dues_of

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.rules import Rules
    from followup.storage.book.book import Writing


def add_entry(writing: Writing, entry: LogEntry, today: date, rules: Rules) -> LogEntry:
    """Keep what is logged, with the line of the agenda that it answers; the same with the ids it got."""
    due = dues_of(writing.connection, entry.interaction.contact_id, today, rules)
    interaction = entry.interaction._replace(item=item_answered(entry.interaction, due, today, rules.cadence))
    interaction = interaction._replace(id=add_interaction(writing, interaction))
    task = entry.follow_up and entry.follow_up._replace(id=add_task(writing, entry.follow_up))
    return LogEntry(interaction, task)
