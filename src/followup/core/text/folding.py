"""Text made comparable: case, accents, width and look-alike characters make no difference.

Both sides of a comparison are folded: the search column of the book, and what a person searches for.
"""

from __future__ import annotations

import functools
import re
import unicodedata

# Latin letters that Unicode does not split into a base letter and a mark, though people type them without the stroke.
_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
# Keyboards and phones write different apostrophes, hyphens and middle dots (as in 阿依古丽·买买提): one stands for all.
_SAME = {"'": "\u2018\u2019\u02bc\u00b4", "-": "\u2010\u2011\u2012\u2013\u2014\u2015", "·": "\u2022\u2027\u30fb\u22c5"}
_SPECIAL = re.compile(
    "[\u00ad\u00b4\u00b7\u00df-\u024f\u02bc\u0300-\u036f\u1e00-\u1eff\u200b-\u200f\u2010-\u2015\u2018\u2019\u2022\u2027"
    "\u202a-\u202e\u2060\u2066-\u2069\u22c5\u30fb\ufeff]"
)
_NOT_DIGITS = re.compile(r"\D+", re.ASCII)
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""The ranges of Chinese characters, for a set in a regular expression."""


@functools.cache
def _marks() -> dict[int, str]:
    """Return the replacement of each special character: base letters for accented Latin, nothing for marks."""
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


@functools.lru_cache(8192)  # imports repeat names, places and companies
def fold(text: str) -> str:
    """Return the text without case, Latin accents, width and compatibility forms, and with single blanks.

    Invisible characters (zero width, direction) are dropped; all apostrophes, all hyphens and all middle dots become
    the same. Folding twice changes nothing more.
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """Return the same as `fold`, without caching: for notes, which may be long and do not repeat."""
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
