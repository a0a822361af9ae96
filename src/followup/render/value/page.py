"""Value as a page for a browser: the same tables and words as at a terminal, the curve as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup.core.value.value import cumulative_profits, share
from followup.render.formats.html import grid, page, text
from followup.render.value.curve import svg
from followup.render.value.words import (
    CUSTOMER_HEADINGS,
    CUT_HEADINGS,
    customer_rows,
    cut_rows,
    head,
    no_sales,
    sentences,
    shown_cuts,
    worth_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.core.value.value import ValueReport
    from followup.render.value.words import ValueView

_STYLE: Final = """
.curve { display: block; width: 100%; max-width: 44rem; height: auto; margin: 1rem 0; font-size: 15px }
.curve text { fill: var(--soft) } .curve .rule { stroke: var(--line) } .curve .under { fill: var(--fill) }
.curve .line { fill: none; stroke: var(--mark); stroke-width: 3; stroke-linejoin: round }
.curve .equal { fill: none; stroke: var(--soft); stroke-dasharray: 4 5 }
.bar { display: inline-block; width: calc(var(--part) * 8em); height: .7em; background: var(--mark);
  border-radius: 2px }
.wide th, .wide td { overflow-wrap: normal } .number, td:has(.bar) { white-space: nowrap }
@media (max-width: 40rem) { .curve { font-size: 26px } .curve .line { stroke-width: 5 }
  body { padding: .6rem } .wide { font-size: .7rem } th, td { padding: .25rem .16rem } td:has(.bar) { padding: 0 }
  .bar { display: none } }
.say { font-size: 1.1rem; font-weight: 600; margin: .75rem 0 }
"""
_BAR_AT = 5


def value_page(report: ValueReport, names: Mapping[int, tuple[str, str | None]], view: ValueView) -> str:
    """Return the page; texts of the book are escaped."""
    return page(f"Value, {report.since} to {report.until}", _body(report, names, view), _STYLE)


def _body(report: ValueReport, names: Mapping[int, tuple[str, str | None]], view: ValueView) -> Iterator[str]:
    yield "<h1>What customers are worth</h1>"
    if not report.people:
        yield f"<p>{text(no_sales(report))}</p>"
        return
    yield f'<p class="soft">{text(head(report, view))}</p>'
    yield from (f'<p class="say">{text(line)}</p>' for line in sentences(report, view))
    sums = cumulative_profits(report.ranking.ranked)
    if len(sums) > 1 and sums[-1] > 0:
        yield svg(sums, "How much of the profit the best customers bring")
    yield f"<h2>By {text(view.by)}</h2>"
    rows = [[text(cell) for cell in row] for row in cut_rows(report, view)]
    for row, cut in zip(rows, shown_cuts(report, view), strict=True):
        part = max(0.0, min(1.0, share(cut.profit, report.profit) or 0.0))
        row.insert(_BAR_AT, f'<span class="bar" style="--part: {part:.3f}"></span>')
    headings = ["segment" if view.by == "rank" else view.by, *CUT_HEADINGS]
    headings.insert(_BAR_AT, "")
    yield grid(headings, rows, frozenset({1, 2, 3, 4, 6, 7}))
    yield from (f"<p>{text(line)}</p>" for line in worth_lines(report, view))
    listed = customer_rows(report, names, view)
    if listed:
        yield f"<h2>The first {len(listed):,}</h2>"
        yield grid(CUSTOMER_HEADINGS, [[text(cell) for cell in row] for row in listed], frozenset({0, 1, 5, 6}))
