"""The options `--set name=value` and `--group`, and typed numbers; probable misspellings are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.field_values import clean
from followup.core.contacts.fields import is_custom, likely_field
from followup.core.contacts.phones import vote_region
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError
from followup.render.formats.output import say
from followup.storage.contacts.groups import all_groups, hand_picked
from followup.storage.contacts.phone_region import numbers_with_country, remembered_region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from followup.core.model.contact import Contact
    from followup.settings.config import Settings
    from followup.storage.book.book import Connection
    from followup.storage.contacts.groups import Group


def parse_assignments(texts: Iterable[str] | None) -> list[tuple[str, str]]:
    """Return the names and values of `name=value`; a full-width ＝ counts as well."""
    pairs = []
    for text in texts or ():
        name, sign, value = text.replace("＝", "=", 1).partition("=") if "=" not in text else text.partition("=")
        if not sign or not name.strip():
            raise WrongUsageError(f'"{text}" sets nothing', "write --set name=value")
        pairs.append((name.strip(), value.strip()))
    return pairs


def report_misspellings(contact: Contact, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs unchanged, and report a new custom field whose name looks like a misspelled built-in one."""
    for name, value in pairs:
        if is_custom(contact, name) and (near := likely_field(name)):
            say(f"{name} is kept as a custom field; did you mean {near}?")
        yield name, value


def hand_picked_groups(connection: Connection, names: Iterable[str]) -> dict[str, Group | None]:
    """Return the hand-picked groups of these names, None for a new one, which is reported."""
    groups = hand_picked(connection, [clean("a group's name", name) for name in names])
    if "" in groups:
        raise WrongUsageError("a group needs a name", "followup group list shows them")
    for name in (name for name, group in groups.items() if group is None):
        near = suggest(name, [group.name for group in all_groups(connection)], 1)
        say(f"{name} is a new group" + (f"; did you mean {near[0]}?" if near else ""))
    return groups


def region_for(connection: Connection, settings: Settings, numbers: Sequence[str]) -> str:
    """Return the country of numbers without a country code: set, remembered, or inferred from these and the book's."""
    region = settings.phone_region or remembered_region(connection)
    return region or vote_region(numbers, numbers_with_country(connection), settings.workdays.country) or ""
