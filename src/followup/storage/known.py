"""Everything the book knows about one contact, read by its id alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.standing import Known
from followup.errors import WrongUsageError
from followup.storage.complaints import complaints_of
from followup.storage.contacts import load_contact
from followup.storage.customers import NOT_LOST, load_falls, load_lost
from followup.storage.groups import all_groups
from followup.storage.interactions import interactions_of
from followup.storage.links import links_of
from followup.storage.notes import notes_of
from followup.storage.sales import sales_of
from followup.storage.snoozes import load_snoozes
from followup.storage.tasks import tasks_of

if TYPE_CHECKING:
    from followup.core.contact import Contact
    from followup.storage.asking import Asking
    from followup.storage.groups import Group


def load_known(asking: Asking, number: int) -> Known:
    """Return a contact with all that hangs on it, in the smart groups as well. NotFoundError.

    A smart group that asks for due, warning or segment, which are computed for everybody at once, is left out.
    """
    connection = asking.connection
    contact = load_contact(connection, number)
    groups = [group for group in all_groups(connection) if _is_in(asking, contact, group)]
    private = contact.private or any(group.private for group in groups)
    setting = [group for group in groups if group.cadence_visit or group.cadence_call]
    return Known(
        contact._replace(private=private, groups=tuple(group.name for group in groups)),
        notes_of(connection, number),
        interactions_of(connection, number),
        tasks_of(connection, number),
        sales_of(connection, number),
        complaints_of(connection, number),
        tuple((group.cadence_visit, group.cadence_call) for group in setting),
        load_lost(connection, number).get(number, NOT_LOST),
        load_falls(connection, asking.today, asking.rules, number).get(number, ""),
        links_of(connection, number),
        tuple(group.name for group in setting),
        load_snoozes(connection),
    )


def _is_in(asking: Asking, contact: Contact, group: Group) -> bool:
    if group.query is None:
        return group.name in contact.groups
    from followup.storage.query import where

    try:
        condition, parameters = where(group.query, asking)
    except WrongUsageError:
        if group.private or group.cadence_visit or group.cadence_call:
            raise
        return False
    row = asking.connection.execute(f"SELECT 1 FROM contact WHERE id = ? AND {condition}", (contact.id, *parameters))
    return row.fetchone() is not None
