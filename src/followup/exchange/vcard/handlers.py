"""Handlers of properties: names, numbers, addresses, work, labels, notes. `registry` says which property has which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from followup.core.model.contact import Address, Email, Phone
from followup.core.model.limits import LONGEST_FIELD, MOST_VALUES
from followup.exchange.labels import STARRED, is_system_group, joined_label, plain_label, readable_name
from followup.exchange.vcard.lines import shown
from followup.exchange.vcard.values import from_uri, is_data_uri, to_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.exchange.vcard.card import CardReading
    from followup.exchange.vcard.header import Header

    Handler = Callable[[CardReading, Header, str, int], None]

_Labelled = TypeVar("_Labelled", Phone, Email)
_ADDRESS_PARTS: Final = 7
_DAMAGED: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_NAMED_ADDRESS: Final = re.compile(r"([^<>]*)<([^<>\s]+@[^<>\s]+)>")
_WORD: Final = re.compile(r"\w+")
_GENDERS: Final = {"m": "male", "f": "female", "o": "other", "n": "none", "u": "", "1": "female", "2": "male"}


def version(card: CardReading, _header: Header, value: str, line: int) -> None:
    """VERSION, wherever it stands: 2.1, 3.0, 4.0, or an odd `4`."""
    card.version = card.text(value, line)


def group_label(card: CardReading, header: Header, value: str, line: int) -> None:
    """X-ABLabel labels the other lines of its group, wherever they stand."""
    label = plain_label(card.text(value, line))
    if label and header.group:
        card.labels[header.group] = label


def full_name(card: CardReading, header: Header, value: str, line: int) -> None:
    """FN; a preferred one goes first."""
    text = card.text(value, line)
    if text and text not in card.full_names:
        card.full_names.insert(0 if header.preference == 1 else len(card.full_names), text)


def name(card: CardReading, header: Header, value: str, line: int) -> None:
    """N: family;given;additional;prefix;suffix; real files have fewer or more parts."""
    parts = card.one_line_parts(value, line)
    if any(parts):
        card.names.append(parts)
    if "SORT-AS" in header.parameters:
        card.phonetics.setdefault("sort", header.parameters["SORT-AS"].replace(",", " ").strip())


def nickname(card: CardReading, _header: Header, value: str, line: int) -> None:
    """NICKNAME is a list; in 2.1 a comma is text."""
    names = card.one_line_parts(value, line, ",") if card.modern else [card.text(value, line)]
    held = card.draft.nickname.split(", ") if card.draft.nickname else []
    card.draft.nickname = ", ".join(dict.fromkeys([*held, *(name for name in names if name)]))


def phone(card: CardReading, header: Header, value: str, line: int) -> None:
    """TEL, as written, but without `tel:` and percent signs."""
    number = card.text(value, line)
    if ":" in number or "E+" in number:
        number = _odd_number(card, number, line)
    if not number:
        return
    phones = card.draft.phones
    for held in phones:
        if held.value == number:
            _merge_labels(card, header, phones, held)
            return
    phones.append(Phone(card.label(header), number))
    if header.preference:
        card.preferred.append((header.preference, phones[-1]))


def _merge_labels(card: CardReading, header: Header, entries: list[_Labelled], held: _Labelled) -> None:
    """Add the label and the preference of a line to the number or e-mail that the card has already."""
    merged = held._replace(label=joined_label(held.label, card.label(header)))
    entries[entries.index(held)] = merged
    card.preferred = [(rank, merged if entry is held else entry) for rank, entry in card.preferred]
    if header.preference:
        card.preferred.insert(0, (header.preference, merged))


def _odd_number(card: CardReading, written: str, line: int) -> str:
    """Return the number of a `tel:` URI; "" where the text is a SIP address, or a number lost in a spreadsheet."""
    scheme = written[:4].lower()
    if scheme == "tel:":
        return from_uri(written[4:])
    if scheme == "sip:":
        card.add_field("SIP", from_uri(written[4:]))
        return ""
    if _DAMAGED.fullmatch(written):
        card.add_field("phone", written)
        card.doubt(line, f"the number {written} was damaged by a spreadsheet; kept as a field")
        return ""
    return written


def email(card: CardReading, header: Header, value: str, line: int) -> None:
    """EMAIL, as written, but without `mailto:` and the name before `<ann@example.com>`."""
    address = card.text(value, line)
    if ":" in address or address[-1:] == ">":
        address = _bare_address(card, address)
    if not address:
        return
    emails = card.draft.emails
    for held in emails:
        if held.value == address:
            _merge_labels(card, header, emails, held)
            return
    emails.append(Email(card.label(header), address))
    if header.preference:
        card.preferred.append((header.preference, emails[-1]))


def _bare_address(card: CardReading, written: str) -> str:
    """Return the address alone; with a name beside it, the whole text is kept in a custom field."""
    if written[:7].lower() == "mailto:":
        written = written[7:].strip()
    named = _NAMED_ADDRESS.fullmatch(written)
    if named is None:
        return written
    if named[1]:
        card.add_field("e-mail", written)
    return named[2]


def address(card: CardReading, header: Header, value: str, line: int) -> None:
    """ADR: box;extended;street;city;region;code;country. Some phones put all of it into one of the first three."""
    parts = card.parts(value, line)
    label = card.label(header)
    if len(parts) < _ADDRESS_PARTS:
        parts += [""] * (_ADDRESS_PARTS - len(parts))
    parts[3:] = [part.replace("\n", " ") for part in parts[3:]]
    box, extended, street, city, region, code, country = parts[:_ADDRESS_PARTS]
    if box or extended:
        street = "\n".join(part for part in (street, extended, box) if part)
    if street or city or region or code or country:
        new = Address(label, street, city, region, code, country)
        if new not in card.draft.addresses:
            card.draft.addresses.append(new)
    if any(parts[_ADDRESS_PARTS:]):
        card.add_field(f"{label} address".strip(), ", ".join(part for part in parts[_ADDRESS_PARTS:] if part))
        card.doubt(
            line, f"the address has {len(parts)} parts instead of {_ADDRESS_PARTS}; the last ones are kept apart"
        )
    if "LABEL" in header.parameters:
        card.address_labels.append((label, header.parameters["LABEL"].replace("\\n", "\n").replace("\\,", ",").strip()))


def address_label(card: CardReading, header: Header, value: str, line: int) -> None:
    """LABEL: an address as one text; see `add_address_labels`."""
    text = card.text(value, line, lines=True)
    if text:
        card.address_labels.append((card.label(header), text))


def add_address_labels(card: CardReading) -> None:
    """Add the LABELs that say more than the ADRs: as addresses under a label that no ADR has, else as custom fields."""
    address_kinds = {address.label for address in card.draft.addresses}
    words = set()
    for address in card.draft.addresses:
        parts = (address.street, address.city, address.region, address.postcode, address.country)
        words.update(_WORD.findall(" ".join(parts)))
    for label, text in card.address_labels:
        if set(_WORD.findall(text)) <= words:
            continue
        if label not in address_kinds:
            card.draft.addresses.append(Address(label, street=text))
        else:
            card.add_field(f"{label} address label".strip(), text)


def organization(card: CardReading, header: Header, value: str, line: int) -> None:
    """ORG: company;department;unit. A second one becomes a custom field."""
    first, *units = card.one_line_parts(value, line)
    department = ", ".join(unit for unit in units if unit)
    if not first and not department:
        return
    if not card.draft.organization and not card.draft.department:
        card.draft.organization = first
        card.draft.department = department
    elif (first, department) != (card.draft.organization, card.draft.department):
        label = card.own_label(header)
        card.add_field(label or "organization 2", ", ".join(part for part in (first, department) if part))


def department(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-DEPARTMENT and the like."""
    card.draft.department = card.draft.department or card.text(value, line)


