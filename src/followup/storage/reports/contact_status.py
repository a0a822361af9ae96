"""Everything the book knows about one contact, read by its id alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.reports.contact_status import ContactHistory
from followup.errors import WrongUsageError
from followup.storage.activities.complaints import complaints_of
from followup.storage.activities.interactions import interactions_of
from followup.storage.activities.notes import notes_of
from followup.storage.activities.sales import sales_of
from followup.storage.activities.snoozes import load_snoozes
from followup.storage.activities.tasks import tasks_of
from followup.storage.contacts.groups import all_groups
from followup.storage.contacts.links import links_of
from followup.storage.contacts.reads import load_contact
from followup.storage.retention.warnings import NOT_LOST, load_falls, load_lost

if TYPE_CHECKING:
    from followup.core.model.contact import Contact
    from followup.storage.contacts.groups import Group
    from followup.storage.query.context import QueryContext


def load_history(context: QueryContext, number: int) -> ContactHistory:
    """Return a contact with all that hangs on it, in the smart groups as well. NotFoundError.

    A smart group that asks for due, warning or segment, which are computed for everybody at once, is left out.
    """
    connection = context.connection
    contact = load_contact(connection, number)
    groups = [group for group in all_groups(connection) if _is_in(context, contact, group)]
    private = contact.private or any(group.private for group in groups)
    setting = [group for group in groups if group.cadence_visit or group.cadence_call]
    return ContactHistory(
        contact._replace(private=private, groups=tuple(group.name for group in groups)),
        notes_of(connection, number),
        interactions_of(connection, number),
        tasks_of(connection, number),
        sales_of(connection, number),
        complaints_of(connection, number),
        tuple((group.cadence_visit, group.cadence_call) for group in setting),
        load_lost(connection, number).get(number, NOT_LOST),
        load_falls(connection, context.today, context.rules, number).get(number, ""),
        links_of(connection, number),
        tuple(group.name for group in setting),
        load_snoozes(connection),
    )


def _is_in(context: QueryContext, contact: Contact, group: Group) -> bool:
    if group.query is None:
        return group.name in contact.groups
    from followup.storage.query.search import where

    try:
        condition, parameters = where(group.query, context)
    except WrongUsageError:
        if group.private or group.cadence_visit or group.cadence_call:
            raise
        return False
    row = context.connection.execute(f"SELECT 1 FROM contact WHERE id = ? AND {condition}", (contact.id, *parameters))
    return row.fetchone() is not None
