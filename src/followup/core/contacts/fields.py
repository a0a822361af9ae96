"""The fields of a contact that a person can set by name: built-in ones first, any other name is a custom field.

`phone`, `email`, `birthday` and the like may carry a label behind a dot (`phone.work`, `occasion.wedding`); without one
they mean the only value there is, and never throw away one of several.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core.contacts.field_values import (
    clean,
    new_email,
    new_phone,
    read_cadence,
    read_choice,
    read_flag,
    read_gender,
    read_language,
)
from followup.core.contacts.names import display_name, split_name
from followup.core.contacts.occasion_text import read_occasion
from followup.core.model.contact import Address
from followup.core.model.grades import GRADES
from followup.core.model.stages import STAGES, STATUSES
from followup.core.query.fields import FIELDS as QUERY_FIELDS
from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from followup.core.model.contact import Contact

_TEXTS = (
    "nickname", "organization", "department", "title", "area", "honorific", "best_time", "phonetic", "uid",
)  # fmt: skip
_NAME_PARTS = ("family", "given", "additional", "prefix", "suffix")
_FLAGS = {"important": "important", "do_not_contact": "do_not_contact", "private": "private", "is_company": "company"}
_ADDRESS_PARTS = ("street", "city", "region", "postcode", "country")
_CHOICES = {"stage": STAGES, "status": STATUSES}
OURS = "followup."
"""What a field's name begins with in the files that followup itself wrote, where no other program has such a field."""

_CADENCES = {"cadence.visit": "cadence_visit", "cadence.call": "cadence_call"}
_LISTS = {"phone": "phones", "email": "emails", "url": "urls"}
_DAYS = ("birthday", "anniversary")
_LABELLED = frozenset({"phone", "email", "occasion"})
BUILT_IN = (
    "name", *_NAME_PARTS, *_TEXTS, "language", "gender", *_FLAGS, *_CADENCES, *_CHOICES, *_DAYS, *_LISTS,
    *_ADDRESS_PARTS,
)  # fmt: skip
"""Every name with a meaning of its own; `phone.LABEL`, `email.LABEL` and `occasion.KIND` come to them."""

_ALIASES = {
    "org": "organization", "organisation": "organization", "company": "organization", "mail": "email",
    "e_mail": "email", "zip": "postcode", "postal_code": "postcode",
    "公司": "organization", "单位": "organization", "部门": "department", "职位": "title", "职务": "title",
    "姓名": "name", "姓": "family", "名": "given", "昵称": "nickname", "性别": "gender", "生日": "birthday",
    "电话": "phone", "手机": "phone", "邮箱": "email", "邮件": "email", "网址": "url",
    "城市": "city", "地址": "street", "邮编": "postcode", "区域": "area", "重要": "important",
}  # fmt: skip
_ELSEWHERE = {
    "grade": 'followup grade set "{who}" A', "group": 'followup group add NAME "{who}"',
    "groups": 'followup group add NAME "{who}"', "note": 'followup note "{who}"', "notes": 'followup note "{who}"',
}  # fmt: skip
_RESERVED = frozenset({*QUERY_FIELDS, "graded"})
"""Names that a query or the book itself gives a meaning to: a custom field of that name could not be asked for."""
_NEAR = 0.75


class _Place(NamedTuple):
    """What is set: the contact, the field's name as known, its label, and the region for phone numbers."""

    contact: Contact
    name: str
    label: str
    region: str


def set_field(contact: Contact, name: str, value: str, region: str = "") -> Contact:
    """Return the contact with the field set to what a person typed; an empty value takes it away.

    `region` (ISO country, may be empty) is for phone numbers without a country code. Raises WrongUsageError, with the
    way to write it, for a value the field cannot hold, and for names that are set elsewhere (grade, groups).
    """
    known, label = field_named(contact, name)
    value = clean(name, value, lines=known == "street" or known not in BUILT_IN)
    if not value:
        return unset_field(contact, name)
    place = _Place(contact, known, label, region)
    return _SETTERS.get(known, _set_custom)(place, value)


