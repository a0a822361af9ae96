"""What the columns of a table mean: the headers that phones, mail programs and CRMs write, in English and Chinese.

Another program's headers are added in `headers.json`, under what they mean (its first entry says how); no code changes,
unless they mean something new: then `columns.Role` gets a role, and `row` or `column_groups` what reads it.

Headers are compared without case, width, spaces and punctuation. A number in a header does not count: `Phone 7 - Value`
is `Phone # - Value`, and `工作电话 2` is 工作电话. Some headers mean one thing or another by the columns beside them
(Outlook's `Title` is a prefix, Yahoo's a job title): the clashes of `headers.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError
from followup.exchange.spreadsheet.columns import NAMING_ROLES, Column, Meaning, Role, parse_meaning

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
_LONGEST = 300  # characters of a header, address or number; more is text
_COLUMNS_TO_NAME = 8


class _Clash(NamedTuple):
    """What a header means beside certain headers and without certain others."""

    beside: frozenset[str]
    without: frozenset[str]
    meaning: Meaning


class _HeaderTable(NamedTuple):
    """The content of headers.json, every header folded."""

    meanings: Mapping[str, list[Meaning]]
    """Several meanings: one for each time that the header occurs."""
    clashes: Mapping[str, list[_Clash]]
    names: Mapping[str, Meaning]
    """What a person calls a meaning in --map."""


def fold_header(header: str) -> str:
    """Return the header as it is compared: no case, width, marks, spaces or punctuation."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", header[:_LONGEST]).casefold())


@cache
def _table() -> _HeaderTable:
    content = json.loads(files("followup.exchange.spreadsheet").joinpath("headers.json").read_text(encoding="utf-8"))
    meanings: dict[str, list[Meaning]] = {}
    for written, headers in content["headers"].items():
        meaning = parse_meaning(written)
        for header in headers:
            meanings.setdefault(_NOT_A_WORD_IN_TABLE.sub("", header.casefold()), []).append(meaning)
    clashes: dict[str, list[_Clash]] = {}
    for clash in content["clashes"]:
        beside, without = (frozenset(map(fold_header, clash[key])) for key in ("beside", "without"))
        clashes.setdefault(fold_header(clash["header"]), []).append(
            _Clash(beside, without, parse_meaning(clash["means"]))
        )
    return _HeaderTable(meanings, clashes, {name: parse_meaning(written) for name, written in content["names"].items()})


def columns_of(headers: Sequence[str], mapping: Mapping[str, Meaning] | None = None) -> list[Column]:
    """Return what each column means; `mapping` (folded header to meaning) goes before headers.json."""
    folded_headers = [fold_header(header) for header in headers]
    present = frozenset(folded_headers)
    totals = Counter(folded_headers)
    occurrences: Counter[str] = Counter()
    columns = []
    for index, (header, folded) in enumerate(zip(headers, folded_headers, strict=True)):
        occurrences[folded] += 1
        meaning = (mapping or {}).get(folded) or _meaning_of(
            folded, present, occurrences[folded] if totals[folded] > 1 else 0
        )
        number = _NUMBER.search(folded)
        name = " ".join(header.split()) or f"column {index + 1}"
        columns.append(Column(index, name, *meaning, int(number[0][:9]) if number else 0))
    return columns


def _meaning_of(folded: str, present: frozenset[str], occurrence: int) -> Meaning:
    """Return the meaning of a folded header among those `present`.

    `occurrence` is 0 where the header occurs once, else which occurrence it is: Thunderbird writes 城市 twice, for home
    and then for work; alone it goes with 地址, which is at work.
    """
    table = _table()
    for clash in table.clashes.get(folded, ()):
        if clash.beside <= present and not clash.without & present:
            return clash.meaning
    meanings = (
        table.meanings.get(folded)
        or table.meanings.get(_NUMBER.sub("#", folded))
        or table.meanings.get(_NUMBER.sub("", folded))
        or _amounts(folded)
        or [Meaning(Role.UNKNOWN)]
    )
    return meanings[min(occurrence, len(meanings)) - 1]


