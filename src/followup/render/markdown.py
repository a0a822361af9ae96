"""Markdown as a terminal shows it: headings, lists and emphasis drawn; links are text, nothing else is obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.table import columns, is_coloured, is_terminal
from followup.render.text import printable

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_WIDEST = 100


def markdown_text(text: str, indent: int = 0) -> str:
    """Return a Markdown text drawn for a terminal; as it was written where nobody looks at it. Ends with a newline."""
    margin = " " * indent
    if not is_terminal():
        return "".join(f"{margin}{line}".rstrip() + "\n" for line in printable(text).splitlines())
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown
    from rich.padding import Padding

    console = Console(
        file=StringIO(),
        force_terminal=is_coloured(),
        no_color=not is_coloured(),
        width=min(columns() or _WIDEST, _WIDEST),
        highlight=False,
        emoji=False,
    )
    with console.capture() as capture:
        drawn = Markdown("", hyperlinks=False)
        drawn.parsed = _parser().parse(printable(text))
        console.print(Padding(drawn, (0, 0, 0, indent)))
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _parser() -> MarkdownIt:
    """Return rich's own parser, but for HTML: rich passes tags over, and with them what a person wrote <like this>."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
