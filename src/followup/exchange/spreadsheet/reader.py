"""Reads contacts from CSV, as Google, Outlook, Thunderbird, phones, chat programs, CRMs and people write it.

Bytes come in, drafts go out, one after the other: `table` finds the header and the rows, `headers` turns headers into
typed columns, `row` makes a draft of each row (`column_groups` and `crm_columns` read columns that belong together).
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from followup.core.dates.partial import decide_order
from followup.core.importing.draft import CARDS_FAULT, Doubt, Draft, ReadColumn, Reading, Refusal, refused
from followup.errors import FileUnreadableError
from followup.exchange.encoding import REPLACED, byte_order_mark, decode_file, first_misfit, rather_than
from followup.exchange.rejects import encoded, in_codec, whole_lines
from followup.exchange.spreadsheet.columns import DATED_ROLES, Role
from followup.exchange.spreadsheet.headers import (
    columns_of,
    count_known,
    field_of,
    guessed_columns,
    meanings_of,
    refuse_unknown_columns,
)
from followup.exchange.spreadsheet.row import RowReader
from followup.exchange.spreadsheet.table import MOST_COLUMNS, Row, holds_data, read_table
from followup.exchange.spreadsheet.values import has_controls, plain_cells, without_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from followup.exchange.spreadsheet.columns import Column

DIGEST_SIZE = 16
_HEAD = 1 << 16
_ROWS_TO_GUESS_FROM = 20
_COLUMNS_TO_NAME = 8
_FIELDS_TO_NAME = "email, organization, title, city, birthday, group, grade, note"
_LONGEST_HEADER = 40
_FEWEST_OF_A_LIST = 2


class Rows(Protocol):
    """A table of any format: its header (empty where there is none) and its rows, which can be read repeatedly."""

    header: list[str]
    header_text: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that are not empty."""


