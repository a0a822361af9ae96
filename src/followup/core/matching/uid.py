"""UIDs: whether one is unique in the world, and the UUID with which a contact without a UID is exported.

That UUID is made of the book's identity and the contact's id. So the book knows its own contacts again when their cards
come back, without storing what was exported, and no other book takes them for somebody else.
"""

from __future__ import annotations

import functools
import re

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_BOOK = 24  # hexadecimal digits: half of a UUID and a half of the rest
_VERSION, _VARIANT = 12, 16  # the digits of a UUID that say how it was made; 8 is "custom" (RFC 9562)
_HIGHEST = 0xFFFFFFFF


@functools.lru_cache(8)  # each card's is asked for twice
def unique_id(uid: str) -> str | None:
    """Return a UID that no other person in the world has (a UUID), in one spelling; None for any other."""
    if not uid:
        return None
    match = _UUID.search(uid.lower())
    digits = match[0].replace("-", "") if match else ""
    return digits if digits.strip(digits[:1]) else None  # all 0 or all f is the UUID of nobody


def uid_of(book: str, contact: int) -> str:
    """Return the UUID of a contact of the book (24 random hexadecimal digits); "" where the book is not known."""
    if not book or contact > _HIGHEST:
        return ""
    digits = f"{_with_version(book)}{contact:08x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def contact_of(book: str, uid: str) -> int | None:
    """Return the id of the contact that this book exported with the UUID; None for any other UID."""
    if not book or not uid:
        return None
    digits = unique_id(uid)
    return int(digits[_BOOK:], 16) if digits and digits[:_BOOK] == _with_version(book) else None


def _with_version(book: str) -> str:
    return f"{book[:_VERSION]}8{book[_VERSION + 1 : _VARIANT]}8{book[_VARIANT + 1 :]}"
