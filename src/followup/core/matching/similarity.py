"""How alike two names are: equal, of one sound, a nickname, a typo; and the keys that such names share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.matching.names import HAN_WORD, parse_name
from followup.core.matching.same_person import names_agree, names_contradict

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from followup.core.matching.names import Name

# How sure the names alone make it that two contacts are one person.
_EQUAL = 0.55
_SOUND = 0.5
_TYPO = 0.35
_PART = 0.35
_SHORTEST_TYPO = 5
_LONG = 11
_TYPO_IN_CHINESE = 3  # characters: of two, one would be half the name
_SHORT_FORMS = (
    "robert bob rob bobby, william bill will billy, james jim jimmy jamie, john jack johnny, richard dick rick, "
    "michael mike mick, thomas tom tommy, david dave, daniel dan danny, christopher chris, matthew matt, anthony "
    "tony, joseph joe, edward ed eddie ted, charles charlie chuck, steven steve stephen, andrew andy drew, "
    "alexander alex, samuel sam, benjamin ben, nicholas nick, gregory greg, kenneth ken, ronald ron, timothy tim, "
    "peter pete, elizabeth liz beth lisa betty, margaret maggie meg peggy, katherine kate kathy catherine cathy, "
    "jennifer jen jenny, patricia pat patty, susan sue susie, deborah deb debbie, barbara barb, rebecca becky, "
    "jessica jess, victoria vicky, alexandra sandra, johannes hans, josef sepp, maximilian max, friedrich fritz, "
    "stefan steffen"
)
_FORMAL = {short: formal for formal, *shorts in (line.split() for line in _SHORT_FORMS.split(",")) for short in shorts}


class Likeness(NamedTuple):
    """How sure the names alone make it that two contacts are one person (0: they speak against it), and the reason.

    `whole`: both are full names. `contradict`: they share nothing.
    """

    sure: float
    reason: str
    whole: bool = True
    contradict: bool = False


def likeness(a: Name, b: Name, written: tuple[str, str], other: tuple[str, str]) -> Likeness:
    """Return how alike two names are; `written` and `other` are the name and nickname of each as written."""
    both = f"{written[0]} / {other[0]}"
    if a.key == b.key or (a.compact == b.compact and a.words == b.words):
        return Likeness(_EQUAL, "same name", whole=a.full)
    if a.compact == b.compact or a.readings & b.readings:
        how = "pinyin" if not (a.compact.isascii() and b.compact.isascii()) else "another order"
        return Likeness(_SOUND, f"names alike: {both} ({how})", whole=a.full)
    if a.full and b.full:
        return _of_full_names(a, b, written, other)
    if names_agree(a, b):
        return Likeness(_PART, f"names that may be one's: {both}", whole=False)
    return _by_nickname(a, b, written, other)


def _of_full_names(a: Name, b: Name, written: tuple[str, str], other: tuple[str, str]) -> Likeness:
    both = f"{written[0]} / {other[0]}"
    if names_agree(a, b):
        return Likeness(_SOUND, f"names alike: {both}")
    if a.kin == b.kin and set(map(_formal, a.core)) == set(map(_formal, b.core)):
        return Likeness(_SOUND, f"names alike: {both} (a short form)")
    if a.kin == b.kin and _is_typo(a, b):
        return Likeness(_TYPO, f"typo in the name: {both}")
    return _by_nickname(a, b, written, other)


def _by_nickname(a: Name, b: Name, written: tuple[str, str], other: tuple[str, str]) -> Likeness:
    """Return the likeness where the name of one is the nickname of the other."""
    for nickname, name in ((written[1], b), (other[1], a)):
        if nickname and (parsed := parse_name(nickname)).core <= name.core:
            return Likeness(_SOUND if parsed.full else _PART, f"nickname: {nickname}", whole=False)
    return Likeness(0, "", contradict=names_contradict(a, b))


def _is_typo(a: Name, b: Name) -> bool:
    """Whether one is probably a typo of the other; Chinese names have to have the same surname."""
    if HAN_WORD.fullmatch(a.compact) or HAN_WORD.fullmatch(b.compact):
        return (
            len(a.compact) == len(b.compact) == _TYPO_IN_CHINESE
            and sum(mine != theirs for mine, theirs in zip(a.compact, b.compact, strict=True)) == 1
            and a.compact[0] == b.compact[0]
            and may_be_typo(spelled(a), spelled(b))
        )
    return may_be_typo(a.compact, b.compact) or may_be_typo("".join(sorted(a.core)), "".join(sorted(b.core)))


def may_be_typo(one: str, other: str) -> bool:
    """Whether two spellings differ by one letter (wrong, missing, doubled, swapped); long ones by two."""
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_TYPO:
        return False
    most = 1 if shorter < _LONG else 2
    return OSA.distance(one, other, score_cutoff=most) <= most


def spelled(name: Name) -> str:
    """Return the letters in which typos are looked for: of a Chinese name its first reading."""
    return min(name.readings, default=name.compact) if not name.compact.isascii() else name.compact


def sounds(name: Name, chinese_sounds: Container[str] | None = None) -> Iterable[str]:
    """Return the keys that names of one person share; none for a name that is not full.

    The keys of a Chinese name are its readings, also without tags (张伟-云图). Other names have their words in order of
    the alphabet, without initials, short forms made long (Bob: robert); and, run together, their readings among
    `chinese_sounds`.
    """
    if not name.full:
        return ()
    if not name.compact.isascii():
        return dict.fromkeys(_chinese_keys(name))
    words = sorted(_formal(word) for word in name.core if len(word) > 1)
    chinese = (reading for reading in name.readings if chinese_sounds is not None and reading in chinese_sounds)
    return dict.fromkeys((" ".join(words), *chinese))


def _chinese_keys(name: Name) -> Iterator[str]:
    """Yield the readings of a name and of a full name among its words (张伟-云图); without any, its words."""
    if not name.readings:
        yield " ".join(sorted(name.core))
    yield from name.readings
    for word in name.core if len(name.core) > 1 else ():
        if HAN_WORD.fullmatch(word) and (parsed := parse_name(word)).full:
            yield from parsed.readings


def _formal(word: str) -> str:
    return _FORMAL.get(word, word)
