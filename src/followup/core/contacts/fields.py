"""The fields of a contact that a person can set by name: the built-in ones; any other name is a custom field.

`phone`, `email`, `birthday` and the like may have a label after a dot (`phone.work`, `occasion.wedding`). Without a
label they mean the only value there is; where there are several, an error asks which one.
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
"""The prefix, in files that followup exports, of fields that other programs do not have."""

_CADENCES = {"cadence.visit": "cadence_visit", "cadence.call": "cadence_call"}
_LISTS = {"phone": "phones", "email": "emails", "url": "urls"}
_DAYS = ("birthday", "anniversary")
_LABELLED = frozenset({"phone", "email", "occasion"})
BUILT_IN = (
    "name", *_NAME_PARTS, *_TEXTS, "language", "gender", *_FLAGS, *_CADENCES, *_CHOICES, *_DAYS, *_LISTS,
    *_ADDRESS_PARTS,
)  # fmt: skip
"""All built-in names, besides `phone.LABEL`, `email.LABEL` and `occasion.KIND`."""

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


class _Target(NamedTuple):
    """What is to be set: the contact, the field's built-in or custom name, its label, the region for phone numbers."""

    contact: Contact
    name: str
    label: str
    region: str


def set_field(contact: Contact, name: str, value: str, region: str = "") -> Contact:
    """Return the contact with the field set to what a person typed; an empty value removes it.

    `region` (ISO country, may be empty) is for phone numbers without a country code. Raises WrongUsageError, with a
    hint how to write it, for an invalid value, and for names that other commands set (grade, groups).
    """
    known, label = field_named(contact, name)
    value = clean(name, value, lines=known == "street" or known not in BUILT_IN)
    if not value:
        return unset_field(contact, name)
    target = _Target(contact, known, label, region)
    return _SETTERS.get(known, _set_custom)(target, value)


def unset_field(contact: Contact, name: str) -> Contact:
    """Return the contact without the value of the field; WrongUsageError where it has no custom field of that name."""
    known, label = field_named(contact, name)
    if known in BUILT_IN or known == "occasion":
        return _unset_built_in(_Target(contact, known, label, ""))
    if known not in contact.fields:
        near = suggest(name, contact.fields, 1) or [likely_field(name)]
        raise WrongUsageError(f'{contact.name} has no field "{name}"', f"did you mean {near[0]}?" if near[0] else "")
    return contact._replace(fields={key: text for key, text in contact.fields.items() if key != known})


def field_named(contact: Contact, name: str) -> tuple[str, str]:
    """Return the name of the field and the label that a name means: `phone` and `work` for `phone.work`."""
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
    """Split the fields of a file into attributes of the contact (by name), and custom fields.

    Any file may set the area, the form of address, the best time, the language and the grade. Other attributes are read
    only from fields that followup wrote (`followup.private`). An invalid value stays a custom field.
    """
    attributes: dict[str, Any] = {}
    custom = {}
    for name, value in fields.items():
        folded = fold(name)
        attribute, read = _FROM_FILES.get(_ALIASES.get(folded, folded), ("", None))
        try:
            if read:
                attributes[attribute] = read(value)
            else:
                custom[name] = value
        except WrongUsageError:
            custom[name] = value
    return attributes, custom


def exported_values(contact: Contact) -> dict[str, str]:
    """Return the attributes that a file has no other place for, by the names that `split_file_fields` reads."""
    values = {name: getattr(contact, attribute) for name, (attribute, _) in _FROM_FILES.items()}
    usual = {"followup.status": "active"}
    return {
        name: "yes" if value is True else value for name, value in values.items() if value and value != usual.get(name)
    }


def likely_field(name: str) -> str:
    """Return the built-in field that the name of a custom field probably misspells; empty where there is none."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(fold(name), [*BUILT_IN, *_ALIASES], n=1, cutoff=_NEAR)), "")


def is_custom(contact: Contact, name: str) -> bool:
    """Whether setting the field would add a custom field to the contact."""
    known, _ = field_named(contact, name)
    return known not in {*BUILT_IN, "occasion", *contact.fields}


def sync_names(before: Contact, after: Contact) -> Contact:
    """Return `after` with its name derived from its parts, or its parts from its name, where only one of them changed.

    A name that was not composed of its parts (a company, a nickname) stays as it is.
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


def _set_text(target: _Target, value: str) -> Contact:
    return _changed(target.contact, target.name, value)


def _set_name(target: _Target, value: str) -> Contact:
    return sync_names(target.contact, target.contact._replace(name=value))


def _set_name_part(target: _Target, value: str) -> Contact:
    return sync_names(target.contact, _changed(target.contact, target.name, value))


def _built(contact: Contact, *, titles: bool = False) -> str:
    name = display_name(contact.family, contact.given, contact.additional)
    return " ".join(part for part in (contact.prefix, name, contact.suffix) if part) if titles else name


def _set_flag(target: _Target, value: str) -> Contact:
    return _changed(target.contact, _FLAGS[target.name], read_flag(target.name, value))


def _set_cadence(target: _Target, value: str) -> Contact:
    return _changed(target.contact, _CADENCES[target.name], read_cadence(target.name, value))


