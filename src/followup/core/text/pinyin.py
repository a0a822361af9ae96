"""How Chinese names are typed on a Latin keyboard: 张三 as zhangsan or zs."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from followup.core.text.folding import HAN

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec, SourceFileLoader


_MOST_READINGS = 4
_FULL_NAME = range(2, 5)

# Surnames that are not read as their character usually is.
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
# Characters with several readings in given names; all others have only their usual reading.
_GIVEN = {
    "乐": "le yue", "樂": "le yue", "朝": "chao zhao", "长": "chang zhang", "茜": "qian xi", "晟": "sheng cheng",
    "柏": "bai bo", "荨": "qian xun", "重": "chong zhong", "炅": "jiong gui", "曾": "zeng ceng", "单": "dan shan",
    "参": "can shen", "翟": "zhai di", "行": "xing hang", "盛": "sheng cheng", "厦": "xia", "朴": "pu",
    "莘": "xin shen", "藏": "zang cang", "颉": "jie xie", "缪": "miao",
}  # fmt: skip
_FAMILIAR = "老小阿"


@functools.cache
def _table() -> dict[str, str]:
    """Return pypinyin's table: from a character's code as decimal text to its readings, the usual one first.

    It is read from the package's data file (15 ms), because importing the package also loads a dictionary of phrases
    (230 ms), which names do not need. Where a release of pypinyin has no such file, the package is imported.
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
    """Return the usual reading of a character without its tone (`lü` as `lv` and `lu`); nothing where it has none."""
    reading = _table().get(str(ord(char)), "").partition(",")[0]
    plain = unicodedata.normalize("NFD", reading)
    letters = "".join(mark for mark in plain if mark.isascii() or mark == "\u0308").replace("u\u0308", "v")
    return (letters, letters.replace("v", "u")) if "v" in letters else (letters,) if letters else ()


@functools.cache
def _in_given(char: str) -> tuple[str, ...]:
    """Return how a character may be read inside a name."""
    return tuple(_GIVEN[char].split()) if char in _GIVEN else _usual(char)


@functools.lru_cache(4096)  # searching and sorting both need the syllables of a name
def _syllables(run: str) -> list[tuple[str, ...]]:
    """Return the readings of the characters, the first as a surname where the run is as long as a full name."""
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
    """Return the plausible readings of a run of Chinese characters, in full and then as initials."""
    wholes, initials = [""], [""]
    for readings in _syllables(run):
        if len(readings) == 1:  # by far the most
            wholes = [whole + readings[0] for whole in wholes]
            initials = [letters + readings[0][0] for letters in initials]
        elif readings:
            some = readings if len(wholes) * len(readings) <= _MOST_READINGS else readings[:1]
            wholes = [whole + reading for whole in wholes for reading in some]
            initials = [letters + reading[0] for letters in initials for reading in some]
    return tuple(dict.fromkeys(whole for whole in wholes + initials if whole))


def with_pinyin(text: str) -> str:
    """Return the text with the first reading before every Chinese character: `zhang 张 san 三`."""
    return _han_run().sub(_run_with_pinyin, text)


@functools.lru_cache(4096)  # searching, sorting and comparing names by sound all need it
def pinyin_of(name: str) -> tuple[str, ...]:
    """Return how a name's Chinese characters are typed on a Latin keyboard: in full (`zhangsan`), then initials (`zs`).

    Surnames have their own readings (曾 zeng, 尉迟 yuchi); `lü` is both `lv` and `lu`; at most four readings. Other
    scripts have none.
    """
    if name.isascii():
        return ()
    runs = _han_run().findall(unicodedata.normalize("NFKC", name))
    if len(runs) == 1:
        return _read(runs[0])
    return tuple(dict.fromkeys(reading for run in runs for reading in _read(run)))


def _run_with_pinyin(run: re.Match[str]) -> str:
    """Return a run of Chinese characters with the first reading before every one."""
    pairs = zip(_syllables(run[0]), run[0], strict=True)
    return "".join([f" {readings[0]} {char}" if readings else f" {char}" for readings, char in pairs]) + " "
