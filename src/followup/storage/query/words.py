"""Words anywhere in the book; in a large one, the texts of 256 contacts stand in a page that is searched as bytes.

Going through the rows of contacts, notes, interactions and tasks costs five times as much, nearly all of it for getting
at each row; with some thousand contacts that is not felt, and a search writes nothing. A page is made by the first
search that misses it and kept in the book; the triggers of schema.py throw it away when a text in it changes. What a
search finds never depends on which pages are there.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from followup.storage.schema.schema import PAGE_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGED_FROM = 20_000
"""From this id of a contact on, a book is large."""

# Bytes that are never part of UTF-8: no match spans two texts or two people.
_NEXT_CONTACT = b"\xff"
_NEXT_TEXT = b"\xfe"
# From one page that has contacts to the next, whatever gaps are between their ids.
_NUMBERS = f"""
    WITH RECURSIVE page (number) AS (
      SELECT min(id) >> {PAGE_BITS} FROM contact
      UNION ALL
      SELECT (SELECT id >> {PAGE_BITS} FROM contact WHERE id >= number + 1 << {PAGE_BITS} ORDER BY id LIMIT 1)
      FROM page WHERE number IS NOT NULL
    )
"""
_PAGES = f"{_NUMBERS} SELECT number, text FROM page LEFT JOIN search_page ON id = number WHERE number IS NOT NULL"
_TEXTS = " UNION ALL ".join(
    f"SELECT {key}, CAST(search AS BLOB) FROM {table} WHERE {key} BETWEEN :first AND :last"
    for table, key in (("contact", "id"), ("note", "contact_id"), ("interaction", "contact_id"), ("task", "contact_id"))
)
_ROWS = " UNION ".join(
    f"SELECT {key} FROM {table} WHERE instr(search, :text) > 0"
    for table, key in (("contact", "id"), ("note", "contact_id"), ("interaction", "contact_id"), ("task", "contact_id"))
)
_KEEP = "INSERT OR REPLACE INTO search_page (id, text) VALUES (?, ?)"


def contacts_containing(connection: sqlite3.Connection, text: str) -> list[int]:
    """Return the ids of the contacts of whose texts one holds the folded `text`, which is not empty."""
    (last,) = connection.execute("SELECT max(id) FROM contact").fetchone()
    if (last or 0) < PAGED_FROM:
        return [number for (number,) in connection.execute(_ROWS, {"text": text})]
    sought = text.encode(errors="surrogatepass")
    found = []
    for number, page in _pages(connection):
        contact, since = number << PAGE_BITS, 0
        while (at := page.find(sought, since)) >= 0:
            contact += page.count(_NEXT_CONTACT, since, at)
            found.append(contact)
            since = page.find(_NEXT_CONTACT, at)
    return found


def _pages(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """Yield all pages by number, the kept ones first."""
    missing = []
    for number, page in connection.execute(_PAGES):
        if page is None:
            missing.append(number)
        else:
            yield number, page
    if missing:
        yield from _made(connection, missing)


def _made(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield pages made from the rows, and keep them where the book can be written just now."""
    with _noting(connection):
        for number in numbers:
            page = _page(connection, number)
            if connection.in_transaction:
                with suppress(sqlite3.OperationalError):  # no room on the disk
                    connection.execute(_KEEP, (number, page))
            yield number, page


def _page(connection: sqlite3.Connection, number: int) -> bytes:
    """Each contact's texts, each contact with a mark behind: the n-th is the page's n-th id, be it there or not."""
    first = number << PAGE_BITS
    texts: list[list[bytes]] = [[] for _ in range(1 << PAGE_BITS)]
    for contact, text in connection.execute(_TEXTS, {"first": first, "last": first + len(texts) - 1}):
        texts[contact - first].append(text)
    return b"".join([_NEXT_TEXT.join(mine) + _NEXT_CONTACT for mine in texts])


@contextmanager
def _noting(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction to keep pages in, where there can be one: nobody waits for it, and a book may be read only.

    A page that is kept has to be made within it, or what another program writes meanwhile would be missing for good.
    """
    if connection.in_transaction:  # a command's: the pages stay or go with what it writes
        yield
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with suppress(sqlite3.OperationalError):
            connection.execute("BEGIN IMMEDIATE")
        yield
        with suppress(sqlite3.OperationalError):
            connection.commit()
    finally:
        if connection.in_transaction:
            connection.rollback()
        connection.execute(f"PRAGMA busy_timeout = {patience}")
