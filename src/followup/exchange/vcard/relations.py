"""The days, people and messengers on a vCard, in the dialects of Apple, Android, Google, Evolution and Windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup.core.dates.partial import (
    is_ambiguous_order,
    is_no_date,
    parse_chinese_altbday,
    parse_partial_date,
)
from followup.core.model.contact import Occasion, Phone, Relation
from followup.exchange.labels import (
    ANDROID_RELATIONS,
    is_service,
    plain_label,
    relation_kind,
    service_name,
)  # fmt: skip
from followup.exchange.vcard.handlers import unknown
from followup.exchange.vcard.lines import shown
from followup.exchange.vcard.values import from_uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.dates.partial import PartialDate
    from followup.exchange.vcard.card import Page
    from followup.exchange.vcard.handlers import Handler
    from followup.exchange.vcard.header import Header

# A complete day of these hundred years needs no more care; 29 to 31 and anything else do.
_PLAIN_DAY: Final = re.compile(r"(19[1-9]\d|20[0-9]\d)-?(0[1-9]|1[0-2])-?(0[1-9]|1\d|2[0-8])")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://)?(.+)", re.DOTALL)
_ANDROID_EVENTS: Final = ("", "anniversary", "other", "birthday")
_RELATED_NOISE: Final = frozenset({"contact", "met", "pref"})
_FULL_CONTACT: Final = re.compile(r"X-FC-(RelatedNames|OtherDates):(.+)")
_DATED: Final = re.compile(
    rb"(?:\A|[\r\n])(?:[\w-]+\.)?(?:BDAY|(?:X-)?(?:EVOLUTION-)?ANNIVERSARY|X-ABDATE)[^:\r\n]*:[ \t]*([^\r\n]+)",
    re.IGNORECASE,
)


def dates_in(data: bytes) -> Iterator[str]:
    """Yield the dates of a whole file as written, to find out in which order it writes day and month."""
    return (found[1].decode("latin-1") for found in _DATED.finditer(data))


def birthday(page: Page, header: Header, value: str, line: int) -> None:
    """BDAY in any of its spellings, solar or `CALSCALE=chinese`."""
    text = page.text(value, line)
    plain = _PLAIN_DAY.fullmatch(text)
    if plain and not header.parameters and not page.draft.occasions:
        page.draft.occasions.append(Occasion("birthday", int(plain[1]), int(plain[2]), int(plain[3])))
    elif text:
        _add_day(page, header, "birthday", text, line)


def lunar_birthday(page: Page, _header: Header, value: str, line: int) -> None:
    """X-ALTBDAY;CALSCALE=chinese: Apple's lunar birthday."""
    text = page.text(value, line)
    day = parse_chinese_altbday(text)
    if day is None:
        page.add_field("lunar birthday", text)
        page.doubt(line, f"the lunar birthday {shown(text.encode())} is not understood; kept as a field")
    else:
        _append_day(page, "birthday", day, text, line)


def anniversary(page: Page, header: Header, value: str, line: int) -> None:
    """ANNIVERSARY, and what Evolution, KAddressBook and Windows call it."""
    _add_day(page, header, "anniversary", page.text(value, line), line)


def labelled_day(page: Page, header: Header, value: str, line: int) -> None:
    """X-ABDATE: a day that its X-ABLabel names."""
    _add_day(page, header, page.label(header) or "date", page.text(value, line), line)


def related(page: Page, header: Header, value: str, line: int) -> None:
    """RELATED and X-ABRELATEDNAMES: who, and all they are to the person; a URI stays one."""
    text = page.text(value, line)
    label = page.labels.get(header.group, "") if header.group else ""
    words = [label] if label else [word for word in header.types if word.lower() not in _RELATED_NOISE]
    for kind in dict.fromkeys(map(relation_kind, words)) or ("related",):
        add_relation(page, kind, text)


def relation_of(kind: str) -> Handler:
    """Return the handler of a property that names one kind of relation, as X-SPOUSE does."""

    def handle(page: Page, _header: Header, value: str, line: int) -> None:
        add_relation(page, kind, page.text(value, line))

    return handle


def add_relation(page: Page, kind: str, name: str) -> None:
    """Add a relation once; none without a name."""
    found = Relation(kind, name)
    if name and found not in page.draft.relations:
        page.draft.relations.append(found)


def assistant_phone(page: Page, _header: Header, value: str, line: int) -> None:
    """X-ASSISTANT-TEL and its like are numbers of the person's office."""
    number = page.text(value, line)
    if number:
        page.draft.phones.append(Phone("assistant", number))


def messenger(page: Page, header: Header, value: str, line: int) -> None:
    """X-QQ, X-SKYPE-USERNAME and the like."""
    handle = page.text(value, line)
    scheme = _SCHEME.fullmatch(handle)
    if scheme and is_service(scheme[1]):
        handle = scheme[2].strip()
    page.add_field(service_name(header.name.removeprefix("X-")), handle)


