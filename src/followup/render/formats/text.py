"""Text that is safe and straight on a terminal: nothing in it is obeyed, and wide characters line up."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

# C0 and C1 controls, and the marks that turn the direction of what follows: shown, never sent to the terminal.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"

_MOST_SIGNS_A_CELL = 16
"""A character with all the accents and joiners that writing needs; of a text with more, no more is looked at."""

_BLANK = "\u3000"
"""Before the first of the wide signs."""


@cache
def _controls() -> re.Pattern[str]:
    """Made when there is one to be found: few texts have any."""
    return re.compile(_CONTROLS)


@cache
def _plain() -> re.Pattern[str]:
    """Latin letters, dashes and quotes, a cell each; Chinese, Japanese and full-width signs from 、 on, two cells each.

    These are most texts, and for them wcwidth need not be loaded: that took a tenth of a question.
    """
    narrow = " -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u2022\u2026\u20ac"
    return re.compile(f"[{narrow}\u3001-\u3003\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff5e]*")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004 - Unicode's pictures


def printable(text: str) -> str:
    """The text with its control characters made visible; newlines and tabs stay."""
    return text if text.isprintable() else _controls().sub(_visible, text)


def one_line(text: str) -> str:
    """The text on a single line, safe to print."""
    return printable(" ".join(text.split()))


def is_plain(text: str) -> bool:
    """Whether the text has only signs that everybody finds as wide as everybody else."""
    return text.isascii() or bool(_plain().fullmatch(text))


def width(text: str) -> int:
    """How many cells of a terminal the text fills: a Chinese character two, an accent none."""
    if text.isascii():
        return len(text)
    if is_plain(text):
        return len(text) + sum(sign > _BLANK for sign in text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def fit(text: str, cells: int) -> str:
    """The text filled up with spaces, or cut with an ellipsis, to exactly that many cells."""
    if cells <= 0:
        return ""
    longest = cells * _MOST_SIGNS_A_CELL
    have = width(text) if len(text) <= longest else cells + 1
    if have > cells:
        text = text[:longest]
        text = text[: bisect_right(range(len(text) + 1), cells - 1, key=lambda end: width(text[:end])) - 1] + "…"
        have = width(text)
    return text + " " * (cells - have)


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most that many cells, broken at spaces and between Chinese characters."""
    from wcwidth import wrap

    return wrap(text, max(cells, 1)) or [""]
