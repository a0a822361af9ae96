"""The stage of contacts as customers: the one that was set by hand, else what sales and referrals say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.stages import PROSPECT
from followup.storage.contacts.selection import for_contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.model.contact import Contact
    from followup.storage.query.context import QueryContext


def with_stage(context: QueryContext, contact: Contact) -> Contact:
    """Return the contact with the stage that sales and referrals say, where none was set by hand."""
    if contact.stage or contact.private:
        return contact
    return contact._replace(stage=load_stages(context, [contact.id]).get(contact.id, PROSPECT))


def load_stages(context: QueryContext, ids: Sequence[int] | None = None) -> dict[int, str]:
    """Return the stages that sales and referrals say, of the contacts who ever bought: of these ids, or of all."""
    connection = context.connection
    days: dict[int, list[str]] = defaultdict(list)
    for contact, day in connection.execute(
        *for_contacts("SELECT contact_id, day FROM sale WHERE {}", "contact_id", ids)
    ):
        days[contact].append(day)
    if not days:
        return {}
    from followup.core.retention.lifecycle import customer_stage

    referrers = {number for (number,) in connection.execute("SELECT other_id FROM relation WHERE kind = 'referred'")}
    lost = {
        number
        for (number,) in connection.execute(
            *for_contacts("SELECT id FROM contact WHERE status = 'lost' AND {}", "id", ids)
        )
    }
    today = context.today.toordinal()
    ordinals = {day: date.fromisoformat(day).toordinal() for sale_days in days.values() for day in sale_days}
    return {
        contact: customer_stage(
            [ordinals[day] for day in bought],
            today,
            context.rules,
            refers=contact in referrers,
            is_lost=contact in lost,
        )
        for contact, bought in days.items()
    }
