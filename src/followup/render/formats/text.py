"""Text for a terminal: control characters made visible, and widths counted in cells, so that Chinese lines up."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

# C0 and C1 controls, and the marks that change the direction of the text behind them: never sent to a terminal.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"

_MOST_CODE_POINTS_A_CELL = 16
"""Enough for a letter with all the accents and joiners of any language; longer texts are cut by their beginning."""

_LAST_NARROW = "\u3000"
"""Of the characters in `_plain`, those above fill two cells each."""


@cache
def _controls() -> re.Pattern[str]:
    """Compiled when first needed: few texts have controls."""
    return re.compile(_CONTROLS)


@cache
def _plain() -> re.Pattern[str]:
    """Latin letters, dashes and quotes, one cell each; Chinese, Japanese and full-width characters, two cells each.

    Most texts have only these, so wcwidth is not loaded for them: loading it took a tenth of a question.
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
    """Whether the text has only characters whose width is the same for every program."""
    return text.isascii() or bool(_plain().fullmatch(text))


def width(text: str) -> int:
    """How many cells of a terminal the text fills: a Chinese character two, an accent none."""
    if text.isascii():
        return len(text)
    if is_plain(text):
        return len(text) + sum(character > _LAST_NARROW for character in text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def fit(text: str, cells: int) -> str:
    """The text padded with spaces, or cut with an ellipsis, to exactly that many cells."""
    if cells <= 0:
        return ""
    longest = cells * _MOST_CODE_POINTS_A_CELL
    used = width(text) if len(text) <= longest else cells + 1
    if used > cells:
        text = text[:longest]
        text = text[: bisect_right(range(len(text) + 1), cells - 1, key=lambda end: width(text[:end])) - 1] + "…"
        used = width(text)
    return text + " " * (cells - used)


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most that many cells, broken at spaces or between Chinese characters."""
    from wcwidth import wrap

    return wrap(text, max(cells, 1)) or [""]
