"""Which contacts may be one person: pairs with reasons and a score from 0 to 1, the best first.

Only contacts that share a number, an e-mail or the sound of the name are compared, and colleagues whose names are
almost alike: a hundred thousand contacts are a few hundred thousand comparisons, and twice as many contacts are twice
as many. A number or an e-mail that more than a few share counts only together with the name.

A pair begins with full doubt that the two are one person. Each thing in common multiplies the doubt by a factor below
one; the score is one minus the doubt, multiplied by a factor for each difference. The factors were fitted to an
invented book whose duplicates are known (bench/doubles.py).
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
"""Pairs with at least this score are shown: 98 of 100 of them are one person."""

# By what each thing in common multiplies the doubt.
_PERSONAL = 0.15
_SHARED = 0.8  # a landline, info@, a number of people whose names contradict each other
_FIRM = 0.5
_FIRM_OF_A_NICKNAME = 0.8  # a company has more than one 张总
_BIRTHDAY = 0.25
_NOTHING_AGAINST = 0.85
# By what each difference multiplies the score.
_OTHER_NUMBER = 0.87
_OTHER_EMAIL = 0.87
_OTHER_FIRM = 0.75
_OTHER_BIRTHDAY = 0.4
# A number that more people share is no couple's, and a name that more people have is common: then both have to agree.
_FEW = 8
_NOBODY_ELSE = 2
_COLLEAGUES = 12
_NEIGHBOURS = 3


class Person(NamedTuple):
    """What is compared of a contact. Texts are folded but for the name; `birthday` is ISO and complete, or empty.

    `numbers` are by `phones.phone_key`.
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
    """Two contacts (ids, the lower one first) that may be one person, the score, and the reasons in words."""

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
    comparison = _Comparison(people)
    pairs = []
    for one, other in comparison.candidates():
        a, b = people[one], people[other]
        ids = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        if ids in not_same or (only is not None and a.id not in only and b.id not in only):
            continue
        score, reasons = comparison.compare(one, other) if a.id < b.id else comparison.compare(other, one)
        if score >= least:
            pairs.append(Pair(*ids, score, reasons))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.contact, pair.other))


class _Comparison:
    """Everybody who is compared. People are named by their places in the list.

    `sharing` are the people with a number or an e-mail, `name_counts` how many people have a name.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.names = [parse_name(person.name) for person in people]
        self.sharing: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            for address in {*person.numbers, *person.emails}:
                self.sharing[address].append(place)
        self.name_counts = Counter(name.key for name in self.names)
        self.personal: dict[str, bool] = {}

    def candidates(self) -> list[tuple[int, int]]:
        """Return the pairs that are worth a comparison."""
        pairs: set[tuple[int, int]] = set()
        by_sound, by_sound_and_more = self._namesakes()
        for block in (*self.sharing.values(), *by_sound.values()):
            if 1 < len(block) <= _FEW:
                pairs.update(combinations(block, 2))
        for block in by_sound_and_more.values():
            pairs.update(combinations(block, 2) if len(block) <= _FEW else pairwise(block))
        for firm in self._firms():
            pairs.update(self._typos(firm))
        return sorted(pairs)

    def _namesakes(self) -> tuple[_Blocks[str], _Blocks[tuple[str, str]]]:
        """Return people by the sound of the name, and by sound with a number, an e-mail, a firm or a birthday."""
        by_sound: _Blocks[str] = defaultdict(list)
        by_sound_and_more: _Blocks[tuple[str, str]] = defaultdict(list)
        chinese_sounds = {sound for name in self.names if not name.compact.isascii() for sound in sounds(name)}
        for place, (person, name) in enumerate(zip(self.people, self.names, strict=True)):
            for sound in sounds(name, chinese_sounds):
                by_sound[sound].append(place)
                for detail in _identifying_details(person):
                    by_sound_and_more[sound, detail].append(place)
        return by_sound, by_sound_and_more

    def _firms(self) -> Iterable[list[int]]:
        firms: _Blocks[str] = defaultdict(list)
        for place, person in enumerate(self.people):
            if person.organization:
                firms[person.organization].append(place)
        return firms.values()

    def _typos(self, firm: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield colleagues whose names are almost alike; of many, only neighbours by the alphabet."""
        names = [(spelled(self.names[place]), place) for place in firm]
        for (one, a), (other, b) in _neighbours(names):
            if one != other and may_be_typo(one, other):
                yield (a, b) if a < b else (b, a)

    def compare(self, one: int, other: int) -> tuple[float, tuple[str, ...]]:
        """Return the score of two people, from 0 to 1, and the reasons."""
        a, b = self.people[one], self.people[other]
        names = self._likeness(one, other)
        shared = [*self._shared_numbers_and_emails(a, b)]
        doubt, reasons = 1.0, []
        for factor, reason in (*shared, *_other_things_in_common(a, b, names)):
            doubt *= factor
            reasons.append(reason)
        if names.sure == 0 and doubt > _PERSONAL**2:  # another name: only a number and an e-mail can outweigh that
            return 0, ()
        certainty = _differences(a, b, in_touch=bool(shared))
        if certainty == 1 and not reasons and self.name_counts[self.names[one].key] == _NOBODY_ELSE:
            doubt *= _NOTHING_AGAINST
        if names.reason:
            reasons.insert(len(shared), names.reason)
        return round((1 - doubt * (1 - names.sure)) * certainty, 2), tuple(reasons)

    def _likeness(self, one: int, other: int) -> Likeness:
        a, b = self.people[one], self.people[other]
        if a.company != b.company:
            same = self.names[one].key == self.names[other].key
            return Likeness(0.5, "same name") if same else Likeness(0, "", contradict=True)
        return likeness(self.names[one], self.names[other], (a.name, a.nickname), (b.name, b.nickname))

    def _shared_numbers_and_emails(self, a: Person, b: Person) -> Iterator[tuple[float, str]]:
        """Yield the factors and reasons of a number and an e-mail that both have."""
        for what, mine, theirs in (("phone", a.numbers, b.numbers), ("e-mail", a.emails, b.emails)):
            common = sorted(set(mine).intersection(theirs)) if mine and theirs else ()
            personal = [address for address in common if self._is_one_persons(address)]
            if personal:
                yield _PERSONAL, f"same {what} {personal[0]}"
            elif common:
                yield _SHARED, f"same {what} {common[0]}, of several"

    def _is_one_persons(self, address: str) -> bool:
        """Whether a number or an e-mail is personal, and not shared by people whose names contradict each other."""
        if address not in self.personal:
            names = [self.names[place] for place in self.sharing[address]]
            personal = not is_shared_mailbox(address) if "@" in address else is_personal_key(address)
            self.personal[address] = personal and len(names) <= _FEW and not _any_contradict(names)
        return self.personal[address]


