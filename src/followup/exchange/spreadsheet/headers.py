"""What the columns of a CSV mean: the headers that phones, mail programs and CRMs write, in English and Chinese.

The headers stand in `csv_headers.json`, as people read them, by the meaning they have; there, too, are the clashes that
only the other columns of the file can settle (Outlook's `Title` is a prefix, Yahoo's a job title). A header is compared
without case, width, spaces and punctuation. A number in it does not count: `Phone 7 - Value` is `Phone # - Value`, and
`工作电话 2` is 工作电话.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NOT_A_WORD = re.compile(r"[\W_]+")
_NOT_A_WORD_IN_TABLE = re.compile(r"[^\w#]+|_")
_NUMBER = re.compile(r"\d+")
MONEY_UNIT = re.compile(r"(?:千|万|萬|百万|千万|亿|元|美元|人民币|rmb|cny|usd|eur)+$")
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_PHONE = re.compile(r"'?\+?[\d\s().-]{7,24}")
_DATE = re.compile(r"(\d{4}|\d\d?)[-/.]\d\d?[-/.](\d{4}|\d\d?)")
_FEWEST_DIGITS = 7
UNKNOWN = "unknown"
"""The detail of a field whose header was never heard of."""
_LONGEST = 300  # characters of a header, address or number; more is text

NAMING = frozenset(
    {"full", "display", "given", "family", "nickname", "organization", "email", "phone", "im", "numbered"}
)
"""Kinds of column of which a list of contacts has at least one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it means: `kind`, with `detail` (`mobile`, `work.street`, ...); `number` is the 2 of `Phone 2`.

    Kind `field` has no place of its own and is kept under its `header`; detail UNKNOWN: because it was never heard of.
    """

    index: int
    header: str
    kind: str
    detail: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Clash:
    beside: frozenset[str]
    without: frozenset[str]
    means: str


@dataclass(frozen=True, slots=True)
class _Table:
    meanings: Mapping[str, list[str]]  # folded header -> meanings; several: one for each time it occurs
    clashes: Mapping[str, list[_Clash]]
    names: Mapping[str, str]  # what a person calls a meaning in --map


def fold_header(header: str) -> str:
    """Return the header as it is compared: no case, width, marks, spaces or punctuation."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", header[:_LONGEST]).casefold())


@cache
def _table() -> _Table:
    content = json.loads(files("followup.exchange.spreadsheet").joinpath("headers.json").read_text(encoding="utf-8"))
    meanings: dict[str, list[str]] = {}
    for meaning, headers in content["headers"].items():
        for header in headers:
            meanings.setdefault(_NOT_A_WORD_IN_TABLE.sub("", header.casefold()), []).append(meaning)
    clashes: dict[str, list[_Clash]] = {}
    for clash in content["clashes"]:
        beside, without = (frozenset(map(fold_header, clash[key])) for key in ("beside", "without"))
        clashes.setdefault(fold_header(clash["header"]), []).append(_Clash(beside, without, clash["means"]))
    return _Table(meanings, clashes, content["names"])


def field_names() -> list[str]:
    """Return the names of the fields that a column can be mapped to by hand."""
    return list(_table().names)


