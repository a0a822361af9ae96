"""Columns that make one value together: `Phone 2 - Type` and `Phone 2 - Value`, the parts of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.contacts.names import display_name
from followup.core.model.contact import Address
from followup.exchange.labels import is_service, relation_kind, service_name
from followup.exchange.spreadsheet.cells import (
    add_emails,
    add_occasion,
    add_phones,
    add_relations,
    add_urls,
    keep_field,
    set_text,
)
from followup.exchange.spreadsheet.columns import CRM_ROLES, Role
from followup.exchange.spreadsheet.crm_columns import add_crm_columns
from followup.exchange.spreadsheet.values import label_of, split_google

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from followup.core.importing.draft import Draft
    from followup.exchange.spreadsheet.cells import Order
    from followup.exchange.spreadsheet.columns import Cell, Column

    AddCells: TypeAlias = Callable[[Draft, Sequence[Cell], Order], None]
    """Adds to a draft what the cells of a group say; a group without a cell is not asked."""

_STREET: Final = ("street", "extended", "box")
_PLACE: Final = ("city", "region", "postcode", "country")
_ORGANIZATION: Final = {"name": "organization", "title": "title", "department": "department"}


class ColumnGroup(NamedTuple):
    """Columns that are read together, and what adds their cells to a draft."""

    add: AddCells
    columns: list[Column]


def groups_of(columns: Iterable[Column]) -> list[ColumnGroup]:
    """Return the groups of the columns that have a part, and of those of a CRM; a column of its own is in none."""
    groups: dict[tuple[object, ...], ColumnGroup] = {}
    for column in columns:
        key: tuple[object, ...]
        if column.role is Role.NUMBERED:
            add, key = _ADD_NUMBERED[column.detail], _key_of_numbered(column, groups)
        elif column.role is Role.ADDRESS:
            add, key = _add_address, (Role.ADDRESS, column.detail)
        elif column.role is Role.PHONETIC:
            add, key = _add_phonetic, (Role.PHONETIC,)
        elif column.role is Role.BIRTHDAY and column.part:
            add, key = _add_birthday, (Role.BIRTHDAY,)
        elif column.role in CRM_ROLES:
            add, key = add_crm_columns, ("crm",)
        else:
            continue
        groups.setdefault(key, ColumnGroup(add, [])).columns.append(column)
    return list(groups.values())


def _key_of_numbered(column: Column, groups: dict[tuple[object, ...], ColumnGroup]) -> tuple[object, ...]:
    """Return the group of `Phone 2 - Value`; where there was one already, it is of one more phone."""
    copy = 0
    while True:
        key = (Role.NUMBERED, column.detail, column.number, copy)
        if key not in groups or all(other.part != column.part for other in groups[key].columns):
            return key
        copy += 1


def _label_and_value(cells: Iterable[Cell]) -> tuple[str, str, str]:
    """Return the label, the header and the value of a numbered pair; the value may be empty."""
    label = header = value = ""
    for column, text in cells:
        if column.part == "label":
            label = label_of(text)
        else:
            header, value = column.header, text
    return label, header, value


def _texts_by_part(cells: Iterable[Cell]) -> dict[str, str]:
    return {column.part: text for column, text in cells}


def _add_phone(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        add_phones(draft, label, header, value)


def _add_email(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        add_emails(draft, label, header, value)


def _add_website(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    add_urls(draft, _label_and_value(cells)[2])


def _add_relation(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    label, _header, value = _label_and_value(cells)
    add_relations(draft, relation_kind(label) or "other", split_google(value))


def _add_event(draft: Draft, cells: Sequence[Cell], order: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        add_occasion(draft, label or header, label or header, value, order)


def _add_custom(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value and label.casefold() == "uid":  # Google has no column for it: writing.google puts it here
        set_text(draft, "uid", label, value)
    elif value:
        keep_field(draft, service_name(label) if is_service(label) else label or header, value)


def _add_messenger(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    texts = _texts_by_part(cells)
    if "value" in texts:
        service = texts.get("service") or label_of(texts.get("label", "")) or "IM"
        keep_field(draft, service_name(service), texts["value"])


def _add_organization(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    for column, text in cells:
        if column.part in _ORGANIZATION:
            set_text(draft, _ORGANIZATION[column.part], column.header, text)


def _add_numbered_address(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    """Add the address by its parts, or formatted where there are none; `a ::: b` in every part is two addresses."""
    texts = _texts_by_part(cells)
    label, formatted = label_of(texts.pop("label", "")), texts.pop("formatted", "")
    values = {part: split_google(text) for part, text in (texts or {"street": formatted}).items()}
    for number in range(max(map(len, values.values()))):
        draft.addresses.append(
            _address(label, {part: texts[number] for part, texts in values.items() if number < len(texts)})
        )


def _add_address(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    """Add an address whose street may stand in several columns; a second city becomes a custom field."""
    parts: dict[str, str] = {}
    for column, text in cells:
        held = parts.setdefault(column.part, text)
        if held == text or text in held.split("\n"):
            continue
        if column.part in _STREET:
            parts[column.part] = f"{held}\n{text}"
        else:
            keep_field(draft, column.header, text)
    draft.addresses.append(_address(cells[0].column.detail, parts))


def _address(label: str, parts: dict[str, str]) -> Address:
    """Return an address whose further lines and PO box stand below the street."""
    street = "\n".join([parts[part] for part in _STREET if part in parts])
    city, region, postcode, country = (parts.get(part, "") for part in _PLACE)
    return Address(label, street, city, region, postcode, country)


def _add_phonetic(draft: Draft, cells: Sequence[Cell], _order: Order) -> None:
    texts = _texts_by_part(cells)
    draft.phonetic = texts.get("full") or display_name(
        texts.get("family", ""), texts.get("given", ""), texts.get("additional", "")
    )


def _add_birthday(draft: Draft, cells: Sequence[Cell], order: Order) -> None:
    """Add a birthday that is split over three columns, of which some may be empty or 0."""
    numbers = {column.part: text.lstrip("0") for column, text in cells if text.lstrip("0")}
    year, month, day = (numbers.get(part, "") for part in ("year", "month", "day"))
    if not all(map(str.isdecimal, numbers.values())) or (year and not month):
        text = f"{year} {month} {day}".strip()
    elif month:
        text = f"{year or '-'}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    else:
        text = f"---{day:0>2}"
    if numbers:
        add_occasion(draft, "birthday", "Birthday", text, order)


_ADD_NUMBERED: Final[dict[str, AddCells]] = {
    "phone": _add_phone,
    "email": _add_email,
    "address": _add_numbered_address,
    "organization": _add_organization,
    "relation": _add_relation,
    "website": _add_website,
    "event": _add_event,
    "im": _add_messenger,
    "custom": _add_custom,
    "jot": _add_custom,
}
