"""Reads the rows of a CSV: finds where the header stands and what separates cells, and reads damaged quotes.

The standard library's sniffer answers nonsense for some of the files that phones write; counting the separators in the
header line does not.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from followup.errors import FileUnreadableError
from followup.exchange.spreadsheet.headers import columns_of, count_known, is_email, is_phone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup.exchange.spreadsheet.columns import Meaning

MOST_COLUMNS = 2_000
"""A file with more columns is no list of contacts."""

_SEPARATORS = ",;\t|，；"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LINE_OF_OLD_MAC = re.compile(r"[^\r]*\r|[^\r]+")
_LONE_RETURNS = re.compile(r"(?<!\r)\r++(?!\n)")
_QUOTED = re.compile(r'"[^"]*"?')
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_STAND_IN = "\v"  # for a carriage return inside a line, which the csv module takes for an end of line
_HEADER_WITHIN = 20  # lines in which the header may stand below a preamble
_LONGEST_LENIENT_ROW = 1_000
_LARGEST_CELL = 2**31 - 1
_BROKEN_QUOTES = "a quotation mark is not closed, or stands inside a cell"


@dataclass(slots=True)
class Row:
    """A row that is not empty: its first physical line (from 1), its cells, its text as it stood, and what is wrong."""

    line: int
    cells: list[str]
    text: str
    doubt: str = ""


class _Feed:
    """An iterator over the physical lines that can be set back; `at` is the next line (from 0)."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self.lines = lines
        self.at = at

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


@dataclass(slots=True)
class Table:
    """A CSV with its header (empty where none was found); its rows can be read repeatedly.

    `start` is the line (from 0) below the header, `header_text` the header as it stood, `preamble` how many lines stand
    above it.
    """

    lines: list[str]
    delimiter: str
    header: list[str] = field(default_factory=list)
    header_text: str = ""
    start: int = 0
    preamble: int = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that are not empty.

        A row that cannot be read as it should is read line by line, so that one open quotation mark does not swallow
        the rest of the file.
        """
        feed = _Feed(self.lines, self.start)
        reader = self._reader(feed, strict=True)
        while True:
            first = feed.at
            doubt = ""
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells, doubt = self._damaged(feed, first), _BROKEN_QUOTES
                reader = self._reader(feed, strict=True)
            if any(cells) and any(map(str.strip, cells)):
                text = self.lines[first] if feed.at == first + 1 else "".join(self.lines[first : feed.at])
                yield Row(first + 1, cells, text.replace(_STAND_IN, "\r"), doubt)

    @property
    def above(self) -> str:
        """What stands above the first row, as it stood: preamble, separator line and header."""
        return "".join(self.lines[: self.start]).replace(_STAND_IN, "\r")

    def _reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, strict=strict, skipinitialspace=True)

    def _damaged(self, feed: _Feed, first: int) -> list[str]:
        """Read the row that begins at line `first` leniently; only its first line, if it would swallow others."""
        feed.at = first
        cells = next(self._reader(islice(feed, _LONGEST_LENIENT_ROW), strict=False), [])
        further = self.lines[first + 1 : feed.at]
        if any(line.count(self.delimiter) >= len(self.header) - 1 for line in further):
            feed.at = first + 1
            cells = next(self._reader(iter([self.lines[first]]), strict=False), [])
        line = self.lines[first]
        if feed.at == first + 1 and len(cells) < len(self.header) and line.count('"') % 2:
            # An open quote has swallowed separators: then the quotes are damaged, and the separators are right.
            plain = csv.reader([line], delimiter=self.delimiter, quoting=csv.QUOTE_NONE, skipinitialspace=True)
            cells = [cell.strip().strip('"') for cell in next(plain, [])]
        return cells


def read_table(text: str, mapping: Mapping[str, Meaning] | None = None) -> Table:
    """Find the separator and the header of a CSV; the header is the line of the first 20 with the most known columns.

    `mapping` (folded header to meaning) makes more columns known. Raises FileUnreadableError for absurdly many columns.
    """
    csv.field_size_limit(max(csv.field_size_limit(), min(len(text) + 1, _LARGEST_CELL)))
    lines = _physical_lines(text)
    declared = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    table = Table(lines, declared[1] if declared else _separator(lines), start=1 if declared else 0)
    best = 0
    for at in range(table.start, min(len(lines), table.start + _HEADER_WITHIN)):
        delimiter = declared[1] if declared else _separator(lines[at : at + 1])
        if lines[at].count(delimiter) > MOST_COLUMNS:
            if best:
                break
            raise FileUnreadableError(
                f"line {at + 1} has more than {MOST_COLUMNS} columns: that is no list of contacts"
            )
        candidate = _as_header(lines, at, delimiter)
        if candidate is None:
            break
        score = count_known(columns_of(candidate.header, mapping), mapping)
        if score > best and (not best or score > len(candidate.header) // 2):
            table, best = candidate, score
    return table


def _as_header(lines: list[str], at: int, delimiter: str) -> Table | None:
    """Return the table whose header begins at line `at`; None if that line holds data, below which is no header."""
    feed = _Feed(lines[: at + _HEADER_WITHIN], at)
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True)
    cells = [cell.strip().strip("\ufeff").strip() for cell in next(reader, [])]
    if holds_data(cells):
        return None
    return Table(lines, delimiter, cells, "".join(lines[at : feed.at]), start=feed.at, preamble=at)


def holds_data(cells: Sequence[str]) -> bool:
    """Whether a row is a person's and no header: a cell is an e-mail address or a phone number."""
    return any(is_email(cell) or is_phone(cell) for cell in cells)


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that is most frequent outside quotes in the first line that has any; a comma if none has."""
    for line in lines[:_HEADER_WITHIN]:
        bare = _QUOTED.sub("", line)
        most = max(_SEPARATORS, key=bare.count)  # the first of equals
        if most in bare:
            return most
    return ","


def _physical_lines(text: str) -> list[str]:
    """Return the lines with their ends; carriage returns end lines only where there are no line feeds."""
    if "\n" not in text:
        return _LINE_OF_OLD_MAC.findall(text)
    if "\r" in text:
        text = _LONE_RETURNS.sub(lambda returns: _STAND_IN * len(returns[0]), text)
    return _LINE.findall(text)