def _amounts(folded: str) -> list[Meaning]:
    """Return the meanings of a header that ends in the unit of its amounts: 年销售额(万元)."""
    meanings = _table().meanings.get(MONEY_UNIT.sub("", _NUMBER.sub("", folded)), [])
    return [meaning for meaning in meanings if meaning.role in {Role.AMOUNT, Role.TURNOVER}]


def field_of(column: Column) -> str:
    """Return what a person calls the field that a column fills, by the name that `--map` takes where there is one."""
    names = {meaning: name for name, meaning in _table().names.items()}
    if column.meaning in names:
        return names[column.meaning]
    if column.is_custom:
        return f"custom field {column.header}"
    if column.role is Role.NUMBERED:
        return f"{column.detail} {column.number} {column.part}".replace(" value", "")
    if column.role is Role.ADDRESS:
        return f"{column.detail} {column.part}".strip()
    return f"{column.detail or column.part} {column.role}".strip()


def count_known(columns: Iterable[Column], mapping: Mapping[str, Meaning] | None = None) -> int:
    """Return how many columns are understood; 0 where none of them can name or reach a person."""
    understood = [column for column in columns if not column.is_custom]
    mapped = mapping or {}
    is_named = any(column.role in NAMING_ROLES or fold_header(column.header) in mapped for column in understood)
    return len(understood) if is_named else 0


def meanings_of(mapping: Mapping[str, str]) -> dict[str, Meaning]:
    """Return what a person mapped (`{"Kunde": "name"}`) as folded headers and meanings.

    Raises WrongUsageError for a field that does not exist, with the nearest ones.
    """
    names = _table().names
    meanings = {}
    for header, name in mapping.items():
        meaning = names.get(name.strip().casefold())
        if meaning is None:
            near = suggest(name, list(names)) or names
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
            near = suggest(header, list(headers)) or [name for name in headers if name][:_COLUMNS_TO_NAME]
            raise WrongUsageError(f"the file has no column {header!r}", f"Columns: {', '.join(near)}.")


def is_email(cell: str) -> bool:
    """Whether the cell holds an e-mail address and nothing else."""
    return len(cell) <= _LONGEST and _EMAIL.fullmatch(cell.strip()) is not None


def is_phone(cell: str) -> bool:
    """Whether the cell holds a phone number and nothing else: seven digits or more, and no date."""
    plain = unicodedata.normalize("NFKC", cell[:_LONGEST]).strip().removeprefix("=").strip('"')
    digits = sum(character.isdigit() for character in plain)
    return _PHONE.fullmatch(plain) is not None and digits >= _FEWEST_DIGITS and not _DATE.fullmatch(plain)


def guessed_columns(rows: Sequence[Sequence[str]], mapping: Mapping[str, Meaning]) -> list[Column]:
    """Return the columns of a file without a header, by what its first rows hold: name, e-mails, phones, texts.

    `mapping` (see `meanings_of`) knows them as `column 1` and so on.
    """
    width = max(map(len, rows), default=0)
    columns = columns_of([f"column {index + 1}" for index in range(width)], mapping)
    is_named = any(column.role in {Role.FULL_NAME, Role.GIVEN, Role.FAMILY} for column in columns)
    for index, column in enumerate(columns):
        if column.is_custom and fold_header(column.header) not in mapping:
            cells = [row[index] for row in rows if index < len(row) and row[index].strip()]
            role = _guessed_role(cells, is_named=is_named)
            is_named |= role is Role.FULL_NAME
            columns[index] = Column(index, column.header, role)
    return columns


def _guessed_role(cells: list[str], *, is_named: bool) -> Role:
    if cells and all(map(is_email, cells)):
        return Role.EMAIL
    if cells and all(map(is_phone, cells)):
        return Role.PHONE
    has_digits = any(character.isdigit() for cell in cells for character in cell)
    return Role.CUSTOM if is_named or has_digits or not cells else Role.FULL_NAME
