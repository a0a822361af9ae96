"""A name as a person types it, taken apart: 欧阳娜娜, 张 伟, Dr. Ludwig van Beethoven, Smith, John."""

from __future__ import annotations

import re
from typing import NamedTuple

from followup.core.contacts.names import display_name, is_east_asian
from followup.core.contacts.surnames import DOUBLE_SURNAMES, SHORT_TITLES, TITLES

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
    """A name in parts; `name` is what is displayed, and the only part that is never empty."""

    name: str
    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    company: bool = False


def split_name(text: str) -> NameParts:
    """Take a name apart as far as that is sure: what stays doubtful has only `name`, and nothing is left out.

    East Asian names are family first (double surnames known; 2 or 3 characters, more with a blank between), others
    given name first, or `Family, Given`. A surname with a title (王总) has no given name; a company has no parts.
    """
    name = " ".join(text.split())
    if _COMPANY.search(name):
        return NameParts(name, company=True)
    if is_east_asian(name):
        return _east_asian(name)
    # 张伟 David, 约翰·史密斯 and the like: nobody knows which is which
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
    """The words without the titles before and behind them, and those titles."""
    first, last = 0, len(words)
    while first < last - 1 and _bare(words[first]) & _PREFIXES:
        first += 1
    while last > first + 1 and _bare(words[last - 1]) & _SUFFIXES:
        last -= 1
    return words[first:last], " ".join(words[:first]), " ".join(words[last:])


def _bare(word: str) -> set[str]:
    return {word.lower().replace(".", "").rstrip(",")}
