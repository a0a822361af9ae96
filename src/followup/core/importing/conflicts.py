"""Conflicts of an import that a person decided one by one: the book's value, the file's, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from followup.core.matching.merge import ALSO, BETWEEN, Conflict, Merged
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.model.contact import Contact

Answer = Literal["book", "file", "both"]
NEVER_ASKED = frozenset({"grade"})
"""Whether a file may change a grade is a rule's to say."""
_NAME = ("name", "family", "given", "additional", "prefix", "suffix")


def as_answered(book: Merged, file: Merged, answers: Mapping[Conflict, Answer]) -> Merged:
    """Return `book`, a merge that prefers the book, as it was answered; `file` is the same merge preferring the file.

    Who chooses one value does not want the other one: it is not kept as `<field> (also)`. It stays in the card.
    """
    contact = book.contact
    for (field, _, other), answer in answers.items():
        if answer == "both" or field in NEVER_ASKED:
            continue
        contact = _without_other(contact, field + ALSO, other)
        if answer == "file":
            contact = _taken(contact, file.contact, field)
    open_still = tuple(conflict for conflict in book.conflicts if answers.get(conflict, "both") == "both")
    return Merged(contact, book.filled, open_still)


def _without_other(contact: Contact, name: str, value: str) -> Contact:
    values = [one for one in contact.fields.get(name, "").split(BETWEEN) if one and fold(one) != fold(value)]
    fields = {key: text for key, text in contact.fields.items() if key != name or values}
    if values:
        fields[name] = BETWEEN.join(values)
    return contact._replace(fields=fields)


def _taken(contact: Contact, file: Contact, field: str) -> Contact:
    """The contact with the file's value of one field: a name with its parts, all days of one kind, or a plain text."""
    if field == "name":
        return contact._replace(**{part: getattr(file, part) for part in _NAME})
    if field in file.fields:
        return contact._replace(fields={**contact.fields, field: file.fields[field]})
    if hasattr(contact, field):
        values: dict[str, str] = {field: getattr(file, field)}
        return contact._replace(**values)  # type: ignore[arg-type]
    kept = [one for one in contact.occasions if fold(one.kind) != fold(field)]
    return contact._replace(occasions=(*kept, *(one for one in file.occasions if fold(one.kind) == fold(field))))
