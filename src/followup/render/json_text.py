"""JSON for scripts: keys as promised, Chinese readable, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_FOR_TERMINALS = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


class Lines:
    """A list among a dictionary's values, whose elements are JSON already: thousands are not read and written again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = lines


quote = encode_basestring
"""A text as JSON has it."""


def line(value: object) -> str:
    """The value as JSON on one line: an element of `Lines`."""
    return json.dumps(value, ensure_ascii=False)


def dump(value: object) -> str:
    """The value as indented JSON with a newline at the end; the elements of `Lines` a line each."""
    if not (isinstance(value, dict) and any(isinstance(each, Lines) for each in value.values())):
        return harmless(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    # In pieces that are put together once: a full week is megabytes.
    pieces: list[str] = []
    for key, each in value.items():
        pieces += [",\n  " if pieces else "{\n  ", quote(key), ": "]
        if isinstance(each, Lines):
            _add_lines(pieces, each.lines)
        else:
            pieces.append(harmless(line(each)))
    return "".join(pieces) + "\n}\n"


def _add_lines(pieces: list[str], lines: Iterable[str]) -> None:
    before = "[\n    "
    for text in lines:
        pieces += [before, harmless(text)]
        before = ",\n    "
    pieces.append("[]" if before[0] == "[" else "\n  ]")


def dump_lines(lines: Iterable[str]) -> str:
    """A list of what is JSON already, a line each."""
    text = ",\n".join(map(harmless, lines))
    return f"[\n{text}\n]\n" if text else "[]\n"


def harmless(text: str) -> str:
    """Return JSON in which nothing is left that a terminal would obey; it says the same."""
    if text.isascii() or text.isprintable():  # what Unicode calls printable is harmless, and nearly every line is that
        return text
    return "\n".join(line if line.isprintable() else _harmless(line) for line in text.split("\n"))


def _harmless(line: str) -> str:
    return re.sub(_NOT_FOR_TERMINALS, lambda match: f"\\u{ord(match[0]):04x}", line)
