"""Which contacts may be one person: pairs with reasons and a score from 0 to 1, the best first.

Nobody is compared with everybody. Who may be one shares a number, an e-mail, or a name by its sound, or is written
almost like a colleague: so a hundred thousand contacts are a few hundred thousand comparisons, and twice as many
contacts twice as many. Where more than a few share a thing, it tells only together with the name.

The score is what is left of the doubt: each thing in common takes a share of it away, each difference takes from the
score. The shares were fitted to an invented book whose doubles are known (bench/doubles.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from followup.core.contacts.emails import is_shared_mailbox
from followup.core.contacts.phones import is_personal_key, key_of
from followup.core.matching.names import Name, name_key, parse_name
from followup.core.matching.same_person import names_contradict, same_person
from followup.core.matching.similarity import Likeness, likeness, may_be_typo, sounds, spelled
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from followup.core.model.contact import Contact

    _Key = TypeVar("_Key")
    _Blocks = dict[_Key, list[int]]

LIKELY = 0.6
"""From this score on a pair is offered: 98 of 100 of these are one person."""

# What each thing in common leaves of the doubt.
_PERSONAL = 0.15
_SHARED = 0.8  # a landline, info@, a number of people who contradict each other
_FIRM = 0.5
_FIRM_OF_A_NICKNAME = 0.8  # there is more than one 张总 in it
_BIRTHDAY = 0.25
_NOTHING_AGAINST = 0.85
# What each difference leaves of the score.
_OTHER_NUMBER = 0.87
_OTHER_EMAIL = 0.87
_OTHER_FIRM = 0.75
_OTHER_BIRTHDAY = 0.4
# More than so many at one number are no couple, and of one name no wonder: then both have to be in common.
_FEW = 8
_NOBODY_ELSE = 2
_COLLEAGUES = 12
_NEIGHBOURS = 3


class Person(NamedTuple):
    """What is compared of a contact. Texts are folded but for the name; `birthday` is ISO and complete, or empty.

    `numbers` are as `phones.key_of` compares them.
    """

    id: int
    name: str
    nickname: str = ""
    organization: str = ""
    company: bool = False
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birthday: str = ""


class Pair(NamedTuple):
    """Two contacts (ids, the lower one first) that may be one, how sure that is, and why in words."""

    contact: int
    other: int
    score: float
    reasons: tuple[str, ...]


def find_duplicates(
    people: Sequence[Person],
    not_same: Collection[tuple[int, int]] = (),
    only: Collection[int] | None = None,
    least: float = LIKELY,
) -> list[Pair]:
    """Return the pairs with a score of `least` or more, the best first; none of `not_same` (lower id first).

    With `only`, one of the two is among these ids.
    """
    book = _Book(people)
    found = []
    for one, other in book.candidates():
        a, b = people[one], people[other]
        ids = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        if ids in not_same or (only is not None and a.id not in only and b.id not in only):
            continue
        score, reasons = book.compare(one, other) if a.id < b.id else book.compare(other, one)
        if score >= least:
            found.append(Pair(*ids, score, reasons))
    return sorted(found, key=lambda pair: (-pair.score, pair.contact, pair.other))


class _Book:
    """The people by their place in the list, and who shares what."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.names = [parse_name(person.name) for person in people]
        self.ways: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            for way in {*person.numbers, *person.emails}:
                self.ways[way].append(place)
        self.called = Counter(name.key for name in self.names)
        self.one_persons: dict[str, bool] = {}

    def candidates(self) -> list[tuple[int, int]]:
        """Return the pairs that are worth a comparison."""
        pairs: set[tuple[int, int]] = set()
        named, told_apart = self._namesakes()
        for block in (*self.ways.values(), *named.values()):
            if 1 < len(block) <= _FEW:
                pairs.update(combinations(block, 2))
        for block in told_apart.values():
            pairs.update(combinations(block, 2) if len(block) <= _FEW else pairwise(block))
        for firm in self._firms():
            pairs.update(self._typos(firm))
        return sorted(pairs)

    def _namesakes(self) -> tuple[_Blocks[str], _Blocks[tuple[str, str]]]:
        """Return who is called so, by sound; and by sound and a number, an e-mail, a firm or a birthday."""
        named: _Blocks[str] = defaultdict(list)
        told_apart: _Blocks[tuple[str, str]] = defaultdict(list)
        heard = {sound for name in self.names if not name.compact.isascii() for sound in sounds(name)}
        for place, (person, name) in enumerate(zip(self.people, self.names, strict=True)):
            for sound in sounds(name, heard):
                named[sound].append(place)
                for telling in _telling(person):
                    told_apart[sound, telling].append(place)
        return named, told_apart

    def _firms(self) -> Iterable[list[int]]:
        firms: _Blocks[str] = defaultdict(list)
        for place, person in enumerate(self.people):
            if person.organization:
                firms[person.organization].append(place)
        return firms.values()

    def _typos(self, firm: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield colleagues whose names are written almost alike; of many those that stand together by the alphabet."""
        written = [(spelled(self.names[place]), place) for place in firm]
        for (one, a), (other, b) in _near(written):
            if one != other and may_be_typo(one, other):
                yield (a, b) if a < b else (b, a)

    def compare(self, one: int, other: int) -> tuple[float, tuple[str, ...]]:
        """Return how sure it is that two are one person, from 0 to 1, and what speaks for it."""
        a, b = self.people[one], self.people[other]
        named = self._likeness(one, other)
        ways = [*self._ways_in_common(a, b)]
        doubt, reasons = 1.0, []
        for left, reason in (*ways, *_other_things(a, b, named)):
            doubt *= left
            reasons.append(reason)
        if named.sure == 0 and doubt > _PERSONAL**2:  # another name: only a number and an e-mail can outweigh that
            return 0, ()
        certain = _differences(a, b, bool(ways))
        if certain == 1 and not reasons and self.called[self.names[one].key] == _NOBODY_ELSE:
            doubt *= _NOTHING_AGAINST
        if named.reason:
            reasons.insert(len(ways), named.reason)
        return round((1 - doubt * (1 - named.sure)) * certain, 2), tuple(reasons)

    def _likeness(self, one: int, other: int) -> Likeness:
        a, b = self.people[one], self.people[other]
        if a.company != b.company:
            same = self.names[one].key == self.names[other].key
            return Likeness(0.5, "same name") if same else Likeness(0, "", contradict=True)
        return likeness(self.names[one], self.names[other], (a.name, a.nickname), (b.name, b.nickname))

    def _ways_in_common(self, a: Person, b: Person) -> Iterator[tuple[float, str]]:
        for what, mine, theirs in (("phone", a.numbers, b.numbers), ("e-mail", a.emails, b.emails)):
            common = sorted(set(mine).intersection(theirs)) if mine and theirs else ()
            personal = [way for way in common if self._is_one_persons(way)]
            if personal:
                yield _PERSONAL, f"same {what} {personal[0]}"
            elif common:
                yield _SHARED, f"same {what} {common[0]}, of several"

    def _is_one_persons(self, way: str) -> bool:
        """Whether a number or an e-mail is personal, and not shared by people who contradict each other."""
        if way not in self.one_persons:
            sharing = [self.names[place] for place in self.ways[way]]
            personal = not is_shared_mailbox(way) if "@" in way else is_personal_key(way)
            self.one_persons[way] = personal and len(sharing) <= _FEW and not _contested(sharing)
        return self.one_persons[way]


def _telling(person: Person) -> Iterator[str]:
    """Yield what together with a name tells who it is."""
    yield from person.numbers
    yield from person.emails
    if person.organization:
        yield f"firm {person.organization}"
    if person.birthday:
        yield f"born {person.birthday}"


def _contested(names: Sequence[Name]) -> bool:
    return any(names_contradict(one, other) for one, other in combinations(names, 2))


def _near(written: list[tuple[str, int]]) -> Iterable[tuple[tuple[str, int], tuple[str, int]]]:
    """Yield all pairs of a few; of many each with its neighbours, by the alphabet and by the alphabet from behind."""
    if len(written) <= _COLLEAGUES:
        yield from combinations(written, 2)
        return
    for order in (sorted(written), sorted(written, key=lambda one: one[0][::-1])):
        for ahead in range(1, _NEIGHBOURS + 1):
            yield from zip(order, order[ahead:], strict=False)


def _other_things(a: Person, b: Person, named: Likeness) -> Iterator[tuple[float, str]]:
    """Yield what else two have in common: what it leaves of the doubt, and the reason."""
    if a.organization and a.organization == b.organization:
        yield (_FIRM if named.whole else _FIRM_OF_A_NICKNAME), f"one firm: {a.organization}"
    if a.birthday and a.birthday == b.birthday:
        yield _BIRTHDAY, f"born {a.birthday}"


def _differences(a: Person, b: Person, in_touch: bool) -> float:  # noqa: FBT001 - one fact of three
    """Return what the differences leave of the score: of numbers and e-mails only where none is in common."""
    left = 1.0
    if not in_touch:
        left *= _OTHER_NUMBER if a.numbers and b.numbers else 1
        left *= _OTHER_EMAIL if a.emails and b.emails else 1
    if a.organization and b.organization and a.organization != b.organization:
        left *= _OTHER_FIRM
    if a.birthday and b.birthday and a.birthday != b.birthday:
        left *= _OTHER_BIRTHDAY
    return left


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
