"""Contacts in JSON, by the keys promised to scripts, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.formats.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.model.contact import Contact

HEADINGS = ("id", "name", "grade", "organization", "phone", "city", "groups")


def contact_json(contact: Contact) -> dict[str, object]:
    """Return the contact's keys; for a long list, `storage.query.contact_lines` makes the same JSON in SQL."""
    return {
        "id": contact.id,
        "name": contact.name,
        "family": contact.family,
        "given": contact.given,
        "nickname": contact.nickname,
        "organization": contact.organization,
        "department": contact.department,
        "title": contact.title,
        "area": contact.area,
        "grade": contact.grade,
        "grade_locked": contact.grade_locked,
        "stage": contact.stage,
        "status": contact.status,
        "private": contact.private,
        "important": contact.important,
        "do_not_contact": contact.do_not_contact,
        "added": contact.added and contact.added.isoformat(),
        "source": contact.source,
        "uid": contact.uid,
        "groups": list(contact.groups),
        "phones": [
            {"label": phone.label, "value": phone.value, "e164": phone.e164, "extension": phone.extension}
            for phone in contact.phones
        ],
        "emails": [{"label": email.label, "value": email.value} for email in contact.emails],
        "addresses": [
            {
                "label": address.label,
                "street": address.street,
                "city": address.city,
                "region": address.region,
                "postcode": address.postcode,
                "country": address.country,
            }
            for address in contact.addresses
        ],
        "occasions": [
            {
                "id": occasion.id,
                "kind": occasion.kind,
                "year": occasion.year,
                "month": occasion.month,
                "day": occasion.day,
                "calendar": occasion.calendar,
                "leap_month": occasion.leap_month,
            }
            for occasion in contact.occasions
        ],
        "fields": dict(contact.fields),
        "urls": list(contact.urls),
    }


def contacts_table(rows: Sequence[tuple[int, str, str, str, str, str, str]]) -> str:
    """Return a table of contacts, each as (id, name, grade label, organization, phone, city, groups)."""
    return table(HEADINGS, [(str(number), *cells) for number, *cells in rows])
