"""followup task: promises by a date, and appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, command_app, stamp
from followup.core.activities.entry import new_task, one_text, parse_due, short_text
from followup.render.activities.records import excerpt, record_json
from followup.render.activities.tasks import task_line, task_table
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.activities import tasks as storage
from followup.storage.activities.records import contact_names
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.reports.computed import FromBook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.storage.book.book import Book

app = command_app("Promise something by a date; with a clock time it is an appointment.")


@app.command()
def add(
    who: Who,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What you promise.")],
    *,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when: fri, +3d, 'fri 14:00'.")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", min=1, max=1440, help="How long it takes.")] = None,
    place: Annotated[str, typer.Option("--place", help="Where an appointment is.")] = "",
    important: Annotated[bool, typer.Option("--important", help="Important, whatever the grade.")] = False,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Promise a contact something. A time behind the date makes it an appointment.

    \b
    Example:
      followup task add 张伟 "send the quote" --due fri
      followup task add 张伟 "look at samples" --due "next mon 14:00" --minutes 90 --place "Pudong office"
    """
    with open_book(book_file) as book:
        contact, name = choose_contact(book.connection, who)
        task = new_task(contact, one_text(text), parse_due(due, today))._replace(
            minutes=minutes, place=short_text(place, "--place"), important=important
        )
        with book.writing("", at=stamp(today), plain=True) as writing:
            task = task._replace(id=storage.add_task(writing, task))
            writing.words = f"Promised t{task.id} to {name}: {excerpt(task.text)}"
    if json:
        show_json(record_json(task, name))
    else:
        show_text(task_line(task, name, today))


@app.command("list")
def list_(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="Only of the contacts it finds.")
    ] = None,
    *,
    all: Annotated[bool, typer.Option("--all", help="Those that are done as well.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List what is promised, the earliest first.

    \b
    Example:
      followup task list
      followup task list "grade:A" --all
    """
    with open_book(book_file) as book:
        tasks = storage.all_tasks(book.connection) if all else storage.open_tasks(book.connection)
        if query:
            found = set(find(one_text(query), _asking(book, today, config_file)))
            tasks = [task for task in tasks if task.contact_id in found]
        names = contact_names(book.connection, (task.contact_id for task in tasks))
    if json:
        show_json([record_json(task, names[task.contact_id]) for task in tasks])
    else:
        show_text(task_table(tasks, names, today))


def _asking(book: Book, today: date, config_file: Path | None) -> QueryContext:
    """What the query depends on."""
    settings = load_settings(config_file)
    computed = FromBook(book, today, settings.rules, settings.workdays)
    return QueryContext(book.connection, today, settings.rules, computed)
