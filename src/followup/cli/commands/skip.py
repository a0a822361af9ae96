"""followup skip: an item that is left out of the week."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.change_week import skip as skip_items
from followup.cli.flows.agenda import load_week_and_say_problems
from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.model.ids import parse_record_id
from followup.render.agenda.pin import changed_plan_json, changed_plan_text
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def skip(
    items: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Lines of the agenda.", shell_complete=complete_item)
    ],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the review.")] = "",
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Leave items out of this week; their time is free for others. Next week, what is still due comes back.

    followup pin ID DAY plans it again; followup snooze ID DATE puts it off for longer.

    \b
    Example:
      followup skip v42 --reason "on holiday until Monday"
    """
    names = list(dict.fromkeys(str(parse_record_id(item)) for item in items))
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        week = load_week_and_say_problems(book, settings, today)
        plan, changes = skip_items(week, names, reason.strip())
    if json:
        show_json(changed_plan_json(plan, names, changes))
    else:
        show_text(changed_plan_text(plan, names, changes))
