"""What is left when all lines of a card are read: whose card it is, and what to call them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup.core.contacts.names import display_name, is_east_asian
from followup.exchange.vcard.handlers import place_address_labels
from followup.exchange.vcard.relations import add_relation

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft
    from followup.core.model.contact import Email, Phone
    from followup.exchange.vcard.card import Page

_COMPANY_KINDS: Final = frozenset({"org", "organization", "company"})
_LONGEST_NAME: Final = 60
_WORDS: Final = re.compile(r"[^\W_]+")


def is_group(page: Page) -> bool:
    """Tell whether the card is a list of people: no person."""
    return page.kind == "group"


def finish(page: Page) -> bool:
    """Put names, company, preferred numbers and the like into the draft; False if nothing tells whom it is about.

    A name is never invented: FN, else N, else the organization, nickname, e-mail, phone, or whatever else is there.
    """
    draft = page.draft
    _name(page)
    if page.address_labels:
        place_address_labels(page)
    draft.name = draft.name or draft.organization or draft.nickname or _address_as_name(page)
    if len(page.full_names) > 1 or len(page.names) > 1:
        _keep_other_names(page)
    if page.phonetics:
        draft.phonetic = _phonetic(page)
    if page.preferred:
        _preferred_first(page)
    if page.roles:
        _take_roles(page)
    return bool(draft.name)


def _take_roles(page: Page) -> None:
    """Make the roles the title where there is none, else a field; what our own card holds as a field stays one."""
    if page.draft.title:
        for role in page.roles:
            page.add_field("role", role)
    else:
        page.draft.title = ", ".join(dict.fromkeys(page.roles))


def _name(page: Page) -> None:
    """Take the first N and FN; a card whose name is its organization's, or that has none, is the company's."""
    draft = page.draft
    if page.names:
        parts = [*page.names[0], "", "", "", "", ""]
        draft.family, draft.given, draft.additional, draft.prefix = parts[:4]
        draft.suffix = " ".join(part for part in parts[4:] if part)
    full = page.full_names[0] if page.full_names else ""
    if page.kind in _COMPANY_KINDS:
        draft.company = True
    elif draft.organization and full in {"", draft.organization}:
        own = display_name(draft.family, draft.given, draft.additional, draft.prefix, draft.suffix)
        # Somebody may trade under their own name.
        trader = own == draft.organization and draft.family and draft.given
        draft.company = not trader and (full or own) in {"", draft.organization}
    draft.name = display_name(draft.family, draft.given, draft.additional, draft.prefix, draft.suffix, full)


def take_agent(page: Page, agent: Draft, line: int) -> None:
    """Keep the person of an AGENT card as a relation; the ways to reach them go to a field."""
    add_relation(page, "agent", agent.name)
    for reach in [held.value for held in agent.phones] + [held.value for held in agent.emails]:
        page.add_field("agent", reach)
    page.doubt(line, f"the card of {agent.name} inside (the person's agent) is kept as a relation, not as a contact")


def _address_as_name(page: Page) -> str:
    """Return an e-mail, number or other address to show where a card has no name, and say so."""
    draft = page.draft
    places = (f"{held.street}\n{held.city}\n{held.country}".strip() for held in draft.addresses)
    reaches = [held.value for held in draft.emails] + [held.value for held in draft.phones]
    found = (
        next(iter((*reaches, *draft.urls, *places, *draft.fields.values(), *draft.notes)), "")
        .partition("\n")[0]
        .strip()
    )
    shown = found if len(found) <= _LONGEST_NAME else found[:_LONGEST_NAME] + "…"
    if shown:
        page.doubt(draft.line, f"the card has no name; it is shown as {shown}")
    return shown


def _keep_other_names(page: Page) -> None:
    """Keep further FNs and Ns (other languages, other programs) in a field, without those that repeat words."""
    draft = page.draft
    names = (draft.name, draft.family, draft.given, draft.additional, draft.prefix, draft.suffix)
    known = {word for name in names for word in _WORDS.findall(name)}
    others = []
    for parts in page.names[1:]:
        family, given, additional, prefix, suffix = [*parts, "", "", "", "", ""][:5]
        others.append(" ".join(part for part in (prefix, display_name(family, given, additional), suffix) if part))
    for other in [*others, *page.full_names]:
        words = set(_WORDS.findall(other))
        if not words <= known:
            known |= words
            page.add_field("other name", other)


def _phonetic(page: Page) -> str:
    """Return how the name sounds: family first, as it is written; a sort key only where it is no part of the name."""
    held, draft = page.phonetics, page.draft
    parts = [held.get(f"X-PHONETIC-{part}-NAME", "") for part in ("LAST", "MIDDLE", "FIRST")]
    spoken = " ".join(part for part in parts if part) or held.get("sound", "")
    sort = held.get("sort", "")
    if spoken or not (is_east_asian(draft.name) or is_east_asian(draft.family)):
        return spoken
    return sort if not set(_WORDS.findall(sort)) <= set(_WORDS.findall(draft.name)) else ""


def _preferred_first(page: Page) -> None:
    """Put the preferred number and address first; the others stay in their order."""
    ranks = {id(held): rank for rank, held in page.preferred}
    phones: list[Phone] = page.draft.phones
    emails: list[Email] = page.draft.emails
    phones.sort(key=lambda held: ranks.get(id(held), 101))
    emails.sort(key=lambda held: ranks.get(id(held), 101))