def instant_messenger(page: Page, header: Header, value: str, line: int) -> None:
    """IMPP: the service is a parameter, the scheme, or the label of the group."""
    handle = page.text(value, line)
    service = header.parameters.get("X-SERVICE-TYPE", "")
    scheme = _SCHEME.fullmatch(handle)
    if scheme:
        service = service or ("" if scheme[1].lower() == "x-apple" else scheme[1])
        handle = from_uri(scheme[2])
    label = page.labels.get(header.group, "") if header.group else ""
    page.add_field(service_name(service or label or "IM"), handle)


def social_profile(page: Page, header: Header, value: str, line: int) -> None:
    """X-SOCIALPROFILE: the service is the type, the person a parameter or part of the address."""
    where = page.text(value, line)
    user = header.parameters.get("X-USER", "")
    if where.lower().startswith("x-apple:"):
        where = from_uri(where[8:])
    service = header.parameters.get("X-SERVICE-TYPE") or header.label or page.label(header) or "profile"
    page.add_field(service_name(service), where if user in where else f"{user} {where}".strip())


def android_custom(page: Page, header: Header, value: str, line: int) -> None:
    """X-ANDROID-CUSTOM: a MIME type and up to fifteen data fields of the phone's own database."""
    mime, *data = page.one_line_parts(value, line)
    first, second, third = [*data, "", "", ""][:3]
    what = mime.rpartition("/")[2]
    if what == "nickname":
        held = page.draft.nickname
        if first and first not in held.split(", "):
            page.draft.nickname = f"{held}, {first}" if held else first
    elif what == "contact_event":
        code = int(second) if second.isdecimal() and int(second) < len(_ANDROID_EVENTS) else 0
        _add_day(page, header, _ANDROID_EVENTS[code] or third or "date", first, line)
    elif what == "relation":
        code = int(second) if second.isdecimal() and int(second) < len(ANDROID_RELATIONS) else 0
        add_relation(page, ANDROID_RELATIONS[code] or relation_kind(third) or "related", first)
    elif what == "lunarBirthday":
        _add_lunar(page, first, line)
    else:
        page.add_field(what.replace("_", " ").strip() or "android", " ".join(part for part in data if part))


def full_contact(page: Page, header: Header, value: str, line: int) -> None:
    """X-FCENCODED-<hex>: FullContact hides relations and dates, and their labels, in the property's name."""
    try:
        named = _FULL_CONTACT.fullmatch(bytes.fromhex(header.name.removeprefix("X-FCENCODED-")).decode())
    except ValueError:
        named = None
    if named is None:
        unknown(page, header, value, line)
    elif named[1] == "RelatedNames":
        add_relation(page, relation_kind(named[2]), page.text(value, line))
    else:
        _add_day(page, header, plain_label(named[2]), page.text(value, line), line)


def _add_day(page: Page, header: Header, kind: str, text: str, line: int) -> None:
    """Add a day to greet; what is no date is kept as text, and said so; what programs write for none is not."""
    if not text:
        return
    day = _day_of(page, text)
    omitted = header.parameters.get("X-APPLE-OMIT-YEAR", "")
    if day is None:
        if not is_no_date(text):
            page.add_field(kind, text)
            page.doubt(line, f"{kind} {shown(text.encode())} is no date that is understood; kept as a field")
        elif text.startswith("1900"):
            page.doubt(line, f"{kind} {text} is what programs write for no date; left out")
        return
    year = None if omitted and omitted == str(day.year) else day.year
    lunar = day.calendar == "lunar" or header.parameters.get("CALSCALE", "").lower() == "chinese"
    found = Occasion(kind, year, day.month, day.day, "lunar" if lunar else "solar", day.leap_month)
    _append(page, found, text, day.doubt, line)


def _day_of(page: Page, text: str) -> PartialDate | None:
    """Return the day a text says; where it could be day-month or month-day, the file's other dates decide."""
    day = parse_partial_date(text)
    if (day is None or day.doubt) and is_ambiguous_order(text):
        return parse_partial_date(text, page.order())
    return day


def _add_lunar(page: Page, text: str, line: int) -> None:
    """Add MIUI's lunar birthday: a date whose month and day are lunar."""
    day = parse_partial_date(text)
    if day is None:
        page.add_field("lunar birthday", text)
        page.doubt(line, f"the lunar birthday {shown(text.encode())} is not understood; kept as a field")
    else:
        found = Occasion("birthday", day.year, day.month, day.day, "lunar", day.leap_month)
        _append(page, found, text, day.doubt, line)


def _append_day(page: Page, kind: str, day: PartialDate, text: str, line: int) -> None:
    found = Occasion(kind, day.year, day.month, day.day, day.calendar, day.leap_month)
    _append(page, found, text, day.doubt, line)


def _append(page: Page, found: Occasion, text: str, doubt: str, line: int) -> None:
    """Add an occasion once. A person has one birthday a calendar: another goes to a field."""
    occasions = page.draft.occasions
    if found in occasions:
        return
    birthdays = [held for held in occasions if held.kind == "birthday" and held.calendar == found.calendar]
    if found.kind == "birthday" and birthdays:
        page.add_field("birthday 2", text)
        page.doubt(line, f"a second birthday {shown(text.encode())} is kept as a field")
        return
    occasions.append(found)
    if doubt:
        page.add_field(found.kind, text)
        page.doubt(line, doubt)