def _set_choice(target: _Target, value: str) -> Contact:
    return _changed(target.contact, target.name, read_choice(target.name, value, _CHOICES[target.name]))


def _set_language(target: _Target, value: str) -> Contact:
    return target.contact._replace(language=read_language(value))


def _set_gender(target: _Target, value: str) -> Contact:
    return target.contact._replace(gender=read_gender(value))


def _set_address(target: _Target, value: str) -> Contact:
    return _with_address_part(target.contact, target.name, value)


def _with_address_part(contact: Contact, part: str, text: str) -> Contact:
    """Return the contact with a part of its first address changed; an address without any part left is removed."""
    first, *others = contact.addresses or (Address(),)
    first = first._replace(**{part: text})
    changed = [first] if any(getattr(first, name) for name in _ADDRESS_PARTS) else []
    return contact._replace(addresses=(*changed, *others))


def _set_phone(target: _Target, value: str) -> Contact:
    phones = target.contact.phones
    at = _index_to_set(target, [phone.label for phone in phones])
    label = target.label or (phones[at].label if at < len(phones) else "")
    phone = new_phone(value, label, target.region)
    return target.contact._replace(phones=(*phones[:at], phone, *phones[at + 1 :]))


def _set_email(target: _Target, value: str) -> Contact:
    emails = target.contact.emails
    at = _index_to_set(target, [email.label for email in emails])
    label = target.label or (emails[at].label if at < len(emails) else "")
    email = new_email(value, label)
    return target.contact._replace(emails=(*emails[:at], email, *emails[at + 1 :]))


def _set_url(target: _Target, value: str) -> Contact:
    urls = target.contact.urls
    at = _index_to_set(target, [""] * len(urls))
    return target.contact._replace(urls=(*urls[:at], value, *urls[at + 1 :]))


def _set_day(target: _Target, value: str) -> Contact:
    kind = target.name if target.name in _DAYS else target.label
    occasion = read_occasion(kind, value)
    occasions = target.contact.occasions
    same = [at for at, old in enumerate(occasions) if fold(old.kind) == fold(kind)]
    if len(same) > 1:  # such as a solar and a lunar birthday: replace the one of the same calendar
        same = [at for at in same if occasions[at].calendar == occasion.calendar]
    if len(same) > 1:
        raise _several(target.contact, kind, "edit the contact in the editor: followup edit " + str(target.contact.id))
    at = same[0] if same else len(occasions)
    if same:
        occasion = occasion._replace(kind=occasions[at].kind, id=occasions[at].id)
    return target.contact._replace(occasions=(*occasions[:at], occasion, *occasions[at + 1 :]))


def _set_custom(target: _Target, value: str) -> Contact:
    return target.contact._replace(fields={**target.contact.fields, target.name: value})


def _index_to_set(target: _Target, labels: list[str]) -> int:
    """Return the index at which a list is set: of the value with that label, of the only value, or after the last."""
    if target.label:
        same = [at for at, label in enumerate(labels) if fold(label) == fold(target.label)]
        if len(same) <= 1:
            return same[0] if same else len(labels)
    elif len(labels) <= 1:
        return 0
    raise _several(target.contact, target.name, _hint(target, labels))


def _hint(target: _Target, labels: list[str]) -> str:
    named = sorted({f"{target.name}.{label}" for label in labels if label and labels.count(label) == 1})
    ways = f"say which: {', '.join(named)}; or " if named and not target.label else ""
    return f"{ways}change them in the editor: followup edit {target.contact.id}"


def _several(contact: Contact, name: str, hint: str) -> WrongUsageError:
    return WrongUsageError(f"{contact.name} has more than one {name}", hint)


def _unset_built_in(target: _Target) -> Contact:
    contact, name = target.contact, target.name
    if name == "name":
        raise WrongUsageError("a contact cannot be without a name", "remove it with: followup remove")
    if name in _ADDRESS_PARTS:
        return _with_address_part(contact, name, "")
    if name in _LISTS:
        return _without_one(target)
    if name in _DAYS or name == "occasion":
        kind = fold(target.label or name)
        return contact._replace(occasions=tuple(one for one in contact.occasions if fold(one.kind) != kind))
    after = _changed(contact, _attribute(name), _EMPTY.get(name, ""))
    return sync_names(contact, after)


def _without_one(target: _Target) -> Contact:
    values = getattr(target.contact, _LISTS[target.name])
    at = _index_to_set(target, [getattr(value, "label", "") for value in values])
    return _changed(target.contact, _LISTS[target.name], (*values[:at], *values[at + 1 :]))


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
_SETTERS: dict[str, Callable[[_Target, str], Contact]] = {
    "name": _set_name, **dict.fromkeys(_NAME_PARTS, _set_name_part), **dict.fromkeys(_TEXTS, _set_text),
    "language": _set_language, "gender": _set_gender, **dict.fromkeys(_FLAGS, _set_flag),
    **dict.fromkeys(_CADENCES, _set_cadence), **dict.fromkeys(_CHOICES, _set_choice),
    **dict.fromkeys(_ADDRESS_PARTS, _set_address), "phone": _set_phone, "email": _set_email, "url": _set_url,
    **dict.fromkeys(_DAYS, _set_day), "occasion": _set_day,
}  # fmt: skip
