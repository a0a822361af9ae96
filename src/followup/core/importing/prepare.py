"""What a card comes to before the book is asked: the person it tells of, and all that they can be known by.

Nothing here looks at the cards before it, so that cards can be prepared anywhere, also in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core.contacts.fields import split_file_fields
from followup.core.contacts.phones import key_of, parse_phone, vote_region
from followup.core.importing.activities import settle_facts
from followup.core.importing.batches import in_pieces, sample_numbers
from followup.core.importing.draft import CARDS_FAULT, Draft, Refusal, refused
from followup.core.importing.draft_limits import limit_draft
from followup.core.importing.fingerprint import fingerprint
from followup.core.matching.names import is_shared_mailbox, name_key, unique_id
from followup.core.matching.phonetic import readings
from followup.core.matching.uid import contact_of
from followup.core.model.contact import Contact, Phone
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from followup.core.importing.draft import Doubt, Reading, Share
    from followup.core.importing.types import Choices

NUMBER, EMAIL = range(2)


@dataclass(slots=True)
class Claim:
    """A draft, the person it tells of, and what they can be known by; `keys` are (NUMBER or EMAIL, key, personal).

    `mark` is the card's fingerprint, `own` whom the book itself wrote the card about; `bare` has nothing to be known by
    but a name; `sounds` is how the name is read in Latin letters. `values` returns those of a Contact behind its id:
    few are asked for theirs, because `made` is what whoever keeps contacts made of the person. `doubts` and `smart`
    (groups nobody is put into) are news of one who is not known yet.
    """

    draft: Draft
    mark: bytes
    own: int | None
    bare: bool
    name: str
    uid: str | None
    keys: list[tuple[int, str, bool]]
    sounds: Collection[str]
    grade: str | None
    values: Callable[[], tuple[Any, ...]] = field(compare=False)
    made: object = None
    doubts: list[Doubt] = field(default_factory=list)
    smart: list[str] = field(default_factory=list)

    def person(self, number: int) -> Contact:
        """Return the person under an id of the book."""
        return Contact(number, *self.values())


class Piece(NamedTuple):
    """Some cards of one file (its place among the files); behind the last ones `end`: its encoding and doubts.

    `region` is the country of numbers without a country code that they were understood under. `closes`: it is the last
    of a turn, where several prepare the cards in turns.
    """

    file: int
    cards: Sequence[Claim | Refusal]
    region: str = ""
    end: tuple[str, list[Doubt]] | None = None
    closes: bool = False


def prepared(
    files: Sequence[tuple[str, Reading]],
    choices: Choices,
    book: str,
    voters: Sequence[str] = (),
    make: Callable[[Contact], object] | None = None,
    share: Share | None = None,
) -> Iterator[Piece]:
    """Yield the cards of files (name, reading) in pieces; `book` is what tells the book from others.

    Without `choices.region` their numbers vote on it, and `voters`: those of the book that carry a country code.
    `make` is told of every person (under the id 0), and what it returns goes along. With a `share` in the work only its
    cards are prepared: `in_turns` puts the pieces of all together.
    """
    if not choices.region:
        numbers = sample_numbers([reading for _, reading in files])
        choices = choices._replace(region=vote_region(numbers, voters, choices.locale) or "")
    region = choices.region
    for place, (name, reading) in enumerate(files):
        source = last_part(name)
        if share:  # whoever has the first turn of one file has another one of the next: many are short
            reading.share.place, reading.share.of = (share.place - place) % share.of, share.of
        for drafts, closes in in_pieces(reading.drafts, reading.share):
            claims = [
                one if isinstance(one, Refusal) else _claim_or_refusal(one, choices, book, source, make)
                for one in drafts
            ]
            yield Piece(place, claims, region, closes=closes)
        yield Piece(place, (), region, (reading.encoding, reading.doubts))


def in_turns(shares: Sequence[Iterator[Piece]], files: int) -> Iterator[Piece]:
    """Put the pieces of several shares together, in the order of `files` files and of their cards.

    Every share ends every file: the one whose turn it is when the cards are at their end says so for all.
    """
    for place in range(files):
        turn = place
        while (piece := next(shares[turn % len(shares)])).end is None:
            yield piece
            turn += piece.closes
        for other, share in enumerate(shares):
            if other != turn % len(shares):
                next(share)
        yield piece


def last_part(path: str) -> str:
    """Return a file's name without its folders, on whatever system."""
    return path.replace("\\", "/").rpartition("/")[2]


def _claim_or_refusal(
    draft: Draft, choices: Choices, book: str, source: str, make: Callable[[Contact], object] | None
) -> Claim | Refusal:
    try:
        return claim_of(draft, choices, book, source, make)
    except CARDS_FAULT as error:
        return refused(error, draft.line, draft.card, draft.original)


def claim_of(
    draft: Draft,
    choices: Choices,
    book: str = "",
    source: str = "",
    make: Callable[[Contact], object] | None = None,
) -> Claim:
    """Return what a draft can be known by, and whom it tells of; `source` is the name of its file."""
    limit_draft(draft)
    own = contact_of(book, draft.uid)
    if own is not None:  # the id that the card left with says who it is, and nothing that the book does not know
        draft.uid = ""
    mark = fingerprint(draft)
    known = len(draft.doubts)
    settle_facts(draft, choices)
    doubts = draft.doubts[known:]
    del draft.doubts[known:]
    region = choices.region
    phones = tuple([Phone(one.label, one.value, *parse_phone(one.value, region)) for one in draft.phones])
    keys = [
        (NUMBER, key, personal)
        for key, personal in [key_of(phone.value, phone.e164, phone.extension) for phone in phones]
        if key
    ]
    for email in draft.emails:
        key = fold(email.value)
        keys.append((EMAIL, key, not is_shared_mailbox(key)))
    person, smart = _person(draft, phones, choices, source)
    bare = not (phones or draft.emails or draft.urls or draft.uid)
    return Claim(
        draft, mark, own, bare, name_key(draft.name), unique_id(draft.uid), keys, readings(draft.name), person.grade,
        partial(_behind_id, person), make(person) if make else None, doubts, smart,
    )  # fmt: skip


def _behind_id(person: Contact) -> tuple[Any, ...]:
    return person[1:]


def _person(draft: Draft, phones: tuple[Phone, ...], choices: Choices, source: str) -> tuple[Contact, list[str]]:
    """Return whom the draft tells of, and the groups it names that are smart: whom those hold, their queries find."""
    groups = {fold(group): group for group in (*draft.groups, *choices.groups)}
    smart = [groups.pop(name) for name in choices.smart.intersection(groups)] if choices.smart else []
    own, custom = split_file_fields(draft.fields) if draft.fields else ({}, {})
    if draft.grade:
        own["grade"] = draft.grade
    if own.get("private") or choices.private.intersection(groups):
        own.pop("grade", None)
    if "grade" in own:
        own["graded"] = choices.today
    person = Contact(
        id=0,
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
        source=source,
        uid=draft.uid,
        added=choices.today,
        groups=tuple(groups.values()),
        phones=phones,
        emails=tuple(draft.emails),
        addresses=tuple(draft.addresses),
        urls=tuple(draft.urls),
        occasions=tuple(draft.occasions),
        relations=tuple(draft.relations),
        fields=custom,
    )
    return person._replace(**own) if own else person, smart
