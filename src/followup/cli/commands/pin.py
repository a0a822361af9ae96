"""followup pin: an item of the week on a day of one's own choice."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.change_week import pin as pin_item
from followup.cli.flows.agenda import load_week_and_say_problems
from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.dates.parsing import parse_day
from followup.core.model.ids import parse_record_id
from followup.render.agenda.pin import changed_plan_json, changed_plan_text
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def pin(
    item: Annotated[str, typer.Argument(metavar="ID", help="A line of the agenda.", shell_complete=complete_item)],
    day: Annotated[list[str], typer.Argument(metavar="DAY", help="A day of this week: fri, +2d.")],
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Put an item of the week on a day of your choice, where nothing moves it; others make room.

    What was skipped is planned again, and a visit that is asked about is one more time.

    \b
    Example:
      followup pin v42 fri
    """
    name = str(parse_record_id(item))
    when = parse_day(" ".join(day), today, "ahead")
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        plan, changes = pin_item(load_week_and_say_problems(book, settings, today), name, when)
    if json:
        show_json(changed_plan_json(plan, [name], changes))
    else:
        show_text(changed_plan_text(plan, [name], changes))
