"""followup complaint: from opened through resolved to satisfied, and the causes that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_complaint
from followup.cli.input.confirm import query_context
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, command_app, stamp
from followup.core.activities.complaints import close_complaint, count_causes, resolve_complaint
from followup.core.activities.entry import happened_on, one_text, required_text
from followup.core.model.contact import Complaint
from followup.core.model.ids import RecordId, parse_record_id
from followup.errors import WrongUsageError
from followup.render.activities.complaints import causes_json, causes_text, complaint_line, complaints_text
from followup.render.activities.records import excerpt, record_json
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.activities import complaints as storage
from followup.storage.activities.records import contact_names
from followup.storage.book.book import open_book
from followup.storage.book.meanwhile import check_unchanged
from followup.storage.query.search import find

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.storage.book.book import Book

app = command_app("Keep complaints: open them, resolve them with cause and remedy, ask whether it is well.")
Id = Annotated[
    str, typer.Argument(metavar="ID", help="The complaint: k2.", show_default=False, shell_complete=complete_complaint)
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it was: yesterday, mon, -3d.")]


@app.command("open")
def open_(
    who: Who,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What is wrong.")],
    *,
    on: On = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Open a complaint: it is urgent in the agenda until it is resolved, and weighs on the balance once.

    \b
    Example:
      followup complaint open 张伟 "the second delivery came late"
    """
    with open_book(book_file) as book:
        contact, name = choose_contact(book.connection, who)
        complaint = Complaint(0, contact, happened_on(on, today), required_text(one_text(text), "the complaint"))
        with book.writing("", at=stamp(today)) as writing:
            complaint = complaint._replace(id=storage.open_complaint(writing, complaint))
            writing.words = f"Opened complaint k{complaint.id} of {name}: {excerpt(complaint.text)}"
    _show(complaint, name, json=json)


@app.command()
def resolve(
    id: Id,
    remedy: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", show_default=False, help="What was done about it.")
    ] = None,
    *,
    cause: Annotated[str, typer.Option("--cause", metavar="TEXT", help="Why it happened, in the same words.")] = "",
    on: On = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Resolve a complaint, with its cause and what was done; said again, it corrects that.

    Three days later the agenda asks whether the customer is satisfied. Causes are counted: say the same alike.

    \b
    Example:
      followup complaint resolve k2 "sent a new one by courier" --cause "late delivery"
    """
    number = _complaint_id(id)
    day = happened_on(on, today) if on else None
    with open_book(book_file) as book:
        before = storage.load_complaint(book.connection, number)
        after = resolve_complaint(before, one_text(remedy), cause, day, today)
        name = _store(book, before, after, f"Resolved k{number}", today)
        counted = count_causes(storage.all_complaints(book.connection))
    _show(after, name, json=json)
    if not json:
        show_text(causes_text(counted, of=after.cause))


@app.command("satisfied")
def satisfied_(
    id: Id,
    *,
    on: On = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """The customer says that it is well: the complaint is closed.

    \b
    Example:
      followup complaint satisfied k2
    """
    number = _complaint_id(id)
    with open_book(book_file) as book:
        before = storage.load_complaint(book.connection, number)
        after = close_complaint(before, happened_on(on, today))
        name = _store(book, before, after, f"Satisfied with k{number}", today)
    _show(after, name, json=json)


@app.command("list")
def list_(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="Only of the contacts it finds.")
    ] = None,
    *,
    all: Annotated[bool, typer.Option("--all", help="Those that are closed as well.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List complaints that are not closed, the oldest first, and below them the causes that came more than once.

    \b
    Example:
      followup complaint list
      followup complaint list "grade:A" --all
    """
    with open_book(book_file) as book:
        complaints = _of(book, query, today, config_file)
        names = contact_names(book.connection, (complaint.contact_id for complaint in complaints))
    shown = complaints if all else [complaint for complaint in complaints if complaint.satisfied is None]
    if json:
        show_json([record_json(complaint, names[complaint.contact_id]) for complaint in shown])
    else:
        show_text(complaints_text(shown, names, today) + causes_text(count_causes(complaints), repeated=True))


@app.command()
def causes(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="Only of the contacts it finds.")
    ] = None,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Count why people complained, closed complaints included, the most frequent first.

    \b
    Example:
      followup complaint causes
    """
    with open_book(book_file) as book:
        counted = count_causes(_of(book, query, today, config_file))
    if json:
        show_json(causes_json(counted))
    else:
        show_text(
            causes_text(counted) or "No complaint has a cause yet: followup complaint resolve ID TEXT --cause WHY\n"
        )


def _of(book: Book, query: list[str] | None, today: date, config_file: Path | None) -> list[Complaint]:
    """All complaints, of the contacts that the query finds."""
    complaints = storage.all_complaints(book.connection)
    if not query:
        return complaints
    wanted = set(find(one_text(query), query_context(book, load_settings(config_file), today)))
    return [complaint for complaint in complaints if complaint.contact_id in wanted]


def _complaint_id(typed: str) -> int:
    number = parse_record_id(typed)
    if number.kind != "k":
        raise WrongUsageError(f"{number} is no complaint", f"complaints look like {RecordId('k', number.number)}")
    return number.number


def _store(book: Book, before: Complaint, after: Complaint, words: str, today: date) -> str:
    """Write the complaint if it changed, and return the contact's name."""
    name = contact_names(book.connection, [before.contact_id])[before.contact_id]
    if after != before:
        with book.writing(f"{words} ({name}): {excerpt(after.remedy)}", at=stamp(today)) as writing:
            check_unchanged(f"k{before.id}", before, storage.load_complaint(book.connection, before.id))
            storage.replace_complaint(writing, after)
    return name


def _show(complaint: Complaint, name: str, *, json: bool) -> None:
    if json:
        show_json(record_json(complaint, name))
    else:
        show_text(complaint_line(complaint, name))
