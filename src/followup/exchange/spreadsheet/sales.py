"""Reads sales from a table (CSV or Excel), as shops, accounting programs and people's own lists have them.

Another program's headers are added in `sales_headers.json`, under what they mean. A row that can be understood in no
way or in several is refused with the reason, and goes to the reject file as it stood.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.activities.sale import check_amount
from followup.core.dates.partial import decide_order, parse_date_of_file
from followup.core.importing.draft import Doubt, Refusal
from followup.core.importing.sales import Buyer, SaleLine
from followup.core.model.contact import Sale
from followup.core.model.money import parse_money
from followup.errors import FileUnreadableError, WrongUsageError
from followup.exchange.encoding import REPLACED, byte_order_mark, decode_file, refuse_binary
from followup.exchange.rejects import encoded, whole_lines
from followup.exchange.spreadsheet.columns import Meaning, Role
from followup.exchange.spreadsheet.crm_columns import UNIT
from followup.exchange.spreadsheet.headers import MONEY_UNIT, fold_header
from followup.exchange.spreadsheet.table import read_table
from followup.exchange.spreadsheet.values import plain_cells, split_emails, split_phones, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from followup.exchange.spreadsheet.reader import Rows
    from followup.exchange.spreadsheet.table import Row

_NEEDED: Final = {
    "on": "the day (date, 日期)",
    "amount": "the amount (amount, 金额)",
    "name": "the buyer (name, phone, email, 姓名, 手机)",
}
_BUYER: Final = ("name", "phone", "email")
_TIME: Final = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_COLUMNS_NAMED: Final = 8


@cache
def _meanings() -> dict[str, Meaning]:
    """Return what the headers of sales_headers.json, folded, mean."""
    content = json.loads(
        files("followup.exchange.spreadsheet").joinpath("sales_headers.json").read_text(encoding="utf-8")
    )
    return {fold_header(header): Meaning(Role.SALE, name) for name, headers in content.items() for header in headers}


class SalesReading(NamedTuple):
    """A file of sales: its rows, what is odd about it, and the head of a reject file for its refused rows."""

    format: str
    encoding: str
    rows: list[SaleLine | Refusal]
    doubts: list[Doubt]
    head: bytes
    table: Rows | None = None


def read_sales(data: bytes, name: str, today: date, currency: str = "", encoding: str | None = None) -> SalesReading:
    """Read the sales of a CSV or Excel file; a sale after `today` is refused.

    Raises FileUnreadableError for what is no table, or has no columns for a day, an amount and a buyer, and
    WrongUsageError for an unknown encoding.
    """
    if not data.strip():
        return SalesReading("csv", "utf-8", [], [Doubt(1, "the file is empty")], b"")
    is_zip = data.startswith(b"PK\x03\x04")
    if not is_zip:
        refuse_binary(data, name)
    try:
        reading = (_of_excel if is_zip else _of_csv)(data, encoding)
        reading.rows.extend(_rows(reading, today, currency))
    except FileUnreadableError as error:
        raise FileUnreadableError(f"{name}: {error}", error.hint) from error
    if not reading.rows:
        reading.doubts.append(Doubt(1, "the file has a header and no rows"))
    return reading


def _of_excel(data: bytes, _: str | None) -> SalesReading:
    from followup.exchange.spreadsheet.xlsx import read_rows

    doubts: list[Doubt] = []
    table = read_rows(data, _meanings(), doubts)
    return SalesReading("xlsx", "utf-8", [], doubts, whole_lines(table.header_text.encode()), table)


def _of_csv(data: bytes, encoding: str | None) -> SalesReading:
    text, codec = decode_file(data, encoding)
    table = read_table(text, _meanings())
    doubts = [Doubt(1, f"some bytes are not {codec}; U+FFFD stands for them")] if REPLACED in text else []
    return SalesReading("csv", codec, [], doubts, byte_order_mark(data) + encoded(table.above, codec), table)


def _rows(reading: SalesReading, today: date, currency: str) -> Iterator[SaleLine | Refusal]:
    table = reading.table
    if table is None or not table.header:
        raise _missing_columns([*_NEEDED], [])
    reader = _RowReader(_places(table), table, today, currency)
    for row in table.rows():
        sale_or_reason = reader.read(row)
        original = whole_lines(encoded(row.text, reading.encoding))
        if isinstance(sale_or_reason, str):
            yield Refusal(row.line, row.line, sale_or_reason, original)
        else:
            yield sale_or_reason._replace(original=original)


def _places(table: Rows) -> Mapping[str, list[int]]:
    """Return the columns of each meaning; FileUnreadableError where one that is needed is missing."""
    headers = [without_controls(header) for header in table.header]
    meanings = _meanings()
    places: dict[str, list[int]] = {}
    for place, header in enumerate(map(fold_header, headers)):
        meaning = meanings.get(header) or meanings.get(MONEY_UNIT.sub("", header))  # 金额(万元)
        if meaning:
            places.setdefault(meaning.detail, []).append(place)
    missing = [name for name in ("on", "amount") if name not in places]
    if not any(name in places for name in _BUYER):
        missing.append("name")
    if missing:
        raise _missing_columns(missing, headers)
    return places


def _missing_columns(missing: Sequence[str], headers: Sequence[str]) -> FileUnreadableError:
    present = ", ".join(filter(None, headers[:_COLUMNS_NAMED])) or "no header that is known"
    words = " and ".join(_NEEDED[name] for name in missing)
    return FileUnreadableError(f"no column tells {words}; there is {present}", "name the columns in the first line")


class _RowReader:
    """Makes sales of the rows below one header; `places` are the columns of each meaning."""

    def __init__(self, places: Mapping[str, Sequence[int]], table: Rows, today: date, currency: str) -> None:
        self.places = places
        self.table = table
        self.today = today
        self.currency = currency
        self.units = {
            place: _unit(table.header[place]) for name in ("amount", "profit") for place in places.get(name, ())
        }

    def read(self, row: Row) -> SaleLine | str:
        """Return the sale of a row, or why it cannot be understood."""
        if row.cells == self.table.header:
            return "the row is the header again"
        cells = plain_cells([without_controls(cell) for cell in row.cells])
        cells += [""] * (len(self.table.header) - len(cells))
        if row.doubt:
            return row.doubt
        try:
            sale = self._sale(cells)
        except WrongUsageError as error:
            return f"{error}" + (f" ({error.hint})" if error.hint else "")
        return SaleLine(row.line, self._buyer(cells), sale, b"")

    def _sale(self, cells: Sequence[str]) -> Sale:
        amount = self._money("amount", cells)
        if amount is None:
            raise WrongUsageError("the row has no amount")
        profit = self._money("profit", cells)
        check_amount(amount, profit)
        return Sale(0, 0, self._day(cells), amount, profit, self._text("product", cells), self._text("note", cells))

    def _money(self, name: str, cells: Sequence[str]) -> int | None:
        """Return the first amount in the columns of a meaning; a unit in the header (万元) counts."""
        for place in self.places.get(name, ()):
            if cells[place]:
                unit = self.units[place] if cells[place][-1].isdigit() else ""
                return parse_money(cells[place] + unit, self.currency)
        return None

    def _day(self, cells: Sequence[str]) -> date:
        text = next((cells[place] for place in self.places["on"] if cells[place]), "")
        partial = parse_date_of_file(_TIME.sub("", text.strip()), lambda: self._day_order)
        day = partial and partial.certain_date
        if day is None:
            raise WrongUsageError(f'"{text}" is no day of a year' if text else "the row has no day")
        if day > self.today:
            raise WrongUsageError(f"{day} is still to come")
        return day

    @cached_property
    def _day_order(self) -> str:
        """Whether the file writes day or month first, as all its days together show."""
        places = self.places["on"]
        cells = (row.cells[place] for row in self.table.rows() for place in places if place < len(row.cells))
        return decide_order(_TIME.sub("", cell.strip()) for cell in cells)

    def _text(self, name: str, cells: Sequence[str]) -> str:
        """Return the texts in the columns of a meaning, on one line."""
        return "; ".join(" ".join(cells[place].split()) for place in self.places.get(name, ()) if cells[place])

    def _buyer(self, cells: Sequence[str]) -> Buyer:
        phones = [
            number for place in self.places.get("phone", ()) if cells[place] for number in split_phones(cells[place])
        ]
        emails = [
            mail for place in self.places.get("email", ()) if cells[place] for mail in split_emails(cells[place])[0]
        ]
        names: Iterator[str] = (" ".join(cells[place].split()) for place in self.places.get("name", ()) if cells[place])
        return Buyer(next(names, ""), phones, emails)


def _unit(header: str) -> str:
    """Return the unit at the end of a header: 金额(万元) counts in 万."""
    unit = UNIT.search(unicodedata.normalize("NFKC", header))
    return unit[1] if unit else ""
