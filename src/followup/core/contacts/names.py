"""How a name is displayed: Chinese, Japanese and Korean ones family first without a space, others given name first."""

from __future__ import annotations

from bisect import bisect
from typing import Final

# Hangul, kana, bopomofo and Han, with the iteration marks and the middle dot that stand inside names: the first and
# the last of each range. (As a regular expression this takes longer to compile than many names to look at.)
_EAST_ASIAN: Final = (
    "\u1100\u11ff\u3005\u3007\u3040\u318f\u31a0\u31bf\u31f0\u31ff\u3400\u4dbf\u4e00\u9fff\ua960\ua97f"
    "\uac00\ud7ff\uf900\ufaff\uff66\uff9f\U00020000\U0003ffff"
)


def display_name(
    family: str, given: str, additional: str = "", prefix: str = "", suffix: str = "", full: str = ""
) -> str:
    """Return the name to show: `full` as it was written, else built from the parts; "" when all are empty.

    Prefix and suffix are shown only where `full` has them, or where there is nothing else. A full name that is the
    parts of an East Asian name with spaces between them (`张 伟`, `伟 张`) is shown family first without spaces.
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
    """Tell whether a name is written in Han, Hangul or kana, with no letters of another script."""
    if text.isascii():
        return False
    others = [character for character in text if not _is_east_asian(character)]
    return len(others) < len(text) and not any(map(str.isalpha, others))


def _is_east_asian(character: str) -> bool:
    at = bisect(_EAST_ASIAN, character)
    return at % 2 == 1 or character == _EAST_ASIAN[at - 1]


def _closed_up(full: str, parts: list[str]) -> str:
    """Return `full` without the spaces where it is just the parts of an East Asian name, and the family name first."""
    words = full.split()
    if len(words) > 1 and sorted(words) == sorted(parts) and all(is_east_asian(part) for part in parts):
        return "".join(words if words[0] == parts[0] else parts)
    return full
