"""The records of the book as values: a contact and all that belongs to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


INTERACTION_KINDS = (
    "visit", "call", "message", "email", "meeting", "meal", "gift", "help", "greeting", "complaint", "ask",
)  # fmt: skip


class Phone(NamedTuple):
    """A number as written; with `e164` (`+8613800138000`) and `extension` where it could be parsed."""

    label: str
    value: str
    e164: str | None = None
    extension: str | None = None


class Email(NamedTuple):
    """An e-mail address as written."""

    label: str
    value: str


class Address(NamedTuple):
    """A postal address; every part may be empty. `street` holds all lines the file had (with newlines)."""

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def line(self) -> str:
        """The whole address on one line."""
        parts = (self.street.replace("\n", ", "), self.city, self.region, self.postcode, self.country)
        return ", ".join(filter(None, parts))


class Occasion(NamedTuple):
    """A day to greet. `kind` is `birthday`, `anniversary` or any label; year, month, day may each be missing.

    `calendar` is `solar` or `lunar`; `leap_month` applies to lunar only. `id` is None until it is in the book.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = "solar"
    leap_month: bool = False
    id: int | None = None


class Relation(NamedTuple):
    """Another person named on a contact: the `kind` (spouse, child, boss, ...), the name, and the contact if linked."""

    kind: str
    name: str
    contact_id: int | None = None


class Photo(NamedTuple):
    """A picture of the person, as the bytes of the file."""

    mime: str
    data: bytes


class Contact(NamedTuple):
    """A person (or company) in the book, with all that belongs to it.

    `name` is what is displayed. Unknown texts are empty, never None. `private` is true for a contact that is marked so
    or in a private group. `fields` are the custom fields. `cadence_visit` and `cadence_call` are the contact's own
    cadence: days as digits, `never`, or empty.
    """

    id: int
    name: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    company: bool = False
    grade: str | None = None
    grade_locked: bool = False
    graded: date | None = None
    stage: str | None = None
    status: str = "active"
    private: bool = False
    important: bool = False
    do_not_contact: bool = False
    area: str = ""
    language: str = ""
    honorific: str = ""
    gender: str = ""
    best_time: str = ""
    cadence_visit: str = ""
    cadence_call: str = ""
    source: str = ""
    uid: str = ""
    added: date | None = None
    groups: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    urls: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    relations: tuple[Relation, ...] = ()
    fields: Mapping[str, str] = {}


class Note(NamedTuple):
    """A dated text in Markdown."""

    id: int
    contact_id: int
    on: date
    text: str


class Interaction(NamedTuple):
    """Something that happened: `kind` is one of INTERACTION_KINDS, `outcome` any text, `no-answer` for a vain attempt.

    `item` is the agenda item that it completed: `v42`, `g12`, or empty.
    """

    id: int
    contact_id: int
    on: date
    kind: str
    summary: str = ""
    minutes: int | None = None
    outcome: str = ""
    item: str = ""


class Task(NamedTuple):
    """A promise with a due date; with a `time` (`14:00`) it is an appointment.

    `done` is the day it was done, `outcome` the result.
    """

    id: int
    contact_id: int
    text: str
    due: date | None = None
    time: str = ""
    minutes: int | None = None
    place: str = ""
    important: bool = False
    done: date | None = None
    outcome: str = ""


class Sale(NamedTuple):
    """A dated amount and its profit, in the currency's smallest unit (cents, fen); profit None: amount x margin."""

    id: int
    contact_id: int
    on: date
    amount: int
    profit: int | None = None
    product: str = ""
    note: str = ""

    def earned(self, margin: float) -> int:
        """Return the profit as entered, else margin x amount, rounded half away from zero like SQLite's round."""
        if self.profit is not None:
            return self.profit
        part = int(abs(self.amount) * margin + 0.5)
        return part if self.amount >= 0 else -part


class Complaint(NamedTuple):
    """A customer's complaint: opened, then resolved (with cause and remedy), then satisfied."""

    id: int
    contact_id: int
    opened: date
    text: str
    resolved: date | None = None
    cause: str = ""
    remedy: str = ""
    satisfied: date | None = None


Record = Note | Interaction | Task | Sale | Complaint
"""What is kept in the book under an id of its own (`n5`)."""


class ContactOccasion(NamedTuple):
    """A day to greet, as `Occasion`, with the contact whose day it is."""

    id: int
    contact_id: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = "solar"
    leap_month: bool = False


class Snooze(NamedTuple):
    """Something put off until the day `until`, decided on the day `on`; both are ordinals."""

    until: int
    on: int
