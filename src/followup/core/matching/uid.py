"""The id that a contact without one of its own leaves with: a UUID made of the book and the contact's number.

So the book knows its own people again when their cards come back, without remembering what it gave away, and no other
book takes them for somebody else.
"""

from __future__ import annotations

import functools
import re

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_BOOK = 24  # hexadecimal digits: half of a UUID and a half of the rest
_VERSION, _VARIANT = 12, 16  # where a UUID says what it is made of; 8 is "the maker's own way" (RFC 9562)
_MOST = 0xFFFFFFFF


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
    if not book or contact > _MOST:
        return ""
    digits = f"{_marked(book)}{contact:08x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def contact_of(book: str, uid: str) -> int | None:
    """Return the number of the contact that this book gave the UUID to; None for any other UID."""
    if not book or not uid:
        return None
    digits = unique_id(uid)
    return int(digits[_BOOK:], 16) if digits and digits[:_BOOK] == _marked(book) else None


def _marked(book: str) -> str:
    return f"{book[:_VERSION]}8{book[_VERSION + 1 : _VARIANT]}8{book[_VARIANT + 1 :]}"
