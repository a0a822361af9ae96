"""Handlers of followup's own properties, for what vCard has no property for; `writing.contacts` writes them.

X-FOLLOWUP-FIELD:name;value                         a field of the book, or a custom one
X-FOLLOWUP-DATE:kind;calendar;year;month;day;leap   a day that no other property can hold
X-FOLLOWUP-RELATION:kind;name                       a relation whose kind would be read as another one
X-FOLLOWUP-LABEL:TEL;2;label                        the label of the second number, where no types say it
X-FOLLOWUP-NOTED:2;2026-05-03                       the day of the second note
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from followup.core.model.contact import Occasion, Relation

if TYPE_CHECKING:
    from followup.exchange.vcard.card import CardReading
    from followup.exchange.vcard.header import Header

LABELLED: Final = {"TEL": "phones", "EMAIL": "emails", "ADR": "addresses"}
_DATE_PARTS: Final = 6
_NUMBER: Final = re.compile(r"\d{1,4}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def own_field(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-FIELD."""
    name, text = _parts(card, value, line, 2)
    if name:
        card.add_field(name, text)


def own_date(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-DATE."""
    kind, calendar, *numbers = _parts(card, value, line, _DATE_PARTS)
    if not kind or not all(_NUMBER.fullmatch(number) for number in numbers if number):
        card.doubt(line, "a damaged X-FOLLOWUP-DATE was passed over")
        return
    year, month, day, leap = (int(number) if number else None for number in numbers)
    calendar = "lunar" if calendar == "lunar" else "solar"
    card.draft.occasions.append(Occasion(kind, year, month, day, calendar, bool(leap)))


def own_relation(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-RELATION."""
    kind, name = _parts(card, value, line, 2)
    if name:
        card.draft.relations.append(Relation(kind, name))


def own_label(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-LABEL; it stands below the numbers of the card."""
    name, place, label = _parts(card, value, line, 3)
    entries: list[Any] = getattr(card.draft, LABELLED.get(name, ""), [])
    if place.isdecimal() and 0 < int(place) <= len(entries):
        entries[int(place) - 1] = entries[int(place) - 1]._replace(label=label)


def own_noted(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-NOTED; it stands below the notes of the card."""
    place, day = _parts(card, value, line, 2)
    notes = card.draft.notes
    if place.isdecimal() and 0 < int(place) <= len(notes) and _DAY.fullmatch(day):
        try:
            card.draft.note_days[notes[int(place) - 1]] = date.fromisoformat(day)
        except ValueError:
            card.doubt(line, "a damaged X-FOLLOWUP-NOTED was passed over")


def _parts(card: CardReading, value: str, line: int, count: int) -> list[str]:
    return [*card.parts(value, line), *[""] * count][:count]