def title(card: CardReading, _header: Header, value: str, line: int) -> None:
    """TITLE; a second one becomes a custom field."""
    text = card.text(value, line)
    if not card.draft.title:
        card.draft.title = text
    elif text != card.draft.title:
        card.add_field("title 2", text)


def role(card: CardReading, _header: Header, value: str, line: int) -> None:
    """ROLE: the title, where there is none."""
    text = card.text(value, line)
    if text:
        card.roles.append(text)


def url(card: CardReading, header: Header, value: str, line: int) -> None:
    """URL; one with a label of the person's own is also kept in a custom field of that name."""
    text = card.text(value, line)
    if not text:
        return
    if text not in card.draft.urls:
        card.draft.urls.append(text)
    label = card.own_label(header)
    if label.lower() not in {"", "home page", "home", "work", "other", "profile"}:
        card.add_field(label, text)


def note(card: CardReading, _header: Header, value: str, line: int) -> None:
    """NOTE; a card may have several, of several lines."""
    text = card.text(value, line, lines=True)
    if text and text not in card.draft.notes:
        card.draft.notes.append(text)


def groups(card: CardReading, _header: Header, value: str, line: int) -> None:
    """CATEGORIES, and the groups that phones join by ` ::: `; without those that programs make."""
    for part in card.one_line_parts(value, line, ","):
        labels, starred = _group_labels(part)
        card.draft.important = card.draft.important or starred
        for label in labels:
            if label in card.draft.groups:
                continue
            if len(card.draft.groups) >= MOST_VALUES:
                card.doubt_too_many("CATEGORIES", line)
                return
            card.draft.groups.append(label)


