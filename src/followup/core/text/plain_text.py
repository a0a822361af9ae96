"""Text as it comes into the book, and leaves in a file: no sign in it steers a terminal, or breaks a row.

Line ends are line feeds, tabs stay, and so does what names are written with: the joiners of Persian and Hindi, and the
marks that only say which way a sign without a direction goes. What turns the direction of all that follows does not: it
would show a row, or the end of a file's name, as something else.
"""

from __future__ import annotations

import re
from typing import Final

_LINE_END: Final = re.compile("\r+\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_CONTROL_BYTES: Final = re.compile(rb"[\x01-\x08\x10-\x1a\x1c-\x1f\x7f]")
"""Without those that shift to other letters in ISO-2022 and its like: SO, SI, ESC."""


def plain_text(text: str) -> str:
    """Return the text without control signs, line feeds at its line ends; nearly every text is so already."""
    return text if text.isprintable() else _CONTROLS.sub("", _LINE_END.sub("\n", text))


def plain_bytes(content: bytes) -> bytes:
    """Return what a person shall correct in a file of its own encoding: its lines as they are, without control signs.

    What is not UTF-8 keeps the bytes that may be a part of its letters (ISO-2022 begins them with ESC); UTF-16 is left.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content if b"\0" in content else _CONTROL_BYTES.sub(b"", content)
    mark = "\ufeff" * text.startswith("\ufeff")
    return (mark + _CONTROLS.sub("", text)).encode()
