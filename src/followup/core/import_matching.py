"""Who a draft of a file is among those the book knows: by its fingerprint, its UID, its numbers and e-mails.

The rules are those of `identity`; here is what they are asked about, and in which order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.claims import EMAIL
from followup.core.identity import ALSO, BETWEEN, contradict, name_key, same_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.core.claims import Claim
    from followup.core.contact import Contact
    from followup.core.import_plan import Ids, Known

# A number that more contacts share than this is a switchboard's, whatever kind it is.
_MOST_SHARING = 8

Alike = list[tuple[int, str]]
"""Who may be the same person, and why, without being sure enough."""


class Matching:
    """Whom the drafts of files mean."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.claimed: dict[bytes, set[int]] = {}

    def begin_file(self) -> None:
        """Forget whom the file before has named by nothing but a name."""
        self.claimed.clear()

    def is_known(self, claim: Claim) -> bool:
        """Whether the very card, with all it says, was imported before."""
        for contact, content in self.known.cards.get(claim.mark, ()):
            if content == claim.draft.content:
                self._take(claim, contact)
                return True
        return False

    def candidates(self, claim: Claim) -> list[int]:
        """Return the ids of all whom the draft may mean, to be looked up before it is decided."""
        found = [contact for contact, _ in self.known.cards.get(claim.mark, ()) if contact is not None]
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
        known.cards[claim.mark] = (*known.cards.get(claim.mark, ()), (number, draft.content))
        for kind, key, _ in claim.keys:
            _add(self._index(kind), key, number)
        if claim.uid:
            _add(known.uids, claim.uid, number)
        _add(known.names, claim.name, number)
        if name != draft.name:
            _add(known.names, name_key(name), number)

    def _index(self, kind: int) -> dict[str, Ids]:
        return self.known.emails if kind == EMAIL else self.known.numbers

    def _by_card(self, claim: Claim) -> tuple[int | None, bool]:
        """Whom the same fingerprint became, and whether that one was removed.

        Cards with nothing but a name are told apart within one file: two 张伟 there are two people.
        """
        cards = self.known.cards.get(claim.mark, ())
        living = [contact for contact, _ in cards if contact is not None]
        if cards and not living:
            return None, True
        if claim.bare:
            taken = self.claimed.get(claim.mark, ())
            living = [contact for contact in living if contact not in taken]
        return (living[0] if living else None), False

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
                equal = claim.name in _names_of(other)
                if equal or (strong and not contested and same_person(claim.person(0), other)):
                    scores[number] = (equal, scores.get(number, (equal, 0))[1] + 1)
                elif not contradict(claim.draft.name, other.name):
                    alike.setdefault(number, f"both have {key}")
        best = _best(scores, people)
        alike |= dict.fromkeys(scores, "both have a number or an e-mail of this card")
        if best is not None:
            del alike[best]
        else:
            alike |= dict.fromkeys(self.known.names.get(claim.name, ())[:1], f"both are called {claim.draft.name}")
        return best, list(alike.items())

    def _namesakes(self, claim: Claim, ids: Ids) -> list[int]:
        """Whom a number that many share means: those with the very name."""
        return sorted(set(ids).intersection(self.known.names.get(claim.name, ())))


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
    return any(contradict(one, other) for place, one in enumerate(names) for other in names[:place])


def _names_of(contact: Contact) -> Iterator[str]:
    """Yield all that somebody is called, as names are compared: also what a contact was merged under."""
    yield name_key(contact.name)
    if also := contact.fields.get("name" + ALSO):
        yield from map(name_key, also.split(BETWEEN))


def _add(index: dict[str, Ids], key: str, number: int) -> None:
    ids = index.get(key)
    if ids is None:
        index[key] = (number,)
    elif number not in ids:
        index[key] = (*ids, number)
