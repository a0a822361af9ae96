"""What a cell says, put into a draft: nothing is said twice, and what no field holds is kept under its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from followup.core.dates.partial import is_ambiguous_order, is_no_date, parse_partial_date
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
    """In which order the file writes day and month; asked only where a date needs it."""

_Labelled = TypeVar("_Labelled", Phone, Email)
_LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """Return a cell's text as a doubt names it: short, and on one line."""
    line = " ".join(text.split())
    return f'"{line[:_LONGEST_QUOTE]}..."' if len(line) > _LONGEST_QUOTE else f'"{line}"'


def doubt(draft: Draft, reason: str) -> None:
    """Note what was not understood about the row."""
    draft.doubts.append(Doubt(draft.line, reason))


def keep(draft: Draft, header: str, value: str) -> None:
    """Keep a value that has no field of its own under its header; a second one beside it, never instead."""
    name, count = header, 1
    while draft.fields.get(name, value) != value:
        count += 1
        name = f"{header} {count}"
    draft.fields[name] = value


def set_text(draft: Draft, field: str, header: str, value: str) -> None:
    """Set a text field of the draft once; another value for it is kept under its header."""
    now = getattr(draft, field)
    if not now:
        setattr(draft, field, value)
    elif now != value:
        keep(draft, header, value)


def add_phones(draft: Draft, label: str, header: str, value: str) -> None:
    """Add the numbers of a cell; one that a spreadsheet damaged is no number any more, but kept as text."""
    if values.is_damaged_number(value):
        doubt(draft, f"{header}: {quoted(value)} was a number before a spreadsheet damaged it")
        keep(draft, header, value)
        return
    for number in values.split_phones(value):
        add_labelled(draft.phones, Phone(label, number))


def add_labelled(those: list[_Labelled], new: _Labelled) -> None:
    """Add a number or address; one that is there already gets the other label besides its own."""
    for place, held in enumerate(those):
        if held.value == new.value:
            those[place] = held._replace(label=joined_label(held.label, new.label))
            return
    if len(those) <= MOST_VALUES:  # one more than is kept, so that it is told
        those.append(new)


def add_emails(draft: Draft, label: str, header: str, value: str) -> None:
    """Add the addresses of a cell; what else it says is kept under its header."""
    addresses, complete = values.split_emails(value)
    for address in addresses:
        add_labelled(draft.emails, Email(label, address))
    if not complete:
        keep(draft, header, value)
    if not addresses:
        doubt(draft, f"{header}: {quoted(value)} is no e-mail address")


def add_occasion(draft: Draft, kind: str, header: str, value: str, order: Order) -> None:
    """Add a day to greet; what is no date, leaves its day open or is a second birthday is kept as text."""
    found = parse_partial_date(value)
    if (found is None or found.doubt) and is_ambiguous_order(value):
        found = parse_partial_date(value, order())
    if found is None:
        no_date(draft, header, value)
        return
    if found.doubt:
        doubt(draft, f"{header}: {found.doubt}")
        keep(draft, header, value)
    if not _add_day(draft, kind, found):
        keep(draft, header, value)


def no_date(draft: Draft, header: str, value: str) -> None:
    """Keep what is no date; a placeholder (`0/0/00`) says nothing, but a day of one (1900-01-01) may be meant."""
    if not is_no_date(value):
        doubt(draft, f"{header}: {quoted(value)} is no date that could be read")
        keep(draft, header, value)
    elif any(digit in value for digit in "123456789"):
        doubt(draft, f"{header}: {quoted(value)} is what programs write for no date")


def _add_day(draft: Draft, kind: str, day: PartialDate) -> bool:
    """Add a day unless it is there; False for a second birthday of one calendar, of which nobody has two."""
    occasion = Occasion(kind, day.year, day.month, day.day, day.calendar, day.leap_month)
    others = [other for other in draft.occasions if (other.kind, other.calendar) == (kind, day.calendar)]
    if occasion in others:
        return True
    if others and kind == "birthday":
        return False
    draft.occasions.append(occasion)
    return True


def add_urls(draft: Draft, value: str) -> None:
    """Add the addresses of web pages, each once."""
    draft.urls = list(dict.fromkeys([*draft.urls, *values.split_google(value)]))


def add_relations(draft: Draft, kind: str, names: list[str]) -> None:
    """Add the people named on this contact."""
    draft.relations += [Relation(kind, name) for name in names]


def add_groups(draft: Draft, labels: str, *, google: bool) -> None:
    """Add the person's own labels as groups; a star marks the contact as important."""
    groups, starred = values.groups_of(labels, google=google)
    draft.groups = list(dict.fromkeys([*draft.groups, *groups]))
    draft.important |= starred
