"""followup done: tick off tasks, complaints and lines of the agenda."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from followup.cli.input.completion import complete_item
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, can_ask, command_app, stamp
from followup.cli.input.prompts import Outcome, ask_outcome, echo_unsaved
from followup.core.activities.entry import follow_up_task, one_text, parse_due
from followup.core.agenda.complete import (
    answer_name,
    answered_since,
    batch_of,
    check_can_be_done,
    ticked_complaint,
    ticked_item,
    ticked_task,
)
from followup.core.model.contact import Complaint, Interaction, Task
from followup.core.model.ids import RecordId, parse_record_id
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.render.activities.records import excerpt, record_json, record_text
from followup.render.activities.tasks import task_line
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.activities.interactions import answered
from followup.storage.activities.records import contact_names, load_record
from followup.storage.activities.tasks import add_task
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.complete import contact_of, keep_ticked
from followup.storage.agenda.snapshot import gather
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.storage.book.book import Book, Writing

app = command_app()
_ASKED = "vcwtk"
"""The letters of what is worth a question how it went."""
_LIKE_AN_ID = re.compile(r"[a-z]?\d+(-\d+)?")


class _Tick(NamedTuple):
    """One id, what is there now, and what it becomes: None when it was done before. `batch` says it is one of many."""

    item: RecordId
    name: str
    now: Task | Complaint | Interaction | None
    becomes: Task | Complaint | Interaction | None
    batch: bool = False


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
    said = Outcome(text, next or "", due or "")
    with open_book(book_file) as book:
        ticks = _ticks(book, items, text, today, config_file)
        if (next or due) and not (len(ticks) == 1 and ticks[0].becomes):
            raise WrongUsageError("a next step follows from one thing that is done now", "name one id with --next")
        if said == Outcome() and not json and can_ask() and _is_asked_about(ticks):
            said = ask_outcome(f"How did it go with {one_line(ticks[0].name)}? ", today)
            ticks = _ticks(book, items, said.summary, today, config_file)
        task = _next_step(ticks, said, today)
        if any(tick.becomes for tick in ticks):
            with (
                echo_unsaved("\n".join(filter(None, said[:3]))),
                book.writing(_history(ticks, said.summary), at=stamp(today)) as writing,
            ):
                ticks = [_kept(writing, tick) for tick in ticks]
                if task:
                    task = task._replace(id=add_task(writing, task))
                    writing.words += f"; promised t{task.id}: {excerpt(task.text)}"
    if json:
        show_json([_keys(tick) | _next_keys(task, tick.name) for tick in ticks])
    else:
        show_text("".join(_line(tick, today) for tick in ticks if not tick.batch))
        show_text("".join(f"{line}\n" for line in _batches(items, ticks)))
        show_text(task_line(task, ticks[0].name, today) if task else "")


def _ticks(book: Book, items: list[RecordId], text: str, today: date, config_file: Path | None) -> list[_Tick]:
    """What the ids come to; a festival's batch to each of its greetings."""
    ticks = []
    for item in items:
        if item.kind == "f" and item.contact is None:
            batch = _batch(book, item, today, config_file)
            ticks += [_tick(book, each, text, today)._replace(batch=True) for each in batch]
        else:
            ticks.append(_tick(book, item, text, today))
    return ticks


def _is_asked_about(ticks: list[_Tick]) -> bool:
    """Whether it is worth a question how it went: one visit, call, task or complaint; no greetings, no many."""
    return len(ticks) == 1 and ticks[0].becomes is not None and ticks[0].item.kind in _ASKED


def _next_step(ticks: list[_Tick], said: Outcome, today: date) -> Task | None:
    """The task that follows, where one was said."""
    if not (said.next_step or said.due):
        return None
    record = ticks[0].becomes or ticks[0].now
    return follow_up_task(record.contact_id if record else 0, said.next_step or None, parse_due(said.due, today))


def _next_keys(task: Task | None, name: str) -> dict[str, object]:
    return {"next": record_json(task, name) if task else None}


def _ids_and_text(words: list[str]) -> tuple[list[RecordId], str]:
    """The ids in front, each once, and the text behind them. What looks like an id and is none is wrong usage."""
    count = 1
    while count < len(words) and _LIKE_AN_ID.fullmatch(fold(words[count])):
        count += 1
    items = list(dict.fromkeys(parse_record_id(word) for word in words[:count]))
    for item in items:
        check_can_be_done(item)
    return items, one_text(words[count:])


def _tick(book: Book, item: RecordId, text: str, today: date) -> _Tick:
    now: Task | Complaint | Interaction | None = None
    becomes: Task | Complaint | Interaction | None = None
    if item.kind in {"t", "k"}:
        record = load_record(book.connection, item)
        contact = record.contact_id
        if isinstance(record, Task):
            now, becomes = record, ticked_task(record, text, today)
        elif isinstance(record, Complaint):
            now, becomes = record, ticked_complaint(record, text, today)
    else:
        contact = contact_of(book.connection, item)
        now = answered(book.connection, contact, answer_name(item), answered_since(item, today))
        becomes = None if now else ticked_item(item, contact, text, today)
    return _Tick(item, contact_names(book.connection, [contact])[contact], now, becomes)


def _batch(book: Book, item: RecordId, today: date, config_file: Path | None) -> list[RecordId]:
    """The greetings that a festival's batch is made of."""
    settings = load_settings(config_file)
    calendar = load_calendar(book, today, settings.workdays)
    facts = gather(QueryContext(book.connection, today, settings.rules), today, today, calendar)
    return batch_of(item, facts, today, settings.rules)


def _batches(items: list[RecordId], ticks: list[_Tick]) -> list[str]:
    """The festivals among the ids, each with how many were greeted for it."""
    festivals = dict.fromkeys(item for item in items if item.kind == "f" and item.contact is None)
    counts = {item: sum(tick.batch and tick.item.number == item.number for tick in ticks) for item in festivals}
    return [f"{item}: {f'greeted {n} contacts' if n else 'nobody is left to greet'}" for item, n in counts.items()]


def _kept(writing: Writing, tick: _Tick) -> _Tick:
    return tick if tick.becomes is None else tick._replace(becomes=keep_ticked(writing, tick.now, tick.becomes))


def _history(ticks: list[_Tick], text: str) -> str:
    single = [f"{tick.item} ({tick.name})" for tick in ticks if tick.becomes and not tick.batch]
    what = ", ".join(single + _batches([tick.item._replace(contact=None) for tick in ticks if tick.batch], ticks))
    return f"Done: {what}" + (f": {text}" if text else "")


def _keys(tick: _Tick) -> dict[str, object]:
    record = tick.becomes or tick.now
    return {
        "done": str(tick.item),
        "already": tick.becomes is None,
        "record": None if record is None else record_json(record, tick.name),
    }


def _line(tick: _Tick, today: date) -> str:
    record = tick.becomes or tick.now
    name = one_line(tick.name)
    if record is None:
        return ""
    if tick.becomes is None:
        return f"{tick.item} was done before ({name}: {one_line(record_text(record))})\n"
    if isinstance(record, Interaction):
        return f"{tick.item} done: i{record.id} {record.kind} with {name}\n"
    if isinstance(record, Complaint):
        return f"{tick.item} {'satisfied' if record.satisfied == today else 'resolved'}: {name}\n"
    return f"{tick.item} done: {one_line(record.text)} ({name})\n"
