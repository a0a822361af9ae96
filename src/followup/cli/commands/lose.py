"""followup lose: a customer is lost, why, and what all of them cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_reason, complete_who
from followup.cli.input.confirm import query_context
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app, stamp
from followup.core.activities.entry import happened_on, one_text
from followup.core.retention.lost import losses_report, parse_reason
from followup.errors import WrongUsageError
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.render.retention.lost import losses_json, losses_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.retention.lost import load_losses, set_back, set_lost
from followup.storage.retention.warnings import load_lost

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.storage.book.book import Book

app = command_app()


@app.command()
def lose(
    who: Annotated[
        str | None, typer.Argument(metavar="WHO", show_default=False, help="The contact.", shell_complete=complete_who)
    ] = None,
    *,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="R",
            help="price, service, product, relationship, moved, closed, competitor, other (价格, 服务 ...).",
            shell_complete=complete_reason,
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What happened, as a note.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Since when.")] = None,
    back: Annotated[bool, typer.Option("--back", help="The contact is back.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Why customers were lost, and whom to win back.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Mark a customer as lost, with the reason; or report on all who were.

    Who is lost leaves the week and the warnings. Nothing but --back (or followup undo) takes somebody back; the report
    tells who has bought since.

    \b
    Example:
      followup lose 张伟 --reason price --note "the new tender went to Kessler, 8 % cheaper"
      followup lose 张伟 --back
      followup lose --report
    """
    if report:
        if who or reason or note or on or back:
            raise WrongUsageError("--report is about everybody", "followup lose --report")
        _report(book_file, config_file, today, json=json)
        return
    if who is None or back == (reason is not None) or (back and (note or on)):
        raise WrongUsageError(*_what_is_missing(who))
    cause = "" if reason is None else parse_reason(reason)
    day = happened_on(on, today)
    with open_book(book_file) as book:
        number, name = choose_contact(book.connection, who)
        if back:
            history = _take_back(book, number, name, today)
        else:
            before = load_lost(book.connection, number).get(number)
            if before and before[1] and on is None:  # another reason is no other day
                day = day.fromordinal(before[1])
            history = _mark(book, (number, name), cause, day, one_text([note or ""]), today)
    if json:
        lost = {"status": "active", "lost_on": None, "reason": None}
        show_json({"contact": {"id": number, "name": name}, **(lost if back else _lost(day, cause))})
    else:
        show_text(f"{one_line(history)}\n")


def _report(book_file: Path, config_file: Path | None, today: date, *, json: bool) -> None:
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        report = losses_report(load_losses(query_context(book, settings, today)), today, settings.rules.value)
    if json:
        show_json(losses_json(report))
    else:
        show_text(losses_text(report, today, settings.grade_labels))


def _mark(book: Book, contact: tuple[int, str], reason: str, day: date, note: str, today: date) -> str:
    from followup.storage.activities.notes import add_note

    number, name = contact
    history = f"Lost {name}: {reason}, on {day}"
    with book.writing(history, at=stamp(today)) as writing:
        set_lost(writing, number, day, reason)
        if note:
            add_note(writing, number, day, note)
    return history


def _take_back(book: Book, number: int, name: str, today: date) -> str:
    if number not in load_lost(book.connection, number):
        return f"{name} is not marked as lost: nothing changed"
    with book.writing(f"Took {name} back", at=stamp(today)) as writing:
        set_back(writing, number)
    return f"{name} is back"


def _lost(day: date, reason: str) -> dict[str, object]:
    return {"status": "lost", "lost_on": day.isoformat(), "reason": reason}


def _what_is_missing(who: str | None) -> tuple[str, str]:
    if who is None:
        return "who is lost is not said", "followup lose NAME --reason price, or followup lose --report"
    return "it takes a reason, or --back", f"followup lose {who} --reason price, or followup lose {who} --back"
