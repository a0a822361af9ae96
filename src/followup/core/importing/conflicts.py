"""Conflicts of an import that a person decides one by one: the book's value, the file's, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from followup.core.matching.merge import ALSO, BETWEEN, Conflict, Merged
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.model.contact import Contact

Answer = Literal["book", "file", "both"]
NEVER_ASKED = frozenset({"grade"})
"""Fields about which a rule decides, and no person is asked: `merge_draft` says when a file may change a grade."""
_NAME = ("name", "family", "given", "additional", "prefix", "suffix")


def as_answered(book: Merged, file: Merged, answers: Mapping[Conflict, Answer]) -> Merged:
    """Return `book`, a merge that prefers the book, with the answers applied; `file` is the same, preferring the file.

    Where one value was chosen, the other is not kept as `<field> (also)`: it stays in the imported card only.
    """
    contact = book.contact
    for (field, _, other), answer in answers.items():
        if answer == "both" or field in NEVER_ASKED:
            continue
        contact = _without_value(contact, field + ALSO, other)
        if answer == "file":
            contact = _with_value_of(file.contact, contact, field)
    undecided = tuple(conflict for conflict in book.conflicts if answers.get(conflict, "both") == "both")
    return Merged(contact, book.filled, undecided)


def _without_value(contact: Contact, name: str, removed: str) -> Contact:
    """Return the contact without one of the values that a custom field holds."""
    values = [value for value in contact.fields.get(name, "").split(BETWEEN) if value and fold(value) != fold(removed)]
    fields = {key: text for key, text in contact.fields.items() if key != name or values}
    if values:
        fields[name] = BETWEEN.join(values)
    return contact._replace(fields=fields)


def _with_value_of(file: Contact, contact: Contact, field: str) -> Contact:
    """Return the contact with the file's value of a field: a name with its parts, all days of one kind, or a text."""
    if field == "name":
        return contact._replace(**{part: getattr(file, part) for part in _NAME})
    if field in file.fields:
        return contact._replace(fields={**contact.fields, field: file.fields[field]})
    if hasattr(contact, field):
        values: dict[str, str] = {field: getattr(file, field)}
        return contact._replace(**values)  # type: ignore[arg-type]
    others = [occasion for occasion in contact.occasions if fold(occasion.kind) != fold(field)]
    replaced = [occasion for occasion in file.occasions if fold(occasion.kind) == fold(field)]
    return contact._replace(occasions=(*others, *replaced))
