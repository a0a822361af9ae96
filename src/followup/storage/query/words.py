"""Words anywhere in the book. In a large book the texts of 256 contacts are stored in one page, searched as bytes.

At 100,000 contacts that is five times as fast as reading the rows of contacts, notes, interactions and tasks, where
nearly all of the time goes into reaching each row. Smaller books do without pages. A search that misses a page makes
and stores it; the triggers of schema.py delete it when a text in it changes. The result of a search never depends on
which pages there are.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from followup.core.text.folding import digits_of, fold
from followup.storage.query.context import in_ids
from followup.storage.schema.schema import PAGE_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.storage.query.context import QueryContext, Sql

_LEAST_DIGITS = 3
PAGED_FROM = 20_000
"""A book is large when it has a contact with this id or a higher one."""

# Bytes that UTF-8 never uses, so that no match reaches from one text, or one contact, into the next.
_NEXT_CONTACT = b"\xff"
_NEXT_TEXT = b"\xfe"
# The numbers of the pages that have contacts, however large the gaps between their ids are.
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
_STORE = "INSERT OR REPLACE INTO search_page (id, text) VALUES (?, ?)"


def word_condition(text: str, context: QueryContext) -> Sql:
    """Return the condition that a contact, a note, an interaction or a task contains a text; digits find phones too."""
    folded = fold(text)
    if not folded:  # only invisible characters: every text contains them
        return "1", []
    condition, parameters = in_ids(contacts_containing(context.connection, folded))
    digits = digits_of(text)
    if len(digits) < _LEAST_DIGITS or digits == folded or any(map(str.isalpha, text)):
        return condition, parameters
    also, ids = in_ids(contacts_containing(context.connection, digits))
    return f"({condition} OR {also} AND instr(search, ?) > 0)", [*parameters, *ids, digits]


def contacts_containing(connection: sqlite3.Connection, text: str) -> list[int]:
    """Return the ids of the contacts with a text that contains the folded `text`, which is not empty."""
    (last,) = connection.execute("SELECT max(id) FROM contact").fetchone()
    if (last or 0) < PAGED_FROM:
        return [number for (number,) in connection.execute(_ROWS, {"text": text})]
    pattern = text.encode(errors="surrogatepass")
    ids = []
    for number, page in _pages(connection):
        contact, start = number << PAGE_BITS, 0
        while (at := page.find(pattern, start)) >= 0:
            contact += page.count(_NEXT_CONTACT, start, at)
            ids.append(contact)
            start = page.find(_NEXT_CONTACT, at)
    return ids


def _pages(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of all pages, those that are stored first."""
    missing = []
    for number, page in connection.execute(_PAGES):
        if page is None:
            missing.append(number)
        else:
            yield number, page
    if missing:
        yield from _make_pages(connection, missing)


def _make_pages(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield pages made from the rows, and store them where the book can be written at the moment."""
    with _try_transaction(connection):
        for number in numbers:
            page = _make_page(connection, number)
            if connection.in_transaction:
                with suppress(sqlite3.OperationalError):  # no room on the disk
                    connection.execute(_STORE, (number, page))
            yield number, page


def _make_page(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the texts of a page; the n-th part belongs to the page's n-th id, and is empty without such a contact."""
    first = number << PAGE_BITS
    texts: list[list[bytes]] = [[] for _ in range(1 << PAGE_BITS)]
    for contact, text in connection.execute(_TEXTS, {"first": first, "last": first + len(texts) - 1}):
        texts[contact - first].append(text)
    return b"".join([_NEXT_TEXT.join(of_contact) + _NEXT_CONTACT for of_contact in texts])


@contextmanager
def _try_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Open a transaction for storing pages, if that is possible at once: the book may be locked or read-only.

    A page has to be read within the transaction that stores it, or what another program writes in between would stay
    missing from it.
    """
    if connection.in_transaction:  # of a command: the pages are stored or rolled back with what it writes
        yield
        return
    (timeout,) = connection.execute("PRAGMA busy_timeout").fetchone()
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
        connection.execute(f"PRAGMA busy_timeout = {timeout}")
