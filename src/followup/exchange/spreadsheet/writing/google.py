"""Writes contacts as CSV in the columns that Google Contacts exports since 2024."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from followup.core.contacts.fields import exported_values
from followup.exchange.spreadsheet.writing.contacts import JOINED, day_text, numbered, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from followup.core.model.contact import Address, Contact
    from followup.core.model.export_record import ExportRecord

_TEXTS: Final = {
    "First Name": "given", "Middle Name": "additional", "Last Name": "family", "Name Prefix": "prefix",
    "Name Suffix": "suffix", "Nickname": "nickname", "Organization Name": "organization", "Organization Title": "title",
    "Organization Department": "department",
}  # fmt: skip
_FIXED: Final = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name",
    "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name", "Organization Title",
    "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
_NUMBERED: Final = {
    "E-mail": ("Label", "Value"), "Phone": ("Label", "Value"),
    "Address": (
        "Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address",
    ),
    "Relation": ("Label", "Value"), "Website": ("Label", "Value"), "Event": ("Label", "Value"),
    "Custom Field": ("Label", "Value"),
}  # fmt: skip
_MINE: Final = "* myContacts"  # the group that makes somebody one's own contact


def write_google(people: Callable[[], Iterable[ExportRecord]]) -> Iterator[str]:
    """Yield the lines of a CSV as Google Contacts reads it; `people` is called twice."""
    counts: Counter[str] = Counter()
    for person in people():
        counts |= Counter({head: len(values) for head, values in _lists(person).items()})
    rows = (_cells(person) for person in people())
    yield from write_rows([*_FIXED, *numbered(counts, _NUMBERED)], rows, "\n")


def _cells(person: ExportRecord) -> dict[str, str]:
    contact = person.contact
    cells = {name: getattr(contact, attribute) for name, attribute in _TEXTS.items()}
    if not any(cells[name] for name in ("First Name", "Middle Name", "Last Name")) and not contact.company:
        cells["First Name"] = contact.name if contact.name != contact.organization else ""
    last, _, first = contact.phonetic.partition(" ")
    birthday = next((day for day in contact.occasions if (day.kind, day.calendar) == ("birthday", "solar")), None)
    cells |= {
        "Phonetic Last Name": last, "Phonetic First Name": first, "Notes": "\n\n".join(person.notes),
        "Birthday": day_text(birthday) if birthday else "", "Labels": JOINED.join([*contact.groups, _MINE]),
    }  # fmt: skip
    for head, values in _lists(person).items():
        for number, parts in enumerate(values, 1):
            cells |= {f"{head} {number} - {part}": text for part, text in parts.items()}
    return cells


def _lists(person: ExportRecord) -> dict[str, list[dict[str, str]]]:
    contact = person.contact
    fields = exported_values(contact) | dict(contact.fields)
    if contact.uid:
        fields["uid"] = contact.uid
    return {
        "E-mail": [_pair(email.label, email.value) for email in contact.emails],
        "Phone": [_pair(phone.label, phone.value) for phone in contact.phones],
        "Address": [_address(address) for address in contact.addresses],
        "Relation": [_pair(who.kind, who.name) for who in contact.relations if who.name],
        "Website": [_pair("", url) for url in contact.urls],
        "Event": _events(contact),
        "Custom Field": [{"Label": name, "Value": value} for name, value in fields.items() if value],
    }


def _pair(label: str, value: str) -> dict[str, str]:
    return {"Label": label.title() if label.isascii() else label, "Value": value}


def _address(address: Address) -> dict[str, str]:
    place = " ".join(part for part in (address.city, address.region, address.postcode) if part)
    return _pair(address.label, "") | {
        "Formatted": "\n".join(part for part in (address.street, place, address.country) if part),
        "Street": address.street, "City": address.city, "Region": address.region, "Postal Code": address.postcode,
        "Country": address.country,
    }  # fmt: skip


def _events(contact: Contact) -> list[dict[str, str]]:
    """Return all occasions but the first solar birthday, which has a column of its own."""
    events, has_birthday = [], False
    for day in contact.occasions:
        if (day.kind, day.calendar) == ("birthday", "solar") and not has_birthday:
            has_birthday = True
        else:
            events.append(_pair(day.kind, day_text(day)))
    return events
