"""What followup says on a vCard that the format has no property for: written by `writing.contacts`, read back here.

X-FOLLOWUP-FIELD:name;value                         a field of the book, or a custom one
X-FOLLOWUP-DATE:kind;calendar;year;month;day;leap   a day that no other property can say
X-FOLLOWUP-RELATION:kind;name                       somebody whose kind is renamed where other programs' are read
X-FOLLOWUP-LABEL:TEL;2;label                        the label of the second number, where its types say less
X-FOLLOWUP-NOTED:2;2026-05-03                       the day of the second note
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from followup.core.model.contact import Occasion, Relation

if TYPE_CHECKING:
    from followup.exchange.vcard.card import Page
    from followup.exchange.vcard.header import Header

LABELLED: Final = {"TEL": "phones", "EMAIL": "emails", "ADR": "addresses"}
_DATE_PARTS: Final = 6
_NUMBER: Final = re.compile(r"\d{1,4}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def own_field(page: Page, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-FIELD."""
    name, text = _parts(page, value, line, 2)
    if name:
        page.add_field(name, text)


def own_date(page: Page, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-DATE."""
    kind, calendar, *numbers = _parts(page, value, line, _DATE_PARTS)
    if not kind or not all(_NUMBER.fullmatch(number) for number in numbers if number):
        page.doubt(line, "a damaged X-FOLLOWUP-DATE was passed over")
        return
    year, month, day, leap = (int(number) if number else None for number in numbers)
    found = Occasion(kind, year, month, day, "lunar" if calendar == "lunar" else "solar", bool(leap))
    page.draft.occasions.append(found)


def own_relation(page: Page, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-RELATION."""
    kind, name = _parts(page, value, line, 2)
    if name:
        page.draft.relations.append(Relation(kind, name))


def own_label(page: Page, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-LABEL; the numbers of a card stand above it."""
    what, place, label = _parts(page, value, line, 3)
    held: list[Any] = getattr(page.draft, LABELLED.get(what, ""), [])
    if place.isdecimal() and 0 < int(place) <= len(held):
        held[int(place) - 1] = held[int(place) - 1]._replace(label=label)


def own_noted(page: Page, _header: Header, value: str, line: int) -> None:
    """X-FOLLOWUP-NOTED; the notes of a card stand above it."""
    place, day = _parts(page, value, line, 2)
    notes = page.draft.notes
    if place.isdecimal() and 0 < int(place) <= len(notes) and _DAY.fullmatch(day):
        try:
            page.draft.note_days[notes[int(place) - 1]] = date.fromisoformat(day)
        except ValueError:
            page.doubt(line, "a damaged X-FOLLOWUP-NOTED was passed over")


def _parts(page: Page, value: str, line: int, count: int) -> list[str]:
    return [*page.parts(value, line), *[""] * count][:count]
