"""followup done: mark tasks, complaints and lines of the agenda as done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from followup.actions.complete import complete, plan_completions
from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, can_ask, command_app, stamp
from followup.cli.input.prompts import Outcome, ask_outcome, echo_unsaved
from followup.core.activities.entry import follow_up_task, one_text, parse_due
from followup.core.agenda.complete import check_can_be_done
from followup.core.model.ids import RecordId, parse_record_id
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.render.activities.records import record_json
from followup.render.activities.tasks import task_line
from followup.render.agenda.complete import completion_json, completions_text
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from datetime import date

    from followup.actions.complete import Completed
    from followup.core.agenda.complete import Completion
    from followup.core.model.contact import Task

app = command_app()
_ASKED_ABOUT = "vcwtk"
"""The letters of the items of which it is worth context how it went."""
_LIKE_AN_ID = re.compile(r"[a-z]?\d+(-\d+)?")


@app.command()
def done(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID... [TEXT]",
            help="What is done, and how it went.",
            show_default=False,
            shell_complete=complete_item,
        ),
    ],
    *,
    next: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The next step, as a task.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="When the next step is due.")] = None,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Tick off tasks (t7), complaints (k2) and lines of the agenda: v42 logs the visit, c42 the call, g12 the greeting.

    Without a text, on a terminal, it asks how it went and for the next step; Enter alone skips a question.

    \b
    Example:
      followup done t7 t9
      followup done v42 "showed the new line, wants samples" --next "send samples" --due fri
    """
    items, text = _ids_and_text(words)
    outcome = Outcome(text, next or "", due or "")
    with open_book(book_file) as book:
        settings = load_settings(config_file)
        completions = plan_completions(book, settings, items, text, today)
        if (next or due) and not (len(completions) == 1 and completions[0].after):
            raise WrongUsageError("a next step follows from one thing that is done now", "name one id with --next")
        if outcome == Outcome() and not json and can_ask() and _is_worth_asking(completions):
            outcome = ask_outcome(f"How did it go with {one_line(completions[0].name)}? ", today)
            completions = plan_completions(book, settings, items, outcome.summary, today)
        task = _next_step(completions, outcome, today)
        with echo_unsaved("\n".join(filter(None, outcome[:3]))):
            done = complete(book, completions, outcome.summary, task, stamp(today))
    _show(items, done, today, json=json)


def _show(items: list[RecordId], done: Completed, today: date, *, json: bool) -> None:
    completions, task = done
    if json:
        show_json(
            [
                completion_json(completion) | {"next": record_json(task, completion.name) if task else None}
                for completion in completions
            ]
        )
    else:
        show_text(completions_text(items, completions, today))
        show_text(task_line(task, completions[0].name, today) if task else "")


def _is_worth_asking(completions: list[Completion]) -> bool:
    """Whether to ask how it went: of one visit, call, task or complaint; of no greeting, and not of many."""
    return len(completions) == 1 and completions[0].after is not None and completions[0].item.kind in _ASKED_ABOUT


def _next_step(completions: list[Completion], outcome: Outcome, today: date) -> Task | None:
    """The task that follows, where there is to be one."""
    if not (outcome.next_step or outcome.due):
        return None
    record = completions[0].record
    return follow_up_task(record.contact_id if record else 0, outcome.next_step or None, parse_due(outcome.due, today))


def _ids_and_text(words: list[str]) -> tuple[list[RecordId], str]:
    """The ids in front, each once, and the text behind them. What looks like an id and is none is wrong usage."""
    count = 1
    while count < len(words) and _LIKE_AN_ID.fullmatch(fold(words[count])):
        count += 1
    items = list(dict.fromkeys(parse_record_id(word) for word in words[:count]))
    for item in items:
        check_can_be_done(item)
    return items, one_text(words[count:])
