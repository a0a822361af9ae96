"""The review of a week as files to keep or hand in: Markdown, and an HTML page that prints on A4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup.render.formats.html import bullets, grid, page
from followup.render.formats.html import text as html
from followup.render.formats.text import one_line
from followup.render.reports.review_parts import Grid, Part, Points, head, parts, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.reports.review import Review
    from followup.render.reports.review_parts import ReviewView

# Whatever Markdown may read as more than a character, the signs that make a bare address a link among them.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~#&@$]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_STYLE: Final = """
body { max-width: 50rem } .wide { margin: .5rem 0 } h2 { border-bottom: 1px solid var(--line); padding-bottom: .15rem }
.number { white-space: nowrap } td, th { overflow-wrap: normal }
@media (max-width: 40rem) { body { padding: .6rem } .wide { font-size: .75rem } th, td { padding: .25rem .2rem } }
@page { size: A4; margin: 14mm }
@media print { h2 { break-after: avoid; margin-top: .8rem } tr, li { break-inside: avoid } .wide { margin: .2rem 0 } }
"""


def review_markdown(review: Review, how: ReviewView) -> str:
    """Return the review as Markdown, its tables as GitHub writes them; nothing of the book's texts is markup."""
    blocks = [f"# {title(review)}", head(review)]
    for part in parts(review, how):
        blocks += [f"## {part.heading}", *_blocks(part)]
    return "\n\n".join(blocks) + "\n"


def _blocks(part: Part) -> Iterator[str]:
    for block in part.blocks:
        match block:
            case Grid(headings, rows, right):
                lines = [headings, ["---:" if place in right else "---" for place in range(len(headings))]]
                lines += [[_plain(cell) for cell in row] for row in rows]
                yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
            case Points(points):
                yield "\n".join(f"- {_plain(point)}" for point in points)
            case str():
                yield _plain(block)


def _plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", one_line(text))


def review_page(review: Review, how: ReviewView) -> str:
    """Return the same as a page for a browser and for paper."""
    return page(f"{title(review)}: review", _body(review, how), _STYLE)


def _body(review: Review, how: ReviewView) -> Iterator[str]:
    yield f"<h1>{html(title(review))}</h1>"
    yield f'<p class="soft">{html(head(review))}</p>'
    for part in parts(review, how):
        yield f"<h2>{html(part.heading)}</h2>"
        for block in part.blocks:
            match block:
                case Grid(headings, rows, right):
                    yield grid(headings, [[html(cell) for cell in row] for row in rows], right)
                case Points(points):
                    yield bullets([html(point) for point in points])
                case str():
                    yield f"<p>{html(block)}</p>"
