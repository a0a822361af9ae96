"""Who a draft of a file is among those the book knows: by its fingerprint, its UID, its numbers and e-mails.

The rules are those of `matching.same_person`; here is what they are asked about, and in which order.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING

from followup.core.importing.prepare import EMAIL
from followup.core.importing.types import add_id
from followup.core.matching.names import name_key, parse_name
from followup.core.matching.same_person import names_contradict, names_of, same_person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.importing.prepare import Claim
    from followup.core.importing.types import Ids, Known
    from followup.core.model.contact import Contact

# A number that more contacts share than this is a switchboard's, whatever kind it is.
_MOST_SHARING = 8
# Of more cards with one fingerprint an index is made.
_FEW_CARDS = 8

Alike = list[tuple[int, str]]
"""Who may be the same person, and why, without being sure enough."""


class Matching:
    """Whom the drafts of files mean."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.claimed: dict[bytes, set[int]] = {}
        self.passed: dict[bytes, int] = {}
        self.contents: dict[bytes, _Contents] = {}

    def begin_file(self) -> None:
        """Forget whom the file before has named by nothing but a name."""
        self.claimed.clear()
        self.passed.clear()

    def is_known(self, claim: Claim) -> bool:
        """Whether the very card, with all it says, was imported before."""
        people = self.by_content(claim)
        if people:
            self._take(claim, people[0])
        return bool(people)

    def by_content(self, claim: Claim) -> Sequence[int | None]:
        """Return whom the very card became, None for one who was removed since."""
        cards = self.known.cards.get(claim.mark, ())
        content = claim.draft.content
        if len(cards) <= _FEW_CARDS:
            return [contact for contact, told in cards if told == content]
        index = self.contents.setdefault(claim.mark, _Contents())
        return index.people(cards, content)

    def candidates(self, claim: Claim) -> list[int]:
        """Return the ids of those whom the draft may mean, to be looked up before it is decided.

        Of many with the same fingerprint only the first: whoever else is meant is looked up when that is known.
        """
        cards = self.known.cards.get(claim.mark, ())
        found = [contact for contact, _ in cards[:_FEW_CARDS] if contact is not None]
        if claim.own is not None:
            found.append(claim.own)
        if claim.uid:
            found += self.known.uids.get(claim.uid, ())
        for kind, key, personal in claim.keys:
            if ids := self._index(kind).get(key):
                strong = personal and len(ids) <= _MOST_SHARING
                found += ids if strong else self._namesakes(claim, ids)
        return found

    def find(self, claim: Claim, people: Mapping[int, Contact]) -> tuple[int | None, bool, Alike]:
        """Return (who it is, or None, whether that one was removed from the book, who else may be the same person).

        `people` are the candidates by id. In this order: the same fingerprint, the id the book gave, the same globally
        unique UID, a number or an e-mail in common with names that agree.
        """
        number, removed = self._by_card(claim)
        if claim.own in people:
            number, removed = claim.own, False
        if removed:
            return None, True, []
        if number is None and claim.uid:
            number = next(iter(self.known.uids.get(claim.uid, ())), None)
        if number is None:
            number, alike = self._by_keys(claim, people)
            return number, False, alike
        return number, False, []

    def remember(self, claim: Claim, number: int, name: str) -> None:
        """Note whom the draft became, for those that come behind it; `name` is the contact's."""
        draft, known = claim.draft, self.known
        self._take(claim, number)
        known.cards.setdefault(claim.mark, []).append((number, draft.content))
        for kind, key, _ in claim.keys:
            add_id(self._index(kind), key, number)
        if claim.uid:
            add_id(known.uids, claim.uid, number)
        add_id(known.names, claim.name, number)
        if name != draft.name:
            add_id(known.names, name_key(name), number)

    def _index(self, kind: int) -> dict[str, Ids]:
        return self.known.emails if kind == EMAIL else self.known.numbers

    def _by_card(self, claim: Claim) -> tuple[int | None, bool]:
        """Whom the same fingerprint became, and whether that one was removed.

        Cards with nothing but a name are told apart within one file: two 张伟 there are two people.
        """
        cards = self.known.cards.get(claim.mark, ())
        taken = self.claimed.get(claim.mark, ()) if claim.bare else ()
        start = self.passed.get(claim.mark, 0)  # those before it were removed or taken, and stay so within the file
        for place in range(start, len(cards)):
            contact, _ = cards[place]
            if contact is not None and contact not in taken:
                self.passed[claim.mark] = place
                return contact, False
        if cards:
            self.passed[claim.mark] = len(cards)
        return None, bool(cards) and not taken

    def _take(self, claim: Claim, contact: int | None) -> None:
        """Note that the file has named a contact by nothing but the name."""
        if contact is not None and claim.bare:
            self.claimed.setdefault(claim.mark, set()).add(contact)

    def _by_keys(self, claim: Claim, people: Mapping[int, Contact]) -> tuple[int | None, Alike]:
        """Return who has a number or an e-mail in common and an agreeing name, and who else may be the same person."""
        scores: dict[int, tuple[bool, int]] = {}
        alike: dict[int, str] = {}
        for kind, key, personal in claim.keys:
            ids = self._index(kind).get(key)
            if not ids:
                continue
            strong = personal and len(ids) <= _MOST_SHARING
            contested = strong and len(ids) > 1 and _is_contested([people[number].name for number in ids])
            for number in ids if strong else self._namesakes(claim, ids):
                other = people[number]
                equal = claim.name in map(name_key, names_of(other))
                if equal or (strong and not contested and same_person(claim.person(0), other)):
                    scores[number] = (equal, scores.get(number, (equal, 0))[1] + 1)
                elif not names_contradict(parse_name(claim.draft.name), parse_name(other.name)):
                    alike.setdefault(number, f"both have {key}")
        best = _best(scores, people)
        alike |= dict.fromkeys(scores, "both have a number or an e-mail of this card")
        if best is not None:
            del alike[best]
        else:
            first = islice(self.known.names.get(claim.name, ()), 1)
            alike |= dict.fromkeys(first, f"both are called {claim.draft.name}")
        return best, list(alike.items())

    def _namesakes(self, claim: Claim, ids: Ids) -> list[int]:
        """Whom a number that many share means: those with the very name."""
        called = self.known.names.get(claim.name, ())
        fewer, more = (called, ids) if len(called) < len(ids) else (ids, called)
        return sorted(islice((number for number in fewer if number in more), _MOST_SHARING))


