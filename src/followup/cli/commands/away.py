"""followup away: days and hours off."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.input.completion import complete_away
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app, stamp
from followup.core.activities.entry import one_text, short_text
from followup.core.dates.time_off import parse_away, parse_away_id
from followup.render.activities.time_off import away_json, away_line, away_table
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.activities import time_off as storage
from followup.storage.book.book import open_book

app = command_app("Say when you are not there: the week is planned around days and hours off.")


@app.command()
def add(
    days: Annotated[str, typer.Argument(metavar="DAYS", help="fri, 2026-08-03..2026-08-14, 'fri 14:00'.")],
    reason: Annotated[
        list[str] | None, typer.Argument(metavar="[REASON]", show_default=False, help="What for, for yourself.")
    ] = None,
    *,
    half: Annotated[bool, typer.Option("--half", help="Half of each day is left.")] = False,
    hours: Annotated[
        float | None,
        typer.Option("--hours", metavar="N", help="So many hours of each day, from the time if one is said."),
    ] = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Take days off, or hours of them. A time without --hours lasts until the day's end.

    \b
    Example:
      followup away add 2026-08-03..2026-08-14 "summer holiday"
      followup away add fri --half moving house
      followup away add "wed 14:00" --hours 2 dentist
    """
    away = parse_away(days, today, half=half, hours=hours, reason=short_text(one_text(reason), "the reason"))
    with open_book(book_file, create=True) as book, book.writing("", at=stamp(today), plain=True) as writing:
        away = away._replace(id=storage.add_away(writing, away))
        writing.words = f"Away: {away_line(away, today)}"
    if json:
        show_json(away_json(away))
    else:
        show_text(f"Away: {away_line(away, today)}\n")


@app.command("list")
def list_(
    *,
    all: Annotated[bool, typer.Option("--all", help="Those that are over as well.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List the days and hours off that are still to come, with those of the settings.

    \b
    Example:
      followup away list
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        aways = [*settings.workdays.away, *storage.load_aways(book.connection)]
    shown = sorted(
        (away for away in aways if all or away.end >= today), key=lambda away: (away.start, away.end, away.id)
    )
    if json:
        show_json([away_json(away) for away in shown])
    else:
        show_text(away_table(shown, today))


@app.command()
def remove(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Their ids: a1 a2.", show_default=False, shell_complete=complete_away),
    ],
    *,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Be there after all; those of the settings are changed there (followup config edit).

    \b
    Example:
      followup away remove a1
    """
    numbers = list(dict.fromkeys(map(parse_away_id, ids)))
    with open_book(book_file) as book:
        aways = [storage.load_away(book.connection, number) for number in numbers]
        lines = [away_line(away, today) for away in aways]
        with book.writing(f"Not away: {'; '.join(lines)}", at=stamp(today)) as writing:
            for number in numbers:
                storage.remove_away(writing, number)
    if json:
        show_json([away_json(away) for away in aways])
    else:
        show_text("".join(f"Not away: {line}\n" for line in lines))
