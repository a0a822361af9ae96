"""Writes contacts as CSV with columns of our own, which our import reads back without loss.

No cell is one that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Final

from followup.core.contacts.fields import exported_values
from followup.core.contacts.occasion_text import write_occasion
from followup.core.text.plain_text import plain_text
from followup.exchange.spreadsheet.columns import Role
from followup.exchange.spreadsheet.headers import columns_of, fold_header
from followup.exchange.spreadsheet.values import defused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from followup.core.model.contact import Contact, Occasion
    from followup.core.model.export_record import ExportRecord

    Cells = Mapping[str, str]

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, Excel does not read the file as UTF-8."""

JOINED: Final = " ::: "
"""Separates several values of one cell, as Google does."""

_TEXTS: Final = {
    "Name": "name", "Last Name": "family", "First Name": "given", "Middle Name": "additional", "Name Prefix": "prefix",
    "Name Suffix": "suffix", "Nickname": "nickname", "Phonetic Name": "phonetic", "Company": "organization",
    "Department": "department", "Title": "title",
}  # fmt: skip
_FIXED: Final = (*_TEXTS, "Grade", "Groups", "Birthday", "Lunar Birthday", "UID")
_ADDRESS: Final = {
    "Street": "street", "City": "city", "Region": "region", "Postal Code": "postcode", "Country": "country",
}  # fmt: skip
NUMBERED: Final = {
    "Phone": ("Label", "Value"), "E-mail": ("Label", "Value"), "Address": ("Label", *_ADDRESS), "Website": ("Value",),
    "Event": ("Label", "Value"), "Relation": ("Label", "Value"), "Custom Field": ("Label", "Value"),
}  # fmt: skip


def write_csv(people: Callable[[], Iterable[ExportRecord]]) -> Iterator[str]:
    """Yield the lines of a CSV with our own columns; `people` is called twice, for the header and for the rows."""
    counts: Counter[str] = Counter()
    names: dict[str, None] = {}
    for person in people():
        cells = _cells(person)
        names |= dict.fromkeys(name for name in cells if name not in _FIXED and not _numbered_column(name))
        counts |= Counter(dict(filter(None, map(_numbered_column, cells))))
    notes = [name for name in names if name.startswith("Notes")]
    others = [name for name in names if name not in notes]
    header = [*_FIXED, *numbered(counts, NUMBERED), *others, *sorted(notes, key=lambda name: (len(name), name))]
    yield BYTE_ORDER_MARK
    yield from write_rows(header, (_cells(person) for person in people()), "\r\n")


def write_rows(header: Sequence[str], rows: Iterable[Cells], newline: str, *, quote_all: bool = False) -> Iterator[str]:
    """Yield the lines of a CSV: its header, and a line for each row (header -> text), every cell defused."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator=newline, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(map(plain_text, header))
    yield line.getvalue()
    for cells in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([defused(plain_text(cells.get(name, ""))) for name in header])
        yield line.getvalue()


def numbered(counts: Mapping[str, int], parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield `Phone 1 - Label`, `Phone 1 - Value`, ... up to the highest number of each."""
    for head, columns in parts.items():
        for number in range(1, counts.get(head, 0) + 1):
            yield from (f"{head} {number} - {column}" for column in columns)


def _numbered_column(column: str) -> tuple[str, int] | None:
    """Return (Phone, 2) for `Phone 2 - Value`; None for a column that stands alone."""
    head, separator, part = column.rpartition(" - ")
    kind, _, number = head.rpartition(" ")
    return (kind, int(number)) if separator and part in NUMBERED.get(kind, ()) and number.isdecimal() else None


def _cells(person: ExportRecord) -> dict[str, str]:
    contact = person.contact
    cells = {name: getattr(contact, attribute) for name, attribute in _TEXTS.items()}
    cells |= {"Grade": contact.grade or "", "Groups": JOINED.join(contact.groups), "UID": person.uid}
    _add(cells, "Phone", [{"Label": phone.label, "Value": phone.value} for phone in contact.phones])
    _add(cells, "E-mail", [{"Label": email.label, "Value": email.value} for email in contact.emails])
    _add(
        cells,
        "Address",
        [
            {"Label": address.label, **{name: getattr(address, attribute) for name, attribute in _ADDRESS.items()}}
            for address in contact.addresses
        ],
    )
    _add(cells, "Website", [{"Value": url} for url in contact.urls])
    _add_days(cells, contact)
    _add(cells, "Relation", [{"Label": who.kind, "Value": who.name} for who in contact.relations if who.name])
    fields = exported_values(contact) | dict(contact.fields)
    fields.pop("grade", None)
    _add(cells, "Custom Field", [{"Label": name, "Value": fields[name]} for name in fields if not is_column(name)])
    cells |= {name: value for name, value in fields.items() if value and is_column(name)}
    return cells | {f"Notes {number}" if number > 1 else "Notes": note for number, note in enumerate(person.notes, 1)}


def _add(cells: dict[str, str], head: str, values: Sequence[Mapping[str, str]]) -> None:
    for number, parts in enumerate(values, 1):
        cells |= {f"{head} {number} - {part}": text for part, text in parts.items()}


def _add_days(cells: dict[str, str], contact: Contact) -> None:
    """Add the first birthday of either calendar to its column, and all other days as events."""
    others = []
    for occasion in contact.occasions:
        column = {"solar": "Birthday", "lunar": "Lunar Birthday"}[occasion.calendar]
        if occasion.kind == "birthday" and column not in cells:
            cells[column] = day_text(occasion)
        else:
            others.append({"Label": occasion.kind, "Value": day_text(occasion)})
    _add(cells, "Event", others)


def day_text(occasion: Occasion) -> str:
    """Return the text of a day: without a year `--04-15`, which cannot be read as another day."""
    text = write_occasion(occasion)
    return (
        f"--{text}" if occasion.calendar == "solar" and not occasion.year and occasion.month and occasion.day else text
    )


def is_column(name: str) -> bool:
    """Whether our import reads a column with this header as the custom field of this name."""
    (column,) = columns_of([name])
    plain = (
        name == " ".join(name.split()) == defused(plain_text(name)) and bool(fold_header(name)) and name not in _FIXED
    )
    return plain and (column.is_custom or (column.role, column.detail) == (Role.MESSENGER, name))
