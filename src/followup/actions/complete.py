"""Mark tasks, complaints and lines of the agenda as done, with the next step that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.actions.log import promised
from followup.core.agenda.complete import (
    Completion,
    answer_name,
    answered_since,
    batch_counts,
    batch_greetings,
    completed_complaint,
    completed_task,
    completing_interaction,
    is_batch,
)
from followup.core.model.contact import Complaint, Interaction, Task
from followup.render.agenda.complete import batch_text
from followup.storage.activities.interactions import latest_answer
from followup.storage.activities.records import contact_names, load_record
from followup.storage.activities.tasks import add_task
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.complete import contact_of_item, save_completed
from followup.storage.agenda.snapshot import load_snapshot
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.model.ids import RecordId
    from followup.settings.config import Settings
    from followup.storage.book.book import Book


class Completed(NamedTuple):
    """What was written down: each completion, and the task for the next step, with the ids they got."""

    completions: Sequence[Completion]
    next_step: Task | None = None


def plan_completions(
    book: Book, settings: Settings, items: Iterable[RecordId], text: str, today: date
) -> list[Completion]:
    """Say what marking items as done would write down, with `text` as what came of it; nothing is written.

    A festival's batch becomes a completion for each of its greetings. NotFoundError for what is not in the book.
    """
    completions = []
    for item in items:
        if is_batch(item):
            completions += [
                _completion(book, greeting, text, today)._replace(in_batch=True)
                for greeting in _greetings(book, settings, item, today)
            ]
        else:
            completions.append(_completion(book, item, text, today))
    return completions


def complete(book: Book, completions: Sequence[Completion], text: str, next_step: Task | None, at: str) -> Completed:
    """Write completions and the next step, as one command of the history made `at` a time.

    Without a completion that changes anything nothing is written. FollowupError where another program has changed a
    record since it was read.
    """
    if not any(completion.after for completion in completions):
        return Completed(completions, next_step)
    with book.writing(_history(completions, text), at=at) as writing:
        written = [
            completion._replace(after=save_completed(writing, completion.before, completion.after))
            if completion.after
            else completion
            for completion in completions
        ]
        if next_step:
            next_step = next_step._replace(id=add_task(writing, next_step))
            writing.words += promised(next_step.id, next_step.text)
    return Completed(written, next_step)


def _completion(book: Book, item: RecordId, text: str, today: date) -> Completion:
    before: Task | Complaint | Interaction | None = None
    after: Task | Complaint | Interaction | None = None
    if item.kind in {"t", "k"}:
        record = load_record(book.connection, item)
        contact = record.contact_id
        if isinstance(record, Task):
            before, after = record, completed_task(record, text, today)
        elif isinstance(record, Complaint):
            before, after = record, completed_complaint(record, text, today)
    else:
        contact = contact_of_item(book.connection, item)
        before = latest_answer(book.connection, contact, answer_name(item), answered_since(item, today))
        after = None if before else completing_interaction(item, contact, text, today)
    return Completion(item, contact_names(book.connection, [contact])[contact], before, after)


def _greetings(book: Book, settings: Settings, batch: RecordId, today: date) -> list[RecordId]:
    calendar = load_calendar(book, today, settings.workdays)
    snapshot = load_snapshot(QueryContext(book.connection, today, settings.rules), today, today, calendar)
    return batch_greetings(batch, snapshot, today, settings.rules)


def _history(completions: Sequence[Completion], text: str) -> str:
    single = [f"{done.item} ({done.name})" for done in completions if done.after and not done.in_batch]
    batches = dict.fromkeys(done.item._replace(contact=None) for done in completions if done.in_batch)
    counts = batch_counts(batches, completions)
    what = ", ".join([*single, *(batch_text(batch, count) for batch, count in counts.items())])
    return f"Done: {what}" + (f": {text}" if text else "")
