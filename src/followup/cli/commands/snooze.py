"""followup snooze: something put off until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, Json, Today, command_app, stamp
from followup.core.cadence.snooze import check_can_be_snoozed, check_still_to_do, snoozed_task
from followup.core.dates.formatting import format_day
from followup.core.dates.parsing import When, parse_when
from followup.core.model.contact import Complaint, Task
from followup.core.model.ids import parse_record_id
from followup.errors import FollowupError
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.activities.records import contact_names, load_record
from followup.storage.activities.snoozes import put_off
from followup.storage.activities.tasks import replace_task
from followup.storage.agenda.complete import contact_of
from followup.storage.agenda.snapshot import load_person
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.ids import RecordId
    from followup.storage.book.book import Book

app = command_app()


@app.command()
def snooze(
    item: Annotated[
        str, typer.Argument(metavar="ID", help="A task or a line of the agenda.", shell_complete=complete_item)
    ],
    day: Annotated[list[str], typer.Argument(metavar="DATE", help="Not before: next mon, +2w; of a task: fri 14:00.")],
    *,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Put something off: a task (t7) is due then; a visit (v42), a call, a complaint is not planned before.

    \b
    Example:
      followup snooze t7 fri
      followup snooze v42 next mon
    """
    name = parse_record_id(item)
    when = parse_when(" ".join(day), today, "ahead")
    check_can_be_snoozed(name, when, today)
    with open_book(book_file) as book:
        contact, when = _put_off(book, name, when, today)
        who = contact_names(book.connection, [contact])[contact]
    if json:
        keys = {"snoozed": str(name), "until": when.day.isoformat(), "time": when.time or None}
        show_json({**keys, "contact": {"id": contact, "name": who}})
    else:
        show_text(
            f"{name} is put off until {f'{format_day(when.day, today)} {when.time}'.rstrip()} ({one_line(who)})\n"
        )


def _put_off(book: Book, item: RecordId, when: When, today: date) -> tuple[int, When]:
    """Put an item off; its contact, and until when."""
    record = load_record(book.connection, item) if item.kind in "tk" else None
    contact = record.contact_id if record else contact_of(book.connection, item)
    if isinstance(record, Complaint) and record.satisfied:
        raise FollowupError(f"{item} is settled since {record.satisfied}", "followup complaint open opens another")
    check_still_to_do(item, load_person(QueryContext(book.connection, today), contact), today)
    task = snoozed_task(record, when) if isinstance(record, Task) else None
    name = contact_names(book.connection, [contact])[contact]
    with book.writing(f"Snoozed {item} ({name}) until {when.day}", at=stamp(today)) as writing:
        if task:
            replace_task(writing, task)
        else:
            put_off(writing, item, contact, today, when.day)
    return contact, When(when.day, task.time if task else "")
