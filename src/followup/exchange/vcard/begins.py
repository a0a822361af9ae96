"""Whether a vCard begins in the head of a file, whatever its encoding."""

from __future__ import annotations

import re
from typing import Final

_VCARD_BEGINS: Final = re.compile(rb"^[^\S\n]*(?:[\w-]+\.)?BEGIN[^\S\n]*:[^\S\n]*VCARD", re.IGNORECASE | re.MULTILINE)
BLANK: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x1a"
_HEAD: Final = 1 << 16


def looks_like_vcard(data: bytes) -> bool:
    """Whether a line of the file's head, in whatever encoding, begins a vCard."""
    return _VCARD_BEGINS.search(data[:_HEAD].replace(b"\0", b"").replace(b"\r", b"\n").lstrip(BLANK)) is not None
