"""Text made comparable: what a person types finds what is written, whatever the case, accent, width or script.

`fold` is applied to both sides: to what the book keeps in its search column and to what is searched for.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.machinery import ModuleSpec, SourceFileLoader

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
_MOST_READINGS = 4
_FULL_NAME = range(2, 5)

# How a surname is read where that differs from the usual reading of the character.
_SURNAMES = {
    "曾": "zeng", "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "查": "zha", "任": "ren", "盖": "ge gai",
    "蓋": "ge gai", "区": "ou", "區": "ou", "翟": "zhai di", "覃": "qin tan", "朴": "piao pu", "卜": "bu", "洗": "xian",
    "种": "chong", "乜": "nie", "缪": "miao", "繆": "miao", "逄": "pang", "召": "shao", "隗": "wei kui", "折": "she",
    "员": "yun", "員": "yun", "祭": "zhai", "阚": "kan", "闞": "kan", "藏": "zang", "薄": "bo", "重": "chong",
    "盛": "sheng", "能": "nai", "黑": "he", "秘": "bi", "柏": "bai bo", "乐": "yue le", "樂": "yue le", "句": "gou",
    "繁": "po", "郇": "xun huan", "谌": "chen shen", "諶": "chen shen", "郗": "xi chi", "郄": "qie xi", "牟": "mu mou",
    "莘": "shen xin", "都": "du", "沈": "shen", "冯": "feng", "馮": "feng", "俞": "yu", "殷": "yin", "尹": "yin",
    "褚": "chu", "车": "che", "車": "che", "宓": "mi", "佴": "nai", "呙": "guo", "适": "kuo", "石": "shi", "肖": "xiao",
    "幺": "yao", "燕": "yan", "应": "ying", "應": "ying", "万": "wan", "那": "na", "纪": "ji", "紀": "ji", "哈": "ha",
    "尉迟": "yu chi", "尉遲": "yu chi", "长孙": "zhang sun", "長孫": "zhang sun", "万俟": "mo qi", "澹台": "tan tai",
    "澹臺": "tan tai", "单于": "chan yu", "令狐": "ling hu", "鲜于": "xian yu", "亓官": "qi guan", "皇甫": "huang fu",
    "宿": "su", "曲": "qu", "瞿": "qu", "相": "xiang", "占": "zhan", "过": "guo", "干": "gan", "要": "yao",
}  # fmt: skip
# Characters that parents read in two ways; every other given-name character has its usual reading only.
_GIVEN = {
    "乐": "le yue", "樂": "le yue", "朝": "chao zhao", "长": "chang zhang", "茜": "qian xi", "晟": "sheng cheng",
    "柏": "bai bo", "荨": "qian xun", "重": "chong zhong", "炅": "jiong gui", "曾": "zeng ceng", "单": "dan shan",
    "参": "can shen", "翟": "zhai di", "行": "xing hang", "盛": "sheng cheng", "厦": "xia", "朴": "pu",
    "莘": "xin shen", "藏": "zang cang", "颉": "jie xie", "缪": "miao",
}  # fmt: skip
_FAMILIAR = "老小阿"


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


@functools.cache
def _table() -> dict[str, str]:
    """Return pypinyin's table: a character's code as decimal text to its readings, the usual one first.

    Read from the package's data file (15 ms): importing the package also loads a dictionary of phrases (230 ms) that
    names have no use for. A release that keeps its table otherwise is imported.
    """
    from importlib.util import find_spec

    spec = find_spec("pypinyin")
    try:
        return _table_file(spec)
    except (AttributeError, OSError, ValueError):
        from pypinyin.pinyin_dict import pinyin_dict

        return {str(code): readings for code, readings in pinyin_dict.items()}


def _table_file(spec: ModuleSpec | None) -> dict[str, str]:
    from json import loads

    package: SourceFileLoader = spec.loader  # type: ignore[union-attr,assignment]
    table: dict[str, str] = loads(package.get_data(package.path.replace("__init__.py", "pinyin_dict.json")))
    return table


@functools.cache
def _usual(char: str) -> tuple[str, ...]:
    """Return the usual reading of a character without its tone, `lü` as `lv` and `lu`; nothing where it has none."""
    reading = _table().get(str(ord(char)), "").partition(",")[0]
    plain = unicodedata.normalize("NFD", reading)
    letters = "".join(mark for mark in plain if mark.isascii() or mark == "\u0308").replace("u\u0308", "v")
    return (letters, letters.replace("v", "u")) if "v" in letters else (letters,) if letters else ()


@functools.cache
def _in_given(char: str) -> tuple[str, ...]:
    """Return how a character may be read inside a name."""
    return tuple(_GIVEN[char].split()) if char in _GIVEN else _usual(char)


@functools.lru_cache(4096)  # how a name is found and how it is sorted both ask
def _syllables(run: str) -> list[tuple[str, ...]]:
    """Return the readings of each character; the first as a surname where the run is as long as a full name."""
    if len(run) in _FULL_NAME:
        if run[:2] in _SURNAMES:
            double = [(syllable,) for syllable in _SURNAMES[run[:2]].split()]
            return double + [_in_given(char) for char in run[2:]]
        at = 1 if len(run) == _FULL_NAME[0] and run[0] in _FAMILIAR else 0
        readings = [_in_given(char) for char in run]
        if run[at] in _SURNAMES:
            readings[at] = tuple(_SURNAMES[run[at]].split())
        return readings
    return [_usual(char) for char in run]


@functools.cache
def _han_run() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]+")


def _read(run: str) -> tuple[str, ...]:
    """Return a run of Chinese characters in whole and as initials, in all its plausible readings."""
    wholes, initials = [""], [""]
    for readings in _syllables(run):
        if len(readings) == 1:  # by far the most
            wholes = [whole + readings[0] for whole in wholes]
            initials = [letters + readings[0][0] for letters in initials]
        elif readings:
            known = readings if len(wholes) * len(readings) <= _MOST_READINGS else readings[:1]
            wholes = [whole + reading for whole in wholes for reading in known]
            initials = [letters + reading[0] for letters in initials for reading in known]
    return tuple(dict.fromkeys(whole for whole in wholes + initials if whole))


@functools.lru_cache(4096)  # who is found, who is sorted and who sounds alike all ask
def pinyin_of(name: str) -> tuple[str, ...]:
    """Return how a name's Chinese characters are typed on a Latin keyboard: whole (`zhangsan`), then initials (`zs`).

    Surnames have their own readings (曾 zeng, 尉迟 yuchi); `lü` is both `lv` and `lu`; at most four readings. Other
    scripts have none.
    """
    if name.isascii():
        return ()
    found = _han_run().findall(unicodedata.normalize("NFKC", name))
    if len(found) == 1:
        return _read(found[0])
    return tuple(dict.fromkeys(reading for run in found for reading in _read(run)))


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
    return " ".join(_han_run().sub(_sounded, folded).split())


def _sounded(run: re.Match[str]) -> str:
    """Return a run of Chinese characters, each behind its first reading."""
    pairs = zip(_syllables(run[0]), run[0], strict=True)
    return "".join([f" {readings[0]} {char}" if readings else f" {char}" for readings, char in pairs]) + " "