def unset_field(contact: Contact, name: str) -> Contact:
    """Return the contact without what the field holds. Raises WrongUsageError where there is nothing of that name."""
    known, label = field_named(contact, name)
    if known in BUILT_IN or known == "occasion":
        return _unset_built_in(_Place(contact, known, label, ""))
    if known not in contact.fields:
        near = suggest(name, contact.fields, 1) or [likely_field(name)]
        raise WrongUsageError(f'{contact.name} has no field "{name}"', f"did you mean {near[0]}?" if near[0] else "")
    return contact._replace(fields={key: text for key, text in contact.fields.items() if key != known})


def field_named(contact: Contact, name: str) -> tuple[str, str]:
    """Return the field a person means, and its label: (`phone`, `work`) for `phone.work`; a custom one as written."""
    folded = fold(name)
    if not clean("a field's name", name):
        raise WrongUsageError("a field needs a name", "write --set name=value")
    plain = folded.replace(" ", "_").replace("-", "_")
    plain = _ALIASES.get(plain, plain)
    if plain in BUILT_IN:
        return plain, ""
    head, dot, _ = folded.partition(".")
    head = _ALIASES.get(head, head)
    label = name.strip().partition(".")[2].strip()
    if dot and head in _LABELLED and label:
        return ("occasion", label) if head == "occasion" and fold(label) not in _DAYS else (_day_or(head, label), label)
    if plain in _ELSEWHERE:
        who = f"id:{contact.id}" if contact.id else contact.name
        raise WrongUsageError(f"{plain} is not set like a field", "use: " + _ELSEWHERE[plain].format(who=who))
    if plain in _RESERVED or head == "cadence":
        hint = "write cadence.visit or cadence.call" if head == "cadence" else "choose another name"
        raise WrongUsageError(f"{name} is no field that can be set", hint)
    return next((known for known in contact.fields if fold(known) == folded), name.strip()), ""


