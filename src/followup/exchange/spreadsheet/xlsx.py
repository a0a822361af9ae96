"""Reads contacts from an Excel file (.xlsx): the first sheet that has a header, as a CSV of the same cells.

openpyxl, an optional extra, reads it cell by cell, without holding the sheet. Formulas are never evaluated: what counts
is the result that Excel stored. A file that would fill the memory is refused before it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from followup.core.importing.draft import Doubt, Reading
from followup.core.text.suggestions import suggest
from followup.errors import FileUnreadableError, FollowupError, WrongUsageError
from followup.exchange.spreadsheet.headers import columns_of, count_known, meanings_of
from followup.exchange.spreadsheet.reader import Rows, fill
from followup.exchange.spreadsheet.table import MOST_COLUMNS, Row, holds_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followup.exchange.spreadsheet.columns import Meaning

INSTALL: Final = "Install it with: pip install 'followup[excel]'; or save the sheet as CSV and import that."

_SAVE: Final = "Save it as .xlsx or CSV and import that."
_MOST_UNPACKED: Final = 256 << 20
_MOST_IN_MEMORY: Final = 64 << 20  # bytes of a part that is read whole: texts, styles
_MOST_PARTS: Final = 10_000
_MOST_ROWS: Final = 1_048_576  # Excel's own
_HEADER_WITHIN: Final = 20
_LONGEST_NUMBER: Final = 15  # digits that Excel keeps
_FIRST_NOT_WHOLE: Final = 10**_LONGEST_NUMBER
_ZEROS: Final = re.compile("0+")
_EMPTY_RESULT: Final = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v\s*/>|<v>\s*</v>)?</c>")
_PIECE: Final = 1 << 20
_OTHERS: Final = (
    ("xl/workbook.bin", "an Excel file in binary form (.xlsb)", _SAVE),
    ("Index/Document.iwa", "a Numbers file (.numbers)", _SAVE),
    ("Index.zip", "a Numbers file (.numbers)", _SAVE),
    ("word/document.xml", "a Word document (.docx)", "Save its table as CSV and import that."),
)


def read(data: bytes, sheet: str | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """Begin to read the people of an .xlsx file: the sheet that is named, or the first one with a known header.

    Raises FileUnreadableError for any other zip file, for one too large to unpack, where openpyxl is missing and where
    no sheet has a known column; WrongUsageError for a sheet, column or field that does not exist.
    """
    doubts: list[Doubt] = []
    table = read_rows(data, meanings_of(mapping or {}), doubts, sheet)
    reading = Reading("xlsx", "utf-8", iter(()), doubts, expected=table.expected)
    return fill(reading, table, mapping or {}, controls=True)


def read_rows(data: bytes, meanings: Mapping[str, Meaning], doubts: list[Doubt], sheet: str | None = None) -> Sheet:
    """Return the rows of the sheet that is named, or of the first one with a header of which `meanings` knows columns.

    Raises as `read` does; what is odd about the file goes to `doubts`.
    """
    with _damage_as_one_error():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_other_archives(archive)
            if _has_empty_results(archive):
                reason = "some formulas have no result in the file and are empty: open it in Excel and save it"
                doubts.append(Doubt(1, reason))
        return _table(_workbook(data), sheet, meanings)


@contextmanager
def _damage_as_one_error() -> Iterator[None]:
    """Turn whatever a damaged file makes zipfile, zlib, expat and openpyxl raise into a FileUnreadableError.

    An OSError is among them: the file is in memory, and openpyxl raises it for a package without a workbook.
    """
    try:
        yield
    except FollowupError:
        raise
    except Exception as error:
        message = f"the Excel file is damaged ({type(error).__name__})"
        raise FileUnreadableError(message, f"Open it and save it again. {_SAVE}") from error


class Sheet(Rows):
    """A sheet as a table; `start` is the row (from 1) below the header."""

    def __init__(self, sheet: Any, header: list[str], start: int, rows: int) -> None:  # noqa: ANN401 - openpyxl has no types
        self.sheet = sheet
        self.header = header
        self.header_text = _line(header)
        self.start = start
        self.expected = max(rows - start + 1, 0)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are not empty, with their number in the sheet."""
        with _damage_as_one_error():
            for number, (cells, doubt) in enumerate(_cells(self.sheet, self.start), self.start):
                if any(cells):
                    yield Row(number, cells, _line(cells), doubt)


