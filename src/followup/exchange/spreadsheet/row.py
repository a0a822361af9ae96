"""Makes a draft of a row: every cell goes to its field, and the best that the row has becomes the name.

What a column of a role adds to the draft stands in `_ADD` at the end; columns that make one value together are in
`column_groups`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Final

from followup.core.contacts.names import display_name
from followup.core.importing.draft import Draft, Refusal
from followup.exchange.rejects import whole_lines
from followup.exchange.spreadsheet.cells import (
    add_doubt,
    add_emails,
    add_groups,
    add_occasion,
    add_phones,
    add_relations,
    add_urls,
    keep_field,
    quoted,
    set_text,
)
from followup.exchange.spreadsheet.column_groups import groups_of
from followup.exchange.spreadsheet.columns import Cell, Role
from followup.exchange.spreadsheet.values import is_default, split_google, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup.exchange.spreadsheet.cells import Order
    from followup.exchange.spreadsheet.columns import Column

_FRIEND: Final = ("好友", "friend")
_GENDERS: Final = {"m": "male", "男": "male", "男性": "male", "f": "female", "女": "female", "女性": "female"}
_LUNAR: Final = "农历"
_NOBODY: Final = "the row has no name, organization, number or address"


class RowReader:
    """Makes drafts of the rows below one header."""

    def __init__(self, columns: Sequence[Column], order: Order) -> None:
        self._columns = columns
        self._order = order
        self._is_google = any(column.role is Role.NUMBERED and column.part == "value" for column in columns)
        self._groups = groups_of(columns)
        self._group_of = {column.place: number for number, group in enumerate(self._groups) for column in group.columns}

    def fill(self, draft: Draft, texts: list[str]) -> Draft | Refusal:
        """Return the draft with everything that the cells of a row (see `plain_cells`) say, or why it is no person."""
        if len(texts) != len(self._columns):
            texts = self._fitted(draft, texts)
        row = _Row(draft, self._order, self._is_google)
        grouped: dict[int, list[Cell]] = {}
        for column in compress(self._columns, texts):  # most cells of a wide table are empty
            text = texts[column.place]
            if column.place in self._group_of:
                grouped.setdefault(self._group_of[column.place], []).append(Cell(column, text))
            else:
                _ADD[column.role](row, column, text)
        for number in sorted(grouped):
            self._groups[number].add(draft, grouped[number], self._order)
        if row.no_person:
            return Refusal(draft.line, draft.card, row.no_person, whole_lines(draft.original))
        _set_name(row)
        return draft if draft.name else Refusal(draft.line, draft.card, _NOBODY, whole_lines(draft.original))

    def _fitted(self, draft: Draft, texts: list[str]) -> list[str]:
        """Return as many cells as there are columns; further ones become custom fields by the number of the column."""
        width = len(self._columns)
        for number, text in enumerate(texts[width:], width + 1):
            if text:
                keep_field(draft, f"column {number}", text)
        return texts[:width] + [""] * (width - len(texts))


@dataclass(slots=True)
class _Row:
    """A row being read: its draft, and what is known besides until the draft has a name.

    `no_person` is the reason why the row is left out.
    """

    draft: Draft
    order: Order
    is_google: bool
    full_name: str = ""
    display_name: str = ""
    display_header: str = ""
    messengers: list[str] = field(default_factory=list)
    no_person: str = ""


def _set_name(row: _Row) -> None:
    """Name the draft: a full name, its parts, what it is filed by, organization, nickname, how it is reached."""
    draft = row.draft
    if row.full_name or draft.family or draft.given or draft.additional or draft.prefix or draft.suffix:
        draft.name = display_name(
            draft.family, draft.given, draft.additional, draft.prefix, draft.suffix, full=row.full_name
        )
    if not draft.name:
        draft.name = row.display_name or draft.organization or draft.nickname
        draft.company = bool(draft.name) and not (row.display_name or draft.nickname or draft.title)
    if row.display_name and row.display_name != draft.name:
        keep_field(draft, row.display_header, row.display_name)
    if not draft.name:
        _name_by_reach(draft, row.messengers)


def _name_by_reach(draft: Draft, messengers: list[str]) -> None:
    """Name a person without a name by how they can be reached: nobody with a number is left out."""
    emails, phones = (email.value for email in draft.emails), (phone.value for phone in draft.phones)
    draft.name = next(iter([*emails, *phones, *messengers, *draft.urls]), "")
    if draft.name:
        add_doubt(draft, f"the row has no name: it is called {quoted(draft.name)}")


def _add_text(row: _Row, column: Column, text: str) -> None:
    set_text(row.draft, column.role, column.header, text)


def _add_full_name(row: _Row, column: Column, text: str) -> None:
    if not row.full_name:
        row.full_name = text
    elif row.full_name != text:
        keep_field(row.draft, column.header, text)


def _add_display_name(row: _Row, column: Column, text: str) -> None:
    if not row.display_name:
        row.display_name, row.display_header = text, column.header
    elif row.display_name != text:
        keep_field(row.draft, column.header, text)


def _add_gender(row: _Row, column: Column, text: str) -> None:
    if not is_default(text):
        _add_text(row, column, _GENDERS.get(text.casefold(), text.lower()))


def _add_phone(row: _Row, column: Column, text: str) -> None:
    add_phones(row.draft, column.detail, column.header, text)


def _add_email(row: _Row, column: Column, text: str) -> None:
    add_emails(row.draft, column.detail, column.header, text)


def _add_birthday(row: _Row, column: Column, text: str) -> None:
    marked = f"{_LUNAR}{text}" if column.detail == "lunar" and _LUNAR not in text else text
    add_occasion(row.draft, "birthday", column.header, marked, row.order)


def _add_day(row: _Row, column: Column, text: str) -> None:
    add_occasion(row.draft, column.detail, column.header, text, row.order)


def _add_url(row: _Row, _column: Column, text: str) -> None:
    add_urls(row.draft, text)


def _add_messenger(row: _Row, column: Column, text: str) -> None:
    row.messengers.append(text)
    keep_field(row.draft, column.detail, text)


def _add_note(row: _Row, _column: Column, text: str) -> None:
    if text not in row.draft.notes:
        row.draft.notes.append(text)


def _add_groups(row: _Row, _column: Column, text: str) -> None:
    add_groups(row.draft, text, google=row.is_google)


def _add_relation(row: _Row, column: Column, text: str) -> None:
    names = split_list(text) if column.detail == "child" else split_google(text)
    add_relations(row.draft, column.detail, names)


def _add_custom(row: _Row, column: Column, text: str) -> None:
    keep_field(row.draft, column.detail or column.header, text)


def _add_unless_default(row: _Row, column: Column, text: str) -> None:
    if not is_default(text):
        keep_field(row.draft, column.header, text)


def _refuse_list(row: _Row, _column: Column, _text: str) -> None:
    row.no_person = "the row is a distribution list and no person"


def _refuse_unless_friend(row: _Row, column: Column, text: str) -> None:
    """Refuse the group chats of a chat program's list, and the accounts that one only follows."""
    if text.casefold() not in _FRIEND:
        row.no_person = f"{column.header} is {quoted(text)}: no person"


