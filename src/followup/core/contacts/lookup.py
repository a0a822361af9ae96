"""How well a contact matches what a person typed: exactly, by its beginning, or by a part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from followup.core.text.folding import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterable

EXACT, PREFIX, PART = range(3)
_NUMBER = re.compile(r"[+(]?\d[\d\s().\-/\u2010-\u2015]*", re.ASCII)
_LEAST_DIGITS = 3
_LONGEST_COUNTRY_CODE = 3
_LEAST_NATIONAL = 7


def rank_name(typed: str, names: Iterable[str]) -> int | None:
    """Return the best match of folded text with folded names and their pinyin: EXACT, PREFIX, PART, or None.

    Blanks are ignored for an exact match (`zhang wei` is 张伟). The typed words in another order are a PART.
    """
    words = typed.split()
    joined = "".join(words)
    best: int | None = None
    for name in names:
        if name == typed or name.replace(" ", "") == joined:
            return EXACT
        if name.startswith(typed):
            best = PREFIX
        elif best is None and (typed in name or (len(words) > 1 and all(word in name for word in words))):
            best = PART
    return best


def phone_digits(typed: str) -> str:
    """Return the digits of a text that looks like a phone number, without 00; empty where it does not."""
    plain = normalize("NFKC", typed).strip()
    if not _NUMBER.fullmatch(plain):
        return ""
    digits = digits_of(plain).removeprefix("00")
    return digits if len(digits) >= _LEAST_DIGITS else ""


def rank_phone(digits: str, written: str, e164: str | None) -> int | None:
    """Return how typed digits match a number: as it is written, or in E.164 with or without the country code."""
    full = (e164 or "")[1:]
    own = written.removeprefix("00")
    national = digits.removeprefix("0")
    if digits in {own, full} or _is_national(national, full):
        return EXACT
    if own.startswith(digits) or full.startswith(digits):
        return PREFIX
    return PART if digits in own or digits in full or (len(national) >= _LEAST_DIGITS and national in full) else None


def _is_national(national: str, full: str) -> bool:
    """Whether a number without its trunk zero is an international one without its country code."""
    missing = len(full) - len(national)
    return len(national) >= _LEAST_NATIONAL and 0 < missing <= _LONGEST_COUNTRY_CODE and full.endswith(national)
