"""Whether somebody who is being added may be in the book already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.phones import key_of
from followup.core.matching.names import name_key, same_person
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.model.contact import Contact


class Lookalike(NamedTuple):
    """A contact of the book that a new one is like: `why` in words; `same` when it is hardly anybody else."""

    id: int
    name: str
    why: str
    same: bool


def lookalike(new: Contact, there: Contact) -> Lookalike | None:
    """Return what the two have in common; None where that is nothing that tells.

    The same: a personal number or an e-mail in common, and names that agree. Otherwise a number, an e-mail or the name.
    """
    numbers = _numbers(new).keys() & _numbers(there).keys()
    emails = {fold(email.value) for email in new.emails} & {fold(email.value) for email in there.emails}
    if numbers or emails:
        personal = bool(emails) or any(_numbers(new)[number] for number in numbers)
        what = f"the number {min(numbers)}" if numbers else f"the e-mail {min(emails)}"
        return Lookalike(there.id, there.name, f"has {what} too", personal and same_person(new, there))
    if name_key(new.name) == name_key(there.name):
        return Lookalike(there.id, there.name, "has the same name", same=False)
    return None


def lookalikes(new: Contact, others: Iterable[Contact]) -> list[Lookalike]:
    """Return the contacts that the new one is like, the surest first."""
    found = [like for there in others if (like := lookalike(new, there))]
    return sorted(found, key=lambda like: (not like.same, like.id))


def _numbers(contact: Contact) -> dict[str, bool]:
    """What the contact's numbers are compared by, and whether each is one person's."""
    keys = (key_of(phone.value, phone.e164, phone.extension) for phone in contact.phones)
    return {key: personal for key, personal in keys if key}
