"""Who is who: whether two names can be one person's, and what a card is known by when it comes again.

A name is compared without case, accents, width, spaces, order, honorifics, and a Chinese one also by its pinyin.
"""

from __future__ import annotations

import functools
import re
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.model.contact import Contact

# Where the other values of a conflict are kept: the custom field `<field> (also)`, one behind the other.
ALSO = " (also)"
BETWEEN = "; "

_CJK = HAN + "\u3040-\u30ff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]+|[^\W_]+")
_CJK_WORD = re.compile(rf"[{_CJK}]+")
HAN_WORD = re.compile(rf"[{HAN}]+")
"""Chinese characters and nothing else, of a folded name."""
_TAG = re.compile(r"[(\[{<【《「].*?(?:[)\]}>】》」]|$)")
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
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
# Who reads what is sent here? An e-mail's switchboard.
_BOXES = (
    "accounts admin billing contact enquiries hello hr info inquiry kefu kontakt mail marketing no-reply noreply "
    "office order orders post reception sales service support team webmaster"
)
_MAILBOXES = frozenset(_BOXES.split())


@functools.lru_cache(8)  # each card's is asked for twice
def unique_id(uid: str) -> str | None:
    """Return a UID that no other person in the world has (a UUID), in one spelling; None for any other."""
    if not uid:
        return None
    found = _UUID.search(uid.lower())
    digits = found[0].replace("-", "") if found else ""
    return digits if digits.strip(digits[:1]) else None  # all 0 or all f is the UUID of nobody


def is_shared_mailbox(email: str) -> bool:
    """Whether a folded e-mail is a firm's (info@, sales@): many read it, as many answer a switchboard."""
    return email.partition("@")[0] in _MAILBOXES


def name_key(name: str) -> str:
    """Return the name in the spelling that equal names share: no case, width, accents, honorifics, order of words."""
    words = _words(fold(name))
    if len(words) > 1 and not all(map(_CJK_WORD.fullmatch, words)):
        words.sort()
        return " ".join(words)
    return "".join(words)


def name_words(name: str) -> frozenset[str]:
    """Return all the words of a name, folded, honorifics included."""
    return frozenset(_WORD.findall(fold(name)))


def _words(folded: str) -> list[str]:
    """Return the words of a folded name without honorifics, unless it is made of nothing else."""
    words: list[str] = _WORD.findall(folded)
    if folded.isascii():
        return [word for word in words if word not in HONORIFICS] or words
    return [_untitled(word) for word in words if word not in HONORIFICS] or words


def _untitled(word: str) -> str:
    """张伟先生 is 张伟; 张先生 stays, as without the title no name would be left."""
    if word[-1] not in _TITLE_ENDS:
        return word
    for title in TITLES:
        name = word[: -len(title)]
        if word.endswith(title) and len(name) > 1 and name not in DOUBLE_SURNAMES:
            return word if title in KIN_BEHIND else name
    return word


class Name(NamedTuple):
    """A name taken apart for comparing: `core` are the words without tags in brackets, `words` all of them.

    `full` is whether it names one person; where it does not, `surname` is what it tells of one (张总, Mr Smith), and
    `friendly` that this may be a character of the given name (强哥, 小明). `kin` names somebody by another (张伟太太).
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
def name_of(written: str) -> Name:
    """Take a name apart; cached, since the same ones are compared again and again."""
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
    """Whether the name is that of another with what this one is to that one behind it: 王芳妈妈, John Smith wife."""
    if compact.endswith(KIN_BEHIND):
        kin = next(word for word in KIN_BEHIND if compact.endswith(word))
        full, surname = _fullness_cjk([rest], rest) if (rest := compact.removesuffix(kin)) else (False, "")
        return len(rest) > 1 and (full or bool(surname))
    return len(core) > _FULL_LATIN and not KIN.isdisjoint(core)


def _readings(core: list[str], compact: str) -> frozenset[str]:
    """Return how the name sounds in Latin letters, in every order of a few words; of a Chinese one its pinyin."""
    if HAN_WORD.fullmatch(compact):
        return frozenset(reading for reading in pinyin_of(compact) if len(reading) > len(compact))
    if len(core) > 1 and len(core) <= _MOST_ORDERS and compact.isascii() and compact.isalpha():
        return frozenset(map("".join, permutations(core)))
    if _is_spelled(compact):
        return frozenset((compact,))
    return frozenset()


def spelled(name: str) -> frozenset[str]:
    """Return the readings of a name in Latin letters that may be a Chinese one's pinyin; none where it cannot be."""
    letters = "".join(sign for sign in name.lower() if sign.isalpha())
    if not name.isascii() or not _SPELLED.fullmatch(letters):
        return frozenset()
    return name_of(name).readings


