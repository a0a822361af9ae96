"""The tables as SQLModel describes them, for changes of the salesperson's data.

Importing this takes half a second: only functions that write do, and many rows are inserted without it
(`Writing.insert_tuples`). The tables are declared in schema/*.sql; a test compares both. A table class does not
validate: core has done that before.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ContactRow(SQLModel, table=True):
    """A person or company."""

    __tablename__ = "contact"
    id: int | None = Field(default=None, primary_key=True)
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
    lost_on: date | None = None
    lost_reason: str = ""
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
    added: date
    sort: str = ""
    search: str = ""


class PhoneRow(SQLModel, table=True):
    """A number of a contact; `position` keeps the order of the list."""

    __tablename__ = "phone"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    position: int
    label: str
    value: str
    e164: str | None = None
    extension: str | None = None
    digits: str


class EmailRow(SQLModel, table=True):
    """An e-mail address of a contact."""

    __tablename__ = "email"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    position: int
    label: str
    value: str
    folded: str


class AddressRow(SQLModel, table=True):
    """A postal address of a contact."""

    __tablename__ = "address"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    position: int
    label: str
    street: str
    city: str
    region: str
    postcode: str
    country: str


class UrlRow(SQLModel, table=True):
    """A page of a contact."""

    __tablename__ = "url"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    position: int
    value: str


class OccasionRow(SQLModel, table=True):
    """A day to greet a contact."""

    __tablename__ = "occasion"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = "solar"
    leap_month: bool = False


class FieldRow(SQLModel, table=True):
    """A custom field of a contact."""

    __tablename__ = "field"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    name: str
    value: str


class PhotoRow(SQLModel, table=True):
    """A picture, apart from the rest because it is large."""

    __tablename__ = "photo"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    mime: str
    data: bytes


class RelationRow(SQLModel, table=True):
    """Another person named on a contact, `other_id` where that one is in the book."""

    __tablename__ = "relation"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    name: str
    other_id: int | None = Field(default=None, foreign_key="contact.id")


class GroupRow(SQLModel, table=True):
    """A group; smart where it has a query."""

    __tablename__ = "groups"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str
    query: str | None = None
    private: bool = False
    cadence_visit: str = ""
    cadence_call: str = ""


class MembershipRow(SQLModel, table=True):
    """A contact in a hand-picked group."""

    __tablename__ = "membership"
    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="groups.id")
    contact_id: int = Field(foreign_key="contact.id")


class GradeChangeRow(SQLModel, table=True):
    """What a grade was, became, when and why."""

    __tablename__ = "grade_change"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    day: date
    old: str | None = None
    new: str | None = None
    reason: str


class NoteRow(SQLModel, table=True):
    """A dated text in Markdown."""

    __tablename__ = "note"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    day: date
    text: str
    search: str


class InteractionRow(SQLModel, table=True):
    """Something that happened."""

    __tablename__ = "interaction"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    day: date
    kind: str
    summary: str = ""
    minutes: int | None = None
    outcome: str = ""
    item: str = ""
    search: str = ""


class TaskRow(SQLModel, table=True):
    """A promise; an appointment where it has a time."""

    __tablename__ = "task"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    text: str
    due: date | None = None
    time: str = ""
    minutes: int | None = None
    place: str = ""
    important: bool = False
    done: date | None = None
    outcome: str = ""
    search: str = ""


class SaleRow(SQLModel, table=True):
    """A dated amount in the smallest unit of the currency."""

    __tablename__ = "sale"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    day: date
    amount: int
    profit: int | None = None
    product: str = ""
    note: str = ""
    fingerprint: str = ""


class ComplaintRow(SQLModel, table=True):
    """A complaint on its way from opened to satisfied."""

    __tablename__ = "complaint"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    opened: date
    text: str
    resolved: date | None = None
    cause: str = ""
    remedy: str = ""
    satisfied: date | None = None


class BatchRow(SQLModel, table=True):
    """One import."""

    __tablename__ = "batch"
    id: int | None = Field(default=None, primary_key=True)
    day: date
    files: str


class CardRow(SQLModel, table=True):
    """A card of a file, and the contact that it became."""

    __tablename__ = "card"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    fingerprint: bytes
    content: bytes
    original: bytes


class ImportedFactRow(SQLModel, table=True):
    """What a file told of a contact, so that it is imported once."""

    __tablename__ = "imported_fact"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    day: date | None = None
    text: str
    amount: int | None = None


class RememberedRow(SQLModel, table=True):
    """What the program learned about this book."""

    __tablename__ = "remembered"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    value: str


class NotSameRow(SQLModel, table=True):
    """Two contacts that a person said are two people."""

    __tablename__ = "not_same"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    other_id: int = Field(foreign_key="contact.id")


class AwayRow(SQLModel, table=True):
    """Days, or hours of them, that the salesperson is not there."""

    __tablename__ = "away"
    id: int | None = Field(default=None, primary_key=True)
    day: date
    until: date
    half: bool = False
    time: str = ""
    minutes: int | None = None
    reason: str = ""


class SnoozeRow(SQLModel, table=True):
    """A visit, a call, a complaint put off: not before a day."""

    __tablename__ = "snooze"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    item: str
    day: date
    until: date
