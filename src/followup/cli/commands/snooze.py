"""followup snooze: something put off until a day."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.snooze import snooze as put_off
from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, Json, Today, command_app, stamp
from followup.core.dates.formatting import format_day
from followup.core.dates.parsing import parse_when
from followup.core.model.ids import parse_record_id
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.book.book import open_book

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
    record = parse_record_id(item)
    when = parse_when(" ".join(day), today, "ahead")
    with open_book(book_file) as book:
        snoozed = put_off(book, record, when, today, stamp(today))
    until, time = snoozed.until
    if json:
        keys = {"snoozed": str(record), "until": until.isoformat(), "time": time or None}
        show_json({**keys, "contact": {"id": snoozed.contact_id, "name": snoozed.name}})
    else:
        words = f"{format_day(until, today)} {time}".rstrip()
        show_text(f"{record} is put off until {words} ({one_line(snoozed.name)})\n")
