"""Plan an import: whom each draft of a file is, and what that changes. Nothing is written here.

Drafts come from an iterator and the plan goes out in chunks, so that memory grows with neither photos nor files.
Whoever takes a chunk writes it before asking for the next: contacts are looked up again where they were put.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from followup.core.importing.activities import add_facts, has_facts
from followup.core.importing.conflicts import as_answered
from followup.core.importing.draft import Refusal
from followup.core.importing.match import Matching
from followup.core.importing.prepare import Claim, last_part, prepared
from followup.core.importing.report import FieldConflict, FileReport, ImportReport, PossibleDuplicate, Problem
from followup.core.importing.types import GRADE_DECIDED, Chunk, graded
from followup.core.matching.merge import merge_draft
from followup.core.matching.phonetic import PhoneticIndex
from followup.core.model.limits import MOST_VALUES
from followup.core.text.folding import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from followup.core.importing.draft import Doubt, Draft, Reading
    from followup.core.importing.prepare import Piece
    from followup.core.importing.types import Choices, Fact, Known, Newcomer
    from followup.core.matching.merge import Merged
    from followup.core.model.contact import Contact

    _Known = TypeVar("_Known")
    _LookUp = Callable[[Sequence[int]], dict[int, set[_Known]]]

_HALF = 32
_MANY_TEXTS = 100


def plan_import(
    files: Sequence[tuple[str, Reading]],
    known: Known,
    choices: Choices,
    report: ImportReport,
    pieces: Iterable[Piece] | None = None,
) -> Iterator[Chunk]:
    """Plan files (name, reading) one after the other into chunks; `report` fills as they come.

    `pieces` are the files' cards where somebody else prepares them.
    """
    plan = _Plan(files, known, choices, report)
    for piece in prepared(files, choices, known.book) if pieces is None else pieces:
        yield from plan.piece(piece)
    for number, other, reason in plan.sounding:  # behind what says more than a sound
        plan.possible(number, other, reason)


class _People(dict[int, "Contact"]):
    """Those that a chunk's claims may mean; who is new in it is made a contact when somebody asks."""

    def __init__(self, known: Known, ids: Collection[int], new: Mapping[int, Newcomer]) -> None:
        super().__init__((contact.id, contact) for contact in (known.contacts(sorted(ids)) if ids else ()))
        self.known = known
        self.new = new

    def __missing__(self, number: int) -> Contact:
        newcomer = self.new.get(number)
        person = self[number] = newcomer.person(number) if newcomer else self.known.contacts([number])[0]
        return person


def _looked_up(
    look_up: _LookUp[_Known], ids: Collection[int], before: Mapping[int, set[_Known]]
) -> dict[int, set[_Known]]:
    """Return the texts of these contacts; of those that have very many, what was looked up `before` is kept."""
    found = {number: texts for number, texts in before.items() if len(texts) > _MANY_TEXTS}
    missing = sorted(number for number in ids if number not in found)
    told = look_up(missing) if missing else {}
    return found | {number: told.get(number, set()) for number in missing}


