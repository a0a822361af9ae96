"""Who a card of a file is among those the book knows: by its fingerprint, its UID, its numbers and e-mails.

The rules are those of `matching.same_person`; here is what they are asked about, and in which order.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from followup.core.importing.prepare import EMAIL
from followup.core.importing.types import add_id
from followup.core.matching.names import name_key, parse_name
from followup.core.matching.same_person import names_contradict, names_of, same_person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.importing.prepare import PreparedCard
    from followup.core.importing.types import ContactIndex, Ids
    from followup.core.model.contact import Contact

# A number that more contacts share than this is a switchboard's, whatever kind it is.
_MOST_SHARING = 8
# Of more cards with one fingerprint an index is made.
_FEW_CARDS = 8


class Match(NamedTuple):
    """Who a card is: a contact, nobody yet (None), or one who was `removed` from the book.

    `similar` are those who may be the same person without being sure enough: (contact, why).
    """

    contact: int | None
    removed: bool = False
    similar: Sequence[tuple[int, str]] = ()


class Matcher:
    """Finds out who the cards of files are.

    Within a file a contact stands for one card that has nothing but a name: `named` are those it has named so far.
    """

    def __init__(self, index: ContactIndex) -> None:
        self.index = index
        self.named: dict[bytes, set[int]] = {}
        self.search_from: dict[bytes, int] = {}
        self.by_content: dict[bytes, _ContactsByContent] = {}

    def begin_file(self) -> None:
        """Forget whom the file before has named by nothing but a name."""
        self.named.clear()
        self.search_from.clear()

    def recognise(self, card: PreparedCard) -> bool:
        """Note whom a card names that was imported before with all that it says; return whether it was."""
        contacts = self.contacts_of(card)
        if contacts:
            self._note_named(card, contacts[0])
        return bool(contacts)

    def contacts_of(self, card: PreparedCard) -> Sequence[int | None]:
        """Return whom the very card became when it was imported before, None for one who was removed since."""
        cards = self.index.cards.get(card.fingerprint, ())
        if len(cards) <= _FEW_CARDS:
            return [contact for contact, content in cards if content == card.draft.content]
        by_content = self.by_content.setdefault(card.fingerprint, _ContactsByContent())
        return by_content.get(cards, card.draft.content)

    def candidates(self, card: PreparedCard) -> list[int]:
        """Return the ids of those whom the card may be, to be looked up before it is decided.

        Of many with the same fingerprint only the first: whoever else is meant is looked up when that is known.
        """
        cards = self.index.cards.get(card.fingerprint, ())
        candidates = [contact for contact, _ in cards[:_FEW_CARDS] if contact is not None]
        if card.own_id is not None:
            candidates.append(card.own_id)
        if card.uid:
            candidates += self.index.uids.get(card.uid, ())
        for kind, key, personal in card.keys:
            if ids := self._ids_by_key(kind).get(key):
                candidates += ids if _identifies(ids, personal=personal) else self._namesakes(card, ids)
        return candidates

    def find(self, card: PreparedCard, contacts: Mapping[int, Contact]) -> Match:
        """Return who a card is; `contacts` are the candidates by id.

        In this order: the id that the book gave, the same fingerprint, the same globally unique UID, a number or an
        e-mail in common with names that agree.
        """
        if card.own_id in contacts:
            return Match(card.own_id)
        match = self._by_fingerprint(card)
        if match.removed or match.contact is not None:
            return match
        if card.uid and (ids := self.index.uids.get(card.uid)):
            return Match(next(iter(ids)))
        return self._by_keys(card, contacts)

    def remember(self, card: PreparedCard, contact: Contact) -> None:
        """Note whom the card became, for those that come behind it."""
        index = self.index
        self._note_named(card, contact.id)
        index.cards.setdefault(card.fingerprint, []).append((contact.id, card.draft.content))
        for kind, key, _ in card.keys:
            add_id(self._ids_by_key(kind), key, contact.id)
        if card.uid:
            add_id(index.uids, card.uid, contact.id)
        add_id(index.names, card.name_key, contact.id)
        if contact.name != card.draft.name:
            add_id(index.names, name_key(contact.name), contact.id)

    def _ids_by_key(self, kind: int) -> dict[str, Ids]:
        return self.index.emails if kind == EMAIL else self.index.numbers

    def _by_fingerprint(self, card: PreparedCard) -> Match:
        """Return whom the same fingerprint became, or that it was removed.

        Cards with nothing but a name are told apart within one file: two 张伟 there are two people.
        """
        cards = self.index.cards.get(card.fingerprint, ())
        named: Collection[int] = self.named.get(card.fingerprint, ()) if card.name_only else ()
        start = self.search_from.get(card.fingerprint, 0)  # those before it were removed or named, and stay so
        for place in range(start, len(cards)):
            contact, _ = cards[place]
            if contact is not None and contact not in named:
                self.search_from[card.fingerprint] = place
                return Match(contact)
        if cards:
            self.search_from[card.fingerprint] = len(cards)
        return Match(None, removed=bool(cards) and not named)

    def _note_named(self, card: PreparedCard, contact: int | None) -> None:
        """Note that the file has named a contact by nothing but the name."""
        if contact is not None and card.name_only:
            self.named.setdefault(card.fingerprint, set()).add(contact)

    def _by_keys(self, card: PreparedCard, contacts: Mapping[int, Contact]) -> Match:
        """Return who has a number or an e-mail in common and an agreeing name, and who else may be the same person."""
        scores: dict[int, tuple[bool, int]] = {}
        similar: dict[int, str] = {}
        for kind, key, personal in card.keys:
            ids = self._ids_by_key(kind).get(key)
            if not ids:
                continue
            strong = _identifies(ids, personal=personal)
            contested = strong and len(ids) > 1 and _is_contested([contacts[number].name for number in ids])
            for number in ids if strong else self._namesakes(card, ids):
                other = contacts[number]
                equal = card.name_key in map(name_key, names_of(other))
                if equal or (strong and not contested and same_person(card.person, other)):
                    scores[number] = (equal, scores.get(number, (equal, 0))[1] + 1)
                elif not names_contradict(parse_name(card.draft.name), parse_name(other.name)):
                    similar.setdefault(number, f"both have {key}")
        best = _best(scores, contacts)
        similar |= dict.fromkeys(scores, "both have a number or an e-mail of this card")
        if best is not None:
            del similar[best]
        else:
            namesake = islice(self.index.names.get(card.name_key, ()), 1)
            similar |= dict.fromkeys(namesake, f"both are called {card.draft.name}")
        return Match(best, similar=list(similar.items()))

    def _namesakes(self, card: PreparedCard, ids: Ids) -> list[int]:
        """Return whom a number that many share means: those with the very name."""
        namesakes = self.index.names.get(card.name_key, ())
        fewer, more = (namesakes, ids) if len(namesakes) < len(ids) else (ids, namesakes)
        return sorted(islice((number for number in fewer if number in more), _MOST_SHARING))


def _identifies(ids: Ids, *, personal: bool) -> bool:
    """Whether a number or an e-mail of these contacts can say by itself who somebody is."""
    return personal and len(ids) <= _MOST_SHARING


def _best(scores: Mapping[int, tuple[bool, int]], contacts: Mapping[int, Contact]) -> int | None:
    """Return who has most in common, of equals the one that came first; None where it may be either of two.

    小王 is no more 王芳 than 王强, if both have his number: only an equal name chooses between them. Two that may
    themselves be one are no such choice: the Zhang Wei of the number and the Zhang Wei of the e-mail are both 张伟.
    """
    if not scores:
        return None
    most = max(scores.values())
    leading = [number for number, score in scores.items() if score == most]
    first = min(leading)
    one = most[0] or all(same_person(contacts[other], contacts[first]) for other in leading if other != first)
    return first if one else None


def _is_contested(names: list[str]) -> bool:
    """Whether names contradict each other among those who share a number."""
    return any(names_contradict(one, other) for one, other in combinations(map(parse_name, names), 2))


class _ContactsByContent:
    """Whom many cards of one fingerprint became, by the digest of what they say."""

    def __init__(self) -> None:
        self.contacts: dict[bytes, list[int | None]] = {}
        self.count = 0

    def get(self, cards: Sequence[tuple[int | None, bytes]], content: bytes) -> Sequence[int | None]:
        """Return those of one content; cards that were added since the last question are indexed first."""
        for contact, card_content in cards[self.count :]:
            self.contacts.setdefault(card_content, []).append(contact)
        self.count = len(cards)
        return self.contacts.get(content, ())
