"""What a card comes to before the book is asked: the person it tells of, and all that they can be recognised by.

Nothing here looks at the cards before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from followup.core.contacts.emails import is_shared_mailbox
from followup.core.contacts.fields import split_file_fields
from followup.core.contacts.phones import key_of, parse_phone, vote_region
from followup.core.importing.activities import settle_facts
from followup.core.importing.draft import CARDS_FAULT, Draft, Refusal, refused
from followup.core.importing.draft_limits import limit_draft
from followup.core.importing.fingerprint import fingerprint
from followup.core.matching.names import name_key
from followup.core.matching.phonetic import readings
from followup.core.matching.uid import contact_of, unique_id
from followup.core.model.contact import Contact, Phone
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from followup.core.importing.draft import Doubt, Reading
    from followup.core.importing.types import Choices

NUMBER, EMAIL = range(2)
_WITH_CODE = ("+", "00")
_SAMPLE_BYTES = 1 << 20


@dataclass(slots=True)
class PreparedCard:
    """A draft, the person it tells of (under the id 0), and what they can be recognised by.

    `own_id` is the contact that the book itself wrote the card about. `name_only`: the card has no number, e-mail, URL
    or UID. `keys` are (NUMBER or EMAIL, key, whether it is one person's). `readings` are the name in Latin letters.
    `doubts` and `smart_groups` (which nobody is put into) are reported unless the card is known.
    """

    draft: Draft
    person: Contact
    fingerprint: bytes
    own_id: int | None
    name_only: bool
    name_key: str
    uid: str | None
    keys: list[tuple[int, str, bool]]
    readings: Collection[str]
    doubts: list[Doubt]
    smart_groups: list[str]

    def person_with(self, number: int) -> Contact:
        """Return the person under an id of the book; `_replace` takes half as long again, 1 % of a large import."""
        return Contact(number, *self.person[1:])


def region_of_files(files: Sequence[Reading], voters: Sequence[str], locale: str) -> str:
    """Return the country of numbers without a country code, as the files' numbers vote; empty if none can tell.

    `voters` are numbers of the book that carry a country code, `locale` the country that is tried first without a vote.
    """
    return vote_region(sample_numbers(files), voters, locale) or ""


def sample_numbers(files: Sequence[Reading], most: int = 2000, enough: int = 200) -> list[str]:
    """Return the first numbers of the files, as written, to vote on their region; the drafts read for it are kept.

    At most about `most` are read, and no more once `enough` of them carry a country code: the others have no vote then.
    """
    numbers: list[str] = []
    voters = 0
    for reading in files:
        if len(numbers) >= most or voters >= enough:
            break
        sample: list[Draft | Refusal] = []
        size = 0
        for draft in reading.drafts:
            sample.append(draft)
            if isinstance(draft, Draft):
                numbers += [phone.value for phone in draft.phones]
                voters += sum(phone.value.startswith(_WITH_CODE) for phone in draft.phones)
                size += draft.size
            if len(numbers) >= most or voters >= enough or size > _SAMPLE_BYTES:
                break
        reading.drafts = chain(sample, reading.drafts)
    return numbers


def prepare_or_refuse(draft: Draft | Refusal, choices: Choices, book: str, source: str) -> PreparedCard | Refusal:
    """Prepare a card; one that raises an error nobody expected is refused, and the others still come in."""
    if isinstance(draft, Refusal):
        return draft
    try:
        return prepare(draft, choices, book, source)
    except CARDS_FAULT as error:
        return refused(error, draft.line, draft.card, draft.original)


def prepare(draft: Draft, choices: Choices, book: str = "", source: str = "") -> PreparedCard:
    """Return what a draft can be recognised by, and whom it tells of.

    `book` is what tells the book from others, `source` the name of the file. The draft is cut to what `limits` allow.
    """
    limit_draft(draft)
    own_id = contact_of(book, draft.uid)
    if own_id is not None:  # the id that the card left with says who it is, and nothing that the book does not know
        draft.uid = ""
    card_fingerprint = fingerprint(draft)
    count = len(draft.doubts)
    settle_facts(draft, choices)
    doubts = draft.doubts[count:]
    del draft.doubts[count:]
    phones = tuple(
        [Phone(phone.label, phone.value, *parse_phone(phone.value, choices.region)) for phone in draft.phones]
    )
    person, smart_groups = _person(draft, phones, choices, source)
    return PreparedCard(
        draft=draft,
        person=person,
        fingerprint=card_fingerprint,
        own_id=own_id,
        name_only=not (phones or draft.emails or draft.urls or draft.uid),
        name_key=name_key(draft.name),
        uid=unique_id(draft.uid),
        keys=_keys(draft, phones),
        readings=readings(draft.name),
        doubts=doubts,
        smart_groups=smart_groups,
    )


def _keys(draft: Draft, phones: Sequence[Phone]) -> list[tuple[int, str, bool]]:
    """Return what the numbers and e-mails of a card are compared by."""
    keys = []
    for phone in phones:
        key, personal = key_of(phone.value, phone.e164, phone.extension)
        if key:
            keys.append((NUMBER, key, personal))
    for email in draft.emails:
        key = fold(email.value)
        keys.append((EMAIL, key, not is_shared_mailbox(key)))
    return keys


def _person(draft: Draft, phones: tuple[Phone, ...], choices: Choices, source: str) -> tuple[Contact, list[str]]:
    """Return whom the draft tells of, and the groups it names that are smart: whom those hold, their queries find."""
    groups = {fold(group): group for group in (*draft.groups, *choices.groups)}
    smart_groups = [groups.pop(name) for name in choices.smart.intersection(groups)] if choices.smart else []
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
    return person._replace(**own) if own else person, smart_groups
