"""How the profit adds up from the best customer to the last, as a curve: in braille on a terminal, as SVG on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a braille character: left column, right column
_BLANK = 0x2800
_MOST_POINTS = 200
_EVERY = 3  # dots apart on the line of equal shares


def points(sums: Sequence[int], most: int = _MOST_POINTS) -> list[tuple[float, float]]:
    """Return the curve as (share of customers, share of profit), from (0, 0) to (1, 1), in at most so many steps.

    `sums` is the profit of the first, the first two and so on; the last one must be positive.
    """
    count, whole = len(sums), sums[-1]
    steps = min(count, most)
    places = [round(step * count / steps) for step in range(1, steps + 1)]
    return [(0.0, 0.0), *((place / count, sums[place - 1] / whole) for place in places)]


def braille(sums: Sequence[int], width: int, height: int) -> list[str]:
    """Draw the curve over the line of equal shares, in so many characters; axes stand at the left and below."""
    curve = points(sums, most=width * 2)
    top = max(1.0, *(share for _, share in curve))
    columns, rows = width * 2, height * 4
    canvas = [[_BLANK] * width for _ in range(height)]

    def dot(column: int, share: float) -> int:
        row = rows - 1 - round(share / top * (rows - 1))
        canvas[row // 4][column // 2] |= _DOTS[column % 2][row % 4]
        return row

    before = rows - 1
    for column in range(columns):
        across = column / (columns - 1)
        if column % _EVERY == 0:
            dot(column, across)
        row = dot(column, _height(curve, across))
        for between in range(min(row, before) + 1, max(row, before)):  # so that a steep curve has no holes
            canvas[between // 4][column // 2] |= _DOTS[column % 2][between % 4]
        before = row
    labels = {0: _percent(top), height - 1: _percent(0)}
    if height > 2:  # noqa: PLR2004 - there is a middle
        labels[height // 2] = _percent(top * (1 - (height // 2) / (height - 1)))
    lines = [f"{labels.get(at, ''):>5} ┤{''.join(map(chr, line))}" for at, line in enumerate(canvas)]
    return [*lines, f"      └{'─' * width}", _scale(width)]


def _height(curve: Sequence[tuple[float, float]], across: float) -> float:
    """Return the share of profit that a share of the customers brings, between two points by the straight line."""
    from bisect import bisect_left

    at = bisect_left(curve, (across, float("-inf")))
    if at == 0:
        return curve[0][1]
    (left, low), (right, high) = curve[at - 1], curve[min(at, len(curve) - 1)]
    return high if right <= left else low + (high - low) * (across - left) / (right - left)


def _scale(width: int) -> str:
    """Return the marks below the axis: 0, 20, 50 and 100 % of the customers."""
    line = [" "] * (width + 7)
    for share in (0.0, 0.2, 0.5, 1.0):
        mark = _percent(share)
        start = min(7 + round(share * (width - 1)) - (len(mark) // 2 if 0 < share < 1 else 0), len(line) - len(mark))
        line[start : start + len(mark)] = mark
    return "".join(line).rstrip()


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def svg(sums: Sequence[int], title: str) -> str:
    """Draw the curve for a page, in the colours of its style; `title` is HTML already."""
    curve = points(sums)
    top = max(1.0, *(share for _, share in curve))
    width, height, left, above, below = 600, 300, 88, 24, 38

    def x(across: float) -> str:
        return f"{left + across * width:.1f}"

    def y(share: float, down: int = 0) -> str:
        return f"{above + (1 - share / top) * height + down:.1f}"

    line = " ".join(f"{x(across)},{y(share)}" for across, share in curve)
    marks = "".join(
        f'<text x="{x(share)}" y="{above + height + below - 8}" text-anchor="middle">{_percent(share)}</text>'
        for share in (0.0, 0.2, 0.5, 0.8, 1.0)
    )
    sides = "".join(
        f'<text x="{left - 8}" y="{y(share, 5)}" text-anchor="end">{_percent(share)}</text>'
        f'<path class="rule" d="M{left} {y(share)}H{left + width}"/>'
        for share in (0.0, 0.5, 0.8, 1.0)
    )
    return (
        f'<svg class="curve" viewBox="0 0 {left + width + 44} {above + height + below}" role="img">'
        f'<title>{title}</title><polygon class="under" points="{x(0)},{y(0)} {line} {x(1)},{y(0)}"/>{sides}'
        f'<polyline class="equal" points="{x(0)},{y(0)} {x(1)},{y(1)}"/>'
        f'<polyline class="line" points="{line}"/>{marks}</svg>'
    )
