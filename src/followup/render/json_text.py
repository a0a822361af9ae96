"""JSON for scripts: keys as promised, Chinese readable, nothing in it that a terminal would obey."""

from __future__ import annotations

import json
import re

_NOT_FOR_TERMINALS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def dump(value: object) -> str:
    """The value as indented JSON with a newline at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return text if text.isascii() else _NOT_FOR_TERMINALS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
