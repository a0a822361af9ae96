"""What a salesperson's own list says of the dealings with a person: the grade, last and next contact, what was bought.

Only what is certain is taken. A yearly total is a sale only where the file dates it, by the last order or, if there is
none, by the last contact; a total of all time would count in the wrong year, and stays a field. What CRMs call
`Annual Revenue` may be the customer's own turnover: it is a sale only beside the date of a last order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from followup.core.dates.partial import is_ambiguous_order, parse_partial_date
from followup.core.model.contact import Interaction, Sale, Task
from followup.core.model.money import format_money, parse_money
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.exchange.spreadsheet import cells as fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.importing.draft import Draft
    from followup.exchange.spreadsheet.cells import Order

DEALINGS: Final = frozenset({"grade", "met", "next", "order", "money", "turnover"})
"""Kinds of column that are read here, together."""

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


@dataclass(slots=True)
class _Dealings:
    """What is gathered of a row: the day of the last order, and sums as (kind, field, header, hundredths)."""

    draft: Draft
    order: Order
    ordered: date | None = None
    sums: list[tuple[str, str, str, int]] = field(default_factory=list)


def add_dealings(draft: Draft, _: str, cells: list[tuple[str, str, str]], order: Order) -> None:
    """Add what the cells (`kind:detail`, header, text) say of grade, contacts and money."""
    row = _Dealings(draft, order)
    for part, header, text in cells:
        kind, _, detail = part.partition(":")
        _ADD[kind](row, detail, header, text)
    _settle(row)


def _add_grade(row: _Dealings, _: str, header: str, text: str) -> None:
    written = fold(text)
    found = _GRADE.fullmatch(written)
    if found and row.draft.grade in {"", found["grade"].upper()}:
        row.draft.grade = found["grade"].upper()
    elif written not in _NO_GRADE:
        if not found:
            fields.doubt(row.draft, f"{header}: {fields.quoted(text)} is no grade of A to E; it is kept as text")
        fields.keep(row.draft, "level" if fold(header) == "grade" else header, text)


def _add_met(row: _Dealings, kind: str, header: str, text: str) -> None:
    if day := _day(row, header, text):
        row.draft.interactions.append(Interaction(0, 0, day, kind))


def _add_next(row: _Dealings, words: str, header: str, text: str) -> None:
    if day := _day(row, header, text):
        row.draft.tasks.append(Task(0, 0, words, day))


def _add_order(row: _Dealings, _: str, header: str, text: str) -> None:
    if day := _day(row, header, text):
        row.ordered = day


def _add_money(row: _Dealings, name: str, header: str, text: str, kind: str = "money") -> None:
    """Note a sum; a column of one year (2024 Sales) is a number of its own and no sale of today."""
    plain = unicodedata.normalize("NFKC", header)
    unit = UNIT.search(plain)
    try:
        amount = parse_money(text + unit[1] if unit and text[-1].isdigit() else text)
    except WrongUsageError as error:
        fields.doubt(row.draft, f"{header}: {error}; it is kept as text")
        fields.keep(row.draft, header, text)
        return
    if _YEAR.search(plain):
        fields.keep(row.draft, header, format_money(amount))
        return
    row.sums.append((kind, name, header, amount))


def _add_turnover(row: _Dealings, name: str, header: str, text: str) -> None:
    _add_money(row, name, header, text, "turnover")


def _settle(row: _Dealings) -> None:
    """Make of the sums what they are certain to be, once the row's days are known."""
    draft = row.draft
    met = max((one.on for one in draft.interactions), default=None)
    _keep_past_promises(draft, met)
    for _, name, _header, amount in row.sums:
        if name != _ORDER_AMOUNT:
            fields.keep(draft, name, format_money(amount))
    yearly = [one for one in row.sums if one[1] == _YEARLY and one[3] > 0 and (row.ordered or one[0] == "money")]
    day = row.ordered or met
    if yearly and day:
        draft.total = Sale(0, 0, day, yearly[0][3], note=yearly[0][2])
    _settle_order(row)


def _settle_order(row: _Dealings) -> None:
    """Make the last order a sale, unless it is in a yearly total; a day or an amount alone is kept as a field."""
    draft = row.draft
    for header, amount in [(one[2], one[3]) for one in row.sums if one[1] == _ORDER_AMOUNT]:
        if row.ordered and amount > 0 and not (draft.total or draft.sales):
            draft.sales.append(Sale(0, 0, row.ordered, amount, note=header))
        else:
            fields.keep(draft, _ORDER_AMOUNT, format_money(amount))
    if row.ordered and not (draft.total or draft.sales):
        fields.keep(draft, "last order", row.ordered.isoformat())


def _keep_past_promises(draft: Draft, met: date | None) -> None:
    """A next contact that was not after the last one is no task any more, and kept as a field."""
    past = [task for task in draft.tasks if met and task.due and task.due <= met]
    for task in past:
        draft.tasks.remove(task)
        fields.keep(draft, f"next {task.text}", str(task.due))


def _day(row: _Dealings, header: str, text: str) -> date | None:
    """Return the whole day a cell names; anything less is kept as text, because nobody invents a year."""
    plain = _TIME.sub("", text.strip())
    found = parse_partial_date(plain)
    if (found is None or found.doubt) and is_ambiguous_order(plain):
        found = parse_partial_date(plain, row.order())
    if found is None:
        fields.no_date(row.draft, header, text)
    elif found.doubt or not (found.year and found.month and found.day) or found.calendar != "solar":
        reason = found.doubt or f"{fields.quoted(text)} names no day of a year"
        fields.doubt(row.draft, f"{header}: {reason}; it is kept as text")
        fields.keep(row.draft, header, text)
    else:
        return date(found.year, found.month, found.day)
    return None


_ADD: Final[dict[str, Callable[[_Dealings, str, str, str], None]]] = {
    "grade": _add_grade,
    "met": _add_met,
    "next": _add_next,
    "order": _add_order,
    "money": _add_money,
    "turnover": _add_turnover,
}
