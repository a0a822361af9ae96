"""Markdown as a terminal shows it: headings, lists and emphasis drawn; links are text, nothing else is obeyed.

Most notes are a sentence without any markup: those are filled here as rich would, which is not loaded for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup.render.formats.table import columns, is_coloured, is_terminal
from followup.render.formats.text import is_plain, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

_WIDEST = 100
_MARKUP = re.compile(r"[-+=]|\d+[.)]|.*[]*_`<>&#~|\\[]")
"""What begins a list or underlines a heading; and what means something wherever it stands."""


def markdown_text(text: str, indent: int = 0) -> str:
    """Return a Markdown text drawn for a terminal; as it was written where nobody looks at it. Ends with a newline."""
    margin = " " * indent
    if not is_terminal():
        return "".join(f"{margin}{line}".rstrip() + "\n" for line in printable(text).splitlines())
    room = min(columns() or _WIDEST, _WIDEST)
    filled = _filled(text, room - indent)
    if filled is not None:
        return "".join(f"{margin}{line}".rstrip() + "\n" for line in filled)
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown
    from rich.padding import Padding

    console = Console(
        file=StringIO(),
        force_terminal=is_coloured(),
        no_color=not is_coloured(),
        width=room,
        highlight=False,
        emoji=False,
    )
    with console.capture() as capture:
        drawn = Markdown("", hyperlinks=False)
        drawn.parsed = _parser().parse(printable(text))
        console.print(Padding(drawn, (0, 0, 0, indent)))
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _filled(text: str, room: int) -> list[str] | None:
    """The lines of a text without markup, a blank one between its paragraphs; None where there may be markup."""
    lines: list[str] = []
    for paragraph in text.strip("\n").split("\n\n"):
        rows = paragraph.split("\n")
        if not all(map(_is_unmarked, rows)):
            return None
        filled = [*_lines(" ".join(rows), room)]
        if any(width(line) > room for line in filled):
            return None
        lines += ["", *filled] if lines else filled
    return lines


def _is_unmarked(row: str) -> bool:
    return bool(row) and row == " ".join(row.split()) and is_plain(row) and not _MARKUP.match(row)


def _lines(text: str, room: int) -> Iterator[str]:
    """The words of a text in lines that have room for them; a word wider than that stays whole."""
    line, *words = text.split(" ")
    for word in words:
        if width(line) + 1 + width(word) > room:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line


def _parser() -> MarkdownIt:
    """Return rich's own parser, but for HTML: rich passes tags over, and with them what a person wrote <like this>."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
