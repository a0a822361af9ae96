"""Markdown as a terminal shows it: headings, lists and emphasis drawn; links are text, nothing else is obeyed."""

from __future__ import annotations

from followup.render.table import columns, is_coloured, is_terminal
from followup.render.text import printable

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
        console.print(Padding(Markdown(printable(text), hyperlinks=False), (0, 0, 0, indent)))
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())
