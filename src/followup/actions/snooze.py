"""Put something off: a task is due later, a line of the agenda is not planned before its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.snooze import check_can_be_snoozed, check_still_to_do, snoozed_task
from followup.core.dates.parsing import When
from followup.core.model.contact import Complaint, Task
from followup.errors import FollowupError
from followup.storage.activities.records import contact_names, load_record
from followup.storage.activities.snoozes import put_off
from followup.storage.activities.tasks import replace_task
from followup.storage.agenda.complete import contact_of_item
from followup.storage.agenda.snapshot import load_person
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.ids import RecordId
    from followup.storage.book.book import Book


class Snoozed(NamedTuple):
    """What was put off, whose it is, and until when; the clock time is a task's."""

    item: RecordId
    contact_id: int
    name: str
    until: When


def snooze(book: Book, item: RecordId, when: When, today: date, at: str) -> Snoozed:
    """Put an item off, as one command of the history made `at` a time.

    Raises WrongUsageError for what cannot be put off or a day that cannot be, NotFoundError for what is not there,
    FollowupError for what is done.
    """
    check_can_be_snoozed(item, when, today)
    record = load_record(book.connection, item) if item.kind in "tk" else None
    contact = record.contact_id if record else contact_of_item(book.connection, item)
    if isinstance(record, Complaint) and record.satisfied:
        raise FollowupError(f"{item} is settled since {record.satisfied}", "followup complaint open opens another")
    check_still_to_do(item, load_person(QueryContext(book.connection, today), contact), today)
    task = snoozed_task(record, when) if isinstance(record, Task) else None
    name = contact_names(book.connection, [contact])[contact]
    with book.writing(f"Snoozed {item} ({name}) until {when.day}", at=at) as writing:
        if task:
            replace_task(writing, task)
        else:
            put_off(writing, item, contact, today, when.day)
    return Snoozed(item, contact, name, When(when.day, task.time if task else ""))
