"""One number out of its many spellings: shown as written, compared as E.164, the extension apart.

phonenumbers decides what a number is. It costs 80 ms to load and 26 µs a number, so the commonest shapes there are,
Chinese mobiles and landlines, are recognised here; property tests hold both to the same answer.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from followup.core.text.folding import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from phonenumbers import PhoneNumber

_MOBILE = r"(1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])(?<!174))[ -]?(\d{4})[ -]?(\d{4})"
_WITH_CODE = re.compile(rf"\(?(?:\+|00)86\)?[ -]?{_MOBILE}", re.ASCII)
_WITHOUT_CODE = re.compile(rf"(?:86[ -]?)?{_MOBILE}", re.ASCII)
_LANDLINE = re.compile(
    r"(?:\+86[ -]?|(?P<home>\(?0))(10|2\d|[3-9]\d\d)(?(home)\)?)[ -]?(\d{3,4})[ -]?(\d{4})", re.ASCII
)
_CHINESE_MOBILE = re.compile(r"\+861[3-9]\d{9}", re.ASCII)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Spreadsheets keep zeros by ="010..." and '010...; some files put words in front: "tel:", "手机："
_TRICKS = re.compile(r"^(?:=?['\"]+|[^\W\d_][^\d+:]*:)\s*|['\"]+$")
_EXTENSION = re.compile(
    r"\s*(?:;\s*ext=|[,;]+|[pw]+|#|x|ext(?:ensio)?n?\.?|转|轉|分机号?|分機號?|内线|內線)\s*[.:]?\s*(\d[\d,;pw#* ]*)$",
    re.IGNORECASE,
)
_PARAMETERS = re.compile(r";(?!\s*ext=)[\w-]+=[^;]*", re.IGNORECASE)
_HYPHENED = re.compile(r"(.*\d)\s?[-\u2013]\s?(\d{1,6})", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
SHORTEST_NUMBER = 7
"""A number of fewer digits is a service's (110, 10086): too short to belong to anybody."""
_LONGER_THAN_LOCAL = 9
# 400 820 8820 is a Chinese firm's, 800 one's anywhere; where the country is not known they look like anybody's.
_SERVICE = re.compile(r"(?:\+1)?400\d{7}|800\d{7}")
_POSSIBLE = 0  # phonenumbers' ValidationResult.IS_POSSIBLE; possible within a town only is another


def parse_phone(value: str, region: str) -> tuple[str | None, str | None]:
    """Return (E.164, extension) of a number as written; (None, None) where it cannot be one.

    `region` is the ISO country of numbers without a country code; empty when it is not known. An extension, or what a
    phone dials after a pause, is its digits. Letters are no number: `1-800-MY-APPLE` stays text.
    """
    match = _WITH_CODE.fullmatch(value) or (_WITHOUT_CODE.fullmatch(value) if region == "CN" else None)
    if match:
        return "+86" + "".join(match.groups()), None
    match = _LANDLINE.fullmatch(value)
    if match and (region == "CN" or not match["home"]):
        return "+86" + "".join(match.groups()[1:]), None
    return _parse_any(value, region)


@functools.lru_cache(4096)
def _parse_any(value: str, region: str) -> tuple[str | None, str | None]:
    number, extension = _without_extension(_without_disguise(value))
    if _LETTER.search(number) or len(digits_of(number)) < SHORTEST_NUMBER:
        return None, None
    return _parse_with_library(number, extension, region) or _as_chinese_mobile(number, extension) or (None, None)


def _without_disguise(value: str) -> str:
    """Return the text without invisible marks, spreadsheet tricks, `tel:` and URI parameters, in ordinary width."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).strip()
    return _PARAMETERS.sub("", _TRICKS.sub("", _TRICKS.sub("", text))).strip()


def _without_extension(text: str) -> tuple[str, str | None]:
    """Return the number and its extension; several dialled after pauses are separated by commas."""
    match = _EXTENSION.search(text)
    if match and len(digits_of(text[: match.start()])) >= SHORTEST_NUMBER:
        return text[: match.start()], re.sub(r"\D+", ",", match[1]).strip(",")
    return text, None


def _parse_with_library(number: str, extension: str | None, region: str) -> tuple[str, str | None] | None:
    """Return what phonenumbers understands, also of a switchboard's number with an extension behind a hyphen."""
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number

    whole = _library_number(number, region)
    if extension is None and not (whole and is_valid_number(whole)) and (match := _HYPHENED.fullmatch(number)):
        main = _library_number(match[1], region)
        if main and is_valid_number(main):
            whole, extension = main, match[2]
    if whole is None:
        return None
    if region != "CN" and not is_valid_number(whole) and (mobile := _as_chinese_mobile(number, extension)):
        return mobile
    return format_number(whole, PhoneNumberFormat.E164), extension