def read(data: bytes, encoding: str | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """Begin to read the people of a CSV file; `encoding` and `mapping` (header to field name) overrule what it shows.

    Raises FileUnreadableError where no column is known or the file is not in `encoding`, WrongUsageError for an unknown
    encoding, or a column or field of `mapping` that does not exist.
    """
    text, codec = decode_file(data, encoding)
    misfit = first_misfit(data, codec) if REPLACED in text else 0
    table = read_table(text, meanings_of(mapping or {}))
    instead = rather_than(codec, data) if misfit and encoding else ""
    if instead and not table.header:
        raise FileUnreadableError(f"the file is not {codec}: the bytes of line {misfit} do not fit", instead)
    doubts = _damage(misfit, codec, instead)
    reading = Reading("csv", codec, iter(()), doubts)
    fill(reading, table, mapping or {}, controls=has_controls(text))
    reading.drafts = in_codec(reading.drafts, codec)
    reading.head = byte_order_mark(data) + encoded(table.above, codec)
    return reading


def _damage(line: int, codec: str, instead: str) -> list[Doubt]:
    """Return the doubt about a file with bytes that are not of its encoding, the first of them in this line, or 0."""
    reason = f"some bytes are not {codec}; {REPLACED} stands for them"
    return [Doubt(line, f"{reason} ({instead})" if instead else reason)] if line else []


def fill(reading: Reading, table: Rows, mapping: Mapping[str, str], *, controls: bool) -> Reading:
    """Return the reading with the drafts of a table and how its columns are understood; raises as `read` does.

    `controls`: the table has characters that must not reach a terminal.
    """
    meanings = meanings_of(mapping)
    rows = [row.cells for row in islice(table.rows(), _ROWS_TO_GUESS_FROM)]
    if not table.header and not rows:
        reading.doubts.append(Doubt(1, "the file is empty"))
        return reading
    is_guess = not table.header and holds_data(rows[0])
    if is_guess:
        columns = guessed_columns(rows, meanings)
        guess = ", ".join(f"{column.header} = {column.role}" for column in columns if not column.is_custom)
        reading.doubts.append(Doubt(1, f"the file has no header; by what stands in them, {guess}"))
    else:
        columns = columns_of([without_controls(header) for header in table.header or rows[0]], meanings)
    headers = [column.header for column in columns]
    refuse_unknown_columns(mapping, headers)
    if not table.header and not is_guess:
        raise _no_column_is_known(headers)
    reading.columns = [_understood(column, rows) for column in columns]
    reading.drafts = _drafts(table, columns, reading.doubts, controls=controls)
    reading.head = whole_lines(table.header_text.encode()) if table.header else b""
    return reading


def _understood(column: Column, rows: Sequence[Sequence[str]]) -> ReadColumn:
    """Return how a column was understood, with its first value; an empty column is no guess."""
    values = (row[column.place].strip() for row in rows if column.place < len(row))
    sample = next((" ".join(value.split())[:_LONGEST_HEADER] for value in values if value), "")
    return ReadColumn(column.header, field_of(column), sample, bool(sample) and column.role is Role.UNKNOWN)


def looks_like_csv(data: bytes, encoding: str | None = None) -> bool:
    """Whether the file has a header of which two columns or more are known."""
    try:
        table = read_table(decode_file(data[:_HEAD], encoding)[0])
    except FileUnreadableError:
        return False
    return count_known(columns_of(table.header)) >= _FEWEST_OF_A_LIST


def _no_column_is_known(headers: list[str]) -> FileUnreadableError:
    shown = [header[:_LONGEST_HEADER] for header in headers]
    understood = not all(column.is_custom for column in columns_of(headers))
    first = next(filter(None, shown), "column 1")
    more = f" and {len(shown) - _COLUMNS_TO_NAME} more" if len(shown) > _COLUMNS_TO_NAME else ""
    return FileUnreadableError(
        f"no column is known {'to name or reach anybody ' if understood else ''}among "
        f"{', '.join(shown[:_COLUMNS_TO_NAME])}{more}",
        f'say what they are: --map "{first}=name" --map "...=phone"; other fields are {_FIELDS_TO_NAME}, ...',
    )


def _drafts(
    table: Rows, columns: Sequence[Column], doubts: list[Doubt], *, controls: bool
) -> Iterator[Draft | Refusal]:
    """Yield a draft or a refusal for every row; `controls`: the file has characters that must not reach a terminal."""
    card = 0
    reader = RowReader(columns, _order_of(table, columns))
    header = blake2b(table.header_text.encode(), digest_size=DIGEST_SIZE)
    for card, row in enumerate(table.rows(), 1):
        draft = Draft(row.line, card, "", original=row.text.encode())
        digest = header.copy()
        digest.update(draft.original)
        draft.content = digest.digest()
        if row.doubt:
            draft.doubts.append(Doubt(row.line, row.doubt))
        if len(row.cells) > MOST_COLUMNS:
            yield Refusal(row.line, card, f"the row has {len(row.cells)} cells", whole_lines(draft.original))
            continue
        if row.cells == table.header:
            yield Refusal(row.line, card, "the row is the header again", whole_lines(draft.original))
            continue
        cells = _without_controls(row, draft) if controls else row.cells
        yield _filled(reader, draft, plain_cells(cells))
    if not card:
        doubts.append(Doubt(1, "the file has a header and no rows"))


def _filled(reader: RowReader, draft: Draft, cells: list[str]) -> Draft | Refusal:
    """Return the draft of a row, or why it is no person; an error in one row never ends the reading of the others."""
    try:
        return reader.fill(draft, cells)
    except CARDS_FAULT as error:
        return refused(error, draft.line, draft.card, whole_lines(draft.original))


def _without_controls(row: Row, draft: Draft) -> list[str]:
    if not has_controls(row.text):
        return row.cells
    draft.doubts.append(Doubt(row.line, "control characters were taken out"))
    return [without_controls(cell) for cell in row.cells]


def _order_of(table: Rows, columns: Sequence[Column]) -> Callable[[], str]:
    """Return a function that tells whether the file writes day or month first; its first call reads all dates."""
    places = [column.place for column in columns if _is_dated(column)]

    @cache
    def order() -> str:
        return decide_order(row.cells[place] for row in table.rows() for place in places if place < len(row.cells))

    return order


def _is_dated(column: Column) -> bool:
    is_event = (column.role, column.detail, column.part) == (Role.NUMBERED, "event", "value")
    return column.role in DATED_ROLES or is_event
