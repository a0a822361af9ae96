"""A log entry: as text for a person, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import format_day
from followup.render.activities.records import record_json
from followup.render.activities.tasks import task_line
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from datetime import date

    from followup.core.activities.entry import LogEntry


def log_text(entry: LogEntry, name: str, today: date) -> str:
    """Return the entry, a line each for the interaction and the task."""
    interaction, task = entry
    no_answer = ", no answer" if interaction.outcome else ""
    answers = f" (answers {interaction.item})" if interaction.item else ""
    day = format_day(interaction.on, today)
    line = f"i{interaction.id} {interaction.kind} with {one_line(name)} {day}{no_answer}{answers}\n"
    return line + (task_line(task, name, today) if task else "")


def log_json(entry: LogEntry, name: str) -> dict[str, object]:
    """Return the interaction's keys with its contact, and `next`: the task that follows, or null."""
    follow_up = entry.follow_up and record_json(entry.follow_up, name)
    return {**record_json(entry.interaction, name), "next": follow_up}
