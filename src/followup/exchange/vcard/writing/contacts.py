"""Writes contacts as vCard 3.0, which every phone reads, with vobject.

What the format has no property for becomes a property of our own (`own_fields`), so that an import of the card loses
nothing; properties of the contact's first card that the book has no field for are written again (`preserve`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from followup.core.contacts.fields import OURS, exported_values
from followup.core.text.plain_text import plain_text
from followup.exchange.labels import label_of, plain_label, relation_kind, service_name
from followup.exchange.vcard.own_fields import LABELLED
from followup.exchange.vcard.registry import MESSENGERS
from followup.exchange.vcard.writing.days import day_lines
from followup.exchange.vcard.writing.preserve import preserved_lines
from followup.exchange.vobject_lines import content_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.core.model.contact import Contact, Photo, Relation
    from followup.core.model.export_record import ExportRecord

PRODID: Final = "-//followup//followup//EN"
_TYPES: Final = {
    "home": "HOME", "work": "WORK", "other": "OTHER", "mobile": "CELL", "fax": "FAX", "pager": "PAGER", "main": "MAIN",
    "car": "CAR", "isdn": "ISDN", "video": "VIDEO", "modem": "MODEM", "iPhone": "IPHONE",
}  # fmt: skip
_PROPERTY_OF_SERVICE: Final = {service_name(name.removeprefix("X-")): name for name in reversed(MESSENGERS)}
_RELATIONS: Final = {
    "spouse": "Spouse", "child": "Child", "boss": "Manager", "assistant": "Assistant", "parent": "Parent",
    "sibling": "Sibling", "friend": "Friend", "partner": "Partner",
}  # fmt: skip
_NO_TYPE: Final = re.compile("[^A-Z0-9.+-]")
_WRITTEN_ELSEWHERE: Final = frozenset({f"{OURS}is_company"})


def write_card(person: ExportRecord) -> str:
    """Return one card, CRLF at its line ends; the same person gives the same card."""
    return _CardWriter().card(person)


class _CardWriter:
    """Writes one card; `groups` counts the groups of lines with a label."""

    def __init__(self) -> None:
        from vobject import vCard

        self.component = vCard()
        self.groups = 0

    def card(self, person: ExportRecord) -> str:
        contact = person.contact
        self.add("PRODID", PRODID)
        self.add("UID", person.uid)
        self.names(contact)
        self.labelled(contact)
        for url in contact.urls:
            self.add("URL", url)
        for day in day_lines(contact.occasions):
            if isinstance(day.value, list):
                self.own("DATE", day.value)
            else:
                parameters = {name: [value] for name, value in day.parameters.items()}
                self.add(day.name, day.value, parameters, label=day.label)
        for relation in contact.relations:
            self.relation(relation)
        self.notes(person)
        if person.photo:
            self.photo(person.photo)
        self.fields(person)
        text: str = self.component.serialize()
        return text

    def add(self, name: str, text: str, parameters: dict[str, list[str]] | None = None, label: str = "") -> None:
        """Add a property unless it is empty; its label becomes an X-ABLabel of the same group."""
        if text:
            self.parts(name, [text], parameters, label)

    def parts(
        self, name: str, parts: Iterable[str], parameters: dict[str, list[str]] | None = None, label: str = ""
    ) -> None:
        """Add a property that is made of parts, a semicolon between them."""
        from vobject.base import backslashEscape

        self.raw(name, ";".join(map(backslashEscape, map(plain_text, parts))), parameters, label)

    def raw(self, name: str, value: str, parameters: dict[str, list[str]] | None = None, label: str = "") -> None:
        """Add a property whose value is escaped already."""
        group = None
        if label:
            self.groups += 1
            group = f"item{self.groups}"
        self.component.contents.setdefault(name.lower(), []).append(content_line(name, value, parameters, group))
        if label:
            self.add("X-ABLabel", label)
            self.component.contents["x-ablabel"][-1].group = group

    def own(self, name: str, parts: Sequence[str]) -> None:
        """Add one of followup's own properties."""
        self.parts(f"X-FOLLOWUP-{name}", parts)

    def names(self, contact: Contact) -> None:
        """Add names, organization, title, gender and groups."""
        from vobject.base import backslashEscape

        parts = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
        self.parts("N", parts)
        self.add("FN", contact.name)
        self.add("NICKNAME", contact.nickname)
        last, _, first = contact.phonetic.partition(" ")
        self.add("X-PHONETIC-LAST-NAME", last)
        self.add("X-PHONETIC-FIRST-NAME", first)
        if contact.organization or contact.department:
            self.parts("ORG", [contact.organization, *filter(None, [contact.department])])
        self.add("TITLE", contact.title)
        self.add("X-GENDER", contact.gender)
        if contact.groups:
            self.raw("CATEGORIES", ",".join(map(backslashEscape, map(plain_text, contact.groups))))
        if contact.company:
            self.add("X-ABShowAs", "COMPANY")
        elif contact.name == contact.organization:  # our reader would take it for a company's card
            self.own("FIELD", [f"{OURS}is_company", "no"])

    def labelled(self, contact: Contact) -> None:
        """Add numbers, addresses and e-mails under their labels."""
        for name, attribute in LABELLED.items():
            for place, entry in enumerate(getattr(contact, attribute), 1):
                value = [entry.value] if name != "ADR" else [
                    "", "", entry.street, entry.city, entry.region, entry.postcode, entry.country
                ]  # fmt: skip
                default = {"TEL": ["VOICE"], "EMAIL": ["INTERNET"]}.get(name, [])
                types = _types_of(entry.label)
                if types is not None:
                    types = types if types and name == "TEL" else default + types
                    self.parts(name, value, {"TYPE": types} if types else {})
                    continue
                self.parts(name, value, {"TYPE": default} if default else {}, entry.label)
                if plain_label(entry.label) != entry.label:
                    self.own("LABEL", [name, str(place), entry.label])

    def relation(self, relation: Relation) -> None:
        """Add a relation: as Apple writes it, unless our reader would make another kind of it."""
        if relation.kind in _RELATIONS:
            self.add("X-ABRELATEDNAMES", relation.name, label=f"_$!<{_RELATIONS[relation.kind]}>!$_")
        elif relation.kind and relation_kind(plain_label(relation.kind)) == relation.kind:
            self.add("X-ABRELATEDNAMES", relation.name, label=relation.kind)
        elif relation.name:
            self.own("RELATION", [relation.kind, relation.name])

    def notes(self, person: ExportRecord) -> None:
        """Add every note once, with the first of its days."""
        days = dict(zip(reversed(person.notes), reversed(person.note_days), strict=False))
        for place, note in enumerate(dict.fromkeys(person.notes), 1):
            self.add("NOTE", note)
            if note in days:
                self.own("NOTED", [str(place), days[note].isoformat()])

    def photo(self, photo: Photo) -> None:
        """Add the picture as bytes: vobject then writes it on one line, the only form that Apple reads."""
        line = self.component.add("PHOTO")
        line.value = photo.data
        line.params.update({"ENCODING": ["B"], "TYPE": [_NO_TYPE.sub("", photo.mime.rpartition("/")[2].upper())]})

    def fields(self, person: ExportRecord) -> None:
        """Add the lines of the original card that are still true, then the custom fields that no such line has."""
        contact = person.contact
        rest = dict(contact.fields)
        for line in preserved_lines(person.cards):
            if not line.field or rest.get(line.field) == line.text:
                rest.pop(line.field, None)
                self.raw(line.name, line.value, line.parameters, line.label)
        own = {name: value for name, value in exported_values(contact).items() if name not in _WRITTEN_ELSEWHERE}
        for name, value in (own | rest).items():
            messenger = _PROPERTY_OF_SERVICE.get(name)
            if messenger and ":" not in value and "\n" not in value:
                self.add(messenger, value)
            else:
                self.own("FIELD", [name, value])


@lru_cache(1024)
def _types_of(label: str) -> list[str] | None:
    """Return the types of which our reader makes this label; None for a label that needs an X-ABLabel."""
    types = [_TYPES[word] for word in label.split() if word in _TYPES]
    return types if label_of(types) == label else None
