"""What SQLite would make of a book and the log that a killed program left beside it: in memory, without writing a file.

The formats are SQLite's own (sqlite.org/fileformat2.html, "The Rollback Journal" and "The Write-Ahead Log"). A rollback
journal (`-journal`) holds the pages as they were before a transaction, a write-ahead log (`-wal`) holds pages as they
are after it; neither says which file it belongs to.
"""

from __future__ import annotations

import sqlite3
from struct import Struct, unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG_HEAD = Struct(">8I")  # magic, version, page size, checkpoint, two salts, two sums
_FRAME_HEAD = Struct(">6I")  # page number, the book's pages after a commit or 0, two salts, two sums
_BYTE_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
_LOG_VERSION = 3007000

_JOURNAL_HEAD = Struct(">8s5I")  # magic, records, nonce, the book's pages before, sector size, page size
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TO_THE_END = 0xFFFFFFFF
_LOCKED_BYTE = 0x40000000
"""SQLite locks bytes from here on and never uses the page that holds them."""
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
_SECTOR_SIZES = frozenset(1 << power for power in range(5, 17))


def recovered(book: bytes, log: bytes = b"", journal: bytes = b"") -> bytes:
    """Return the book's bytes with all transactions that were committed, and none that was not.

    Raises sqlite3.DatabaseError where the log cannot be this book's.
    """
    return _with_log(_rolled_back(book, journal), log)


def page_size(book: bytes) -> int:
    """Return the size of a page in bytes, from the book's header."""
    (size,) = unpack(">H", book[16:18])
    return 1 << 16 if size == 1 else int(size)


def _with_log(book: bytes, log: bytes) -> bytes:
    if len(log) < _LOG_HEAD.size:
        return book
    magic, version, size, _, *salts, first, second = _LOG_HEAD.unpack_from(log)
    order = _BYTE_ORDERS.get(magic)
    if order is None or size not in _PAGE_SIZES or _sums(log[:24], order, (0, 0)) != (first, second):
        return book  # as SQLite does: the log was just being started
    if version != _LOG_VERSION or size != page_size(book):
        raise sqlite3.DatabaseError("the write-ahead log is not of this database")
    frames: list[tuple[int, int]] = []
    committed, pages = 0, 0
    for number, after, place in _frames(log, size, order, salts):
        frames.append((number, place))
        if after:
            committed, pages = len(frames), after
    if not committed:
        return book
    content = bytearray(book)
    for number, place in frames[:committed]:
        _put(content, number, log[place : place + size])
    return bytes(content[: pages * size])


def _frames(log: bytes, size: int, order: str, salts: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield page number, pages of the book or 0, and the page's place in the log, up to the first that is not whole."""
    sums = _sums(log[:24], order, (0, 0))
    for start in range(_LOG_HEAD.size, len(log) - _FRAME_HEAD.size - size + 1, _FRAME_HEAD.size + size):
        number, after, *marks = _FRAME_HEAD.unpack_from(log, start)
        place = start + _FRAME_HEAD.size
        sums = _sums(log[start : start + 8] + log[place : place + size], order, sums)
        if not number or marks != [*salts, *sums]:
            return
        yield number, after, place


def _sums(data: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    """Return SQLite's checksum of a part of a log, which continues that of the part before."""
    first, second = before
    words = iter(unpack(f"{order}{len(data) // 4}I", data))
    for word, next_word in zip(words, words, strict=True):
        first = first + word + second & 0xFFFFFFFF
        second = second + next_word + first & 0xFFFFFFFF
    return first, second


def _rolled_back(book: bytes, journal: bytes) -> bytes:
    """Return the book with the pages of a journal put back, as far as the journal was completely written."""
    content, pages, at = bytearray(book), 0, 0
    while at + _JOURNAL_HEAD.size <= len(journal):
        magic, count, nonce, before, sector, size = _JOURNAL_HEAD.unpack_from(journal, at)
        if magic != _JOURNAL_MAGIC or sector not in _SECTOR_SIZES or size not in _PAGE_SIZES:
            break
        if not at:
            pages = before
            content = content[: pages * size].ljust(pages * size, b"\0")
        at += sector
        for _ in range((len(journal) - at) // (size + 8) if count == _TO_THE_END else count):
            if not _put_back(content, journal[at : at + size + 8], nonce, pages):
                return bytes(content)
            at += size + 8
        at += -at % sector
    return bytes(content)


def _put_back(content: bytearray, record: bytes, nonce: int, pages: int) -> bool:
    """Put one page of a journal back; return whether its record was complete, so that others may follow."""
    size = len(record) - 8
    if size not in _PAGE_SIZES:
        return False
    number, check = int.from_bytes(record[:4], "big"), int.from_bytes(record[-4:], "big")
    page = record[4:-4]
    if number in {0, _LOCKED_BYTE // size + 1}:
        return False
    if number <= pages:
        if nonce + sum(page[size - 200 : 0 : -200]) & 0xFFFFFFFF != check:
            return False
        _put(content, number, page)
    return True


def _put(content: bytearray, number: int, page: bytes) -> None:
    start = (number - 1) * len(page)
    if start > len(content):
        content.extend(bytes(start - len(content)))
    content[start : start + len(page)] = page
