"""Writes the answer to stdout, and everything else a person is told to stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from followup.render.formats.json import json_chunks, json_list_chunks
from followup.render.formats.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable


def show_text(text: str) -> None:
    """Write an answer for a person; whoever made it has made it safe for a terminal."""
    sys.stdout.write(text)


def say_table(text: str) -> None:
    """Write a table of `render/formats/table.py` to stderr: it is safe already, and its headings may be bold."""
    sys.stderr.write(text)


def show_json(value: object) -> None:
    """Write an answer for a script, as JSON."""
    sys.stdout.writelines(json_chunks(value))


def show_json_lines(lines: Iterable[str]) -> None:
    """Write a list for a script, each of its elements JSON already."""
    sys.stdout.writelines(json_list_chunks(lines))


def say(sentence: str) -> None:
    """Write a sentence to stderr that is not the answer: what was done, what was odd."""
    print(printable(sentence), file=sys.stderr)
