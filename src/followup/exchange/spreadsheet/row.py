"""One row of a CSV made a draft: every cell goes to its field, and the best the row has becomes the name."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from followup.core.contacts.names import display_name
from followup.core.importing.draft import Draft, Refusal
from followup.exchange.rejects import whole_lines
from followup.exchange.spreadsheet import cells as fields
from followup.exchange.spreadsheet.column_groups import bundles_of
from followup.exchange.spreadsheet.headers import UNKNOWN
from followup.exchange.spreadsheet.values import is_default, split_google, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup.exchange.spreadsheet.cells import Order
    from followup.exchange.spreadsheet.column_groups import Cell
    from followup.exchange.spreadsheet.headers import Column

_FRIEND = ("好友", "friend")
_GENDERS = {"m": "male", "男": "male", "男性": "male", "f": "female", "女": "female", "女性": "female"}
_LUNAR = "农历"
_NOBODY = "the row has no name, organization, number or address"


class RowReader:
    """Makes drafts of the rows below one header.

    `order` tells how the file writes day and month, and is asked only where a date needs it.
    """

    def __init__(self, columns: Sequence[Column], order: Order) -> None:
        self.order = order
        self.google = any(column.detail.endswith(".value") for column in columns)
        self._width = len(columns)
        self._bundles = bundles_of(columns)
        self._bundled = {
            index: (number, part, header)
            for number, bundle in enumerate(self._bundles)
            for index, part, header in bundle.members
        }
        self._single = {
            column.index: (column, _TAKE.get(column.kind, _text))
            for column in columns
            if column.index not in self._bundled
        }

    def fill(self, draft: Draft, cells: list[str]) -> Draft | Refusal:
        """Return the draft with everything the cells (see `plain_cells`) say, or why they are no person."""
        if len(cells) != self._width:
            cells = self._fitting(draft, cells)
        taking = _Taking(draft, self)
        together: dict[int, list[Cell]] = {}
        for index in compress(range(self._width), cells):  # most cells of a wide table are empty
            if index in self._single:
                column, take = self._single[index]
                take(taking, column, cells[index])
            else:
                number, part, header = self._bundled[index]
                together.setdefault(number, []).append((part, header, cells[index]))
        for number in sorted(together):
            add, detail, _ = self._bundles[number]
            add(draft, detail, together[number], self.order)
        if taking.no_person:
            return Refusal(draft.line, draft.card, taking.no_person, whole_lines(draft.original))
        _name(taking)
        return draft if draft.name else Refusal(draft.line, draft.card, _NOBODY, whole_lines(draft.original))

    def _fitting(self, draft: Draft, cells: list[str]) -> list[str]:
        """Return as many cells as there are columns; what stands beyond them is kept by the number of its column."""
        for number, value in enumerate(cells[self._width :], self._width + 1):
            if value:
                fields.keep(draft, f"column {number}", value)
        return cells[: self._width] + [""] * (self._width - len(cells))


class _Taking:
    """What is known of a row besides its draft until its name is found."""

    __slots__ = ("chats", "display", "display_header", "draft", "full", "no_person", "reader")

    def __init__(self, draft: Draft, reader: RowReader) -> None:
        self.draft = draft
        self.reader = reader
        self.full = ""
        self.display = self.display_header = ""
        self.no_person = ""
        self.chats: list[str] = []


def _name(taking: _Taking) -> None:
    """Name the draft: a whole name, its parts, what it is filed by, organization, nickname, how it is reached."""
    draft = taking.draft
    if taking.full or draft.family or draft.given or draft.additional or draft.prefix or draft.suffix:
        draft.name = display_name(
            draft.family, draft.given, draft.additional, draft.prefix, draft.suffix, full=taking.full
        )
    if not draft.name:
        draft.name = taking.display or draft.organization or draft.nickname
        draft.company = bool(draft.name) and not (taking.display or draft.nickname or draft.title)
    if taking.display and taking.display != draft.name:
        fields.keep(draft, taking.display_header, taking.display)
    if not draft.name:
        _name_by_reach(draft, taking.chats)


def _name_by_reach(draft: Draft, chats: list[str]) -> None:
    """Name a person without a name by how it can be reached: nobody with a number is dropped."""
    reach = [*(email.value for email in draft.emails), *(phone.value for phone in draft.phones), *chats, *draft.urls]
    if reach:
        draft.name = reach[0]
        fields.doubt(draft, f"the row has no name: it is called {fields.quoted(draft.name)}")


def _text(taking: _Taking, column: Column, value: str) -> None:
    fields.set_text(taking.draft, column.kind, column.header, value)


def _full(taking: _Taking, column: Column, value: str) -> None:
    if not taking.full:
        taking.full = value
    elif taking.full != value:
        fields.keep(taking.draft, column.header, value)


def _display(taking: _Taking, column: Column, value: str) -> None:
    if not taking.display:
        taking.display, taking.display_header = value, column.header
    elif taking.display != value:
        fields.keep(taking.draft, column.header, value)


def _gender(taking: _Taking, column: Column, value: str) -> None:
    if not is_default(value):
        _text(taking, column, _GENDERS.get(value.casefold(), value.lower()))


def _phone(taking: _Taking, column: Column, value: str) -> None:
    fields.add_phones(taking.draft, column.detail, column.header, value)


def _email(taking: _Taking, column: Column, value: str) -> None:
    fields.add_emails(taking.draft, column.detail, column.header, value)


def _birthday(taking: _Taking, column: Column, value: str) -> None:
    text = f"{_LUNAR}{value}" if column.detail == "lunar" and _LUNAR not in value else value
    fields.add_occasion(taking.draft, "birthday", column.header, text, taking.reader.order)


def _date(taking: _Taking, column: Column, value: str) -> None:
    fields.add_occasion(taking.draft, column.detail, column.header, value, taking.reader.order)


def _url(taking: _Taking, _: Column, value: str) -> None:
    fields.add_urls(taking.draft, value)


def _chat(taking: _Taking, column: Column, value: str) -> None:
    taking.chats.append(value)
    fields.keep(taking.draft, column.detail, value)


def _note(taking: _Taking, _: Column, value: str) -> None:
    if value not in taking.draft.notes:
        taking.draft.notes.append(value)


def _group(taking: _Taking, _: Column, value: str) -> None:
    fields.add_groups(taking.draft, value, google=taking.reader.google)


def _relation(taking: _Taking, column: Column, value: str) -> None:
    names = split_list(value) if column.detail == "child" else split_google(value)
    fields.add_relations(taking.draft, column.detail, names)


def _field(taking: _Taking, column: Column, value: str) -> None:
    known = column.detail and column.detail != UNKNOWN
    fields.keep(taking.draft, column.detail if known else column.header, value)


def _default(taking: _Taking, column: Column, value: str) -> None:
    if not is_default(value):
        fields.keep(taking.draft, column.header, value)


def _members(taking: _Taking, _: Column, __: str) -> None:
    taking.no_person = "the row is a distribution list and no person"


def _sort(taking: _Taking, column: Column, value: str) -> None:
    """A chat program's list also has group chats, and accounts one only follows."""
    if value.casefold() not in _FRIEND:
        taking.no_person = f"{column.header} is {fields.quoted(value)}: no person"


def _ignore(_: _Taking, __: Column, ___: str) -> None:
    """Leave out what a program derives (an e-mail's type, initials); the row as it stood has it."""


_TAKE: dict[str, Callable[[_Taking, Column, str], None]] = {
    "full": _full,
    "display": _display,
    "gender": _gender,
    "phone": _phone,
    "email": _email,
    "birthday": _birthday,
    "date": _date,
    "url": _url,
    "im": _chat,
    "note": _note,
    "group": _group,
    "relation": _relation,
    "field": _field,
    "default": _default,
    "list": _members,
    "sort": _sort,
    "ignore": _ignore,
}
