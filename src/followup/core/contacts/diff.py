"""The differences between two states of a contact, as text: shown before and after a change."""

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
_INTERNAL = frozenset({"id", "graded", "source", "added"})
_ADDRESS_PARTS = ("street", "postcode", "city", "region", "country")
_SETTABLE_NAMES = {"cadence_visit": "cadence.visit", "cadence_call": "cadence.call", "company": "is_company"}


class Difference(NamedTuple):
    """A change of one value: `name` as a person sets it, `old` and `new` as text, empty for no value."""

    name: str
    old: str
    new: str


def differences(before: Contact, after: Contact) -> list[Difference]:
    """Return the changes from `before` to `after`, in the order of the fields; of lists, what was added and removed."""
    return [
        difference
        for name in Contact._fields
        if getattr(before, name) != getattr(after, name)
        for difference in _of_field(name, before, after)
    ]


def field_texts(contact: Contact) -> dict[str, list[str]]:
    """Return the values of a contact as texts, by the name of their field; empty ones are left out."""
    result: dict[str, list[str]] = {}
    for name in (name for name in Contact._fields if name not in _INTERNAL):
        entries = (
            _entries(name, contact)
            if name in _LISTS
            else [(_SETTABLE_NAMES.get(name, name), _text(getattr(contact, name)))]
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
        return [Difference(_SETTABLE_NAMES.get(name, name), old, new)]
    old_entries, new_entries = _entries(name, before), _entries(name, after)
    removed = [entry for entry in old_entries if entry not in new_entries]
    added = [entry for entry in new_entries if entry not in old_entries]
    if not removed and not added:
        return [Difference(name, "", "in another order")] if len(old_entries) > 1 else []
    return list(_paired(removed, added))


def _paired(removed: list[tuple[str, str]], added: list[tuple[str, str]]) -> Iterable[Difference]:
    """Yield the changes of a list; a removed and an added value of the same name are one change."""
    added = list(added)
    for name, old in removed:
        at = next((place for place, (other, _) in enumerate(added) if other == name), None)
        yield Difference(name, old, "" if at is None else added.pop(at)[1])
    for name, new in added:
        yield Difference(name, "", new)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _entries(name: str, contact: Contact) -> list[tuple[str, str]]:
    """Return the values of a list as pairs of a name and a text."""
    match name:
        case "phones" | "emails":
            return [_labelled(_LISTS[name], entry) for entry in getattr(contact, name)]
        case "addresses":
            return [(_dotted("address", address.label), address_line(address)) for address in contact.addresses]
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


def address_line(address: Address) -> str:
    """Return the address on one line."""
    return ", ".join(getattr(address, part).replace("\n", ", ") for part in _ADDRESS_PARTS if getattr(address, part))
