"""Parse a name for comparing, without case, accents, width, order of words and honorifics; also read in pinyin.

What two parsed names say of each other is decided in `same_person`.
"""

from __future__ import annotations

import functools
import re
from itertools import permutations
from typing import NamedTuple

from followup.core.contacts.surnames import (
    DOUBLE_SURNAMES,
    FAMILIAR,
    FOR_FRIENDS,
    HONORIFICS,
    KIN,
    KIN_BEHIND,
    SHORT_TITLES,
    SURNAMES,
    TITLES,
)
from followup.core.text.folding import HAN, fold
from followup.core.text.pinyin import pinyin_of

_CJK = HAN + "\u3040-\u30ff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]+|[^\W_]+")
CJK_WORD = re.compile(rf"[{_CJK}]+")
"""Chinese, Japanese or Korean letters and nothing else, of a folded name."""
HAN_WORD = re.compile(rf"[{HAN}]+")
"""Chinese characters and nothing else, of a folded name."""
_TAG = re.compile(r"[(\[{<【《「].*?(?:[)\]}>】》」]|$)")
_FULL_HAN = range(2, 5)
_FULL_LATIN = 2
_TAGGED = 4
_TITLE_ENDS = frozenset(title[-1] for title in TITLES)
_MOST_ORDERS = 4
# A surname and a given name in pinyin, run together: zhangwei. Shorter words are given names elsewhere (Lina, Susan).
_SYLLABLE = (
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|[aeiou]ng|iao|ian|uai|uan|ai|ei|ao|ou|[aeiuv]n|ia|ie|iu|ua|uo|ui|[uv]e|[aoeiuv]))"
)
_SPELLED = re.compile(rf"{_SYLLABLE}{{2,4}}")
_SHORTEST_SPELLED = 7


def name_key(name: str) -> str:
    """Return the name in the spelling that equal names share: no case, width, accents, honorifics, order of words."""
    words = _words(fold(name))
    if len(words) > 1 and not all(map(CJK_WORD.fullmatch, words)):
        words.sort()
        return " ".join(words)
    return "".join(words)


def name_words(name: str) -> frozenset[str]:
    """Return all the words of a name, folded, honorifics included."""
    return frozenset(_WORD.findall(fold(name)))


def _words(folded: str) -> list[str]:
    """Return the words of a folded name without honorifics; all of them where there are only honorifics."""
    words: list[str] = _WORD.findall(folded)
    if folded.isascii():
        return [word for word in words if word not in HONORIFICS] or words
    return [_untitled(word) for word in words if word not in HONORIFICS] or words


def _untitled(word: str) -> str:
    """Remove a title from the end of a word: 张伟先生 is 张伟. 张先生 stays: only a surname would be left."""
    if word[-1] not in _TITLE_ENDS:
        return word
    for title in TITLES:
        name = word[: -len(title)]
        if word.endswith(title) and len(name) > 1 and name not in DOUBLE_SURNAMES:
            return word if title in KIN_BEHIND else name
    return word


class Name(NamedTuple):
    """A parsed name.

    `key` is what equal names share, `words` are all words without honorifics, `core` those that are no tag in brackets,
    `compact` is the core run together, `readings` are how it sounds in Latin letters. `full`: it names one person.
    `surname`: what a name that is not full tells of one (张总, Mr Smith). `friendly`: that may be a character of the
    given name as well (强哥, 小明). `kin`: it names somebody's relative or assistant (张伟太太).
    """

    key: str
    words: frozenset[str]
    core: frozenset[str]
    compact: str
    readings: frozenset[str]
    full: bool
    surname: str
    friendly: bool
    kin: bool


@functools.lru_cache(8192)
def parse_name(written: str) -> Name:
    """Parse a name; the latest ones are cached, since each is compared with many."""
    folded = fold(written)
    core = _words(_TAG.sub(" ", folded)) or _words(folded)
    compact = "".join(core)
    full, surname = _fullness(folded, core, compact)
    readings = _readings(core, compact)
    friendly = bool(surname) and not full and (compact[0] in FAMILIAR or compact[-1] in FOR_FRIENDS)
    return Name(
        name_key(written), frozenset(_words(folded)), frozenset(core), compact, readings, full, surname, friendly,
        _is_kin(core, compact),
    )  # fmt: skip


