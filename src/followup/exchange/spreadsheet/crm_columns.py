"""Reads what a CRM, or a salesperson's own list, says about a contact: grade, last and next contact, what was bought.

Only what is certain becomes a record. A yearly total is a sale only where the file dates it, by the last order or, if
there is none, by the last contact; a total of all time would count in the wrong year, and becomes a custom field. What
CRMs call `Annual Revenue` may be the customer's own turnover: it is a sale only beside the date of a last order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.dates.partial import parse_date_of_file
from followup.core.model.contact import Interaction, Sale, Task
from followup.core.model.money import format_money, parse_money
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.exchange.spreadsheet.cells import add_doubt, keep_field, keep_no_date, quoted
from followup.exchange.spreadsheet.columns import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from followup.core.importing.draft import Draft
    from followup.exchange.spreadsheet.cells import Order
    from followup.exchange.spreadsheet.columns import Cell, Column

_GRADE: Final = re.compile(
    r"(?:(?:grade|class|level|tier) ?)?(?P<grade>[a-e]|[1-5])(?: ?(?:级|級|类|類|等|级客户|类客户|class|grade))?"
)
_NO_GRADE: Final = frozenset({"-", "/", "none", "no", "n/a", "无", "無", "没有", "未分级", "未评级", "未定级", "待定"})
_TIME: Final = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$")
UNIT: Final = re.compile(
    r"(百万|千万|万|千|亿|(?<=[(\[/ ])k)\s*(?:元|美元|人民币|rmb|cny|usd|eur)?\s*[)\]]?\s*$", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEARLY: Final = "annual revenue"
_ORDER_AMOUNT: Final = "last order amount"


class _Amount(NamedTuple):
    """An amount of money, in hundredths, and the column it stands in, whose detail is the name of its field."""

    column: Column
    hundredths: int


@dataclass(slots=True)
class _CrmRow:
    """The CRM columns of one row: the draft that they fill, and what needs to be known of all of them first."""

    draft: Draft
    order: Order
    last_order: date | None = None
    amounts: list[_Amount] = field(default_factory=list)


def add_crm_columns(draft: Draft, cells: Sequence[Cell], order: Order) -> None:
    """Add what the cells say about grade, contacts and money."""
    row = _CrmRow(draft, order)
    for column, text in cells:
        _ADD[column.role](row, column, text)
    last_contact = max((interaction.on for interaction in draft.interactions), default=None)
    if last_contact:
        _drop_past_tasks(draft, last_contact)
    _add_total(row, last_contact)
    _add_last_order(row)


def _add_grade(row: _CrmRow, column: Column, text: str) -> None:
    folded = fold(text)
    match = _GRADE.fullmatch(folded)
    if match and row.draft.grade in {"", match["grade"].upper()}:
        row.draft.grade = match["grade"].upper()
    elif folded not in _NO_GRADE:
        if not match:
            add_doubt(row.draft, f"{column.header}: {quoted(text)} is no grade of A to E; it is kept as text")
        keep_field(row.draft, "level" if fold(column.header) == "grade" else column.header, text)


def _add_last_contact(row: _CrmRow, column: Column, text: str) -> None:
    if day := _date(row, column, text):
        row.draft.interactions.append(Interaction(0, 0, day, column.detail))


def _add_next_contact(row: _CrmRow, column: Column, text: str) -> None:
    if day := _date(row, column, text):
        row.draft.tasks.append(Task(0, 0, column.detail, day))


def _set_last_order(row: _CrmRow, column: Column, text: str) -> None:
    if day := _date(row, column, text):
        row.last_order = day


def _add_amount(row: _CrmRow, column: Column, text: str) -> None:
    """Add an amount; a column of one year (2024 Sales) becomes a custom field, and no sale."""
    header = unicodedata.normalize("NFKC", column.header)
    unit = UNIT.search(header)
    try:
        amount = parse_money(text + unit[1] if unit and text[-1].isdigit() else text)
    except WrongUsageError as error:
        add_doubt(row.draft, f"{column.header}: {error}; it is kept as text")
        keep_field(row.draft, column.header, text)
        return
    if _YEAR.search(header):
        keep_field(row.draft, column.header, format_money(amount))
    else:
        row.amounts.append(_Amount(column, amount))


def _drop_past_tasks(draft: Draft, last_contact: date) -> None:
    """Make a custom field of a next contact that was not after the last one: it is no task any more."""
    for task in [task for task in draft.tasks if task.due and task.due <= last_contact]:
        draft.tasks.remove(task)
        keep_field(draft, f"next {task.text}", str(task.due))


def _add_total(row: _CrmRow, last_contact: date | None) -> None:
    """Keep every total in a custom field; one of a year is also a sale, where a date says of which year."""
    totals = [amount for amount in row.amounts if amount.column.detail != _ORDER_AMOUNT]
    for column, hundredths in totals:
        keep_field(row.draft, column.detail, format_money(hundredths))
    day = row.last_order or last_contact
    for column, hundredths in totals:
        is_own_sale = row.last_order or column.role is Role.AMOUNT
        if day and column.detail == _YEARLY and hundredths > 0 and is_own_sale:
            row.draft.total = Sale(0, 0, day, hundredths, note=column.header)
            return


def _add_last_order(row: _CrmRow) -> None:
    """Make a sale of the last order, unless a total has it; a date or an amount alone becomes a custom field."""
    draft = row.draft
    for column, hundredths in [amount for amount in row.amounts if amount.column.detail == _ORDER_AMOUNT]:
        if row.last_order and hundredths > 0 and not (draft.total or draft.sales):
            draft.sales.append(Sale(0, 0, row.last_order, hundredths, note=column.header))
        else:
            keep_field(draft, _ORDER_AMOUNT, format_money(hundredths))
    if row.last_order and not (draft.total or draft.sales):
        keep_field(draft, "last order", row.last_order.isoformat())


def _date(row: _CrmRow, column: Column, text: str) -> date | None:
    """Return the date of a cell; the text of anything less (no year, no day) is kept in a custom field."""
    day = parse_date_of_file(_TIME.sub("", text.strip()), row.order)
    if day is None:
        keep_no_date(row.draft, column.header, text)
        return None
    if day.certain_date is None:
        reason = day.doubt or f"{quoted(text)} names no day of a year"
        add_doubt(row.draft, f"{column.header}: {reason}; it is kept as text")
        keep_field(row.draft, column.header, text)
    return day.certain_date


_ADD: Final[dict[Role, Callable[[_CrmRow, Column, str], None]]] = {
    Role.GRADE: _add_grade,
    Role.LAST_CONTACT: _add_last_contact,
    Role.NEXT_CONTACT: _add_next_contact,
    Role.LAST_ORDER: _set_last_order,
    Role.AMOUNT: _add_amount,
    Role.TURNOVER: _add_amount,
}
