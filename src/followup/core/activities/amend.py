"""Correcting a record: which changes fit which kind of record, and what it is afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from followup.core.activities.entry import happened_on, is_none, one_text, parse_due, required_text, short_text
from followup.core.activities.kinds import parse_kind
from followup.core.activities.sale import check_amount
from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.core.model.money import parse_money
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from followup.core.model.contact import Record

_Value = TypeVar("_Value")
_MAX_MINUTES = 1440


class Amendment(NamedTuple):
    """What is to be changed, as typed; None stays as it was."""

    text: str | None = None
    on: str | None = None
    kind: str | None = None
    minutes: str | None = None
    outcome: str | None = None
    due: str | None = None
    place: str | None = None
    important: bool | None = None
    amount: str | None = None
    profit: str | None = None
    product: str | None = None


_FITS: dict[type[Record], tuple[str, frozenset[str]]] = {
    Note: ("a note", frozenset({"text", "on"})),
    Interaction: ("an interaction", frozenset({"text", "on", "kind", "minutes", "outcome"})),
    Task: ("a task", frozenset({"text", "due", "minutes", "place", "important", "outcome"})),
    Sale: ("a sale", frozenset({"text", "on", "amount", "profit", "product"})),
}


def amend_record(record: Record, changes: Amendment, today: date) -> Record:
    """Return the record with the changes. WrongUsageError for what does not fit its kind, or cannot be read."""
    if isinstance(record, Complaint):
        raise WrongUsageError("a complaint cannot be amended", "followup complaint resolve says anew what was done")
    _check(record, changes)
    match record:
        case Note():
            return record._replace(
                on=_read_or(changes.on, record.on, lambda typed: happened_on(typed, today)),
                text=_read_or(changes.text, record.text, lambda typed: required_text(typed, "the note")),
            )
        case Interaction():
            return _interaction(record, changes, today)
        case Task():
            return _task(record, changes, today)
        case _:
            return _sale(record, changes, today)


def _check(record: Record, changes: Amendment) -> None:
    noun, fitting = _FITS[type(record)]
    for name, typed in changes._asdict().items():
        if typed is not None and name not in fitting:
            options = ", ".join(f"--{field}" for field in Amendment._fields if field in fitting and field != "text")
            raise WrongUsageError(f"{noun} has no --{name}", f"{noun} has {options}")


def _interaction(record: Interaction, changes: Amendment, today: date) -> Interaction:
    kind = _read_or(changes.kind, record.kind, parse_kind)
    return record._replace(
        kind=kind,
        item=record.item
        if kind == record.kind
        else "",  # a gift does not answer the line of the agenda that a visit did
        on=_read_or(changes.on, record.on, lambda typed: happened_on(typed, today)),
        summary=_read_or(changes.text, record.summary, lambda typed: one_text([typed], "the summary")),
        minutes=_read_or(changes.minutes, record.minutes, _minutes),
        outcome=_read_or(changes.outcome, record.outcome, lambda typed: short_text(typed, "--outcome")),
    )


def _task(record: Task, changes: Amendment, today: date) -> Task:
    when = parse_due(changes.due, today)
    day, time = (record.due, record.time) if changes.due is None else (when.day, when.time) if when else (None, "")
    return record._replace(
        text=_read_or(changes.text, record.text, lambda typed: required_text(typed, "the task")),
        due=day,
        time=time,
        minutes=_read_or(changes.minutes, record.minutes, _minutes),
        place=_read_or(changes.place, record.place, lambda typed: short_text(typed, "--place")),
        important=record.important if changes.important is None else changes.important,
        outcome=_read_or(changes.outcome, record.outcome, lambda typed: short_text(typed, "--outcome")),
    )


def _sale(record: Sale, changes: Amendment, today: date) -> Sale:
    sale = record._replace(
        on=_read_or(changes.on, record.on, lambda typed: happened_on(typed, today)),
        amount=_read_or(changes.amount, record.amount, parse_money),
        profit=_read_or(changes.profit, record.profit, lambda typed: None if is_none(typed) else parse_money(typed)),
        product=_read_or(changes.product, record.product, lambda typed: short_text(typed, "--product")),
        note=_read_or(changes.text, record.note, lambda typed: short_text(typed, "the note of a sale")),
    )
    if (sale.amount, sale.profit) != (record.amount, record.profit):
        check_amount(sale.amount, sale.profit)
    return sale


def _read_or(typed: str | None, before: _Value, read: Callable[[str], _Value]) -> _Value:
    """Return the value that was typed; the one from before where nothing was typed."""
    return before if typed is None else read(typed)


def _minutes(typed: str) -> int | None:
    if is_none(typed):
        return None
    if typed.isdecimal() and 1 <= int(typed) <= _MAX_MINUTES:
        return int(typed)
    raise WrongUsageError(f'"{typed}" is no number of minutes', f"write 1 to {_MAX_MINUTES}, or none")
