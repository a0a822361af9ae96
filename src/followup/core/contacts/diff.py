"""What is different between two states of a contact, in words: shown before it is applied, and told after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.occasion_text import write_occasion
from followup.core.model.contact import Contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.model.contact import Address, Email, Phone

_LISTS = {
    "phones": "phone", "emails": "email", "addresses": "address", "urls": "url", "occasions": "", "relations": "",
    "groups": "group", "fields": "",
}  # fmt: skip
_FLAGS = frozenset({"company", "grade_locked", "private", "important", "do_not_contact"})
_UNSAID = frozenset({"id", "graded", "source", "added"})
_ADDRESS_PARTS = ("street", "postcode", "city", "region", "country")
_SPOKEN = {"cadence_visit": "cadence.visit", "cadence_call": "cadence.call", "company": "is_company"}


class Difference(NamedTuple):
    """One value of a contact: `name` as it is set, `old` and `new` as text, empty for nothing."""

    name: str
    old: str
    new: str


def differences(before: Contact, after: Contact) -> list[Difference]:
    """Return what `after` changes, in the order of the contact's fields; of lists only what came or went."""
    return [
        difference
        for name in Contact._fields
        if getattr(before, name) != getattr(after, name)
        for difference in _of_field(name, before, after)
    ]


def field_texts(contact: Contact) -> dict[str, list[str]]:
    """Return all that a contact says: name of the field -> its values as texts, empty ones left out."""
    result: dict[str, list[str]] = {}
    for name in (name for name in Contact._fields if name not in _UNSAID):
        entries = (
            _entries(name, contact) if name in _LISTS else [(_SPOKEN.get(name, name), _text(getattr(contact, name)))]
        )
        for key, text in entries:
            if text and (text != "no" or name not in _FLAGS):
                result.setdefault(key, []).append(text)
    return result


def difference_text(difference: Difference) -> str:
    """Return the difference in a line: `title: Clerk -> Buyer`, `phone: + 138...`, `nickname: - Joe`."""
    name, old, new = difference
    if old and new:
        return f"{name}: {old} -> {new}"
    return f"{name}: + {new}" if new else f"{name}: - {old}"


def _of_field(name: str, before: Contact, after: Contact) -> Iterable[Difference]:
    if name not in _LISTS:
        old, new = (_text(getattr(contact, name)) for contact in (before, after))
        return [Difference(_SPOKEN.get(name, name), old, new)]
    old_entries, new_entries = _entries(name, before), _entries(name, after)
    gone = [entry for entry in old_entries if entry not in new_entries]
    come = [entry for entry in new_entries if entry not in old_entries]
    if not gone and not come:
        return [Difference(name, "", "in another order")] if len(old_entries) > 1 else []
    return list(_paired(gone, come))


def _paired(gone: list[tuple[str, str]], come: list[tuple[str, str]]) -> Iterable[Difference]:
    """What went and what came under the same name is one change."""
    come = list(come)
    for name, old in gone:
        at = next((place for place, (other, _) in enumerate(come) if other == name), None)
        yield Difference(name, old, "" if at is None else come.pop(at)[1])
    for name, new in come:
        yield Difference(name, "", new)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _entries(name: str, contact: Contact) -> list[tuple[str, str]]:
    """The entries of a list as (name, text)."""
    match name:
        case "phones" | "emails":
            return [_labelled(_LISTS[name], entry) for entry in getattr(contact, name)]
        case "addresses":
            return [(_dotted("address", address.label), written_address(address)) for address in contact.addresses]
        case "occasions":
            return [(occasion.kind, write_occasion(occasion)) for occasion in contact.occasions]
        case "relations":
            return [(relation.kind, relation.name) for relation in contact.relations]
        case "fields":
            return list(contact.fields.items())
        case _:
            return [(_LISTS[name], value) for value in getattr(contact, name)]


def _labelled(name: str, entry: Phone | Email) -> tuple[str, str]:
    return _dotted(name, entry.label), entry.value


def _dotted(name: str, label: str) -> str:
    return f"{name}.{label}" if label else name


def written_address(address: Address) -> str:
    """Return the address in a line."""
    return ", ".join(getattr(address, part).replace("\n", ", ") for part in _ADDRESS_PARTS if getattr(address, part))
