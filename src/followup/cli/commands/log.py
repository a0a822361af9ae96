"""followup log: what happened, one thing on the command line or the day's one after the other."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.log import log as log_entry
from followup.cli.flows.catch_up import catch_up
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_kind, complete_who
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, can_ask, command_app, stamp
from followup.core.activities.entry import LogEntry, follow_up_task, happened_on, one_text, parse_due
from followup.core.activities.kinds import parse_kind
from followup.core.cadence.due import NO_ANSWER
from followup.core.model.contact import Interaction
from followup.errors import WrongUsageError
from followup.render.activities.entry import log_json, log_text
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def log(
    who: Annotated[
        str | None, typer.Argument(metavar="WHO", show_default=False, help="The contact.", shell_complete=complete_who)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            show_default=False,
            help="visit, call, message, 拜访, 电话, ...",
            shell_complete=complete_kind,
        ),
    ] = None,
    summary: Annotated[
        list[str] | None, typer.Argument(metavar="SUMMARY", show_default=False, help="What it was about.")
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it was: yesterday, mon, -3d.")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", min=1, max=1440, help="How long it took.")] = None,
    next: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The next step, as a task.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="When the next step is due.")] = None,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="Tried in vain.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Log what happened with a contact; alone, on a terminal, it asks for one after the other until an empty name.

    \b
    Example:
      followup log 张伟 visit "showed the new line" --next "send the quote" --due fri
      followup log 张伟 电话 --no-answer
      followup log --on yesterday
    """
    day = happened_on(on, today)
    rules = load_settings(config_file).rules
    with open_book(book_file) as book:
        if who is None:
            _check_alone(minutes, next, due, no_answer, json)
            catch_up(book, day, today, rules)
            return
        if kind is None:
            raise WrongUsageError(f"what happened with {who} is not said", "followup log NAME visit, call, message ...")
        contact, name = choose_contact(book.connection, who)
        outcome = NO_ANSWER if no_answer else ""
        interaction = Interaction(0, contact, day, parse_kind(kind), one_text(summary, "the summary"), minutes, outcome)
        entry = LogEntry(interaction, follow_up_task(contact, next, parse_due(due, today)))
        entry = log_entry(book, entry, name, today, rules, stamp(today))
    if json:
        show_json(log_json(entry, name))
    else:
        show_text(log_text(entry, name, today))


def _check_alone(minutes: int | None, next: str | None, due: str | None, no_answer: bool, json: bool) -> None:
    """WrongUsageError where nobody can be asked, or an option needs a contact."""
    if minutes or next or due or no_answer or json:
        raise WrongUsageError("whom it happened with is not said", "followup log NAME KIND, then the options")
    if not can_ask():
        raise WrongUsageError("there is nobody to ask what happened", "followup log NAME KIND says it in one line")
