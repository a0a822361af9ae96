"""Plan an import: whom each draft of a file is, and what that changes. Nothing is written here.

Drafts come from an iterator and the plan goes out in chunks, so that memory grows with neither photos nor files.
Whoever takes a chunk writes it before asking for the next: contacts are looked up again where they were put.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from followup.core.book_ids import contact_of
from followup.core.contact import Contact, Phone
from followup.core.draft import Draft, Refusal
from followup.core.fields import own_values
from followup.core.folding import fold, fold_text
from followup.core.identity import contradict, fingerprint, name_key, same_person, unique_id
from followup.core.import_plan import Chunk
from followup.core.import_report import FieldConflict, FileReport, ImportReport, PossibleDuplicate, Problem
from followup.core.merging import merge_draft
from followup.core.phones import key_of, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from followup.core.draft import Doubt, Reading
    from followup.core.import_plan import Choices, Ids, Known

_CHUNK = 500
_CHUNK_BYTES = 16 << 20
# A number that more contacts share than this is a switchboard's, whatever kind it is.
_MOST_SHARING = 8
_HALF = 32


@dataclass(slots=True)
class _Claim:
    """A draft and what it can be known by; `keys` are (index, key, whether it identifies by itself).

    `phones` is None where the very card is known, and nothing else about it needs to be. `own` is whom the book itself
    wrote the card about.
    """

    draft: Draft
    mark: bytes
    phones: tuple[Phone, ...] | None = None
    own: int | None = None
    name: str = ""
    uid: str | None = None
    keys: list[tuple[dict[str, Ids], str, bool]] = field(default_factory=list)


def plan_import(
    files: Iterable[tuple[str, Reading]], known: Known, choices: Choices, report: ImportReport
) -> Iterator[Chunk]:
    """Plan files (name, reading) one after the other into chunks; `report` fills as they come."""
    plan = _Plan(known, choices, report)
    for name, reading in files:
        yield from plan.file(name, reading)


def sample_numbers(readings: Sequence[Reading], most: int = 2000) -> list[str]:
    """Return the first numbers of the files, as written, to vote on their region; the drafts read for it are kept."""
    numbers: list[str] = []
    for reading in readings:
        if len(numbers) >= most:
            break
        read: list[Draft | Refusal] = []
        size = 0
        for draft in reading.drafts:
            read.append(draft)
            if isinstance(draft, Draft):
                numbers += [phone.value for phone in draft.phones]
                size += _bytes_of(draft)
            if len(numbers) >= most or size > _CHUNK_BYTES:
                break
        reading.drafts = chain(read, reading.drafts)
    return numbers


class _Plan:
    """An import being planned: the indexes, and the chunk that is being filled."""

    def __init__(self, known: Known, choices: Choices, report: ImportReport) -> None:
        self.known = known
        self.choices = choices
        self.report = report
        self.people: dict[int, Contact] = {}
        self.notes: dict[int, set[str]] = {}
        self.claimed: dict[bytes, set[int]] = {}
        self.pairs: set[int] = set()
        self.chunk = Chunk()

    def file(self, name: str, reading: Reading) -> Iterator[Chunk]:
        self.claimed.clear()
        self.source = name.replace("\\", "/").rpartition("/")[2]
        self.tally = FileReport(name, reading.format, reading.encoding)
        self.report.files.append(self.tally)
        for drafts in _chunks(reading.drafts):
            self.chunk = Chunk()
            self._decide(drafts)
            yield self.chunk
        self.tally.encoding = reading.encoding
        self._problems(reading.doubts, None)

    def _decide(self, drafts: list[Draft | Refusal]) -> None:
        claims = {id(draft): self._claim(draft) for draft in drafts if isinstance(draft, Draft)}
        self._gather([claim for claim in claims.values() if claim.phones is not None])
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

    def _claim(self, draft: Draft) -> _Claim:
        """What the draft can be known by; no more than its fingerprint where the very card is known."""
        own = contact_of(self.known.book, draft.uid)
        if own is not None:  # the id that the card left with says who it is, and nothing that the book does not know
            draft.uid = ""
        claim = _Claim(draft, fingerprint(draft), own=own)
        if not self._same_card(claim):
            self._describe(claim)
        return claim

    def _describe(self, claim: _Claim) -> None:
        draft, known, region = claim.draft, self.known, self.choices.region
        claim.phones = tuple([Phone(one.label, one.value, *normalise(one.value, region)) for one in draft.phones])
        claim.name = name_key(draft.name)
        claim.uid = unique_id(draft.uid)
        for phone in claim.phones:
            key, personal = key_of(phone.value, phone.e164, phone.extension)
            if key:
                claim.keys.append((known.numbers, key, personal))
        claim.keys += [(known.emails, fold(email.value), True) for email in draft.emails]

    def _person(self, claim: _Claim, number: int) -> Contact:
        draft, choices = claim.draft, self.choices
        groups = {fold(group): group for group in (*draft.groups, *choices.groups)}
        for smart in choices.smart.intersection(groups):
            reason = f"{groups.pop(smart)} is a smart group of the book, whom it holds is found by its query"
            self.report.problems.append(Problem(self.tally.file, draft.line, draft.card, reason))
        own, custom = own_values(draft.fields)
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

    def _same_card(self, claim: _Claim) -> bool:
        for contact, content in self.known.cards.get(claim.mark, ()):
            if content == claim.draft.content:
                self._take(claim, contact)
                return True
        return False

    def _gather(self, claims: list[_Claim]) -> None:
        """Look up together whom the chunk's drafts may be."""
        ids: set[int] = set()
        noted: set[int] = set()
        for claim in claims:
            may_be = self._candidates(claim)
            ids.update(may_be)
            if claim.draft.notes:
                noted.update(may_be)
        self.people = {contact.id: contact for contact in self.known.contacts(sorted(ids))} if ids else {}
        self.notes = self.known.notes(sorted(noted)) if noted else {}

    def _candidates(self, claim: _Claim) -> list[int]:
        found = [contact for contact, _ in self.known.cards.get(claim.mark, ()) if contact is not None]
        if claim.own is not None:
            found.append(claim.own)
        if claim.uid:
            found += self.known.uids.get(claim.uid, ())
        for index, key, personal in claim.keys:
            if ids := index.get(key):
                strong = personal and len(ids) <= _MOST_SHARING
                found += ids if strong else self._namesakes(claim, ids)
        return found

    def _settle(self, claim: _Claim) -> None:
        """Decide who the draft is, and write that into the chunk."""
        if claim.phones is None or self._same_card(claim):
            self._settle_known(claim)
            return
        number, removed = self._by_card(claim)
        if claim.own in self.people:
            number, removed = claim.own, False
        if removed:
            self._settle_removed(claim)
            return
        alike: list[tuple[int, str]] = []
        if number is None and claim.uid:
            number = next(iter(self.known.uids.get(claim.uid, ())), None)
        if number is None:
            number, alike = self._by_keys(claim)
        if number is None:
            number = self._create(claim)
        else:
            self._update(claim, number)
        self._remember(claim, number)
        for other, reason in alike:
            self._possible(number, other, reason)

    def _settle_known(self, claim: _Claim) -> None:
        cards = self.known.cards[claim.mark]
        living = [contact for contact, content in cards if content == claim.draft.content and contact is not None]
        if living:
            self.tally.unchanged += 1
        else:
            self._settle_removed(claim)

    def _settle_removed(self, claim: _Claim) -> None:
        self.tally.removed_before += 1
        reason = f"{claim.draft.name} was removed from the book before, and stays removed"
        self.report.problems.append(Problem(self.tally.file, claim.draft.line, claim.draft.card, reason))

    def _by_card(self, claim: _Claim) -> tuple[int | None, bool]:
        """Whom the same fingerprint became, and whether that one was removed.

        Cards with nothing but a name are told apart within one file: two 张伟 there are two people.
        """
        cards = self.known.cards.get(claim.mark, ())
        living = [contact for contact, _ in cards if contact is not None]
        if cards and not living:
            return None, True
        if _is_bare(claim.draft):
            taken = self.claimed.get(claim.mark, ())
            living = [contact for contact in living if contact not in taken]
        return (living[0] if living else None), False

    def _take(self, claim: _Claim, contact: int | None) -> None:
        """Note that the file has named a contact by nothing but the name."""
        if contact is not None and _is_bare(claim.draft):
            self.claimed.setdefault(claim.mark, set()).add(contact)

    def _by_keys(self, claim: _Claim) -> tuple[int | None, list[tuple[int, str]]]:
        """Return who has a number or an e-mail in common and an agreeing name, and who else may be the same person."""
        scores: dict[int, tuple[bool, int, int]] = {}
        alike: dict[int, str] = {}
        for index, key, personal in claim.keys:
            ids = index.get(key)
            if not ids:
                continue
            strong = personal and len(ids) <= _MOST_SHARING
            contested = strong and len(ids) > 1 and self._is_contested(ids)
            for number in ids if strong else self._namesakes(claim, ids):
                other = self.people[number]
                equal = claim.name == name_key(other.name)
                if equal or (strong and not contested and same_person(claim.draft, other)):
                    scores[number] = (equal, scores.get(number, (equal, 0))[1] + 1, -number)
                elif not contradict(claim.draft.name, other.name):
                    alike.setdefault(number, f"both have {key}")
        best = max(scores, key=lambda number: scores[number]) if scores else None
        alike |= {number: "both have a number or an e-mail of this card" for number in scores if number != best}
        if best is None:
            alike |= dict.fromkeys(self.known.names.get(claim.name, ())[:1], f"both are called {claim.draft.name}")
        return best, list(alike.items())

    def _namesakes(self, claim: _Claim, ids: Ids) -> list[int]:
        """Whom a number that many share means: those with the very name."""
        return sorted(set(ids).intersection(self.known.names.get(claim.name, ())))

    def _is_contested(self, ids: Ids) -> bool:
        """Whether names contradict each other among those who share a number."""
        names = [self.people[number].name for number in ids]
        return any(contradict(one, other) for place, one in enumerate(names) for other in names[:place])

    def _create(self, claim: _Claim) -> int:
        number = self.known.next_id()
        self.people[number] = self.chunk.created[number] = self._person(claim, number)
        self.notes[number] = set()
        self._hang(claim.draft, number)
        self.tally.created += 1
        return number

    def _update(self, claim: _Claim, number: int) -> None:
        before = self.people[number]
        merged = merge_draft(before, self._person(claim, number), self.choices.prefer)
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

    def _hang(self, draft: Draft, number: int) -> bool:
        """Put notes and photo that the contact does not have yet into the chunk; whether there were any."""
        hung = False
        for note in draft.notes:
            texts = self.notes.setdefault(number, set())
            if (folded := fold_text(note)) not in texts:
                texts.add(folded)
                self.chunk.notes.append((number, note))
                hung = True
        if draft.photo and not self._has_photo(number, draft.photo.data):
            self.chunk.photos.append((number, draft.photo))
            hung = True
        return hung

    def _has_photo(self, number: int, data: bytes) -> bool:
        if any(owner == number and photo.data == data for owner, photo in self.chunk.photos):
            return True
        return number not in self.chunk.created and self.known.has_photo(number, data)

    def _remember(self, claim: _Claim, number: int) -> None:
        draft, known = claim.draft, self.known
        self._take(claim, number)
        self.chunk.cards.append((number, claim.mark, draft.content, draft.original))
        known.cards[claim.mark] = (*known.cards.get(claim.mark, ()), (number, draft.content))
        for index, key, _ in claim.keys:
            _add(index, key, number)
        if claim.uid:
            _add(known.uids, claim.uid, number)
        name = self.people[number].name
        _add(known.names, claim.name if name == draft.name else name_key(name), number)

    def _possible(self, number: int, other: int, reason: str) -> None:
        pair = min(number, other) << _HALF | max(number, other)  # a third of a tuple's size: there may be many
        if pair not in self.pairs:
            self.pairs.add(pair)
            self.report.possible_duplicates.append(PossibleDuplicate(number, other, reason))


def _add(index: dict[str, Ids], key: str, number: int) -> None:
    ids = index.get(key)
    if ids is None:
        index[key] = (number,)
    elif number not in ids:
        index[key] = (*ids, number)


def _is_bare(draft: Draft) -> bool:
    """Whether the draft has nothing to be known by but a name."""
    return not (draft.phones or draft.emails or draft.urls or draft.uid)


def _bytes_of(draft: Draft) -> int:
    return len(draft.original) + (len(draft.photo.data) if draft.photo else 0)


def _chunks(drafts: Iterator[Draft | Refusal]) -> Iterator[list[Draft | Refusal]]:
    """Cut the drafts into pieces that fit into memory, photos included."""
    chunk: list[Draft | Refusal] = []
    size = 0
    for draft in drafts:
        chunk.append(draft)
        size += _bytes_of(draft) if isinstance(draft, Draft) else 0
        if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