def _library_number(number: str, region: str) -> PhoneNumber | None:
    """Return the parsed number where its length is possible; `00` is a `+` wherever the region dials otherwise."""
    from phonenumbers import NumberParseException, is_possible_number_with_reason, parse

    spellings = (number, "+" + number[2:]) if number.startswith("00") else (number,)
    for spelling in spellings:
        try:
            parsed = parse(spelling, region or None)
        except NumberParseException:
            continue
        if is_possible_number_with_reason(parsed) == _POSSIBLE:
            return parsed
    return None


def _as_chinese_mobile(number: str, extension: str | None) -> tuple[str, str | None] | None:
    """Return the number as a Chinese mobile where it is written like one; None where it is not."""
    match = _WITHOUT_CODE.fullmatch(number)
    return ("+86" + "".join(match.groups()), extension) if match else None


@functools.lru_cache(4096)
def _type_of(e164: str) -> int:
    from phonenumbers import number_type, parse

    kind: int = number_type(parse(e164))
    return kind


def is_personal(e164: str) -> bool:
    """Whether the number belongs to one person: it is no landline, switchboard, service or paid line.

    Where mobiles and landlines look alike (North America), and for numbers not yet given out, the answer is yes.
    """
    if e164.startswith("+86"):
        return _CHINESE_MOBILE.fullmatch(e164) is not None
    from phonenumbers import PhoneNumberType as Type

    shared = (
        Type.FIXED_LINE, Type.TOLL_FREE, Type.PREMIUM_RATE, Type.SHARED_COST, Type.UAN, Type.VOICEMAIL,
    )  # fmt: skip
    return _type_of(e164) not in shared


def phone_key(value: str, e164: str | None, extension: str | None) -> str:
    """Return what the number is compared by: E.164, where it has one, otherwise its digits; "" if there are none.

    An extension makes another number of it. The column `key` of the phone table is computed by the same rule.
    """
    if e164:
        return f"{e164};{extension}" if extension else e164
    return digits_of(value)


def key_of(value: str, e164: str | None, extension: str | None) -> tuple[str, bool]:
    """Return the number's key, and whether the number identifies a person by itself."""
    key = phone_key(value, e164, extension)
    return key, is_personal_key(key)


def is_personal_key(key: str) -> bool:
    """Whether the number with this key identifies a person by itself."""
    if _SERVICE.fullmatch(key):
        return False
    if key.startswith("+"):
        return ";" not in key and is_personal(key)
    return len(key) >= _LONGER_THAN_LOCAL


def vote_region(file: Iterable[str], book: Iterable[str] = (), locale: str = "") -> str | None:
    """Return the ISO country of numbers without a country code, voted by those with one; None where nobody can vote.

    `file` and `book` are numbers as written. Without a vote it is the one of `locale` (an ISO country), CN and US under
    which most of the file's numbers are valid mobiles.
    """
    numbers = list(file)
    votes = Counter(filter(None, map(_country_of, chain(numbers, book))))
    if not votes:
        for region in dict.fromkeys(filter(None, (locale, "CN", "US"))):
            votes[region] = sum(_is_mobile(number, region) for number in numbers)
            if votes[region] > len(numbers) / 2:
                break
    best = max(votes.values(), default=0)
    if not best:
        return None
    return min((region for region in votes if votes[region] == best), key=lambda region: _rank(region, locale))


def _rank(region: str, locale: str) -> tuple[bool, bool, bool, str]:
    """Order regions with equally many votes: that of the locale first, then CN, then US, then by name."""
    return (region != locale, region != "CN", region != "US", region)


def _country_of(value: str) -> str | None:
    """Return the ISO country whose code the number begins with."""
    if _WITH_CODE.fullmatch(value):
        return "CN"
    number = _without_extension(_without_disguise(value))[0].lstrip("( ")
    if not number.startswith(("+", "00")):
        return None
    from phonenumbers import region_code_for_country_code

    parsed = _library_number("+" + number.lstrip("+0"), "")
    region = region_code_for_country_code(parsed.country_code or 0) if parsed else "ZZ"
    return region if region.isalpha() and region != "ZZ" else None


def _is_mobile(value: str, region: str) -> bool:
    """Whether a number as written is a mobile's, where it is one of this region."""
    if region == "CN":
        return _WITHOUT_CODE.fullmatch(_without_disguise(value)) is not None
    from phonenumbers import PhoneNumberType as Type
    from phonenumbers import number_type

    parsed = _library_number(_without_extension(_without_disguise(value))[0], region)
    return parsed is not None and number_type(parsed) in (Type.MOBILE, Type.FIXED_LINE_OR_MOBILE)