def columns_of(headers: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[Column]:
    """Return what each column means; `mapping` (folded header to meaning, see `meanings_of`) goes before the table."""
    folded = [fold_header(header) for header in headers]
    all_of_them = frozenset(folded)
    totals: dict[str, int] = {}
    for header in folded:
        totals[header] = totals.get(header, 0) + 1
    seen: dict[str, int] = {}
    columns = []
    for index, (header, fold) in enumerate(zip(headers, folded, strict=True)):
        seen[fold] = seen.get(fold, 0) + 1
        meaning = (mapping or {}).get(fold) or _meaning(fold, all_of_them, seen[fold] if totals[fold] > 1 else 0)
        kind, _, detail = meaning.partition(":")
        number = _NUMBER.search(fold)
        name = " ".join(header.split()) or f"column {index + 1}"
        columns.append(Column(index, name, kind, detail, int(number[0][:9]) if number else 0))
    return columns


def _meaning(fold: str, others: frozenset[str], occurrence: int) -> str:
    """Return the meaning of a folded header; `occurrence` is 0 where the header stands once, else which it is."""
    table = _table()
    for clash in table.clashes.get(fold, ()):
        if clash.beside <= others and not clash.without & others:
            return clash.means
    found = table.meanings.get(fold) or table.meanings.get(_NUMBER.sub("#", fold))
    found = found or table.meanings.get(_NUMBER.sub("", fold)) or _amounts(fold) or [f"field:{UNKNOWN}"]
    # Thunderbird writes 城市 twice, for home and then for work; alone it goes with 地址, which is at work.
    return found[min(occurrence, len(found)) - 1]


def _amounts(fold: str) -> list[str]:
    """Return the meanings of a header that names a unit behind: 年销售额(万元)."""
    found = _table().meanings.get(MONEY_UNIT.sub("", _NUMBER.sub("", fold)), [])
    return [meaning for meaning in found if meaning.startswith(("money:", "turnover:"))]


def field_of(column: Column) -> str:
    """Return what a person calls the field that a column fills, by the name that `--map` takes where there is one."""
    meaning = f"{column.kind}:{column.detail}" if column.detail else column.kind
    names = {meaning: name for name, meaning in _table().names.items()}
    if meaning in names or f"{meaning}:" in names:
        return names.get(meaning) or names[f"{meaning}:"]
    if column.kind == "field":
        return f"custom field {column.header}"
    if column.kind == "numbered":
        head, _, part = column.detail.partition(".")
        return f"{head} {column.number} {part}".replace(" value", "")
    return (
        column.detail.replace(".", " ").strip()
        if column.kind == "address"
        else f"{column.detail} {column.kind}".strip()
    )


def known(columns: Iterable[Column], mapping: Mapping[str, str] | None = None) -> int:
    """Return how many columns are understood; 0 where none of them can name or reach a person."""
    understood = [column for column in columns if column.kind != "field"]
    mapped = mapping or {}
    named = any(column.kind in NAMING or fold_header(column.header) in mapped for column in understood)
    return len(understood) if named else 0


def meanings_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return what a person mapped (`{"Kunde": "name"}`) as folded headers and meanings.

    Raises WrongUsageError for a field that does not exist, with the nearest ones.
    """
    meanings = {}
    for header, name in mapping.items():
        meaning = _table().names.get(name.strip().casefold())
        if meaning is None:
            near = suggest(name, field_names()) or field_names()
            raise WrongUsageError(
                f"there is no field {name!r} to map {header!r} to", f"did you mean {' or '.join(near)}?"
            )
        meanings[fold_header(header)] = meaning
    return meanings


def refuse_unknown_columns(mapping: Mapping[str, str], headers: Sequence[str]) -> None:
    """Raise WrongUsageError if a mapped column is not among the file's, with the nearest ones."""
    present = {fold_header(header) for header in headers}
    for header in mapping:
        if fold_header(header) not in present:
            near = suggest(header, list(headers)) or [name for name in headers if name][:8]
            raise WrongUsageError(f"the file has no column {header!r}", f"Columns: {', '.join(near)}.")


def is_email(cell: str) -> bool:
    """Whether the cell holds an e-mail address and nothing else."""
    return len(cell) <= _LONGEST and _EMAIL.fullmatch(cell.strip()) is not None


def is_phone(cell: str) -> bool:
    """Whether the cell holds a phone number and nothing else: seven digits or more, and no date."""
    plain = unicodedata.normalize("NFKC", cell[:_LONGEST]).strip().removeprefix("=").strip('"')
    digits = sum(character.isdigit() for character in plain)
    return _PHONE.fullmatch(plain) is not None and digits >= _FEWEST_DIGITS and not _DATE.fullmatch(plain)


def guessed_columns(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> list[Column]:
    """Return the columns of a file without a header, by what its first rows hold: name, e-mails, phones, fields.

    `mapping` (see `meanings_of`) knows them as `column 1` and so on.
    """
    width = max(map(len, rows), default=0)
    columns = columns_of([f"column {index + 1}" for index in range(width)], mapping)
    named = any(column.kind in {"full", "given", "family"} for column in columns)
    for index, column in enumerate(columns):
        if column.kind == "field" and fold_header(column.header) not in mapping:
            kind = _guessed_kind([row[index] for row in rows if index < len(row) and row[index].strip()], named=named)
            named |= kind == "full"
            columns[index] = Column(index, column.header, kind)
    return columns


def _guessed_kind(cells: list[str], *, named: bool) -> str:
    if cells and all(map(is_email, cells)):
        return "email"
    if cells and all(map(is_phone, cells)):
        return "phone"
    has_digits = any(character.isdigit() for cell in cells for character in cell)
    return "field" if named or has_digits or not cells else "full"
