"""JSON for scripts: Chinese stays readable, and characters that control a terminal are escaped."""

from __future__ import annotations

import json
import re
from itertools import islice
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTROLS = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

_LINES_IN_A_CHUNK = 100


class Lines:
    """A long list as a value of a dictionary, its elements already written as JSON by `line` or `quote`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = lines


def quote(text: str) -> str:
    """The text as a JSON string, its control characters escaped."""
    quoted = encode_basestring(text)
    return quoted if text.isprintable() else escape_controls(quoted)


def line(value: object) -> str:
    """The value as JSON on one line, its control characters escaped: an element of `Lines`."""
    return escape_controls(json.dumps(value, ensure_ascii=False))


def dump(value: object) -> str:
    """The value as indented JSON that ends with a newline; each element of `Lines` is on a line of its own."""
    return "".join(json_chunks(value))


def json_chunks(value: object) -> Iterator[str]:
    """The same in chunks: joining the megabytes of 10,000 contacts first took a tenth of a question."""
    if not (isinstance(value, dict) and any(isinstance(element, Lines) for element in value.values())):
        yield escape_controls(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return
    before = "{\n  "
    for key, element in value.items():
        yield f"{before}{quote(key)}: "
        before = ",\n  "
        if isinstance(element, Lines):
            yield from _list_chunks(element.lines, ",\n    ", "[\n    ", "\n  ]")
        else:
            yield line(element)
    yield "\n}\n"


def json_list_chunks(lines: Iterable[str]) -> Iterator[str]:
    """A list of elements that are JSON already, in chunks; each element is on a line of its own."""
    yield from _list_chunks(map(escape_controls, lines), ",\n", "[\n", "\n]")
    yield "\n"


def _list_chunks(lines: Iterable[str], separator: str, opening: str, closing: str) -> Iterator[str]:
    remaining = iter(lines)
    prefix = opening
    while chunk := separator.join(islice(remaining, _LINES_IN_A_CHUNK)):
        yield prefix + chunk
        prefix = separator
    yield "[]" if prefix is opening else closing


def escape_controls(text: str) -> str:
    """Return the same JSON with everything escaped that a terminal would take for a command."""
    # Quick for nearly every line: printable text has no controls, and JSON itself escapes those below a space.
    if text.isprintable() or (text.isascii() and "\x7f" not in text):
        return text
    return "\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n"))


def _escaped(line: str) -> str:
    return re.sub(_CONTROLS, lambda match: f"\\u{ord(match[0]):04x}", line)
