"""Plan an import: whom each draft of a file is, and what that changes. Nothing is written here.

Drafts come from an iterator and the plan goes out in chunks, so that memory grows with neither photos nor files.
Whoever takes a chunk writes it before asking for the next: contacts are looked up again where they were put.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from followup.core.answers import as_answered
from followup.core.contact import Contact
from followup.core.draft import Draft, Refusal
from followup.core.drafts import in_pieces
from followup.core.fields import own_values
from followup.core.folding import fold, fold_text
from followup.core.import_facts import GRADE, has_facts, settle_facts, take_facts
from followup.core.import_matching import Matching
from followup.core.import_plan import Chunk, graded
from followup.core.import_report import FieldConflict, FileReport, ImportReport, PossibleDuplicate, Problem
from followup.core.merging import merge_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.draft import Doubt, Reading
    from followup.core.import_matching import Claim
    from followup.core.import_plan import Choices, Known
    from followup.core.merging import Merged

_HALF = 32


def plan_import(
    files: Iterable[tuple[str, Reading]], known: Known, choices: Choices, report: ImportReport
) -> Iterator[Chunk]:
    """Plan files (name, reading) one after the other into chunks; `report` fills as they come."""
    plan = _Plan(known, choices, report)
    for name, reading in files:
        yield from plan.file(name, reading)


class _Plan:
    """An import being planned: the indexes, and the chunk that is being filled."""

    def __init__(self, known: Known, choices: Choices, report: ImportReport) -> None:
        self.known = known
        self.choices = choices
        self.report = report
        self.people: dict[int, Contact] = {}
        self.notes: dict[int, set[str]] = {}
        self.facts: dict[int, set[str]] = {}
        self.who = Matching(known, choices.region)
        self.pairs: set[int] = set()
        self.new: set[int] = set()
        self.chunk = Chunk()

    def file(self, name: str, reading: Reading) -> Iterator[Chunk]:
        self.who.begin_file()
        self.source = name.replace("\\", "/").rpartition("/")[2]
        self.tally = FileReport(name, reading.format, reading.encoding)
        self.report.files.append(self.tally)
        for drafts in in_pieces(reading.drafts):
            self.chunk = Chunk(self.source)
            self._decide(drafts)
            self._count()
            yield self.chunk
        self.tally.encoding = reading.encoding
        self._problems(reading.doubts, None)

    def _count(self) -> None:
        """Count what came along with the contacts of the chunk."""
        chunk, report = self.chunk, self.report
        report.interactions += len(chunk.interactions)
        report.tasks += len(chunk.tasks)
        report.sales += len(chunk.sales)
        report.grades += len(graded(chunk))

    def _decide(self, drafts: list[Draft | Refusal]) -> None:
        claims = {id(draft): self.who.claim(draft) for draft in drafts if isinstance(draft, Draft)}
        news = [claim for claim in claims.values() if claim.phones is not None]
        for claim in news:
            settle_facts(claim.draft, self.choices)
        self._gather(news)
        for draft in drafts:
            self.tally.cards += 1
            if isinstance(draft, Refusal):
                self.tally.skipped += 1
                self.report.problems.append(Problem(self.tally.file, draft.line, draft.card, draft.reason))
                continue
            self._problems(draft.doubts, draft.card)
            self._settle(claims[id(draft)])

    def _problems(self, doubts: Iterable[Doubt], card: int | None) -> None:
        self.report.problems += [Problem(self.tally.file, doubt.line, card, doubt.reason) for doubt in doubts]

    def _person(self, claim: Claim, number: int) -> Contact:
        draft, choices = claim.draft, self.choices
        groups = {fold(group): group for group in (*draft.groups, *choices.groups)}
        for smart in choices.smart.intersection(groups):
            reason = f"{groups.pop(smart)} is a smart group of the book, whom it holds is found by its query"
            self.report.problems.append(Problem(self.tally.file, draft.line, draft.card, reason))
        own, custom = own_values(draft.fields)
        if draft.grade:
            own["grade"] = draft.grade
        if own.get("private") or choices.private.intersection(groups):
            own.pop("grade", None)
        person = Contact(
            id=number,
            name=draft.name,
            family=draft.family,
            given=draft.given,
            additional=draft.additional,
            prefix=draft.prefix,
            suffix=draft.suffix,
            nickname=draft.nickname,
            phonetic=draft.phonetic,
            organization=draft.organization,
            department=draft.department,
            title=draft.title,
            company=draft.company,
            important=draft.important,
            gender=draft.gender,
            source=self.source,
            uid=draft.uid,
            added=choices.today,
            groups=tuple(groups.values()),
            phones=claim.phones or (),
            emails=tuple(draft.emails),
            addresses=tuple(draft.addresses),
            urls=tuple(draft.urls),
            occasions=tuple(draft.occasions),
            relations=tuple(draft.relations),
            fields=custom,
            graded=choices.today if "grade" in own else None,
        )
        return replace(person, **own) if own else person

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
        self.people = {contact.id: contact for contact in self.known.contacts(sorted(ids))} if ids else {}
        self.notes = self.known.notes(sorted(noted)) if noted else {}
        self.facts = self.known.facts(sorted(told)) if told else {}

    def _settle(self, claim: Claim) -> None:
        """Decide who the draft is, and write that into the chunk."""
        if claim.phones is None or self.who.is_known(claim):
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
            self._possible(number, other, reason)

    def _settle_known(self, claim: Claim) -> None:
        cards = self.known.cards[claim.mark]
        living = [contact for contact, content in cards if content == claim.draft.content and contact is not None]
        if living:
            self.tally.unchanged += 1
        else:
            self._settle_removed(claim)

    def _settle_removed(self, claim: Claim) -> None:
        self.tally.removed_before += 1
        reason = f"{claim.draft.name} was removed from the book before, and stays removed"
        self.report.problems.append(Problem(self.tally.file, claim.draft.line, claim.draft.card, reason))

    def _create(self, claim: Claim) -> int:
        number = self.known.next_id()
        if self.choices.skip_existing:
            self.new.add(number)
        self.people[number] = self.chunk.created[number] = self._person(claim, number)
        self.notes[number] = set()
        self.facts[number] = set()
        self._hang(claim.draft, number)
        self.tally.created += 1
        return number

    def _update(self, claim: Claim, number: int) -> None:
        before = self.people[number]
        decided = GRADE in self.facts.get(number, ())
        merged = self._merged(claim, before, decided=decided)
        changed = merged.contact != before
        if changed:
            self.people[number] = merged.contact
            if number in self.chunk.created:
                self.chunk.created[number] = merged.contact
            else:
                first, _ = self.chunk.updated.get(number, (before, before))
                self.chunk.updated[number] = (first, merged.contact)
        file, line = self.tally.file, claim.draft.line
        self.report.conflicts += [FieldConflict(number, file, line, *conflict) for conflict in merged.conflicts]
        if self._hang(claim.draft, number) or changed:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1

    def _merged(self, claim: Claim, before: Contact, *, decided: bool) -> Merged:
        """Unite the contact with the draft; where they conflict, as it was answered, if it was."""
        draft, choices = self._person(claim, before.id), self.choices
        merged = merge_draft(before, draft, choices.prefer, decided=decided)
        file, line = self.tally.file, claim.draft.line
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
            texts = self.notes.setdefault(number, set())
            if (folded := fold_text(note)) not in texts:
                texts.add(folded)
                self.chunk.notes.append((number, note, draft.note_days.get(note)))
                hung = True
        if draft.photo and not self._has_photo(number, draft.photo.data):
            self.chunk.photos.append((number, draft.photo))
            hung = True
        return take_facts(draft, number, self.facts.setdefault(number, set()), self.chunk) or hung

    def _has_photo(self, number: int, data: bytes) -> bool:
        if any(owner == number and photo.data == data for owner, photo in self.chunk.photos):
            return True
        return number not in self.chunk.created and self.known.has_photo(number, data)

    def _remember(self, claim: Claim, number: int) -> None:
        draft = claim.draft
        self.chunk.cards.append((number, claim.mark, draft.content, draft.original))
        self.who.remember(claim, number, self.people[number].name)

    def _possible(self, number: int, other: int, reason: str) -> None:
        if (min(number, other), max(number, other)) in self.known.not_same:
            return
        pair = min(number, other) << _HALF | max(number, other)  # a third of a tuple's size: there may be many
        if pair not in self.pairs:
            self.pairs.add(pair)
            self.report.possible_duplicates.append(PossibleDuplicate(number, other, reason))
