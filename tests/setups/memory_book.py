"""A book in memory, with cards to import into it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.core.contacts.phones import key_of
from followup.core.importing.draft import Draft, Reading, Refusal
from followup.core.importing.plan import plan_import
from followup.core.importing.report import ImportReport
from followup.core.importing.types import ChangeSet, Choices, Fact, Ids, ImportedCards
from followup.core.matching.names import name_key
from followup.core.matching.uid import unique_id
from followup.core.model.contact import Contact, Email, Phone
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class MemoryBook:
    """A `ContactIndex` of contacts in a dict; it applies a plan batch by batch."""

    def __init__(self, *contacts: Contact) -> None:
        self.by_id: dict[int, Contact] = {}
        self.note_texts: dict[int, set[str]] = defaultdict(set)
        self.known_facts: dict[int, set[Fact]] = defaultdict(set)
        self.photos: list[tuple[int, bytes]] = []
        self.cards: ImportedCards = {}
        self.uids: dict[str, Ids] = {}
        self.numbers: dict[str, Ids] = {}
        self.emails: dict[str, Ids] = {}
        self.names: dict[str, Ids] = {}
        self.called: dict[int, str] = {}
        self.not_same: set[tuple[int, int]] = set()
        self.last = 0
        self.book = "0123456789abcdef01234567"
        for contact in contacts:
            self.put(contact)

    def put(self, contact: Contact) -> None:
        self.last = max(self.last, contact.id)
        self.by_id[contact.id], self.called[contact.id] = contact, contact.name
        pairs: list[tuple[dict[str, Ids], str | None]] = [
            (self.numbers, key_of(phone.value, phone.e164, phone.extension)[0]) for phone in contact.phones
        ]
        pairs += [(self.emails, fold(email.value)) for email in contact.emails]
        pairs += [(self.names, name_key(contact.name)), (self.uids, unique_id(contact.uid))]
        for index, key in pairs:
            if key and contact.id not in index.get(key, ()):
                index[key] = (*index.get(key, ()), contact.id)

    def next_id(self) -> int:
        self.last += 1
        return self.last

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        return [self.by_id[number] for number in ids if number in self.by_id]

    def notes(self, ids: Sequence[int]) -> dict[int, set[str]]:
        return {number: {fold(text) for text in self.note_texts[number]} for number in ids}

    def facts(self, ids: Sequence[int]) -> dict[int, set[Fact]]:
        return {number: set(self.known_facts[number]) for number in ids}

    def has_photo(self, contact: int, data: bytes) -> bool:
        return (contact, data) in self.photos

    def apply(self, changes: ChangeSet) -> None:
        for contact in [*changes.created.values(), *(after for _, after in changes.updated.values())]:
            self.put(contact)
        for number, text, *_ in changes.notes:
            self.note_texts[number].add(text)
        for number, fact in changes.facts:
            self.known_facts[number].add(fact)
        self.photos += [(number, photo.data) for number, photo in changes.photos]

    def remove(self, number: int) -> None:
        del self.by_id[number]
        for index in (self.numbers, self.emails, self.names, self.uids):
            for key, ids in list(index.items()):
                index[key] = tuple(other for other in ids if other != number)
        for fingerprint, cards in self.cards.items():
            self.cards[fingerprint] = [(None if owner == number else owner, content) for owner, content in cards]


def draft(name: str, *phones: str, email: str = "", **values: Any) -> Draft:
    """A draft whose content is all that it says."""
    card = Draft(
        1, 1, name,
        phones=[Phone("", phone) for phone in phones], emails=[Email("", email)] if email else [], **values,
    )  # fmt: skip
    card.content = repr(card).encode()
    return card


def import_into(book: MemoryBook, *files: Sequence[Draft | Refusal], **choices: Any) -> ImportReport:
    """Import files, which are called f1.vcf and so on."""
    report = ImportReport()
    readings = [(f"dir/f{place}.vcf", Reading("vcard", "utf-8", iter(drafts))) for place, drafts in enumerate(files, 1)]
    for changes in plan_import(readings, book, Choices(date(2026, 6, 2), "CN", **choices), report):
        book.apply(changes)
    return report


def counts(report: ImportReport) -> tuple[int, ...]:
    """How many were created, updated, unchanged, skipped and removed before."""
    return tuple(report.total(count) for count in ("created", "updated", "unchanged", "skipped", "removed_before"))
