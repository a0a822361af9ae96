"""Tells whether a file is a vCard, by its beginning and in any encoding."""

from __future__ import annotations

import re
from typing import Final

_VCARD_BEGINS: Final = re.compile(rb"^[^\S\n]*(?:[\w-]+\.)?BEGIN[^\S\n]*:[^\S\n]*VCARD", re.IGNORECASE | re.MULTILINE)
BLANK: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x1a"
"""Byte order marks, NULs, white space and Ctrl-Z: a file of nothing else is empty."""

_HEAD: Final = 1 << 16


def looks_like_vcard(data: bytes) -> bool:
    """Whether a vCard begins on a line of the first 64 KB, in any encoding."""
    return _VCARD_BEGINS.search(data[:_HEAD].replace(b"\0", b"").replace(b"\r", b"\n").lstrip(BLANK)) is not None
