"""Everything the book knows about one contact, read by its id alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from followup.core.standing import Known
from followup.storage.complaints import complaints_of
from followup.storage.contacts import load_contact
from followup.storage.customers import NOT_LOST, load_falls, load_lost
from followup.storage.groups import all_groups
from followup.storage.interactions import interactions_of
from followup.storage.links import links_of
from followup.storage.notes import notes_of
from followup.storage.sales import sales_of
from followup.storage.tasks import tasks_of

if TYPE_CHECKING:
    from followup.core.contact import Contact
    from followup.storage.asking import Asking
    from followup.storage.groups import Group


def load_known(asking: Asking, number: int) -> Known:
    """Return a contact with all that hangs on it. Being in a private smart group makes it private. NotFoundError."""
    connection = asking.connection
    contact = load_contact(connection, number)
    groups = [
        group
        for group in all_groups(connection)
        if (group.private or group.cadence_visit or group.cadence_call) and _is_in(asking, contact, group)
    ]
    return Known(
        replace(contact, private=True) if any(group.private for group in groups) else contact,
        notes_of(connection, number),
        interactions_of(connection, number),
        tasks_of(connection, number),
        sales_of(connection, number),
        complaints_of(connection, number),
        tuple(
            (group.cadence_visit, group.cadence_call) for group in groups if group.cadence_visit or group.cadence_call
        ),
        load_lost(connection, number).get(number, NOT_LOST),
        load_falls(connection, asking.today, asking.rules, number).get(number, ""),
        links_of(connection, number),
    )


def _is_in(asking: Asking, contact: Contact, group: Group) -> bool:
    if group.query is None:
        return group.name in contact.groups
    from followup.storage.query import where

    condition, parameters = where(group.query, asking)
    row = asking.connection.execute(f"SELECT 1 FROM contact WHERE id = ? AND {condition}", (contact.id, *parameters))
    return row.fetchone() is not None
