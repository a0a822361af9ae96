"""The answer, on stdout, and everything else that is said to a person, on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from followup.render.formats.json import json_chunks, json_list_chunks
from followup.render.formats.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable


def show_text(text: str) -> None:
    """Write an answer that was made safe where it was made."""
    sys.stdout.write(text)


def say_table(lines: str) -> None:
    """Show a table of `render/formats/table.py` beside the answer: it is safe already, and its headings may be bold."""
    sys.stderr.write(lines)


def show_json(value: object) -> None:
    """Write an answer for a script."""
    sys.stdout.writelines(json_chunks(value))


def show_json_lines(lines: Iterable[str]) -> None:
    """Write a list for a script, each of its lines JSON already."""
    sys.stdout.writelines(json_list_chunks(lines))


def say(sentence: str) -> None:
    """Tell the person something that is not the answer: what was done, what was odd."""
    print(printable(sentence), file=sys.stderr)