class _Plan:
    """An import being planned: the indexes, and the chunk that is being filled."""

    def __init__(
        self, files: Sequence[tuple[str, Reading]], known: Known, choices: Choices, report: ImportReport
    ) -> None:
        self.files = files
        self.known = known
        self.choices = choices
        self.report = report
        self.people = _People(known, (), {})
        self.notes: dict[int, set[str]] = {}
        self.facts: dict[int, set[Fact]] = {}
        self.who = Matching(known)
        self.pairs: set[int] = set()
        self.new: set[int] = set()
        self.sounding: list[tuple[int, int, str]] = []
        # Whether the person asks something of cards that were imported before, which as such change nothing.
        self.anew = choices.prefer == "file" or bool(choices.groups)
        self.chunk = Chunk()
        self.place = -1

    def piece(self, piece: Piece) -> Iterator[Chunk]:
        if piece.file != self.place:
            self.place = piece.file
            self._begin(*self.files[self.place])
        if piece.end is None:
            self.chunk = Chunk(self.source)
            self._decide(piece.cards)
            self._count()
            yield self.chunk
        else:
            self.tally.encoding, doubts = piece.end
            self._problems(doubts, None)

    def _begin(self, name: str, reading: Reading) -> None:
        self.who.begin_file()
        self.source = last_part(name)
        self.tally = FileReport(name, reading.format, reading.encoding)
        self.report.files.append(self.tally)

    def _count(self) -> None:
        """Count what came along with the contacts of the chunk."""
        chunk, report = self.chunk, self.report
        report.interactions += len(chunk.interactions)
        report.tasks += len(chunk.tasks)
        report.sales += len(chunk.sales)
        report.grades += len(graded(chunk))

    def _decide(self, cards: Sequence[Claim | Refusal]) -> None:
        known = {id(card) for card in cards if isinstance(card, Claim) and self.who.is_known(card)}
        asked = [card for card in cards if isinstance(card, Claim) and (self.anew or id(card) not in known)]
        self._gather(asked)
        for card in cards:
            self.tally.cards += 1
            if isinstance(card, Refusal):
                self.tally.skipped += 1
                self.tally.refused += [card.original] if card.original else []
                self.report.problems.append(Problem(self.tally.file, card.line, card.card, card.reason))
                continue
            self._problems(card.draft.doubts, card.draft.card)
            if id(card) in known:
                self._settle_known(card)
            else:
                self._problems(card.doubts, card.draft.card)
                self._settle(card)

    def _problems(self, doubts: Sequence[Doubt], card: int | None) -> None:
        if doubts:
            self.report.problems += [Problem(self.tally.file, doubt.line, card, doubt.reason) for doubt in doubts]

    def _say_smart(self, claim: Claim) -> None:
        for group in claim.smart:
            reason = f"{group} is a smart group of the book, whom it holds is found by its query"
            self.report.problems.append(Problem(self.tally.file, claim.draft.line, claim.draft.card, reason))

    def _gather(self, claims: list[Claim]) -> None:
        """Look up together whom the chunk's drafts may be."""
        ids: set[int] = set()
        noted: set[int] = set()
        told: set[int] = set()
        for claim in claims:
            may_be = self.who.candidates(claim)
            ids.update(may_be)
            if claim.draft.notes:
                noted.update(may_be)
            if has_facts(claim.draft):
                told.update(may_be)
        self.people = _People(self.known, ids, self.chunk.new)
        self.notes = _looked_up(self.known.notes, noted, self.notes)
        self.facts = _looked_up(self.known.facts, told, self.facts)

    def _settle(self, claim: Claim) -> None:
        """Decide who the draft is, and write that into the chunk."""
        if self.who.is_known(claim):
            self._settle_known(claim)
            return
        number, removed, alike = self.who.find(claim, self.people)
        if removed:
            self._settle_removed(claim)
            return
        if number is None:
            number = self._create(claim)
        elif self._leaves_alone(number):
            self.tally.unchanged += 1
            return
        else:
            self._update(claim, number)
        self._remember(claim, number)
        for other, reason in alike:
            self.possible(number, other, reason)

    def _settle_known(self, claim: Claim) -> None:
        living = [contact for contact in self.who.by_content(claim) if contact is not None]
        if not living:
            self._settle_removed(claim)
        elif not self.anew or self._leaves_alone(living[0]):
            self.tally.unchanged += 1
        elif self.choices.prefer == "file":
            self._update(claim, living[0])
        else:
            self._count_one(changed=self._change(living[0], self._grouped(self.people[living[0]])))

    def _grouped(self, contact: Contact) -> Contact:
        """Return the contact in the groups that were asked for."""
        held = {fold(name) for name in contact.groups}
        return contact._replace(
            groups=(*contact.groups, *(name for name in self.choices.groups if fold(name) not in held))
        )

    def _settle_removed(self, claim: Claim) -> None:
        self.tally.removed_before += 1
        reason = f"{claim.draft.name} was removed from the book before, and stays removed"
        self.report.problems.append(Problem(self.tally.file, claim.draft.line, claim.draft.card, reason))

    def _create(self, claim: Claim) -> int:
        number = self.known.next_id()
        if self.choices.skip_existing:
            self.new.add(number)
        self._say_smart(claim)
        self.chunk.new[number] = claim
        for other, reason in self._sounds.like(claim.draft.name, claim.sounds):
            self.sounding.append((number, other, reason))
        self._sounds.add(number, claim.draft.name, claim.sounds)
        self.notes[number] = set()
        self.facts[number] = set()
        self._hang(claim.draft, number)
        self.tally.created += 1
        return number

    def _update(self, claim: Claim, number: int) -> None:
        before = self.people[number]
        decided = GRADE_DECIDED in self.facts.get(number, ())
        merged = self._merged(claim, before, decided=decided)
        changed = self._change(number, merged.contact)
        file, line = self.tally.file, claim.draft.line
        self.report.conflicts += [FieldConflict(number, file, line, *conflict) for conflict in merged.conflicts]
        self._count_one(changed=self._hang(claim.draft, number) or changed)

    def _change(self, number: int, after: Contact) -> bool:
        """Write into the chunk what a contact becomes; whether that is anything else than it is."""
        before = self.people[number]
        if after == before:
            return False
        self.people[number] = after
        if self.chunk.new.pop(number, None) or number in self.chunk.created:
            self.chunk.created[number] = after
        else:
            first, _ = self.chunk.updated.get(number, (before, before))
            self.chunk.updated[number] = (first, after)
        return True

    def _count_one(self, *, changed: bool) -> None:
        self.tally.updated += changed
        self.tally.unchanged += not changed

    def _merged(self, claim: Claim, before: Contact, *, decided: bool) -> Merged:
        """Unite the contact with the draft; where they conflict, as it was answered, if it was."""
        self._say_smart(claim)
        draft, choices = claim.person(before.id), self.choices
        merged = merge_draft(before, draft, choices.prefer, decided=decided)
        file, line = self.tally.file, claim.draft.line
        for name in merged.full:
            reason = (
                f"{before.name} has {MOST_VALUES:,} {name}, which is the most there can be; this card's are left out"
            )
            self.report.problems.append(Problem(file, line, claim.draft.card, reason))
        answers = {
            conflict: answer
            for conflict in (merged.conflicts if choices.answers else ())
            if (answer := choices.answers.get((file, line, conflict[0], conflict[2])))
        }
        if not answers:
            return merged
        return as_answered(merged, merge_draft(before, draft, "file", decided=decided), answers)

    def _leaves_alone(self, number: int) -> bool:
        """Whether somebody who was in the book before is to be left as they are."""
        return self.choices.skip_existing and number not in self.new

    def _hang(self, draft: Draft, number: int) -> bool:
        """Put notes and photo that the contact does not have yet into the chunk; whether there were any."""
        hung = False
        for note in draft.notes:
            texts = self._told(self.known.notes, self.notes, number)
            if (folded := fold_text(note)) not in texts:
                texts.add(folded)
                self.chunk.notes.append((number, note, draft.note_days.get(note), folded))
                hung = True
        if draft.photo and not self._has_photo(number, draft.photo.data):
            self.chunk.photos.append((number, draft.photo))
            hung = True
        if not has_facts(draft):
            return hung
        return add_facts(draft, number, self._told(self.known.facts, self.facts, number), self.chunk) or hung

    @staticmethod
    def _told(look_up: _LookUp[_Known], told: dict[int, set[_Known]], number: int) -> set[_Known]:
        """Return what somebody's notes or facts are; asked for alone where nobody expected to."""
        if number not in told:
            told |= _looked_up(look_up, {number}, {})
        return told[number]

    def _has_photo(self, number: int, data: bytes) -> bool:
        if any(owner == number and photo.data == data for owner, photo in self.chunk.photos):
            return True
        chunk = self.chunk
        return not (number in chunk.new or number in chunk.created) and self.known.has_photo(number, data)

    def _remember(self, claim: Claim, number: int) -> None:
        draft = claim.draft
        self.chunk.cards.append((number, claim.mark, draft.content, draft.original))
        person = self.people.get(number)
        self.who.remember(claim, number, person.name if person else draft.name)

    @cached_property
    def _sounds(self) -> PhoneticIndex:
        return PhoneticIndex(self.known.called)

    def possible(self, number: int, other: int, reason: str) -> None:
        if (min(number, other), max(number, other)) in self.known.not_same:
            return
        pair = min(number, other) << _HALF | max(number, other)  # a third of a tuple's size: there may be many
        if pair not in self.pairs:
            self.pairs.add(pair)
            self.report.possible_duplicates.append(PossibleDuplicate(number, other, reason))
