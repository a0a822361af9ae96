"""How a name is displayed, and how a typed name is split into parts.

Chinese, Japanese and Korean names are shown family first without a space, others given name first.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import Final, NamedTuple

from followup.core.contacts.surnames import DOUBLE_SURNAMES, SHORT_TITLES, TITLES

# The first and last character of the ranges of Hangul, kana, bopomofo and Han, with the iteration marks and the middle
# dot inside names. Searched with `bisect`: compiling a regular expression takes longer than testing many names.
_EAST_ASIAN: Final = (
    "\u1100\u11ff\u3005\u3007\u3040\u318f\u31a0\u31bf\u31f0\u31ff\u3400\u4dbf\u4e00\u9fff\ua960\ua97f"
    "\uac00\ud7ff\uf900\ufaff\uff66\uff9f\U00020000\U0003ffff"
)


def display_name(
    family: str, given: str, additional: str = "", prefix: str = "", suffix: str = "", full: str = ""
) -> str:
    """Return the name to show: `full` as it was written, else composed of the parts; "" where all are empty.

    Prefix and suffix are shown only as part of `full`, or where there is nothing else. A full name that consists of the
    parts of an East Asian name and spaces (`张 伟`, `伟 张`) is shown family first without spaces.
    """
    parts = [part for part in (family, additional, given) if part]
    if full:
        return full if full.isascii() else _closed_up(full, parts)
    if not parts:
        return " ".join(part for part in (prefix, suffix) if part)
    east_asian = [is_east_asian(part) for part in parts]
    if all(east_asian):
        return "".join(parts)
    if any(east_asian):
        return " ".join(parts)
    return " ".join(part for part in (given, additional, family) if part)


def is_east_asian(text: str) -> bool:
    """Whether a name is written in Han, Hangul or kana, without letters of another script."""
    if text.isascii():
        return False
    others = [character for character in text if not _is_east_asian(character)]
    return len(others) < len(text) and not any(map(str.isalpha, others))


def _is_east_asian(character: str) -> bool:
    at = bisect(_EAST_ASIAN, character)
    return at % 2 == 1 or character == _EAST_ASIAN[at - 1]


def _closed_up(full: str, parts: list[str]) -> str:
    """Return `full`, or where it is only the parts of an East Asian name, these without spaces and family first."""
    words = full.split()
    if len(words) > 1 and sorted(words) == sorted(parts) and all(is_east_asian(part) for part in parts):
        return "".join(words if words[0] == parts[0] else parts)
    return full


_DOUBLE = DOUBLE_SURNAMES | {"남궁", "황보", "제갈", "사공", "선우", "독고", "동방", "서문"}
_FAMILIAR = "老小阿"
_COMPANY = re.compile(
    r"公司|集团|集團|工厂|工廠|银行|銀行|事务所|合作社|研究院|大学|医院|酒店"
    r"|\b(?:gmbh|inc|ltd|llc|llp|plc|corp|corporation|company|limited|group|s\.?a\.?r\.?l|b\.v|n\.v|pty|ag|kg|e\.v)\.?$",
    re.IGNORECASE,
)
_PREFIXES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "hr", "fr"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "dds", "cpa"})
_PARTICLES = frozenset(
    "van von der den de del della di da das dos do du la le les ter ten zu zum zur af av bin ibn al el ben".split()  # noqa: SIM905
)
_LONGEST_PLAIN = 3


class NameParts(NamedTuple):
    """A name in parts; `name` is the whole as it is displayed, and never empty."""

    name: str
    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    company: bool = False


def split_name(text: str) -> NameParts:
    """Return the parts of a name as far as they are certain; a doubtful name has only `name`.

    East Asian names are read family first (with known double surnames; 2 or 3 characters, more with a blank), others
    given name first, or as `Family, Given`. A surname with a title (王总) has no given name; a company has no parts.
    """
    name = " ".join(text.split())
    if _COMPANY.search(name):
        return NameParts(name, company=True)
    if is_east_asian(name):
        return _east_asian(name)
    # in 张伟 David or 约翰·史密斯 it is not certain which part is which
    return NameParts(name) if any(is_east_asian(word) for word in name) else _western(name)


def _east_asian(name: str) -> NameParts:
    words = name.split()
    if len(words) == 2:  # noqa: PLR2004 - family and given name
        return NameParts(display_name(words[0], words[1]), words[0], words[1])
    if len(words) > 1 or not name.isalpha():
        return NameParts(name)
    family = name[:2] if name[:2] in _DOUBLE else name[0]
    if name[len(family) :] in {*SHORT_TITLES, *TITLES}:  # 王总, 李老师: the given name is not known
        return NameParts(name, family=family)
    if family in _DOUBLE:
        return NameParts(name, family, name[len(family) :])
    if len(name) == 1 or len(name) > _LONGEST_PLAIN or (name[0] in _FAMILIAR and len(name) < _LONGEST_PLAIN):
        return NameParts(name)
    return NameParts(name, name[0], name[1:])


def _western(name: str) -> NameParts:
    head, comma, tail = (part.strip() for part in name.partition(","))
    if comma and head and tail and not _bare(tail.split()[0]) & _SUFFIXES:
        words, prefix, suffix = _titles(tail.split())
        given, family = " ".join(words), head
        return NameParts(
            " ".join(part for part in (prefix, given, family, suffix) if part), family, given, prefix, suffix
        )
    words, prefix, suffix = _titles(name.replace(",", " ").split())
    if len(words) < 2:  # noqa: PLR2004 - a single word is the given name, behind a title the family's
        only = " ".join(words)
        return NameParts(name, only if prefix else "", "" if prefix else only, prefix, suffix)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return NameParts(name, " ".join(words[first:]), " ".join(words[:first]), prefix, suffix)


def _titles(words: list[str]) -> tuple[list[str], str, str]:
    """Return the words between titles, the titles before them, and the titles behind them."""
    first, last = 0, len(words)
    while first < last - 1 and _bare(words[first]) & _PREFIXES:
        first += 1
    while last > first + 1 and _bare(words[last - 1]) & _SUFFIXES:
        last -= 1
    return words[first:last], " ".join(words[:first]), " ".join(words[last:])


def _bare(word: str) -> set[str]:
    return {word.lower().replace(".", "").rstrip(",")}
