"""What each property of a vCard says about the person: names, numbers, addresses, work, labels, notes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from followup.core.model.contact import Address, Email, Phone
from followup.core.model.limits import LONGEST_FIELD, MOST_VALUES
from followup.exchange.labels import STARRED, is_system_group, joined_label, plain_label, readable_name
from followup.exchange.vcard.lines import shown
from followup.exchange.vcard.values import from_uri, is_data_uri, to_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.exchange.vcard.card import Page
    from followup.exchange.vcard.header import Header

    Handler = Callable[[Page, Header, str, int], None]

_Labelled = TypeVar("_Labelled", Phone, Email)
_ADDRESS_PARTS: Final = 7
_DAMAGED: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_NAMED_ADDRESS: Final = re.compile(r"([^<>]*)<([^<>\s]+@[^<>\s]+)>")
_WORD: Final = re.compile(r"\w+")
_GENDERS: Final = {"m": "male", "f": "female", "o": "other", "n": "none", "u": "", "1": "female", "2": "male"}


def version(page: Page, _header: Header, value: str, line: int) -> None:
    """VERSION, wherever it stands: 2.1, 3.0, 4.0, or an odd `4`."""
    page.version = page.text(value, line)


def group_label(page: Page, header: Header, value: str, line: int) -> None:
    """X-ABLabel names the other lines of its group, before or behind it."""
    label = plain_label(page.text(value, line))
    if label and header.group:
        page.labels[header.group] = label


def full_name(page: Page, header: Header, value: str, line: int) -> None:
    """FN; a preferred one first."""
    text = page.text(value, line)
    if text and text not in page.full_names:
        page.full_names.insert(0 if header.preference == 1 else len(page.full_names), text)


def name(page: Page, header: Header, value: str, line: int) -> None:
    """N: family;given;additional;prefix;suffix, with fewer or more parts in practice."""
    parts = page.one_line_parts(value, line)
    if any(parts):
        page.names.append(parts)
    if "SORT-AS" in header.parameters:
        page.phonetics.setdefault("sort", header.parameters["SORT-AS"].replace(",", " ").strip())


def nickname(page: Page, _header: Header, value: str, line: int) -> None:
    """NICKNAME is a list; in 2.1 a comma is text."""
    names = page.one_line_parts(value, line, ",") if page.modern else [page.text(value, line)]
    held = page.draft.nickname.split(", ") if page.draft.nickname else []
    page.draft.nickname = ", ".join(dict.fromkeys([*held, *(name for name in names if name)]))


def phone(page: Page, header: Header, value: str, line: int) -> None:
    """TEL, as written; `tel:` and what is percent-encoded in it are unwrapped."""
    number = page.text(value, line)
    if ":" in number or "E+" in number:
        number = _odd_number(page, number, line)
    if not number:
        return
    phones = page.draft.phones
    for held in phones:
        if held.value == number:
            _once_more(page, header, phones, held)
            return
    phones.append(Phone(page.label(header) if header.group else header.label, number))
    if header.preference:
        page.preferred.append((header.preference, phones[-1]))


def _once_more(page: Page, header: Header, those: list[_Labelled], held: _Labelled) -> None:
    """Keep the other label, and the preference, of a number or address that the card has already."""
    both = held._replace(label=joined_label(held.label, page.label(header)))
    those[those.index(held)] = both
    page.preferred = [(rank, both if one is held else one) for rank, one in page.preferred]
    if header.preference:
        page.preferred.insert(0, (header.preference, both))


def _odd_number(page: Page, written: str, line: int) -> str:
    """Return the number of a `tel:` URI; "" where the text is a SIP address, or a number lost in a spreadsheet."""
    scheme = written[:4].lower()
    if scheme == "tel:":
        return from_uri(written[4:])
    if scheme == "sip:":
        page.add_field("SIP", from_uri(written[4:]))
        return ""
    if _DAMAGED.fullmatch(written):
        page.add_field("phone", written)
        page.doubt(line, f"the number {written} was damaged by a spreadsheet; kept as a field")
        return ""
    return written


def email(page: Page, header: Header, value: str, line: int) -> None:
    """EMAIL, as written, without `mailto:` and the name before `<ann@example.com>`."""
    address = page.text(value, line)
    if ":" in address or address[-1:] == ">":
        address = _bare_address(page, address)
    if not address:
        return
    emails = page.draft.emails
    for held in emails:
        if held.value == address:
            _once_more(page, header, emails, held)
            return
    emails.append(Email(page.label(header) if header.group else header.label, address))
    if header.preference:
        page.preferred.append((header.preference, emails[-1]))


def _bare_address(page: Page, written: str) -> str:
    """Return the address alone; what else is written beside it is kept as a field."""
    if written[:7].lower() == "mailto:":
        written = written[7:].strip()
    named = _NAMED_ADDRESS.fullmatch(written)
    if named is None:
        return written
    if named[1]:
        page.add_field("e-mail", written)
    return named[2]


def address(page: Page, header: Header, value: str, line: int) -> None:
    """ADR: box;extended;street;city;region;code;country. Phones put all of it into one of the first three."""
    parts = page.parts(value, line)
    label = page.label(header)
    if len(parts) < _ADDRESS_PARTS:
        parts += [""] * (_ADDRESS_PARTS - len(parts))
    if not page.simple:
        parts[3:] = [part.replace("\n", " ") for part in parts[3:]]
    box, extended, street, city, region, code, country = parts[:_ADDRESS_PARTS]
    if box or extended:
        street = "\n".join(part for part in (street, extended, box) if part)
    if street or city or region or code or country:
        found = Address(label, street, city, region, code, country)
        if found not in page.draft.addresses:
            page.draft.addresses.append(found)
    if any(parts[_ADDRESS_PARTS:]):
        page.add_field(f"{label} address".strip(), ", ".join(part for part in parts[_ADDRESS_PARTS:] if part))
        page.doubt(
            line, f"the address has {len(parts)} parts instead of {_ADDRESS_PARTS}; the last ones are kept apart"
        )
    if "LABEL" in header.parameters:
        page.address_labels.append((label, header.parameters["LABEL"].replace("\\n", "\n").replace("\\,", ",").strip()))


def address_label(page: Page, header: Header, value: str, line: int) -> None:
    """LABEL: an address as one text; see `place_address_labels`."""
    text = page.text(value, line, lines=True)
    if text:
        page.address_labels.append((page.label(header), text))


def place_address_labels(page: Page) -> None:
    """Drop the LABELs that only repeat addresses; one of a kind that no ADR has is an address, others go to a field."""
    kinds = {held.label for held in page.draft.addresses}
    known = set()
    for held in page.draft.addresses:
        known.update(_WORD.findall(f"{held.street} {held.city} {held.region} {held.postcode} {held.country}"))
    for label, text in page.address_labels:
        if set(_WORD.findall(text)) <= known:
            continue
        if label not in kinds:
            page.draft.addresses.append(Address(label, street=text))
        else:
            page.add_field(f"{label} address label".strip(), text)


def organization(page: Page, header: Header, value: str, line: int) -> None:
    """ORG: company;department;unit. A second one goes to a field."""
    first, *units = page.one_line_parts(value, line)
    department = ", ".join(unit for unit in units if unit)
    if not first and not department:
        return
    if not page.draft.organization and not page.draft.department:
        page.draft.organization = first
        page.draft.department = department
    elif (first, department) != (page.draft.organization, page.draft.department):
        label = page.labels.get(header.group, "") if header.group else ""
        page.add_field(label or "organization 2", ", ".join(part for part in (first, department) if part))


def department(page: Page, _header: Header, value: str, line: int) -> None:
    """X-DEPARTMENT and the like."""
    page.draft.department = page.draft.department or page.text(value, line)


def title(page: Page, _header: Header, value: str, line: int) -> None:
    """TITLE; a second one goes to a field."""
    text = page.text(value, line)
    if not page.draft.title:
        page.draft.title = text
    elif text != page.draft.title:
        page.add_field("title 2", text)


def role(page: Page, _header: Header, value: str, line: int) -> None:
    """ROLE: the title, where there is none."""
    page.roles += tuple(filter(None, [page.text(value, line)]))


def url(page: Page, header: Header, value: str, line: int) -> None:
    """URL; what the person called it goes to a field."""
    text = page.text(value, line)
    if not text:
        return
    if text not in page.draft.urls:
        page.draft.urls.append(text)
    label = page.labels.get(header.group, "") if header.group else ""
    if label.lower() not in {"", "home page", "home", "work", "other", "profile"}:
        page.add_field(label, text)


def note(page: Page, _header: Header, value: str, line: int) -> None:
    """NOTE, all of them, with their lines."""
    text = page.text(value, line, lines=True)
    if text and text not in page.draft.notes:
        page.draft.notes.append(text)


def groups(page: Page, _header: Header, value: str, line: int) -> None:
    """CATEGORIES, and the groups of phones joined by ` ::: `; without those that programs make."""
    for part in page.one_line_parts(value, line, ","):
        labels, starred = _group_labels(part)
        page.draft.important = page.draft.important or starred
        for label in labels:
            if label in page.draft.groups:
                continue
            if len(page.draft.groups) >= MOST_VALUES:
                page.too_many("CATEGORIES", line)
                return
            page.draft.groups.append(label)


@lru_cache(maxsize=1024)
def _group_labels(written: str) -> tuple[tuple[str, ...], bool]:
    """Return the person's own labels of a group cell, and whether a star is among them; the same come every card."""
    labels = [label.strip().removeprefix("* ").strip() for label in written.split(":::")]
    own = tuple(label for label in labels if not is_system_group(label))
    return own, any(label.lower() in STARRED for label in labels)