def _group_labels(written: str) -> tuple[tuple[str, ...], bool]:
    """Return the person's own groups among those joined by ` ::: `, and whether a star is among them."""
    labels = [label.strip().removeprefix("* ").strip() for label in written.split(":::")]
    own = tuple(label for label in labels if not is_system_group(label))
    return own, any(label.lower() in STARRED for label in labels)


def uid(card: CardReading, _header: Header, value: str, line: int) -> None:
    """UID, as written."""
    card.draft.uid = card.draft.uid or card.text(value, line)


def kind(card: CardReading, _header: Header, value: str, line: int) -> None:
    """KIND, Apple's kind of group, and `X-ABShowAs:COMPANY`."""
    card.kind = card.text(value, line).lower() or card.kind


def contact_list(card: CardReading, _header: Header, value: str, line: int) -> None:
    """X-EVOLUTION-LIST:TRUE: a group whose members are its e-mails."""
    if card.text(value, line).lower() == "true":
        card.kind = "group"


def gender(card: CardReading, _header: Header, value: str, line: int) -> None:
    """GENDER `M;text`, or a word; Windows Address Book's 1 is female and 2 male."""
    sex, *texts = card.one_line_parts(value, line)
    word = _GENDERS.get(sex.lower(), sex.lower())
    card.draft.gender = card.draft.gender or word or " ".join(texts)


def phonetic(card: CardReading, header: Header, value: str, line: int) -> None:
    """X-PHONETIC-LAST-NAME and its like."""
    card.phonetics[header.name] = card.text(value, line)


def sound(card: CardReading, header: Header, value: str, line: int) -> None:
    """SOUND;X-IRMC-N is how Japanese phones spell a name out; any other SOUND is a recording, left in the original."""
    if header.kinds & {"x-irmc-n"}:
        parts = card.one_line_parts(value, line)
        card.phonetics["sound"] = " ".join(part for part in parts if part)


def sort_string(card: CardReading, _header: Header, value: str, line: int) -> None:
    """SORT-STRING: how the name sounds, where it is not simply a part of it."""
    card.phonetics.setdefault("sort", card.text(value, line))


def photo(card: CardReading, header: Header, value: str, line: int) -> None:
    """PHOTO: a picture inside the card, or the address of one."""
    card.has_photo = True
    declared = header.parameters.get("MEDIATYPE") or next((f"image/{word.lower()}" for word in header.types), "")
    if header.base64 or is_data_uri(value):
        picture = to_photo(value.encode(), declared)
        if picture is None:
            card.doubt(line, "the picture is damaged and was left out")
        elif card.draft.photo is None:
            card.draft.photo = picture
        elif card.draft.photo != picture:
            card.doubt(line, "a second picture was left out")
    else:
        card.add_field("photo", card.text(value, line))


def logo(card: CardReading, header: Header, value: str, line: int) -> None:
    """LOGO, KEY: the address of one becomes a custom field; one inside the card stays in the original card."""
    if not (header.base64 or is_data_uri(value)):
        card.add_field(readable_name(header.name), card.text(value, line))


def ignored(card: CardReading, header: Header, value: str, line: int) -> None:
    """A property that says nothing about the person: it stays in the original card."""


def agent(card: CardReading, _header: Header, value: str, line: int) -> None:
    """AGENT: a card as one escaped text, or a name or an address."""
    text = card.text(value, line, lines=True)
    if text[:11].upper() == "BEGIN:VCARD":
        card.agents.append((line, text.encode()))
    else:
        card.add_field("agent", text)


def listed(card: CardReading, header: Header, value: str, line: int) -> None:
    """HOBBY, INTEREST and the like: custom fields under a readable name, of which a card may have several."""
    card.add_field(readable_name(header.name), card.text(value, line, lines=True))


def unknown(card: CardReading, header: Header, value: str, line: int) -> None:
    """A property that `registry` does not know: a custom field under its label or readable name."""
    if header.base64 or is_data_uri(value) or len(value) > LONGEST_FIELD:
        card.doubt(line, f"{header.name} is not understood; it stays in the original card")
        return
    text = card.text(value, line, lines=True)
    if not text.strip("; "):
        return
    label = card.own_label(header)
    card.add_field(label or readable_name(header.name), text)
    if not header.name.startswith("X-"):
        card.doubt(line, f"{header.name} is no property of vCard; kept as a field: {shown(text.encode())}")
