"""Notes, interactions, tasks, sales and complaints: as JSON, and as a line for a person."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.core.model.ids import RECORDS
from followup.core.model.money import format_money
from followup.render.formats.text import fit, one_line, width

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.contact import Record

_LONGER_THAN_A_LINE = 2_000
"""So many characters of a text are looked at where only its beginning is shown: a note may be long."""


def record_json(record: Record, name: str | None = None) -> dict[str, object]:
    """Return the record's keys, with its contact where the contact's name is given. Ids are as typed: `n5`."""
    keys = _keys(record)
    return keys if name is None else {**keys, "contact": {"id": record.contact_id, "name": name}}


def record_id(record: Record) -> str:
    """Return the id as it is typed: `n5`."""
    return f"{_LETTERS[_NOUNS[type(record)]]}{record.id}"


def record_title(record: Record, name: str) -> str:
    """Return the kind of a record, its id and its contact, for history and questions: `note n5 about 张伟`."""
    return f"{_NOUNS[type(record)]} {record_id(record)} {_LINKS[type(record)]} {name}"


def record_text(record: Record) -> str:
    """Return the content of a record as a line."""
    match record:
        case Note() | Task() | Complaint():
            return record.text
        case Interaction():
            return f"{record.kind} on {record.on}" + (f": {record.summary}" if record.summary else "")
        case Sale():
            return " ".join(word for word in (format_money(record.amount), record.product, record.note) if word)


def excerpt(text: str, cells: int = 60) -> str:
    """Return the beginning of a text as one line, for history and lists."""
    line = one_line(text[:_LONGER_THAN_A_LINE]) + ("…" if len(text) > _LONGER_THAN_A_LINE else "")
    return line if width(line) <= cells else fit(line, cells).rstrip()


_LETTERS = {noun: letter for letter, noun in RECORDS.items()}
_NOUNS: dict[type[Record], str] = {
    Note: "note", Interaction: "interaction", Task: "task", Sale: "sale", Complaint: "complaint",
}  # fmt: skip
_LINKS: dict[type[Record], str] = {Note: "about", Interaction: "with", Task: "for", Sale: "to", Complaint: "of"}


@singledispatch
def _keys(record: Record) -> dict[str, object]:
    raise TypeError(record)


@_keys.register
def _(record: Note) -> dict[str, object]:
    return {"id": record_id(record), "on": _iso(record.on), "text": record.text}


@_keys.register
def _(record: Interaction) -> dict[str, object]:
    return {
        "id": record_id(record),
        "on": _iso(record.on),
        "kind": record.kind,
        "summary": record.summary,
        "minutes": record.minutes,
        "outcome": record.outcome,
        "item": record.item,
    }


@_keys.register
def _(record: Task) -> dict[str, object]:
    return {
        "id": record_id(record),
        "text": record.text,
        "due": _iso(record.due),
        "time": record.time or None,
        "minutes": record.minutes,
        "place": record.place,
        "important": record.important,
        "done": _iso(record.done),
        "outcome": record.outcome,
    }


@_keys.register
def _(record: Sale) -> dict[str, object]:
    return {
        "id": record_id(record),
        "on": _iso(record.on),
        "amount": format_money(record.amount),
        "profit": None if record.profit is None else format_money(record.profit),
        "product": record.product,
        "note": record.note,
    }


@_keys.register
def _(record: Complaint) -> dict[str, object]:
    return {
        "id": record_id(record),
        "opened": _iso(record.opened),
        "text": record.text,
        "resolved": _iso(record.resolved),
        "cause": record.cause,
        "remedy": record.remedy,
        "satisfied": _iso(record.satisfied),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
