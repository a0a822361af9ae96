"""JSON for scripts: keys as promised, Chinese readable, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_FOR_TERMINALS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def dump(value: object) -> str:
    """The value as indented JSON with a newline at the end."""
    return _harmless(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def dump_lines(lines: Iterable[str]) -> str:
    """A list of what is JSON already, a line each."""
    text = ",\n".join(lines)
    return _harmless(f"[\n{text}\n]\n") if text else "[]\n"


def _harmless(text: str) -> str:
    return text if text.isascii() else _NOT_FOR_TERMINALS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