def _best(scores: Mapping[int, tuple[bool, int]], people: Mapping[int, Contact]) -> int | None:
    """Return who has most in common, of equals the one that came first; None where it may be either of two.

    小王 is no more 王芳 than 王强, if both have his number: only an equal name chooses between them. Two that may
    themselves be one are no such choice: the Zhang Wei of the number and the Zhang Wei of the e-mail are both 张伟.
    """
    if not scores:
        return None
    most = max(scores.values())
    leading = [number for number, score in scores.items() if score == most]
    first = min(leading)
    one = most[0] or all(same_person(people[other], people[first]) for other in leading if other != first)
    return first if one else None


def _is_contested(names: list[str]) -> bool:
    """Whether names contradict each other among those who share a number."""
    return any(names_contradict(one, other) for one, other in combinations(map(parse_name, names), 2))


class _Contents:
    """Whom many cards of one fingerprint became, by what they say; what came since is added when it is asked."""

    def __init__(self) -> None:
        self.found: dict[bytes, list[int | None]] = {}
        self.taken_in = 0

    def people(self, cards: Sequence[tuple[int | None, bytes]], content: bytes) -> Sequence[int | None]:
        for contact, told in cards[self.taken_in :]:
            self.found.setdefault(told, []).append(contact)
        self.taken_in = len(cards)
        return self.found.get(content, ())