def _ignore(_row: _Row, _column: Column, _text: str) -> None:
    """Leave out what a program derives (an e-mail's type, initials); the original row has it."""


_ADD: Final[dict[Role, Callable[[_Row, Column, str], None]]] = {
    **dict.fromkeys(
        (
            Role.GIVEN, Role.FAMILY, Role.ADDITIONAL, Role.PREFIX, Role.SUFFIX, Role.NICKNAME, Role.ORGANIZATION,
            Role.DEPARTMENT, Role.TITLE, Role.UID,
        ),
        _add_text,
    ),
    Role.FULL_NAME: _add_full_name,
    Role.DISPLAY_NAME: _add_display_name,
    Role.GENDER: _add_gender,
    Role.PHONE: _add_phone,
    Role.EMAIL: _add_email,
    Role.BIRTHDAY: _add_birthday,
    Role.DAY: _add_day,
    Role.URL: _add_url,
    Role.MESSENGER: _add_messenger,
    Role.NOTE: _add_note,
    Role.GROUPS: _add_groups,
    Role.RELATION: _add_relation,
    Role.CUSTOM: _add_custom,
    Role.UNKNOWN: _add_custom,
    Role.CUSTOM_UNLESS_DEFAULT: _add_unless_default,
    Role.LIST_MEMBERS: _refuse_list,
    Role.ROW_KIND: _refuse_unless_friend,
    Role.IGNORED: _ignore,
}  # fmt: skip