def _is_spelled(word: str) -> bool:
    """Whether a word is a whole Chinese name in pinyin: zhangwei, ouyangnana."""
    return (
        len(word) >= _SHORTEST_SPELLED
        and _SPELLED.fullmatch(word) is not None
        and any(word.startswith(sound) for sound in _surname_sounds())
    )


@functools.cache
def _surname_sounds() -> frozenset[str]:
    return frozenset().union(*map(_sounds, SURNAMES))


def _fullness(folded: str, core: list[str], compact: str) -> tuple[bool, str]:
    """Return (whether it is a full name, the surname it tells otherwise)."""
    if "@" in folded or not any(map(str.isalpha, compact)):
        return False, ""
    if _CJK_WORD.fullmatch(core[0]):
        return _fullness_cjk(core, compact)
    if eastern := [word for word in core if _CJK_WORD.fullmatch(word)]:  # A00 房产小王
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


def names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, one within the other, or one of them not a full name."""
    return agree(name_of(one), name_of(other))


def agree(a: Name, b: Name) -> bool:
    """Return the same as `names_agree`, of names taken apart."""
    if a.key == b.key or a.compact == b.compact or a.readings & b.readings:
        return True
    if a.kin != b.kin and all(one.kin or one.full or one.surname for one in (a, b)):
        return False
    if a.words <= b.words or b.words <= a.words:
        return True
    return not (a.full and b.full) and _has_surname(a, b) and _has_surname(b, a)


def _has_surname(a: Name, b: Name) -> bool:
    """Whether `b` can bear the surname that `a` tells, if it tells one: 张总 is not 李伟."""
    if not a.surname or (not b.full and not b.surname):
        return True
    if not b.full:
        return a.surname == b.surname or bool(_sounds(a.surname) & _sounds(b.surname))
    if b.compact.startswith(a.surname) or a.surname in b.core or (a.friendly and a.surname in b.compact):
        return True
    return any(sound in b.core or b.compact.startswith(sound) for sound in _sounds(a.surname)) or any(
        reading.startswith(a.surname) for reading in b.readings if a.surname.isascii()
    )


def _sounds(surname: str) -> set[str]:
    return {reading for reading in pinyin_of(surname) if len(reading) > len(surname)} or {surname}


def contradict(one: str, other: str) -> bool:
    """Whether two names cannot be one person's: both are full and they share nothing."""
    return names_contradict(name_of(one), name_of(other))


def names_contradict(a: Name, b: Name) -> bool:
    """Return the same as `contradict`, of names taken apart."""
    return a.full and b.full and not agree(a, b) and not _share(a, b)


def _share(a: Name, b: Name) -> bool:
    if a.core & b.core:
        return True
    if _CJK_WORD.fullmatch(a.compact) and _CJK_WORD.fullmatch(b.compact):
        return not set(a.compact).isdisjoint(b.compact)
    return _sounds_in(a, b) or _sounds_in(b, a)


def _sounds_in(a: Name, b: Name) -> bool:
    """Whether a word of `a` is heard at the start or end of the Chinese name `b`: Zhang in 张伟."""
    return bool(HAN_WORD.fullmatch(b.compact)) and any(
        reading.startswith(word) or reading.endswith(word)
        for reading in b.readings
        for word in a.core
        if word.isascii()
    )


def same_person(one: Contact, contact: Contact) -> bool:
    """Whether two contacts with a number or e-mail in common are one person by what they are called.

    No name that the second was ever merged under may contradict: a nickname does not make one of two strangers.
    """
    if one.company != contact.company:
        return name_key(one.name) == name_key(contact.name)
    known = (contact.name, *filter(None, contact.fields.get("name" + ALSO, "").split(BETWEEN)))
    if any(contradict(one.name, name) for name in known) or _is_another(one.name, contact.nickname, known):
        return False
    called = dict.fromkeys((*known, *_parts_and_nickname(contact)))
    return any(names_agree(name, other) for name in (one.name, *_parts_and_nickname(one)) for other in called)


def _is_another(name: str, nickname: str, known: tuple[str, ...]) -> bool:
    """Whether a full name agrees with none of the full ones there are: 王强 is not the 小王 who is known as 王芳.

    It may hold the nickname: Jack Miller is the John Miller who is called Jack.
    """
    full = [other for other in known if name_of(other).full]
    if not full or not name_of(name).full or (nickname and name_words(nickname) <= name_words(name)):
        return False
    return not any(names_agree(name, other) for other in full)


def _parts_and_nickname(person: Contact) -> Iterator[str]:
    if person.given and person.family:
        yield f"{person.given} {person.family}"
    if person.nickname:
        yield person.nickname
