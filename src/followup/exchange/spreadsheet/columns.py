"""What a column of a table means to the contact of each row: its role, and what the role needs to know besides."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Role(StrEnum):
    """What the cells of a column are; the values are the words that headers.json and sales_headers.json use."""

    # Texts of the contact, by the names of the draft's fields.
    GIVEN = "given"
    FAMILY = "family"
    ADDITIONAL = "additional"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    ORGANIZATION = "organization"
    DEPARTMENT = "department"
    TITLE = "title"
    UID = "uid"
    # The detail is a label (`work`), a kind of day or relation, a messenger, or empty.
    FULL_NAME = "full"
    DISPLAY_NAME = "display"
    GENDER = "gender"
    PHONE = "phone"
    EMAIL = "email"
    BIRTHDAY = "birthday"
    DAY = "date"
    URL = "url"
    MESSENGER = "im"
    NOTE = "note"
    GROUPS = "group"
    RELATION = "relation"
    # Read together with other columns: each is one part of a value.
    ADDRESS = "address"
    PHONETIC = "phonetic"
    NUMBERED = "numbered"
    # What a CRM, or a salesperson's own list, says about the business with the contact.
    GRADE = "grade"
    LAST_CONTACT = "met"
    NEXT_CONTACT = "next"
    LAST_ORDER = "order"
    AMOUNT = "money"
    TURNOVER = "turnover"
    # No field of the book: kept as a custom field, or left out.
    CUSTOM = "field"
    UNKNOWN = "unknown"
    CUSTOM_UNLESS_DEFAULT = "default"
    IGNORED = "ignore"
    # Rows in which these say so are no person.
    LIST_MEMBERS = "list"
    ROW_KIND = "sort"
    # A column of a file of sales.
    SALE = "sale"


CRM_ROLES: Final = frozenset(
    {Role.GRADE, Role.LAST_CONTACT, Role.NEXT_CONTACT, Role.LAST_ORDER, Role.AMOUNT, Role.TURNOVER}
)
"""Columns of a CRM, which are read together: what an amount is worth depends on the dates beside it."""

NAMING_ROLES: Final = frozenset(
    {
        Role.FULL_NAME, Role.DISPLAY_NAME, Role.GIVEN, Role.FAMILY, Role.NICKNAME, Role.ORGANIZATION, Role.EMAIL,
        Role.PHONE, Role.MESSENGER, Role.NUMBERED,
    }
)  # fmt: skip
"""A list of contacts has at least one column that names or reaches a person."""

DATED_ROLES: Final = frozenset({Role.BIRTHDAY, Role.DAY, Role.LAST_CONTACT, Role.NEXT_CONTACT, Role.LAST_ORDER})
"""Columns of dates, which show whether the file writes day or month first."""


class Meaning(NamedTuple):
    """What a header means; in the data files `role`, `role:detail` or `role:detail.part`.

    `part` is filled where several columns make one value: `address:work.street`, `numbered:phone.label`.
    """

    role: Role
    detail: str = ""
    part: str = ""


class Column(NamedTuple):
    """A column of a file: its place (from 0), its header, what that means, and its number (2 for `Phone 2 - Value`)."""

    place: int
    header: str
    role: Role
    detail: str = ""
    part: str = ""
    number: int = 0

    @property
    def meaning(self) -> Meaning:
        """What the header means, without where it stands."""
        return Meaning(self.role, self.detail, self.part)

    @property
    def is_custom(self) -> bool:
        """Whether its cells become a custom field, because the book has no other place for them."""
        return self.role in {Role.CUSTOM, Role.UNKNOWN}


class Cell(NamedTuple):
    """What stands in one column of a row; never empty."""

    column: Column
    text: str


def parse_meaning(written: str) -> Meaning:
    """Return the meaning that a data file writes as `role:detail.part`; ValueError for a role that does not exist."""
    role, _, rest = written.partition(":")
    detail, _, part = rest.partition(".")
    return Meaning(Role(role), detail, part)
