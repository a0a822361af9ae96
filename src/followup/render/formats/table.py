"""Tables aligned by the cells that characters fill: cut to the width of a terminal, uncut in a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from followup.render.formats.text import fit, one_line, width

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_GAP = "  "
_NARROWEST = 6


def is_terminal() -> bool:
    """Whether the answer goes to a terminal."""
    return sys.stdout.isatty()


def is_coloured() -> bool:
    """Whether the answer is coloured: never with NO_COLOR, always with FORCE_COLOR, otherwise on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def columns() -> int | None:
    """The width to fit in cells: COLUMNS, otherwise the terminal's; None in a pipe, where nothing is cut."""
    setting = os.environ.get("COLUMNS", "")
    if setting.isdecimal() and int(setting):
        return int(setting)
    if setting.isdigit() or is_terminal():
        from shutil import get_terminal_size

        return get_terminal_size().columns
    return None


def heading(text: str) -> str:
    """A heading above a part of an answer, bold where colour is allowed."""
    return f"\x1b[1m{text}\x1b[0m\n" if is_coloured() else f"{text}\n"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """The rows under their headings, a line each; the columns in `right` (counted from 0) align right, as amounts do.

    Cells are made safe and single-line here.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
    room = columns()
    if room is not None:
        _narrow(widths, room)
    lines = [_line(row, widths, right) for row in cells]
    head = _line(headings, widths, right)
    if is_coloured():
        head = f"\x1b[1m{head}\x1b[0m"
    return "\n".join([head, *lines]) + "\n"


def listing(headings: Sequence[str], rows: Sequence[Sequence[str]], below: int = 1, right: Collection[int] = ()) -> str:
    """A table; where the terminal is too narrow, the last `below` columns go under each row instead of being cut.

    The columns in `right` align right.
    """
    room = columns()
    widths = [max(map(width, column)) for column in zip(headings, *rows, strict=True)]
    if room is None or sum(widths) + len(_GAP) * (len(widths) - 1) <= room:
        return table(headings, rows, right)
    lines = table(headings[:-below], [row[:-below] for row in rows], right).splitlines()
    lines_below = [[fit(f"    {one_line(cell)}", room).rstrip() for cell in row[-below:]] for row in rows]
    pairs = zip(lines[1:], lines_below, strict=True)
    return "\n".join([lines[0], *(line for first, rest in pairs for line in (first, *rest))]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    fitted = (fit(cell, cells) for cell, cells in zip(row, widths, strict=True))
    return _GAP.join(_align_right(cell) if place in right else cell for place, cell in enumerate(fitted)).rstrip()


def _align_right(cell: str) -> str:
    text = cell.rstrip()
    return " " * (len(cell) - len(text)) + text


def _narrow(widths: list[int], room: int) -> None:
    """Take cells from the widest columns in `widths` until a line fits into `room`."""
    widths[:] = [min(cells, max(room, _NARROWEST)) for cells in widths]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while excess > 0:
        widest = max(range(len(widths)), key=lambda place: widths[place])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1
        excess -= 1
