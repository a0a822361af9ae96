"""Finishes a card when all its lines are read: whose card it is, and what to call them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup.core.contacts.names import display_name, is_east_asian
from followup.exchange.vcard.handlers import add_address_labels
from followup.exchange.vcard.relations import add_relation

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft
    from followup.exchange.vcard.card import CardReading

_COMPANY_KINDS: Final = frozenset({"org", "organization", "company"})
_LONGEST_NAME: Final = 60
_NOT_PREFERRED: Final = 101  # vCard 4.0 ranks from 1 to 100
_WORDS: Final = re.compile(r"[^\W_]+")


def is_group(card: CardReading) -> bool:
    """Whether the card is a list of people and no person."""
    return card.kind == "group"


def finish(card: CardReading) -> bool:
    """Set names, company, preferred numbers and the like; return False for a draft without anything to name it by.

    A name is never invented: it is FN, else N, else the organization, nickname, e-mail, phone, or any other text.
    """
    draft = card.draft
    _set_name(card)
    if card.address_labels:
        add_address_labels(card)
    draft.name = draft.name or draft.organization or draft.nickname or _name_by_reach(card)
    if len(card.full_names) > 1 or len(card.names) > 1:
        _add_other_names(card)
    if card.phonetics:
        draft.phonetic = _phonetic(card)
    if card.preferred:
        _sort_by_preference(card)
    if card.roles:
        _add_roles(card)
    return bool(draft.name)


def _add_roles(card: CardReading) -> None:
    """Make the texts of ROLE the title where there is none, else a custom field."""
    if card.draft.title:
        for role in card.roles:
            card.add_field("role", role)
    else:
        card.draft.title = ", ".join(dict.fromkeys(card.roles))


def _set_name(card: CardReading) -> None:
    """Set the name from the first N and FN; a card with its organization's name, or without any, is a company's."""
    draft = card.draft
    if card.names:
        parts = [*card.names[0], "", "", "", "", ""]
        draft.family, draft.given, draft.additional, draft.prefix = parts[:4]
        draft.suffix = " ".join(part for part in parts[4:] if part)
    full = card.full_names[0] if card.full_names else ""
    if card.kind in _COMPANY_KINDS:
        draft.company = True
    elif draft.organization and full in {"", draft.organization}:
        person = display_name(draft.family, draft.given, draft.additional, draft.prefix, draft.suffix)
        # A person may trade under their own name.
        is_trader = person == draft.organization and draft.family and draft.given
        draft.company = not is_trader and (full or person) in {"", draft.organization}
    draft.name = display_name(draft.family, draft.given, draft.additional, draft.prefix, draft.suffix, full)


def add_agent(card: CardReading, agent: Draft, line: int) -> None:
    """Add the person of an AGENT card as a relation; the ways to reach them become a custom field."""
    add_relation(card, "agent", agent.name)
    for reach in [*(phone.value for phone in agent.phones), *(email.value for email in agent.emails)]:
        card.add_field("agent", reach)
    card.doubt(line, f"the card of {agent.name} inside (the person's agent) is kept as a relation, not as a contact")


def _name_by_reach(card: CardReading) -> str:
    """Return an e-mail, a number or any other text of a card without a name as its name, and report it."""
    draft = card.draft
    places = (f"{address.street}\n{address.city}\n{address.country}".strip() for address in draft.addresses)
    reaches = [*(email.value for email in draft.emails), *(phone.value for phone in draft.phones)]
    text = next(iter((*reaches, *draft.urls, *places, *draft.fields.values(), *draft.notes)), "")
    line = text.partition("\n")[0].strip()
    name = line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME] + "…"
    if name:
        card.doubt(draft.line, f"the card has no name; it is shown as {name}")
    return name


def _add_other_names(card: CardReading) -> None:
    """Add further FNs and Ns (of other languages, other programs) as a custom field, unless they repeat words."""
    draft = card.draft
    names = (draft.name, draft.family, draft.given, draft.additional, draft.prefix, draft.suffix)
    known = {word for name in names for word in _WORDS.findall(name)}
    others = []
    for parts in card.names[1:]:
        family, given, additional, prefix, suffix = [*parts, "", "", "", "", ""][:5]
        others.append(" ".join(part for part in (prefix, display_name(family, given, additional), suffix) if part))
    for other in [*others, *card.full_names]:
        words = set(_WORDS.findall(other))
        if not words <= known:
            known |= words
            card.add_field("other name", other)


def _phonetic(card: CardReading) -> str:
    """Return how the name sounds, family name first; a sort key only where it is no part of the name."""
    phonetics, draft = card.phonetics, card.draft
    parts = [phonetics.get(f"X-PHONETIC-{part}-NAME", "") for part in ("LAST", "MIDDLE", "FIRST")]
    spoken = " ".join(part for part in parts if part) or phonetics.get("sound", "")
    sort = phonetics.get("sort", "")
    if spoken or not (is_east_asian(draft.name) or is_east_asian(draft.family)):
        return spoken
    return sort if not set(_WORDS.findall(sort)) <= set(_WORDS.findall(draft.name)) else ""


def _sort_by_preference(card: CardReading) -> None:
    """Put the preferred numbers and e-mails first; the others stay in their order."""
    ranks = {entry: rank for rank, entry in card.preferred}
    card.draft.phones.sort(key=lambda phone: ranks.get(phone, _NOT_PREFERRED))
    card.draft.emails.sort(key=lambda email: ranks.get(email, _NOT_PREFERRED))
