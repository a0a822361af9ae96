"""What customers are worth, for a person at a terminal: a table with bars, a sentence, a curve; plain in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.value.value import cumulative_profits, share
from followup.render.formats.table import columns, is_terminal, table
from followup.render.formats.text import one_line, width, wrapped
from followup.render.value.words import (
    CUSTOMER_HEADINGS,
    CUT_HEADINGS,
    customer_rows,
    cut_rows,
    head,
    no_sales,
    percent,
    sentences,
    shown_cuts,
    worth_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.core.value.value import ValueReport
    from followup.render.value.words import ValueView

_CURVE_WIDTH = 60
_CURVE_HEIGHT = 11
_BESIDE_CURVE = 9
_NARROWEST_CURVE = 20
_WIDEST_BAR = 30
_NARROWEST_BAR = 5
_BAR_AT = 5
_GAP = 2
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FIRST = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)


def value_text(found: ValueReport, names: Mapping[int, tuple[str, str | None]], how: ValueView) -> str:
    """The page; `names` has the name and the grade of the customers that are listed."""
    if not found.people:
        return f"{no_sales(found)}\n"
    parts = [
        _said((head(found, how), *sentences(found, how))),
        _cuts(found, how),
        _said(worth_lines(found, how)),
        _curve(found),
        _customers(found, names, how),
    ]
    return "\n".join(filter(None, parts))


def _said(lines: Iterable[str]) -> str:
    """Sentences, broken between words where somebody looks; each on its line in a pipe."""
    room = columns()
    told = [row for line in map(one_line, lines) for row in (wrapped(line, room) if room else [line])]
    return "".join(f"{row}\n" for row in told)


def _cuts(found: ValueReport, how: ValueView) -> str:
    """The table of what it is cut by, with bars where the terminal has room for them."""
    rows = [list(row) for row in cut_rows(found, how)]
    headings = ["segment" if how.by == "rank" else how.by, *CUT_HEADINGS]
    room = columns()
    used = sum(max(map(width, column)) + _GAP for column in zip(headings, *rows, strict=True))
    length = min(_WIDEST_BAR, (room or 0) - used)
    if not is_terminal() or length < _NARROWEST_BAR:
        return table(headings, rows, range(1, len(headings)))
    headings.insert(_BAR_AT, "")
    for row, cut in zip(rows, shown_cuts(found, how), strict=True):
        row.insert(_BAR_AT, bar(share(cut.profit, found.profit), length))
    return table(headings, rows, (1, 2, 3, 4, 6, 7))


def bar(part: float | None, length: int) -> str:
    """A share as a bar of blocks; nothing for a loss."""
    eighths = round(max(0.0, min(1.0, part or 0.0)) * length * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _curve(found: ValueReport) -> str:
    """The curve on a terminal; in a pipe what some shares of the customers bring."""
    sums = cumulative_profits(found.ranking.ranked)
    if len(sums) == 1 or not sums or sums[-1] <= 0:
        return ""
    room = columns()
    if is_terminal() and room and room >= _NARROWEST_CURVE + _BESIDE_CURVE:
        from followup.render.value.curve import braille

        length = min(_CURVE_WIDTH, room - _BESIDE_CURVE)
        below = f"of the {'customers' if found.accounts is None else 'accounts'}, the best first"
        lines = ["of the profit", *braille(sums, length, _CURVE_HEIGHT), below.rjust(length + 7)]
        return "".join(f"{line}\n" for line in lines)
    places = sorted({round(part * len(sums)) for part in _FIRST} - {0})
    rows = [(percent(place / len(sums)), f"{place:,}", percent(sums[place - 1] / sums[-1])) for place in places]
    return table(("first", "customers", "bring"), rows, range(3)) if rows else ""


def _customers(found: ValueReport, names: Mapping[int, tuple[str, str | None]], how: ValueView) -> str:
    rows = customer_rows(found, names, how)
    if not rows:
        return ""
    rest = len(found.ranking.ranked) + len(found.ranking.new) - len(rows)
    more = f"and {rest:,} more: --limit {rest + len(rows)} lists all\n" if rest else ""
    return table(CUSTOMER_HEADINGS, rows, (0, 1, 5, 6)) + more
