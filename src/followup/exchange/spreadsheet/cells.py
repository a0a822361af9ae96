"""Adds what a cell says to the draft: nothing twice, and what no field holds becomes a custom field of its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from followup.core.dates.partial import is_no_date, parse_date_of_file
from followup.core.importing.draft import Doubt
from followup.core.model.contact import Email, Occasion, Phone, Relation
from followup.core.model.limits import MOST_VALUES
from followup.exchange.labels import joined_label
from followup.exchange.spreadsheet import values

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.dates.partial import PartialDate
    from followup.core.importing.draft import Draft

    Order = Callable[[], str]
    """Returns the order in which the file writes day and month; called only where a date needs it."""

_Labelled = TypeVar("_Labelled", Phone, Email)
_LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """Return the text of a cell as a doubt quotes it: short, and on one line."""
    line = " ".join(text.split())
    return f'"{line[:_LONGEST_QUOTE]}..."' if len(line) > _LONGEST_QUOTE else f'"{line}"'


def add_doubt(draft: Draft, reason: str) -> None:
    """Report what was not understood about the row."""
    draft.doubts.append(Doubt(draft.line, reason))


def keep_field(draft: Draft, header: str, value: str) -> None:
    """Keep a value in a custom field named by its header; another value gets a field `header 2`."""
    name, count = header, 1
    while draft.fields.get(name, value) != value:
        count += 1
        name = f"{header} {count}"
    draft.fields[name] = value


def set_text(draft: Draft, field: str, header: str, value: str) -> None:
    """Set a text field of the draft; a second, other value becomes a custom field of its header."""
    held = getattr(draft, field)
    if not held:
        setattr(draft, field, value)
    elif held != value:
        keep_field(draft, header, value)


def add_phones(draft: Draft, label: str, header: str, value: str) -> None:
    """Add the numbers of a cell; what a spreadsheet damaged (1.38E+10) is kept in a custom field instead."""
    if values.is_damaged_number(value):
        add_doubt(draft, f"{header}: {quoted(value)} was a number before a spreadsheet damaged it")
        keep_field(draft, header, value)
        return
    for number in values.split_phones(value):
        add_labelled(draft.phones, Phone(label, number))


def add_labelled(held: list[_Labelled], new: _Labelled) -> None:
    """Add a number or address; one that the draft holds already gets the new label besides its own."""
    for place, old in enumerate(held):
        if old.value == new.value:
            held[place] = old._replace(label=joined_label(old.label, new.label))
            return
    if len(held) <= MOST_VALUES:  # one more than a contact may have, so that the import can report it
        held.append(new)


def add_emails(draft: Draft, label: str, header: str, value: str) -> None:
    """Add the e-mail addresses of a cell; a cell that says more than that is also kept in a custom field."""
    addresses, complete = values.split_emails(value)
    for address in addresses:
        add_labelled(draft.emails, Email(label, address))
    if not complete:
        keep_field(draft, header, value)
    if not addresses:
        add_doubt(draft, f"{header}: {quoted(value)} is no e-mail address")


def add_occasion(draft: Draft, kind: str, header: str, value: str, order: Order) -> None:
    """Add an occasion; the text of what is no certain date, or of a second birthday, is kept in a custom field."""
    day = parse_date_of_file(value, order)
    if day is None:
        keep_no_date(draft, header, value)
        return
    if day.doubt:
        add_doubt(draft, f"{header}: {day.doubt}")
        keep_field(draft, header, value)
    if not _add_day(draft, kind, day):
        keep_field(draft, header, value)


def keep_no_date(draft: Draft, header: str, value: str) -> None:
    """Keep the text of what is no date; of a placeholder (`0/0/00`) nothing is kept, but 1900-01-01 is a doubt."""
    if not is_no_date(value):
        add_doubt(draft, f"{header}: {quoted(value)} is no date that could be read")
        keep_field(draft, header, value)
    elif any(digit in value for digit in "123456789"):
        add_doubt(draft, f"{header}: {quoted(value)} is what programs write for no date")


def _add_day(draft: Draft, kind: str, day: PartialDate) -> bool:
    """Add a day unless the draft has it; return False for a second birthday in one calendar: nobody has two."""
    occasion = Occasion(kind, day.year, day.month, day.day, day.calendar, day.leap_month)
    others = [other for other in draft.occasions if (other.kind, other.calendar) == (kind, day.calendar)]
    if occasion in others:
        return True
    if others and kind == "birthday":
        return False
    draft.occasions.append(occasion)
    return True


def add_urls(draft: Draft, value: str) -> None:
    """Add the addresses of web pages that the draft does not have yet."""
    draft.urls = list(dict.fromkeys([*draft.urls, *values.split_google(value)]))


def add_relations(draft: Draft, kind: str, names: list[str]) -> None:
    """Add the people named on this contact."""
    draft.relations += [Relation(kind, name) for name in names]


def add_groups(draft: Draft, labels: str, *, google: bool) -> None:
    """Add the person's own labels as groups; a star marks the contact as important."""
    groups, starred = values.groups_of(labels, google=google)
    draft.groups = list(dict.fromkeys([*draft.groups, *groups]))
    draft.important |= starred
