"""Text without control characters, for the book and for files: nothing in it controls a terminal or breaks a row.

Line ends become line feeds. Tabs stay, and so do the joiners that Persian and Hindi names need, and the marks that give
a single character its direction. Characters that change the direction of all following text are removed: they could
make a row, or the end of a file name, look like another one.
"""

from __future__ import annotations

import re
from typing import Final

# Left to re's cache: compiled here they would cost each question 0.6 ms, and nearly no text needs them.
_LINE_END: Final = "\r+\n?|[\v\f\x85\u2028\u2029]"
_CONTROLS: Final = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
_CONTROL_BYTES: Final = rb"[\x01-\x08\x10-\x1a\x1c-\x1f\x7f]"
"""Without SO, SI and ESC, which switch between alphabets in encodings such as ISO-2022."""


def plain_text(text: str) -> str:
    """Return the text without control characters, and with line feeds as its line ends."""
    return text if text.isprintable() else re.sub(_CONTROLS, "", re.sub(_LINE_END, "\n", text))


def plain_bytes(content: bytes) -> bytes:
    """Return the content of a file without control characters, in the encoding it has.

    A text that is not UTF-8 keeps the bytes that may be part of its letters (ISO-2022 uses ESC); UTF-16 is not changed.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content if b"\0" in content else re.sub(_CONTROL_BYTES, b"", content)
    mark = "\ufeff" * text.startswith("\ufeff")
    return (mark + re.sub(_CONTROLS, "", text)).encode()
