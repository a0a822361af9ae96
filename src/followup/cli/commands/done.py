"""followup done: tick off tasks, complaints and lines of the agenda."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from followup.cli.options import BookFile, Json, Today, command_app, stamp
from followup.core.contact import Complaint, Interaction, Task
from followup.core.entries import one_text
from followup.core.folding import fold
from followup.core.records import RecordId, parse_record
from followup.core.ticking import (
    answer_name,
    answered_since,
    check_can_be_done,
    ticked_complaint,
    ticked_item,
    ticked_task,
)
from followup.render.output import show_json, show_text
from followup.render.records import record_json, record_text
from followup.render.text import one_line
from followup.storage.book import open_book
from followup.storage.interactions import answered
from followup.storage.items import contact_of, keep_ticked
from followup.storage.records import contact_names, load_record

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from followup.storage.book import Writing

app = command_app()
_LIKE_AN_ID = re.compile(r"[a-z]?\d+")


class _Tick(NamedTuple):
    """One id, what is there now, and what it becomes: None when it was done before."""

    item: RecordId
    name: str
    now: Task | Complaint | Interaction | None
    becomes: Task | Complaint | Interaction | None


@app.command()
def done(
    words: Annotated[
        list[str], typer.Argument(metavar="ID... [TEXT]", help="What is done, and how it went.", show_default=False)
    ],
    *,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Tick off tasks (t7), complaints (k2) and lines of the agenda: v42 logs the visit, c42 the call, g12 the greeting.

    \b
    Example:
      followup done t7 t9
      followup done v42 "showed the new line, wants samples"
    """
    items, text = _ids_and_text(words)
    with open_book(book_file) as book:
        ticks = [_tick(book.connection, item, text, today) for item in items]
        if any(tick.becomes for tick in ticks):
            with book.writing(_history(ticks, text), at=stamp(today)) as writing:
                ticks = [_kept(writing, tick) for tick in ticks]
    if json:
        show_json([_keys(tick) for tick in ticks])
    else:
        show_text("".join(_line(tick, today) for tick in ticks))


def _ids_and_text(words: list[str]) -> tuple[list[RecordId], str]:
    """The ids in front, each once, and the text behind them. What looks like an id and is none is wrong usage."""
    count = 1
    while count < len(words) and _LIKE_AN_ID.fullmatch(fold(words[count])):
        count += 1
    items = list(dict.fromkeys(parse_record(word) for word in words[:count]))
    for item in items:
        check_can_be_done(item)
    return items, one_text(words[count:])


def _tick(connection: sqlite3.Connection, item: RecordId, text: str, today: date) -> _Tick:
    now: Task | Complaint | Interaction | None = None
    becomes: Task | Complaint | Interaction | None = None
    if item.kind in {"t", "k"}:
        record = load_record(connection, item)
        contact = record.contact_id
        if isinstance(record, Task):
            now, becomes = record, ticked_task(record, text, today)
        elif isinstance(record, Complaint):
            now, becomes = record, ticked_complaint(record, text, today)
    else:
        contact = contact_of(connection, item)
        now = answered(connection, contact, answer_name(item), answered_since(item, today))
        becomes = None if now else ticked_item(item, contact, text, today)
    return _Tick(item, contact_names(connection, [contact])[contact], now, becomes)


def _kept(writing: Writing, tick: _Tick) -> _Tick:
    return tick if tick.becomes is None else tick._replace(becomes=keep_ticked(writing, tick.becomes))


def _history(ticks: list[_Tick], text: str) -> str:
    what = ", ".join(f"{tick.item} ({tick.name})" for tick in ticks if tick.becomes)
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
