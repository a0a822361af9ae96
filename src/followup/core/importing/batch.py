"""Decides the cards of a batch: who each of them is, and what that changes.

Whoever gets the changes of a batch writes them before the next batch is decided: contacts are looked up again where
they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from followup.core.importing.activities import add_facts, has_facts
from followup.core.importing.conflicts import as_answered
from followup.core.importing.draft import Refusal
from followup.core.importing.match import Matcher
from followup.core.importing.prepare import PreparedCard
from followup.core.importing.report import FieldConflict, PossibleDuplicate, Problem
from followup.core.importing.types import GRADE_DECIDED, ChangeSet, grade_changes
from followup.core.matching.merge import merge_draft
from followup.core.matching.phonetic import PhoneticIndex
from followup.core.model.limits import MOST_VALUES
from followup.core.text.folding import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from followup.core.importing.draft import Doubt, Draft
    from followup.core.importing.report import FileReport, ImportReport
    from followup.core.importing.types import Choices, ContactIndex
    from followup.core.matching.merge import Merged
    from followup.core.model.contact import Contact

_Entry = TypeVar("_Entry")
_MANY_ENTRIES = 100
_ID_BITS = 50  # an id has at most 15 digits


class ImportState:
    """What an import remembers from batch to batch."""

    def __init__(self, index: ContactIndex, choices: Choices, report: ImportReport) -> None:
        self.index = index
        self.choices = choices
        self.report = report
        self.matcher = Matcher(index)
        self.notes = HistoryByContact(index.notes)
        self.facts = HistoryByContact(index.facts)
        self.duplicates = DuplicateReport(index, report)
        self.created: set[int] = set()


class HistoryByContact(Generic[_Entry]):
    """The folded notes of contacts, or their facts: looked up for a batch together, and added to as it is decided."""

    def __init__(self, look_up: Callable[[Sequence[int]], dict[int, set[_Entry]]]) -> None:
        self.look_up = look_up
        self.by_contact: dict[int, set[_Entry]] = {}

    def load(self, contacts: Collection[int]) -> None:
        """Look up the entries of these contacts and forget the others, but for those who have very many."""
        self.by_contact = {
            contact: entries for contact, entries in self.by_contact.items() if len(entries) > _MANY_ENTRIES
        }
        missing = sorted(contact for contact in contacts if contact not in self.by_contact)
        self._add(missing)

    def of(self, contact: int) -> set[_Entry]:
        """Return the entries of a contact; they are looked up alone where `load` did not expect them to be needed."""
        if contact not in self.by_contact:
            self._add([contact])
        return self.by_contact[contact]

    def _add(self, contacts: list[int]) -> None:
        entries = self.look_up(contacts) if contacts else {}
        self.by_contact |= {contact: entries.get(contact, set()) for contact in contacts}


class DuplicateReport:
    """Reports each pair of contacts that may be one person once, unless a person said that they are two."""

    def __init__(self, index: ContactIndex, report: ImportReport) -> None:
        self.index = index
        self.report = report
        self.pairs: set[int] = set()
        self.sounds: PhoneticIndex | None = None
        self.by_sound: list[PossibleDuplicate] = []

    def add(self, pair: PossibleDuplicate) -> None:
        """Report a pair."""
        lower, higher = sorted((pair.contact, pair.other))
        ids = lower << _ID_BITS | higher  # a number takes half the memory of a tuple, and there may be 100,000 pairs
        if ids not in self.pairs and (lower, higher) not in self.index.not_same:
            self.pairs.add(ids)
            self.report.possible_duplicates.append(pair)

    def compare_by_sound(self, contact: int, card: PreparedCard) -> None:
        """Note whose names sound like that of a new contact."""
        if self.sounds is None:
            self.sounds = PhoneticIndex(self.index.called)
        similar = self.sounds.like(card.draft.name, card.readings)
        self.by_sound += [PossibleDuplicate(contact, other, reason) for other, reason in similar]
        self.sounds.add(contact, card.draft.name, card.readings)

    def add_by_sound(self) -> None:
        """Report those whose names sound alike: at the end, behind the pairs with better reasons."""
        for pair in self.by_sound:
            self.add(pair)


class _Contacts(dict[int, "Contact"]):
    """Contacts by id; one that is missing is looked up alone."""

    def __init__(self, index: ContactIndex) -> None:
        super().__init__()
        self.index = index

    def load(self, ids: Collection[int]) -> None:
        """Look up several together."""
        if ids:
            self.update((contact.id, contact) for contact in self.index.contacts(sorted(ids)))

    def __missing__(self, number: int) -> Contact:
        (contact,) = self.index.contacts([number])
        self[number] = contact
        return contact


class BatchPlan:
    """The plan of one batch; `changes` is what it changes in the book.

    `contacts` are those whom its cards may be, as the batch has changed them so far; `file` counts what is decided.
    """

    def __init__(self, state: ImportState, file: FileReport, source: str) -> None:
        self.state = state
        self.choices = state.choices
        self.matcher = state.matcher
        self.file = file
        self.changes = ChangeSet(source)
        self.contacts = _Contacts(state.index)

    def decide(self, cards: Sequence[PreparedCard | Refusal]) -> None:
        """Decide the cards, one after the other."""
        # Those first that the book knows by all they say: they name their contacts before others of that name do.
        recognised = [isinstance(card, PreparedCard) and self.matcher.recognise(card) for card in cards]
        self._look_up(
            [
                card
                for card, is_known in zip(cards, recognised, strict=True)
                if isinstance(card, PreparedCard) and (self.choices.changes_known_cards or not is_known)
            ]
        )
        for card, is_known in zip(cards, recognised, strict=True):
            self.file.cards += 1
            if isinstance(card, Refusal):
                self._refuse(card)
                continue
            self._report_doubts(card.draft, card.draft.doubts)
            if is_known:
                self._decide_known(card)
            else:
                self._report_doubts(card.draft, card.doubts)
                self._decide(card)
        self._count_activities()

    def _look_up(self, cards: list[PreparedCard]) -> None:
        """Look up together whom the cards may be."""
        contacts: set[int] = set()
        with_notes: set[int] = set()
        with_facts: set[int] = set()
        for card in cards:
            candidates = self.matcher.candidates(card)
            contacts.update(candidates)
            if card.draft.notes:
                with_notes.update(candidates)
            if has_facts(card.draft):
                with_facts.update(candidates)
        self.contacts.load(contacts)
        self.state.notes.load(with_notes)
        self.state.facts.load(with_facts)

    def _count_activities(self) -> None:
        changes, report = self.changes, self.state.report
        report.interactions += len(changes.interactions)
        report.tasks += len(changes.tasks)
        report.sales += len(changes.sales)
        report.grades += len(grade_changes(changes))

    def _refuse(self, refusal: Refusal) -> None:
        self.file.skipped += 1
        if refusal.original:
            self.file.refused.append(refusal.original)
        self.state.report.problems.append(Problem(self.file.file, refusal.line, refusal.card, refusal.reason))

    def _report_doubts(self, draft: Draft, doubts: list[Doubt]) -> None:
        for doubt in doubts:
            self.state.report.problems.append(Problem(self.file.file, doubt.line, draft.card, doubt.reason))

    def _report_problem(self, card: PreparedCard, reason: str) -> None:
        self.state.report.problems.append(Problem(self.file.file, card.draft.line, card.draft.card, reason))

    def _decide(self, card: PreparedCard) -> None:
        """Decide a card that was not imported before this batch."""
        if self.matcher.recognise(card):  # it stood in this batch, too
            self._decide_known(card)
            return
        match = self.matcher.find(card, self.contacts)
        if match.removed:
            self._count_removed(card)
            return
        if match.contact is not None and self._stays_as_it_is(match.contact):
            self.file.unchanged += 1
            return
        contact = self._create(card) if match.contact is None else match.contact
        if match.contact is not None:
            self._update(card, contact)
        self.changes.cards.append((contact, card.fingerprint, card.draft.content, card.draft.original))
        self.matcher.remember(card, self.contacts[contact])
        for other, reason in match.similar:
            self.state.duplicates.add(PossibleDuplicate(contact, other, reason))

    def _decide_known(self, card: PreparedCard) -> None:
        """Decide a card that was imported before, with all that it says: it changes only what is asked for anew."""
        contact = next((contact for contact in self.matcher.contacts_of(card) if contact is not None), None)
        if contact is None:
            self._count_removed(card)
        elif not self.choices.changes_known_cards or self._stays_as_it_is(contact):
            self.file.unchanged += 1
        elif self.choices.prefer == "file":
            self._update(card, contact)
        else:
            self._count(changed=self._replace(self._with_groups(self.contacts[contact])))

    def _stays_as_it_is(self, contact: int) -> bool:
        """Whether this is somebody who was in the book before the import, and those are not to be changed."""
        return self.choices.skip_existing and contact not in self.state.created

    def _with_groups(self, contact: Contact) -> Contact:
        """Return the contact as a member of the groups that were asked for."""
        member_of = {fold(group) for group in contact.groups}
        missing = [group for group in self.choices.groups if fold(group) not in member_of]
        return contact._replace(groups=(*contact.groups, *missing))

    def _count(self, *, changed: bool) -> None:
        self.file.updated += changed
        self.file.unchanged += not changed

    def _count_removed(self, card: PreparedCard) -> None:
        self.file.removed_before += 1
        self._report_problem(card, f"{card.draft.name} was removed from the book before, and stays removed")

    def _create(self, card: PreparedCard) -> int:
        number = self.state.index.next_id()
        if self.choices.skip_existing:
            self.state.created.add(number)
        self._report_smart_groups(card)
        self.contacts[number] = self.changes.created[number] = card.person_with(number)
        self.state.duplicates.compare_by_sound(number, card)
        self.state.notes.by_contact[number] = set()
        self.state.facts.by_contact[number] = set()
        self._add_history(card.draft, number)
        self.file.created += 1
        return number

    def _update(self, card: PreparedCard, number: int) -> None:
        merged = self._merge(card, self.contacts[number])
        changed = self._replace(merged.contact)
        conflicts = [FieldConflict(number, self.file.file, card.draft.line, *conflict) for conflict in merged.conflicts]
        self.state.report.conflicts += conflicts
        added = self._add_history(card.draft, number)
        self._count(changed=changed or added)

    def _replace(self, after: Contact) -> bool:
        """Replace a contact in the changes; return whether anything about it is different."""
        before = self.contacts[after.id]
        if after == before:
            return False
        self.contacts[after.id] = after
        self.changes.replace(before, after)
        return True

    def _merge(self, card: PreparedCard, contact: Contact) -> Merged:
        """Merge the card into the contact; conflicts that a person has decided are settled as they were answered."""
        self._report_smart_groups(card)
        person, choices = card.person_with(contact.id), self.choices
        decided = GRADE_DECIDED in self.state.facts.by_contact.get(contact.id, ())
        merged = merge_draft(contact, person, choices.prefer, decided=decided)
        for name in merged.full:
            most = f"{MOST_VALUES:,} {name}, which is the most there can be"
            self._report_problem(card, f"{contact.name} has {most}; this card's are left out")
        answers = {}
        for conflict in merged.conflicts:
            field, _, other = conflict
            answer = choices.answers.get((self.file.file, card.draft.line, field, other))
            if answer:
                answers[conflict] = answer
        if not answers:
            return merged
        return as_answered(merged, merge_draft(contact, person, "file", decided=decided), answers)

    def _report_smart_groups(self, card: PreparedCard) -> None:
        for group in card.smart_groups:
            self._report_problem(card, f"{group} is a smart group of the book, whom it holds is found by its query")

    def _add_history(self, draft: Draft, contact: int) -> bool:
        """Add the notes, the photo and the facts that the contact does not have; return whether there were any."""
        added = False
        for note in draft.notes:
            notes = self.state.notes.of(contact)
            if (folded := fold_text(note)) not in notes:
                notes.add(folded)
                self.changes.notes.append((contact, note, draft.note_days.get(note), folded))
                added = True
        if draft.photo and not self._has_photo(contact, draft.photo.data):
            self.changes.photos.append((contact, draft.photo))
            added = True
        if has_facts(draft):
            added |= add_facts(draft, contact, self.state.facts.of(contact), self.changes)
        return added

    def _has_photo(self, contact: int, data: bytes) -> bool:
        if any(owner == contact and photo.data == data for owner, photo in self.changes.photos):
            return True
        return contact not in self.changes.created and self.state.index.has_photo(contact, data)