def uid(page: Page, _header: Header, value: str, line: int) -> None:
    """UID, as written."""
    page.draft.uid = page.draft.uid or page.text(value, line)


def kind(page: Page, _header: Header, value: str, line: int) -> None:
    """KIND, Apple's kind of group, and `X-ABShowAs:COMPANY`."""
    page.kind = page.text(value, line).lower() or page.kind


def contact_list(page: Page, _header: Header, value: str, line: int) -> None:
    """X-EVOLUTION-LIST:TRUE: a group whose members are its e-mails."""
    if page.text(value, line).lower() == "true":
        page.kind = "group"


def gender(page: Page, _header: Header, value: str, line: int) -> None:
    """GENDER `M;text`, or a word; Windows Address Book's 1 is female and 2 male."""
    sex, *said = page.one_line_parts(value, line)
    word = _GENDERS.get(sex.lower(), sex.lower())
    page.draft.gender = page.draft.gender or word or " ".join(said)


def phonetic(page: Page, header: Header, value: str, line: int) -> None:
    """X-PHONETIC-LAST-NAME and its like."""
    page.phonetics[header.name] = page.text(value, line)


def sound(page: Page, header: Header, value: str, line: int) -> None:
    """SOUND;X-IRMC-N is how Japanese phones spell a name out; any other SOUND is a recording, left in the original."""
    if header.kinds & {"x-irmc-n"}:
        parts = page.one_line_parts(value, line)
        page.phonetics["sound"] = " ".join(part for part in parts if part)


