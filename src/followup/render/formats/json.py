"""JSON for scripts: keys as promised, Chinese readable, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re
from itertools import islice
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_FOR_TERMINALS = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

_AT_ONCE = 100
"""So many lines are put together before they are written."""


class Lines:
    """A list among a dictionary's values, whose elements are harmless JSON already, as `line` and `quote` make it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = lines


def quote(text: str) -> str:
    """A text as JSON has it, harmless."""
    quoted = encode_basestring(text)
    return quoted if text.isprintable() else escape_controls(quoted)


def line(value: object) -> str:
    """The value as harmless JSON on one line: an element of `Lines`."""
    return escape_controls(json.dumps(value, ensure_ascii=False))


def dump(value: object) -> str:
    """The value as indented JSON with a newline at the end; the elements of `Lines` a line each."""
    return "".join(json_chunks(value))


def json_chunks(value: object) -> Iterator[str]:
    """The same in pieces, so that what is megabytes is never in memory as a whole: that was a tenth of a question."""
    if not (isinstance(value, dict) and any(isinstance(each, Lines) for each in value.values())):
        yield escape_controls(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return
    before = "{\n  "
    for key, each in value.items():
        yield f"{before}{quote(key)}: "
        before = ",\n  "
        if isinstance(each, Lines):
            yield from _list(each.lines, ",\n    ", "[\n    ", "\n  ]")
        else:
            yield line(each)
    yield "\n}\n"


def json_list_chunks(lines: Iterable[str]) -> Iterator[str]:
    """A list of what is JSON already, a line each, in pieces."""
    yield from _list(map(escape_controls, lines), ",\n", "[\n", "\n]")
    yield "\n"


def _list(lines: Iterable[str], between: str, before: str, behind: str) -> Iterator[str]:
    left = iter(lines)
    start = before
    while some := between.join(islice(left, _AT_ONCE)):
        yield start + some
        start = between
    yield "[]" if start is before else behind


def escape_controls(text: str) -> str:
    """Return JSON in which nothing is left that a terminal would obey; it says the same."""
    # What Unicode calls printable has no controls, and nearly every line is that; JSON escapes what is below a blank.
    if text.isprintable() or (text.isascii() and "\x7f" not in text):
        return text
    return "\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n"))


def _escaped(line: str) -> str:
    return re.sub(_NOT_FOR_TERMINALS, lambda match: f"\\u{ord(match[0]):04x}", line)
