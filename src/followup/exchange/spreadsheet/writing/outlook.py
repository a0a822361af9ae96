"""Writes contacts as CSV in the columns of Outlook; what they have no room for becomes a line of the notes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from followup.core.contacts.fields import exported_values
from followup.exchange.spreadsheet.writing.contacts import BYTE_ORDER_MARK, day_text, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from followup.core.model.contact import Address, Contact, Occasion
    from followup.core.model.export_record import ExportRecord

HEADER: Final = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    "Business Street", "Business Street 2", "Business Street 3", "Business City", "Business State",
    "Business Postal Code", "Business Country/Region", "Home Street", "Home Street 2", "Home Street 3", "Home City",
    "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other Street 2", "Other Street 3",
    "Other City", "Other State", "Other Postal Code", "Other Country/Region", "Assistant's Phone", "Business Fax",
    "Business Phone", "Business Phone 2", "Callback", "Car Phone", "Company Main Phone", "Home Fax", "Home Phone",
    "Home Phone 2", "ISDN", "Mobile Phone", "Other Fax", "Other Phone", "Pager", "Primary Phone", "Radio Phone",
    "TTY/TDD Phone", "Telex", "Account", "Anniversary", "Assistant's Name", "Billing Information", "Birthday",
    "Business Address PO Box", "Categories", "Children", "Directory Server", "E-mail Address", "E-mail Type",
    "E-mail Display Name", "E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name", "E-mail 3 Address",
    "E-mail 3 Type", "E-mail 3 Display Name", "Gender", "Government ID Number", "Hobby", "Home Address PO Box",
    "Initials", "Internet Free Busy", "Keywords", "Language", "Location", "Manager's Name", "Mileage", "Notes",
    "Office Location", "Organizational ID Number", "Other Address PO Box", "Priority", "Private", "Profession",
    "Referred By", "Sensitivity", "Spouse", "User 1", "User 2", "User 3", "User 4", "Web Page",
)  # fmt: skip
_PHONES: Final = {
    "mobile": ("Mobile Phone",), "work": ("Business Phone", "Business Phone 2"), "home": ("Home Phone", "Home Phone 2"),
    "work fax": ("Business Fax",), "fax": ("Business Fax", "Other Fax"), "home fax": ("Home Fax",),
    "other fax": ("Other Fax",), "main": ("Company Main Phone",), "pager": ("Pager",), "car": ("Car Phone",),
    "assistant": ("Assistant's Phone",), "callback": ("Callback",), "isdn": ("ISDN",), "radio": ("Radio Phone",),
    "telex": ("Telex",), "tty": ("TTY/TDD Phone",),
}  # fmt: skip
_ANY_PHONE: Final = ("Other Phone", "Primary Phone")
_EMAILS: Final = ("E-mail", "E-mail 2", "E-mail 3")
_PLACES: Final = {"work": "Business", "home": "Home"}
_RELATIONS: Final = {
    "spouse": "Spouse", "child": "Children", "boss": "Manager's Name", "assistant": "Assistant's Name",
    "referred": "Referred By",
}  # fmt: skip
_GENDERS: Final = {"M": "Male", "male": "Male", "F": "Female", "female": "Female"}
_IN_COLUMNS: Final = frozenset({"followup.private", "followup.gender", "language"})
_NO_DATE: Final = "0/0/00"


def write_outlook(people: Callable[[], Iterable[ExportRecord]]) -> Iterator[str]:
    """Yield the lines of a CSV as Outlook exports and imports it, every cell quoted."""
    yield BYTE_ORDER_MARK
    yield from write_rows(HEADER, (_Row(person).cells for person in people()), "\r\n", quote_all=True)


class _Row:
    """A row being filled; `left` are the lines of what has no column."""

    def __init__(self, person: ExportRecord) -> None:
        contact = person.contact
        self.left: list[str] = []
        self.cells = {
            "Title": contact.prefix, "First Name": contact.given, "Middle Name": contact.additional,
            "Last Name": contact.family, "Suffix": contact.suffix, "Company": contact.organization,
            "Department": contact.department, "Job Title": contact.title, "Birthday": _NO_DATE, "Anniversary": _NO_DATE,
            "Categories": ";".join(contact.groups), "Gender": _GENDERS.get(contact.gender, "Unspecified"),
            "Language": contact.language, "Priority": "Normal", "Sensitivity": "Normal",
            "Private": str(contact.private),
        }  # fmt: skip
        self.name(contact)
        self.reach(contact)
        for occasion in contact.occasions:
            self.day(occasion)
        for relation in contact.relations:
            self.relation(relation.kind, relation.name)
        fields = chain(exported_values(contact).items(), contact.fields.items())
        self.left += [f"{name}: {value}" for name, value in fields if name not in _IN_COLUMNS]
        self.cells["Notes"] = "\n\n".join([*person.notes, *filter(None, ["\n".join(self.left)])])

    def name(self, contact: Contact) -> None:
        """Set a name without parts where Outlook shows it; a nickname has no column."""
        if not (contact.given or contact.additional or contact.family) and contact.name != contact.organization:
            self.cells["Company" if contact.company and not contact.organization else "First Name"] = contact.name
        if contact.nickname:
            self.left.append(f"Nickname: {contact.nickname}")

    def reach(self, contact: Contact) -> None:
        """Set numbers, e-mails, addresses and web pages, as far as there are columns."""
        for phone in contact.phones:
            self.put((*_PHONES.get(phone.label, ()), *_ANY_PHONE), f"Phone {phone.label}".strip(), phone.value)
        for email in contact.emails:
            if self.put([f"{head} Address" for head in _EMAILS], f"E-mail {email.label}".strip(), email.value):
                head = _EMAILS[sum(f"{head} Address" in self.cells for head in _EMAILS) - 1]
                self.cells |= {f"{head} Type": "SMTP", f"{head} Display Name": f"{contact.name} ({email.value})"}
        for address in contact.addresses:
            self.address(address)
        for url in contact.urls:
            self.put(("Web Page",), "Web Page", url)

    def put(self, columns: Iterable[str], what: str, value: str) -> bool:
        """Set the first free one of the columns, else add a line to `left`; return whether one was free."""
        for column in columns:
            if column not in self.cells:
                self.cells[column] = value
                return True
        self.left.append(f"{what}: {value}")
        return False

    def address(self, address: Address) -> None:
        """Set the columns of the address's label, else the first free ones."""
        for place in (_PLACES.get(address.label, "Other"), "Other", "Home", "Business"):
            if f"{place} Street" not in self.cells:
                self.cells |= {
                    f"{place} Street": address.street, f"{place} City": address.city, f"{place} State": address.region,
                    f"{place} Postal Code": address.postcode, f"{place} Country/Region": address.country,
                }  # fmt: skip
                return
        parts = (address.street, address.city, address.region, address.postcode, address.country)
        self.left.append(f"Address {address.label}: " + ", ".join(part for part in parts if part))

    def day(self, occasion: Occasion) -> None:
        """Set the column of a birthday or an anniversary, month first; other occasions have none."""
        column = occasion.kind.title()
        whole = occasion.calendar == "solar" and occasion.year and occasion.month and occasion.day
        if whole and self.cells.get(column) == _NO_DATE:
            self.cells[column] = f"{occasion.month}/{occasion.day}/{occasion.year}"
        else:
            self.left.append(f"{occasion.kind}: {day_text(occasion)}")

    def relation(self, kind: str, name: str) -> None:
        """Set the column of a relation; several children share one."""
        column = _RELATIONS.get(kind, "")
        if column == "Children" and column in self.cells:
            self.cells[column] += f", {name}"
        else:
            self.put(filter(None, [column]), kind, name)
