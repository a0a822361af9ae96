"""Markdown for a terminal: headings, lists and emphasis are drawn, links stay text, HTML is shown as written.

Most notes have no markup: they are wrapped here as rich would wrap them, without loading rich.
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
"""What begins a list or underlines a heading, and what is markup anywhere in a line."""


def markdown_text(text: str, indent: int = 0) -> str:
    """Return a Markdown text drawn for a terminal; in a pipe as it was written. It ends with a newline."""
    margin = " " * indent
    if not is_terminal():
        return "".join(f"{margin}{line}".rstrip() + "\n" for line in printable(text).splitlines())
    room = min(columns() or _WIDEST, _WIDEST)
    lines = _wrapped(text, room - indent)
    if lines is not None:
        return "".join(f"{margin}{line}".rstrip() + "\n" for line in lines)
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
        markdown = Markdown("", hyperlinks=False)
        markdown.parsed = _parser().parse(printable(text))
        console.print(Padding(markdown, (0, 0, 0, indent)))
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _wrapped(text: str, room: int) -> list[str] | None:
    """The lines of a text without markup, an empty line between its paragraphs; None where there may be markup."""
    lines: list[str] = []
    for paragraph in text.strip("\n").split("\n\n"):
        rows = paragraph.split("\n")
        if not all(map(_is_unmarked, rows)):
            return None
        paragraph_lines = [*_lines(" ".join(rows), room)]
        if any(width(line) > room for line in paragraph_lines):
            return None
        lines += ["", *paragraph_lines] if lines else paragraph_lines
    return lines


def _is_unmarked(row: str) -> bool:
    return bool(row) and row == " ".join(row.split()) and is_plain(row) and not _MARKUP.match(row)


def _lines(text: str, room: int) -> Iterator[str]:
    """Break a text into lines of at most `room` cells; a wider word is not broken."""
    line, *words = text.split(" ")
    for word in words:
        if width(line) + 1 + width(word) > room:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line


def _parser() -> MarkdownIt:
    """Return rich's parser with HTML switched off: rich leaves tags out, and with them words written <like this>."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
