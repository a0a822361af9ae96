"""Who a draft of a file is among those the book knows: by its fingerprint, its UID, its numbers and e-mails.

The rules are those of `identity`; here is what they are asked about, and in which order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup.core.book_ids import contact_of
from followup.core.contact import Phone
from followup.core.folding import fold
from followup.core.identity import (
    contradict,
    fingerprint,
    is_shared_mailbox,
    name_key,
    same_person,
    unique_id,
)
from followup.core.phones import key_of, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.contact import Contact
    from followup.core.draft import Draft
    from followup.core.import_plan import Ids, Known

# A number that more contacts share than this is a switchboard's, whatever kind it is.
_MOST_SHARING = 8

Alike = list[tuple[int, str]]
"""Who may be the same person, and why, without being sure enough."""


@dataclass(slots=True)
class Claim:
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


class Matching:
    """Whom the drafts of files mean; `region` is that of numbers without a country code."""

    def __init__(self, known: Known, region: str) -> None:
        self.known = known
        self.region = region
        self.claimed: dict[bytes, set[int]] = {}

    def begin_file(self) -> None:
        """Forget whom the file before has named by nothing but a name."""
        self.claimed.clear()

    def claim(self, draft: Draft) -> Claim:
        """Return what the draft can be known by; no more than its fingerprint where the very card is known."""
        own = contact_of(self.known.book, draft.uid)
        if own is not None:  # the id that the card left with says who it is, and nothing that the book does not know
            draft.uid = ""
        claim = Claim(draft, fingerprint(draft), own=own)
        if not self.is_known(claim):
            self._describe(claim)
        return claim

    def _describe(self, claim: Claim) -> None:
        draft, known, region = claim.draft, self.known, self.region
        claim.phones = tuple([Phone(one.label, one.value, *normalise(one.value, region)) for one in draft.phones])
        claim.name = name_key(draft.name)
        claim.uid = unique_id(draft.uid)
        for phone in claim.phones:
            key, personal = key_of(phone.value, phone.e164, phone.extension)
            if key:
                claim.keys.append((known.numbers, key, personal))
        for email in draft.emails:
            key = fold(email.value)
            claim.keys.append((known.emails, key, not is_shared_mailbox(key)))

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
        for index, key, personal in claim.keys:
            if ids := index.get(key):
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
        for index, key, _ in claim.keys:
            _add(index, key, number)
        if claim.uid:
            _add(known.uids, claim.uid, number)
        _add(known.names, claim.name if name == draft.name else name_key(name), number)

    def _by_card(self, claim: Claim) -> tuple[int | None, bool]:
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

    def _take(self, claim: Claim, contact: int | None) -> None:
        """Note that the file has named a contact by nothing but the name."""
        if contact is not None and _is_bare(claim.draft):
            self.claimed.setdefault(claim.mark, set()).add(contact)

    def _by_keys(self, claim: Claim, people: Mapping[int, Contact]) -> tuple[int | None, Alike]:
        """Return who has a number or an e-mail in common and an agreeing name, and who else may be the same person."""
        scores: dict[int, tuple[bool, int]] = {}
        alike: dict[int, str] = {}
        for index, key, personal in claim.keys:
            ids = index.get(key)
            if not ids:
                continue
            strong = personal and len(ids) <= _MOST_SHARING
            contested = strong and len(ids) > 1 and _is_contested([people[number].name for number in ids])
            for number in ids if strong else self._namesakes(claim, ids):
                other = people[number]
                equal = claim.name == name_key(other.name)
                if equal or (strong and not contested and same_person(claim.draft, other)):
                    scores[number] = (equal, scores.get(number, (equal, 0))[1] + 1)
                elif not contradict(claim.draft.name, other.name):
                    alike.setdefault(number, f"both have {key}")
        best = _best(scores)
        alike |= dict.fromkeys(scores, "both have a number or an e-mail of this card")
        if best is not None:
            del alike[best]
        else:
            alike |= dict.fromkeys(self.known.names.get(claim.name, ())[:1], f"both are called {claim.draft.name}")
        return best, list(alike.items())

    def _namesakes(self, claim: Claim, ids: Ids) -> list[int]:
        """Whom a number that many share means: those with the very name."""
        return sorted(set(ids).intersection(self.known.names.get(claim.name, ())))


def _best(scores: Mapping[int, tuple[bool, int]]) -> int | None:
    """Return who has most in common, of equals the one that came first; None where it may be either of two.

    小王 is no more 王芳 than 王强, if both have his number: only an equal name chooses between them.
    """
    if not scores:
        return None
    most = max(scores.values())
    leading = [number for number, score in scores.items() if score == most]
    return min(leading) if most[0] or len(leading) == 1 else None


def _is_contested(names: list[str]) -> bool:
    """Whether names contradict each other among those who share a number."""
    return any(contradict(one, other) for place, one in enumerate(names) for other in names[:place])


def _add(index: dict[str, Ids], key: str, number: int) -> None:
    ids = index.get(key)
    if ids is None:
        index[key] = (number,)
    elif number not in ids:
        index[key] = (*ids, number)


def _is_bare(draft: Draft) -> bool:
    """Whether the draft has nothing to be known by but a name."""
    return not (draft.phones or draft.emails or draft.urls or draft.uid)