def _identifying_details(person: Person) -> Iterator[str]:
    """Yield what identifies a person together with the name."""
    yield from person.numbers
    yield from person.emails
    if person.organization:
        yield f"firm {person.organization}"
    if person.birthday:
        yield f"born {person.birthday}"


def _any_contradict(names: Sequence[Name]) -> bool:
    return any(names_contradict(one, other) for one, other in combinations(names, 2))


def _neighbours(names: list[tuple[str, int]]) -> Iterable[tuple[tuple[str, int], tuple[str, int]]]:
    """Yield all pairs of a few names; of many, those near each other by their first or last letters."""
    if len(names) <= _COLLEAGUES:
        yield from combinations(names, 2)
        return
    for order in (sorted(names), sorted(names, key=lambda name: name[0][::-1])):
        for ahead in range(1, _NEIGHBOURS + 1):
            yield from zip(order, order[ahead:], strict=False)


def _other_things_in_common(a: Person, b: Person, names: Likeness) -> Iterator[tuple[float, str]]:
    """Yield the factors and reasons of a firm and a birthday that both have."""
    if a.organization and a.organization == b.organization:
        yield (_FIRM if names.whole else _FIRM_OF_A_NICKNAME), f"one firm: {a.organization}"
    if a.birthday and a.birthday == b.birthday:
        yield _BIRTHDAY, f"born {a.birthday}"


def _differences(a: Person, b: Person, *, in_touch: bool) -> float:
    """Return the factor of all differences; `in_touch`: a number or an e-mail is in common, so others do not count."""
    factor = 1.0
    if not in_touch:
        factor *= _OTHER_NUMBER if a.numbers and b.numbers else 1
        factor *= _OTHER_EMAIL if a.emails and b.emails else 1
    if a.organization and b.organization and a.organization != b.organization:
        factor *= _OTHER_FIRM
    if a.birthday and b.birthday and a.birthday != b.birthday:
        factor *= _OTHER_BIRTHDAY
    return factor


class Lookalike(NamedTuple):
    """A contact of the book that is like a new one, and why; `same` when it is almost certainly the same person."""

    id: int
    name: str
    why: str
    same: bool


def lookalike(new: Contact, there: Contact) -> Lookalike | None:
    """Return a new contact's likeness to one of the book: a number, an e-mail or the name in common; None without any.

    They are the same where a personal number or an e-mail is in common and the names agree.
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
    """Return the contacts that are like the new one, the surest first."""
    alike = [like for there in others if (like := lookalike(new, there))]
    return sorted(alike, key=lambda like: (not like.same, like.id))


def _numbers(contact: Contact) -> dict[str, bool]:
    """Return the keys of the contact's numbers, and whether each number is personal."""
    keys = (key_of(phone.value, phone.e164, phone.extension) for phone in contact.phones)
    return {key: personal for key, personal in keys if key}