def sort_string(page: Page, _header: Header, value: str, line: int) -> None:
    """SORT-STRING: how the name sounds, where it is not simply a part of it."""
    page.phonetics.setdefault("sort", page.text(value, line))


def photo(page: Page, header: Header, value: str, line: int) -> None:
    """PHOTO: a picture inside the card, or where one is."""
    page.has_photo = True
    said = header.parameters.get("MEDIATYPE") or next((f"image/{word.lower()}" for word in header.types), "")
    if header.base64 or is_data_uri(value):
        found = to_photo(value.encode(), said)
        if found is None:
            page.doubt(line, "the picture is damaged and was left out")
        elif page.draft.photo is None:
            page.draft.photo = found
        elif page.draft.photo != found:
            page.doubt(line, "a second picture was left out")
    else:
        page.add_field("photo", page.text(value, line))


def logo(page: Page, header: Header, value: str, line: int) -> None:
    """LOGO, KEY: where one is; what is inside the card stays in the original."""
    if not (header.base64 or is_data_uri(value)):
        page.add_field(readable_name(header.name), page.text(value, line))


def ignored(page: Page, header: Header, value: str, line: int) -> None:
    """What programs note for themselves stays in the original card."""


def agent(page: Page, _header: Header, value: str, line: int) -> None:
    """AGENT: a card as one escaped text, or who or where it is."""
    text = page.text(value, line, lines=True)
    if text[:11].upper() == "BEGIN:VCARD":
        page.agents.append((line, text.encode()))
    else:
        page.add_field("agent", text)


def listed(page: Page, header: Header, value: str, line: int) -> None:
    """HOBBY, INTEREST and the like, of which a card may have several."""
    page.add_field(readable_name(header.name), page.text(value, line, lines=True))


def unknown(page: Page, header: Header, value: str, line: int) -> None:
    """Anything else is kept by its label or readable name."""
    if header.base64 or is_data_uri(value) or len(value) > LONGEST_FIELD:
        page.doubt(line, f"{header.name} is not understood; it stays in the original card")
        return
    text = page.text(value, line, lines=True)
    if not text.strip("; "):
        return
    label = page.labels.get(header.group, "") if header.group else ""
    page.add_field(label or readable_name(header.name), text)
    if not header.name.startswith("X-"):
        page.doubt(line, f"{header.name} is no property of vCard; kept as a field: {shown(text.encode())}")