def _is_kin(core: list[str], compact: str) -> bool:
    """Whether the name tells whose relative somebody is: 王芳妈妈, John Smith wife."""
    if compact.endswith(KIN_BEHIND):
        kin = next(word for word in KIN_BEHIND if compact.endswith(word))
        full, surname = _fullness_cjk([rest], rest) if (rest := compact.removesuffix(kin)) else (False, "")
        return len(rest) > 1 and (full or bool(surname))
    return len(core) > _FULL_LATIN and not KIN.isdisjoint(core)


def _readings(core: list[str], compact: str) -> frozenset[str]:
    """Return the pinyin of a Chinese name; a few Latin words run together in every order; otherwise nothing."""
    if HAN_WORD.fullmatch(compact):
        return frozenset(reading for reading in pinyin_of(compact) if len(reading) > len(compact))
    if len(core) > 1 and len(core) <= _MOST_ORDERS and compact.isascii() and compact.isalpha():
        return frozenset(map("".join, permutations(core)))
    if _is_spelled(compact):
        return frozenset((compact,))
    return frozenset()


def pinyin_readings(name: str) -> frozenset[str]:
    """Return the readings of a name in Latin letters that may be a Chinese one's pinyin; none where it cannot be."""
    letters = "".join(sign for sign in name.lower() if sign.isalpha())
    if not name.isascii() or not _SPELLED.fullmatch(letters):
        return frozenset()
    return parse_name(name).readings


def _is_spelled(word: str) -> bool:
    """Whether a word is a whole Chinese name in pinyin: zhangwei, ouyangnana."""
    return (
        len(word) >= _SHORTEST_SPELLED
        and _SPELLED.fullmatch(word) is not None
        and any(word.startswith(sound) for sound in _all_surname_sounds())
    )


@functools.cache
def _all_surname_sounds() -> frozenset[str]:
    return frozenset().union(*map(surname_sounds, SURNAMES))


def _fullness(folded: str, core: list[str], compact: str) -> tuple[bool, str]:
    """Return whether it is a full name and, where it is not, the surname that it tells."""
    if "@" in folded or not any(map(str.isalpha, compact)):
        return False, ""
    if CJK_WORD.fullmatch(core[0]):
        return _fullness_cjk(core, compact)
    if eastern := [word for word in core if CJK_WORD.fullmatch(word)]:  # A00 房产小王
        return _fullness_cjk(eastern, "".join(eastern))
    if len(core) > 1:
        return True, ""
    titled = any(word in HONORIFICS for word in _WORD.findall(folded)) and core[0] not in HONORIFICS
    if titled:
        return False, core[0]
    return _is_spelled(compact), ""


def _fullness_cjk(core: list[str], compact: str) -> tuple[bool, str]:
    if not HAN_WORD.fullmatch(core[0]):
        return len(core) > 1 or len(compact) > _FULL_HAN[0], ""
    whole = compact if _surname(core[0]) == core[0] else core[0]
    surname = _surname(whole)
    rest = whole[len(surname) :]
    if surname and (not rest or rest in SHORT_TITLES or rest in TITLES):
        return False, surname
    if whole[0] in FAMILIAR and not surname:
        return False, _surname(whole[1:]) if len(whole) == len(_surname(whole[1:])) + 1 else ""
    if len(whole) >= _TAGGED and whole[-2] in FAMILIAR:  # 房产小王
        return False, _surname(whole[-1])
    return bool(surname) and len(whole) in _FULL_HAN, ""


def _surname(word: str) -> str:
    """Return the Chinese surname a word begins with, or nothing."""
    if word[:2] in DOUBLE_SURNAMES:
        return word[:2]
    return word[0] if word and word[0] in SURNAMES else ""


def surname_sounds(surname: str) -> set[str]:
    """Return how a surname sounds: the pinyin of a Chinese one, otherwise the surname itself."""
    return {reading for reading in pinyin_of(surname) if len(reading) > len(surname)} or {surname}