def split_file_fields(fields: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Part a file's fields in two: the contact's attributes that they name (area -> text), and custom ones.

    Any file may name the texts that a draft has no place of its own for, the language and the grade; what else the book
    keeps is only taken where followup wrote it (`followup.private`). A value that is none stays a custom field.
    """
    own: dict[str, Any] = {}
    custom = {}
    for name, value in fields.items():
        folded = fold(name)
        attribute, read = _FROM_FILES.get(_ALIASES.get(folded, folded), ("", None))
        try:
            if read:
                own[attribute] = read(value)
            else:
                custom[name] = value
        except WrongUsageError:
            custom[name] = value
    return own, custom


def exported_values(contact: Contact) -> dict[str, str]:
    """Return what `split_file_fields` takes back, by the names it knows: for a file that has no better place for it."""
    values = {name: getattr(contact, attribute) for name, (attribute, _) in _FROM_FILES.items()}
    usual = {"followup.status": "active"}
    return {
        name: "yes" if value is True else value for name, value in values.items() if value and value != usual.get(name)
    }


def likely_field(name: str) -> str:
    """Return the built-in field that a custom field's name is a likely slip of; empty where there is none."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(fold(name), [*BUILT_IN, *_ALIASES], n=1, cutoff=_NEAR)), "")


def is_custom(contact: Contact, name: str) -> bool:
    """Whether setting the field makes a custom field that the contact did not have."""
    known, _ = field_named(contact, name)
    return known not in {*BUILT_IN, "occasion", *contact.fields}


def sync_names(before: Contact, after: Contact) -> Contact:
    """Return `after` with the name and its parts in step, where only one of them was changed.

    A name that was not made of its parts (a company, a nickname) does not follow them.
    """
    parts_changed = any(getattr(before, part) != getattr(after, part) for part in _NAME_PARTS)
    if before.name != after.name and not parts_changed:
        parts = split_name(after.name)
        return after._replace(
            name=parts.name, family=parts.family, given=parts.given, additional="", prefix=parts.prefix,
            suffix=parts.suffix, company=after.company or parts.company,
        )  # fmt: skip
    if parts_changed and before.name == after.name:
        plain = _built(before)
        if before.name in {plain, _built(before, titles=True)} or not (before.family or before.given):
            return after._replace(name=_built(after, titles=before.name != plain) or before.name)
    return after


def _changed(contact: Contact, attribute: str, value: object) -> Contact:
    return contact._replace(**{attribute: value})  # type: ignore[arg-type]  # the tables above name what it is


def _day_or(head: str, label: str) -> str:
    return fold(label) if head == "occasion" else head


def _set_text(place: _Place, value: str) -> Contact:
    return _changed(place.contact, place.name, value)


def _set_name(place: _Place, value: str) -> Contact:
    return sync_names(place.contact, place.contact._replace(name=value))


def _set_name_part(place: _Place, value: str) -> Contact:
    return sync_names(place.contact, _changed(place.contact, place.name, value))


def _built(contact: Contact, *, titles: bool = False) -> str:
    name = display_name(contact.family, contact.given, contact.additional)
    return " ".join(part for part in (contact.prefix, name, contact.suffix) if part) if titles else name


def _set_flag(place: _Place, value: str) -> Contact:
    return _changed(place.contact, _FLAGS[place.name], read_flag(place.name, value))


def _set_cadence(place: _Place, value: str) -> Contact:
    return _changed(place.contact, _CADENCES[place.name], read_cadence(place.name, value))


def _set_choice(place: _Place, value: str) -> Contact:
    return _changed(place.contact, place.name, read_choice(place.name, value, _CHOICES[place.name]))


def _set_language(place: _Place, value: str) -> Contact:
    return place.contact._replace(language=read_language(value))


def _set_gender(place: _Place, value: str) -> Contact:
    return place.contact._replace(gender=read_gender(value))


def _set_address(place: _Place, value: str) -> Contact:
    return _with_address_part(place.contact, place.name, value)


def _with_address_part(contact: Contact, part: str, text: str) -> Contact:
    """Change a part of the first address; one that is left empty goes."""
    first, *others = contact.addresses or (Address(),)
    first = first._replace(**{part: text})
    kept = [first] if any(getattr(first, name) for name in _ADDRESS_PARTS) else []
    return contact._replace(addresses=(*kept, *others))


def _set_phone(place: _Place, value: str) -> Contact:
    phones = place.contact.phones
    at = _spot(place, [phone.label for phone in phones])
    label = place.label or (phones[at].label if at < len(phones) else "")
    phone = new_phone(value, label, place.region)
    return place.contact._replace(phones=(*phones[:at], phone, *phones[at + 1 :]))


def _set_email(place: _Place, value: str) -> Contact:
    emails = place.contact.emails
    at = _spot(place, [email.label for email in emails])
    label = place.label or (emails[at].label if at < len(emails) else "")
    email = new_email(value, label)
    return place.contact._replace(emails=(*emails[:at], email, *emails[at + 1 :]))


def _set_url(place: _Place, value: str) -> Contact:
    urls = place.contact.urls
    at = _spot(place, [""] * len(urls))
    return place.contact._replace(urls=(*urls[:at], value, *urls[at + 1 :]))


def _set_day(place: _Place, value: str) -> Contact:
    kind = place.name if place.name in _DAYS else place.label
    occasion = read_occasion(kind, value)
    occasions = place.contact.occasions
    same = [at for at, old in enumerate(occasions) if fold(old.kind) == fold(kind)]
    if len(same) > 1:  # a solar and a lunar birthday, say: each is replaced by its like
        same = [at for at in same if occasions[at].calendar == occasion.calendar]
    if len(same) > 1:
        raise _several(place.contact, kind, "edit the contact in the editor: followup edit " + str(place.contact.id))
    at = same[0] if same else len(occasions)
    if same:
        occasion = occasion._replace(kind=occasions[at].kind, id=occasions[at].id)
    return place.contact._replace(occasions=(*occasions[:at], occasion, *occasions[at + 1 :]))


def _set_custom(place: _Place, value: str) -> Contact:
    return place.contact._replace(fields={**place.contact.fields, place.name: value})


def _spot(place: _Place, labels: list[str]) -> int:
    """Where in a list the value goes: over the one with that label, over the only one, or behind the last."""
    if place.label:
        same = [at for at, label in enumerate(labels) if fold(label) == fold(place.label)]
        if len(same) <= 1:
            return same[0] if same else len(labels)
    elif len(labels) <= 1:
        return 0
    raise _several(place.contact, place.name, _hint(place, labels))


def _hint(place: _Place, labels: list[str]) -> str:
    named = sorted({f"{place.name}.{label}" for label in labels if label and labels.count(label) == 1})
    ways = f"say which: {', '.join(named)}; or " if named and not place.label else ""
    return f"{ways}change them in the editor: followup edit {place.contact.id}"


def _several(contact: Contact, name: str, hint: str) -> WrongUsageError:
    return WrongUsageError(f"{contact.name} has more than one {name}", hint)


def _unset_built_in(place: _Place) -> Contact:
    contact, name = place.contact, place.name
    if name == "name":
        raise WrongUsageError("a contact cannot be without a name", "remove it with: followup remove")
    if name in _ADDRESS_PARTS:
        return _with_address_part(contact, name, "")
    if name in _LISTS:
        return _without_one(place)
    if name in _DAYS or name == "occasion":
        kind = fold(place.label or name)
        return contact._replace(occasions=tuple(one for one in contact.occasions if fold(one.kind) != kind))
    after = _changed(contact, _attribute(name), _EMPTY.get(name, ""))
    return sync_names(contact, after)


def _without_one(place: _Place) -> Contact:
    values = getattr(place.contact, _LISTS[place.name])
    at = _spot(place, [getattr(value, "label", "") for value in values])
    return _changed(place.contact, _LISTS[place.name], (*values[:at], *values[at + 1 :]))


def _attribute(name: str) -> str:
    return _FLAGS.get(name) or _CADENCES.get(name) or name


_EMPTY: dict[str, object] = {**dict.fromkeys(_FLAGS, False), "stage": None, "status": "active"}
_FROM_FILES: dict[str, tuple[str, Callable[[str], object]]] = {
    **{name: (name, str) for name in ("area", "honorific", "best_time")},
    "language": ("language", read_language),
    "grade": ("grade", lambda value: read_choice("grade", value, [grade.lower() for grade in GRADES]).upper()),
    **{f"{OURS}{name}": (name, partial(read_flag, name)) for name in ("private", "do_not_contact", "grade_locked")},
    **{f"{OURS}{name}": (name, partial(read_choice, name, choices=choices)) for name, choices in _CHOICES.items()},
    **{f"{OURS}{name}": (attribute, partial(read_cadence, name)) for name, attribute in _CADENCES.items()},
    f"{OURS}is_company": ("company", partial(read_flag, "is_company")),
    f"{OURS}important": ("important", partial(read_flag, "important")),
    f"{OURS}gender": ("gender", str),
}
_SETTERS: dict[str, Callable[[_Place, str], Contact]] = {
    "name": _set_name, **dict.fromkeys(_NAME_PARTS, _set_name_part), **dict.fromkeys(_TEXTS, _set_text),
    "language": _set_language, "gender": _set_gender, **dict.fromkeys(_FLAGS, _set_flag),
    **dict.fromkeys(_CADENCES, _set_cadence), **dict.fromkeys(_CHOICES, _set_choice),
    **dict.fromkeys(_ADDRESS_PARTS, _set_address), "phone": _set_phone, "email": _set_email, "url": _set_url,
    **dict.fromkeys(_DAYS, _set_day), "occasion": _set_day,
}  # fmt: skip
