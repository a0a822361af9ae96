"""What was marked as done: a line each for a person, and the keys for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.agenda.complete import batch_counts
from followup.core.model.contact import Complaint, Interaction
from followup.render.activities.records import record_json, record_text
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.agenda.complete import Completion
    from followup.core.model.ids import RecordId


def completion_json(completion: Completion) -> dict[str, object]:
    """The keys of one item that is done, as promised to scripts."""
    record = completion.record
    return {
        "done": str(completion.item),
        "already": completion.after is None,
        "record": None if record is None else record_json(record, completion.name),
    }


def completions_text(items: Iterable[RecordId], completions: Sequence[Completion], today: date) -> str:
    """A line for each item that is done, and below them one for each festival's batch among the `items`."""
    lines = [_line(completion, today) for completion in completions if not completion.in_batch]
    lines += [batch_text(batch, count) for batch, count in batch_counts(items, completions).items()]
    return "".join(f"{line}\n" for line in lines if line)


def batch_text(batch: RecordId, count: int) -> str:
    """How many contacts were greeted for a festival: `f3: greeted 12 contacts`."""
    return f"{batch}: {f'greeted {count} contacts' if count else 'nobody is left to greet'}"


def _line(completion: Completion, today: date) -> str:
    item, record, name = completion.item, completion.record, one_line(completion.name)
    if record is None:
        return ""
    if completion.after is None:
        return f"{item} was done before ({name}: {one_line(record_text(record))})"
    if isinstance(record, Interaction):
        return f"{item} done: i{record.id} {record.kind} with {name}"
    if isinstance(record, Complaint):
        return f"{item} {'satisfied' if record.satisfied == today else 'resolved'}: {name}"
    return f"{item} done: {one_line(record.text)} ({name})"
