"""Columns that mean something only together: `Phone 2 - Type` and `Phone 2 - Value`, the parts of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.names import display_name
from followup.core.model.contact import Address
from followup.exchange.labels import is_service, relation_kind, service_name
from followup.exchange.spreadsheet import cells as fields
from followup.exchange.spreadsheet.crm_columns import DEALINGS, add_dealings
from followup.exchange.spreadsheet.values import label_of, split_google

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    from followup.core.importing.draft import Draft
    from followup.exchange.spreadsheet.cells import Order
    from followup.exchange.spreadsheet.headers import Column

    Cell: TypeAlias = tuple[str, str, str]
    """What one of the columns says: its role among them (`label`, `value`, `city`), its header, and the text."""

_STREET = ("street", "extended", "box")
_PLACE = ("city", "region", "postcode", "country")
_ORGANIZATION = {"name": "organization", "title": "title", "department": "department"}


class Bundle(NamedTuple):
    """Columns that are read together: what adds them to a draft, their index, part and header."""

    add: Callable[[Draft, str, list[Cell], Order], None]
    detail: str
    members: list[tuple[int, str, str]]


def bundles_of(columns: Iterable[Column]) -> list[Bundle]:
    """Return the columns that belong together; those of none are left out."""
    bundles: dict[tuple[object, ...], Bundle] = {}
    for column in columns:
        head, _, part = column.detail.partition(".")
        if column.kind == "numbered":
            add = _ADD[head]
            key: list[Any] = [head, column.number, 0]
            while any(member[1] == part for member in bundles.get(tuple(key), Bundle(add, head, [])).members):
                key[-1] += 1  # the same column again is one more phone, not the same one
        elif column.kind == "address":
            add, key = _add_address, ["address", head, 0]
        elif column.kind == "phonetic" or column.detail in {"year", "month", "day"}:
            add, part, key = (_add_phonetic if column.kind == "phonetic" else _add_birthday), head, [column.kind, "", 0]
        elif column.kind in DEALINGS:
            add, part, key = add_dealings, f"{column.kind}:{column.detail}", ["dealings"]
        else:
            continue
        bundles.setdefault(tuple(key), Bundle(add, head, [])).members.append((column.index, part, column.header))
    return list(bundles.values())


def _label_and_value(cells: list[Cell]) -> tuple[str, str, str]:
    """Return the label, the header and the value of a numbered pair; the value may be empty."""
    label = header = value = ""
    for part, name, text in cells:
        if part == "label":
            label = label_of(text)
        else:
            header, value = name, text
    return label, header, value


def _add_phone(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        fields.add_phones(draft, label, header, value)


def _add_email(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        fields.add_emails(draft, label, header, value)


def _add_website(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    fields.add_urls(draft, _label_and_value(cells)[2])


def _add_relation(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    label, _header, value = _label_and_value(cells)
    fields.add_relations(draft, relation_kind(label) or "other", split_google(value))


def _add_event(draft: Draft, _: str, cells: list[Cell], order: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value:
        fields.add_occasion(draft, label or header, label or header, value, order)


def _add_custom(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    label, header, value = _label_and_value(cells)
    if value and label.casefold() == "uid":  # Google has no place for it: csv_google puts it here
        fields.set_text(draft, "uid", label, value)
    elif value:
        fields.keep(draft, service_name(label) if is_service(label) else label or header, value)


def _add_im(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    texts = {part: text for part, _header, text in cells}
    if "value" in texts:
        fields.keep(
            draft, service_name(texts.get("service") or label_of(texts.get("label", "")) or "IM"), texts["value"]
        )


def _add_organization(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    for part, header, text in cells:
        if part in _ORGANIZATION:
            fields.set_text(draft, _ORGANIZATION[part], header, text)


def _add_numbered_address(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    """Add the address by its parts, or formatted where there are none; `a ::: b` in every part is two addresses."""
    texts = {part: text for part, _header, text in cells}
    label, formatted = label_of(texts.pop("label", "")), texts.pop("formatted", "")
    columns = {part: split_google(text) for part, text in (texts or {"street": formatted}).items()}
    for number in range(max(map(len, columns.values()))):
        at = {part: column[number] for part, column in columns.items() if number < len(column)}
        draft.addresses.append(_address(label, at))


def _add_address(draft: Draft, label: str, cells: list[Cell], _: Order) -> None:
    """Add an address whose street may stand in several columns; a second city is kept under its header."""
    parts: dict[str, str] = {}
    for part, header, value in cells:
        known = parts.setdefault(part, value)
        if known == value or value in known.split("\n"):
            continue
        if part in _STREET:
            parts[part] = f"{known}\n{value}"
        else:
            fields.keep(draft, header, value)
    draft.addresses.append(_address(label, parts))


def _address(label: str, parts: dict[str, str]) -> Address:
    """Return an address whose further lines and PO box stand below the street."""
    street = "\n".join([parts[part] for part in _STREET if part in parts])
    city, region, postcode, country = (parts.get(part, "") for part in _PLACE)
    return Address(label, street, city, region, postcode, country)


def _add_phonetic(draft: Draft, _: str, cells: list[Cell], __: Order) -> None:
    parts = {part: text for part, _header, text in cells}
    draft.phonetic = parts.get("full") or display_name(
        parts.get("family", ""), parts.get("given", ""), parts.get("additional", "")
    )


def _add_birthday(draft: Draft, _: str, cells: list[Cell], order: Order) -> None:
    """Put a birthday together that is split over three columns, of which some may be empty or 0."""
    parts = {part: text.lstrip("0") for part, _header, text in cells}
    known = {part: text for part, text in parts.items() if text}
    year, month, day = (known.get(part, "") for part in ("year", "month", "day"))
    if not all(map(str.isdecimal, known.values())) or (year and not month):
        text = f"{year} {month} {day}".strip()
    elif month:
        text = f"{year or '-'}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    else:
        text = f"---{day:0>2}"
    if known:
        fields.add_occasion(draft, "birthday", "Birthday", text, order)


_ADD: dict[str, Callable[[Draft, str, list[Cell], Order], None]] = {
    "phone": _add_phone,
    "email": _add_email,
    "address": _add_numbered_address,
    "organization": _add_organization,
    "relation": _add_relation,
    "website": _add_website,
    "event": _add_event,
    "im": _add_im,
    "custom": _add_custom,
    "jot": _add_custom,
}
