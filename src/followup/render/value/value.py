"""Value for a person at a terminal: tables with bars, sentences, a curve; plain in a pipe."""

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


def value_text(report: ValueReport, names: Mapping[int, tuple[str, str | None]], view: ValueView) -> str:
    """Return the report as text; `names` has the name and the grade of the customers listed."""
    if not report.people:
        return f"{no_sales(report)}\n"
    parts = [
        _lines((head(report, view), *sentences(report, view))),
        _cuts(report, view),
        _lines(worth_lines(report, view)),
        _curve(report),
        _customers(report, names, view),
    ]
    return "\n".join(filter(None, parts))


def _lines(lines: Iterable[str]) -> str:
    """Return the lines, wrapped at a terminal; in a pipe as they are."""
    room = columns()
    rows = [row for line in map(one_line, lines) for row in (wrapped(line, room) if room else [line])]
    return "".join(f"{row}\n" for row in rows)


def _cuts(report: ValueReport, view: ValueView) -> str:
    """Return the table of the cuts, with bars where the terminal has room for them."""
    rows = [list(row) for row in cut_rows(report, view)]
    headings = ["segment" if view.by == "rank" else view.by, *CUT_HEADINGS]
    room = columns()
    used = sum(max(map(width, column)) + _GAP for column in zip(headings, *rows, strict=True))
    length = min(_WIDEST_BAR, (room or 0) - used)
    if not is_terminal() or length < _NARROWEST_BAR:
        return table(headings, rows, range(1, len(headings)))
    headings.insert(_BAR_AT, "")
    for row, cut in zip(rows, shown_cuts(report, view), strict=True):
        row.insert(_BAR_AT, bar(share(cut.profit, report.profit), length))
    return table(headings, rows, (1, 2, 3, 4, 6, 7))


def bar(part: float | None, length: int) -> str:
    """Return a share as a bar of blocks; nothing for a loss."""
    eighths = round(max(0.0, min(1.0, part or 0.0)) * length * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _curve(report: ValueReport) -> str:
    """Return the curve at a terminal; in a pipe what some shares of the customers bring."""
    sums = cumulative_profits(report.ranking.ranked)
    if len(sums) == 1 or not sums or sums[-1] <= 0:
        return ""
    room = columns()
    if is_terminal() and room and room >= _NARROWEST_CURVE + _BESIDE_CURVE:
        from followup.render.value.curve import braille

        length = min(_CURVE_WIDTH, room - _BESIDE_CURVE)
        below = f"of the {'customers' if report.accounts is None else 'accounts'}, the best first"
        lines = ["of the profit", *braille(sums, length, _CURVE_HEIGHT), below.rjust(length + 7)]
        return "".join(f"{line}\n" for line in lines)
    places = sorted({round(part * len(sums)) for part in _FIRST} - {0})
    rows = [(percent(place / len(sums)), f"{place:,}", percent(sums[place - 1] / sums[-1])) for place in places]
    return table(("first", "customers", "bring"), rows, range(3)) if rows else ""


def _customers(report: ValueReport, names: Mapping[int, tuple[str, str | None]], view: ValueView) -> str:
    rows = customer_rows(report, names, view)
    if not rows:
        return ""
    rest = len(report.ranking.ranked) + len(report.ranking.new) - len(rows)
    more = f"and {rest:,} more: --limit {rest + len(rows)} lists all\n" if rest else ""
    return table(CUSTOMER_HEADINGS, rows, (0, 1, 5, 6)) + more
