"""Text made comparable: what a person types finds what is written, whatever the case, accent, width or script.

`fold` is applied to both sides: to what the book keeps in its search column and to what is searched for.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from followup.core.text.pinyin import pinyin_of, with_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.model.contact import Contact

# Latin letters that carry no combining mark and yet are typed without their stroke.
_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
# One apostrophe, one hyphen, one middle dot (the dot of 阿依古丽·买买提): keyboards and phones differ.
_SAME = {"'": "\u2018\u2019\u02bc\u00b4", "-": "\u2010\u2011\u2012\u2013\u2014\u2015", "·": "\u2022\u2027\u30fb\u22c5"}
_SPECIAL = re.compile(
    "[\u00ad\u00b4\u00b7\u00df-\u024f\u02bc\u0300-\u036f\u1e00-\u1eff\u200b-\u200f\u2010-\u2015\u2018\u2019\u2022\u2027"
    "\u202a-\u202e\u2060\u2066-\u2069\u22c5\u30fb\ufeff]"
)
_NOT_DIGITS = re.compile(r"\D+", re.ASCII)
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""What Chinese is written in, as a regular expression's set has it."""
NAMES_END = "\x1f"
"""The line of a search text behind its last name; folded text never holds this character."""


@functools.cache
def _marks() -> dict[int, str]:
    """Return what each special character becomes: accented Latin its base letters, marks and signs nothing."""
    table = {ord(mark): "" for mark in "\u00ad\u2060\ufeff"}
    for first, last in ((0x0300, 0x036F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)):
        table.update(dict.fromkeys(range(first, last + 1), ""))
    for first, last in ((0x00DF, 0x024F), (0x1E00, 0x1EFF)):
        for code in range(first, last + 1):
            plain = "".join(
                mark for mark in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(mark)
            )
            table[code] = "".join(_STROKED.get(letter, letter) for letter in plain)
    for plain, others in _SAME.items():
        table.update(dict.fromkeys(map(ord, others), plain))
    return table


@functools.lru_cache(8192)  # an import folds the same names, places and companies again and again
def fold(text: str) -> str:
    """Return the text as it is compared: compatibility forms, case, Latin accents and width gone, blanks single.

    Invisible marks (zero width, direction) go, apostrophes, hyphens and middle dots become one of each. Idempotent.
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """Return the same as `fold`, for what may be long and comes once: notes."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _SPECIAL.search(folded):
        folded = folded.translate(_marks())
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.split())


@functools.lru_cache(8192)
def digits_of(text: str) -> str:
    """Return the digits of a phone number as ASCII, whatever script or width they are written in."""
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return _NOT_DIGITS.sub("", text)


def search_text(*, names: Iterable[str], words: Iterable[str], phones: Iterable[tuple[str, str | None]]) -> str:
    """Return the folded column in which a contact is searched: one thing a line, so that no match spans two.

    `names` are also written in pinyin, and end with a line that is NAMES_END, so that they can be searched alone;
    `words` are the organization, fields and the like; `phones` are pairs of what was written and its E.164 form or
    None. A number's digits hold the national ones, so `138...` finds `+86 138...`.
    """
    lines: list[str] = []
    for name in names:
        if name:
            lines.append(fold(name))
            if not name.isascii():
                lines.extend(pinyin_of(name))
    lines.append(NAMES_END)
    lines += [fold(word) for word in words if word]
    for written, e164 in phones:
        digits = digits_of(written)
        full = e164[1:] if e164 else ""
        if digits and (digits not in full or digits == full):
            lines.append(digits)
        if full not in digits:
            lines.append(full)
        if not digits and not full:
            lines.append(fold(written))
    return "\n".join(dict.fromkeys(lines))


def search_of(contact: Contact) -> str:
    """Return the search text of a contact."""
    names = [contact.name, contact.nickname, contact.phonetic]
    if contact.family and contact.given and contact.name != contact.family + contact.given:
        names.append(f"{contact.given} {contact.family}")
    words = [contact.organization, contact.department, contact.title, contact.area, *contact.fields.values()]
    words += [email.value for email in contact.emails]
    words += [part for address in contact.addresses for part in (address.city, address.street)]
    words += [relation.name for relation in contact.relations]
    return search_text(names=names, words=words, phones=[(phone.value, phone.e164) for phone in contact.phones])


def sort_text(name: str) -> str:
    """Return what a list is ordered by: the folded name, each Chinese character behind its pinyin (`zhang 张 san 三`).

    So Chinese names stand among the Latin ones by their sound, people of one surname together.
    """
    folded = fold(name)
    if folded.isascii():
        return folded
    return " ".join(with_pinyin(folded).split())