def _cells(sheet: Any, start: int = 1) -> Iterator[tuple[list[str], str]]:  # noqa: ANN401 - as above
    """Yield each row's cells as text, and what is wrong with them."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong, or a trap
    for count, row in enumerate(sheet.iter_rows(min_row=start)):
        if len(row) > MOST_COLUMNS or count > _MOST_ROWS:
            raise FileUnreadableError(
                f"the sheet {sheet.title} has more than {MOST_COLUMNS} columns or {_MOST_ROWS} rows", _SAVE
            )
        cells = [_text(cell) for cell in row]
        damaged = any(isinstance(cell.value, (int, float)) and abs(cell.value) >= _FIRST_NOT_WHOLE for cell in row)
        yield cells, f"Excel keeps {_LONGEST_NUMBER} digits of a number: a longer one is not whole" if damaged else ""


def _text(cell: Any) -> str:  # noqa: ANN401 - as above
    """Return a cell as it is written in a CSV: dates as ISO, numbers whole and without .0, an error as nothing."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, (datetime, date, time)):
        return _moment(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, cell.number_format)
    return str(value)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if (value.hour, value.minute) != (0, 0) else value.date().isoformat()
    return value.isoformat()


def _number(value: float, number_format: str) -> str:
    """Return 13800138000 whole, 12.5 as 12.5, and 138 under the format 00000 as 00138."""
    from decimal import Decimal

    text = format(Decimal(f"{value:.{_LONGEST_NUMBER}g}" if isinstance(value, float) else value), "f")
    text = text.rstrip("0").removesuffix(".") if "." in text else text
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


def _line(cells: Sequence[str]) -> str:
    """Return a row as the line of a CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _workbook(data: bytes) -> Any:  # noqa: ANN401 - as above
    try:
        import openpyxl
    except ImportError as error:
        raise FileUnreadableError("Excel files need openpyxl, which is not installed", INSTALL) from error
    warnings.filterwarnings("ignore", module="openpyxl")  # about styles and validations, which are not read
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _table(workbook: Any, wanted: str | None, meanings: Mapping[str, Meaning]) -> Sheet:  # noqa: ANN401 - as above
    """Return the sheet that is wanted, or the first visible one with a known header, or the first one."""
    sheets = workbook.worksheets
    if wanted is not None:
        named = [sheet for sheet in sheets if sheet.title.strip().casefold() == wanted.strip().casefold()]
        if not named:
            titles = [sheet.title for sheet in sheets]
            raise WrongUsageError(
                f"there is no sheet {wanted!r}", f"Sheets: {', '.join(suggest(wanted, titles) or titles[:8])}."
            )
        sheets = named
    tables = [_with_header(sheet, meanings) for sheet in sheets if wanted is not None or sheet.sheet_state == "visible"]
    if not tables:
        raise FileUnreadableError("the Excel file has no sheet of cells", _SAVE)
    return next((table for table in tables if table.header), tables[0])


def _with_header(sheet: Any, meanings: Mapping[str, Meaning]) -> Sheet:  # noqa: ANN401 - as above
    """Return the sheet; its header is the row of the first 20 with the most known columns, or empty without any."""
    rows = sheet.max_row or 0
    best, header, start = 0, [], 1
    for number, (cells, _) in enumerate(islice(_cells(sheet), _HEADER_WITHIN), 1):
        trimmed = [cell.strip() for cell in cells]
        if holds_data(trimmed):
            break
        score = count_known(columns_of(trimmed, meanings), meanings)
        if score > best and (not best or score > len(trimmed) // 2):
            best, header, start = score, trimmed, number + 1
    return Sheet(sheet, header, start, rows)


def _refuse_other_archives(archive: zipfile.ZipFile) -> None:
    """Raise FileUnreadableError for what is no .xlsx, and for what would not fit into memory once unpacked."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    for inner, what, hint in _OTHERS:
        if inner in names:
            raise FileUnreadableError(f"this is {what}, which cannot be read", hint)
    if "mimetype" in names and b"opendocument.spreadsheet" in _head(archive, "mimetype"):
        raise FileUnreadableError("this is an OpenDocument sheet (.ods), which cannot be read", _SAVE)
    if "xl/workbook.xml" not in names:
        raise FileUnreadableError("this is a zip archive, not a list of contacts", "Unpack it and import that.")
    large = [
        part for part in parts if part.file_size > _MOST_IN_MEMORY and not part.filename.startswith("xl/worksheets/")
    ]
    if large or len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        message = f"it unpacks to more than {_MOST_UNPACKED >> 20} MB: that is no list of contacts"
        raise FileUnreadableError(message, "Save the sheet as CSV and import that.")


def _head(archive: zipfile.ZipFile, inner: str) -> bytes:
    with archive.open(inner) as part:
        return part.read(200)


def _has_empty_results(archive: zipfile.ZipFile) -> bool:
    """Whether a sheet has a formula without its result, as programs write that do not calculate."""
    sheets = [part for part in archive.infolist() if part.filename.startswith("xl/worksheets/sheet")]
    return any(_EMPTY_RESULT.search(piece) for sheet in sheets for piece in _pieces(archive, sheet))


def _pieces(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> Iterable[bytes]:
    """Yield a part piece by piece; every piece begins with the end of the one before."""
    before = b""
    with archive.open(sheet) as part:
        while piece := part.read(_PIECE):
            yield before + piece
            before = piece[-64:]
