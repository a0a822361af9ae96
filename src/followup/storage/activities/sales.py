"""Sales: dated amounts, in the currency's smallest unit."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from followup.core.model.contact import Sale
from followup.storage.activities.record_table import RecordTable
from followup.storage.book.rows import insert_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import date

    from followup.storage.book.book import Writing

SALES = RecordTable(
    Sale,
    days=("on",),
    order="day DESC, id DESC",
    hint="followup show NAME lists a contact's sales with their ids",
)
sales_of = SALES.of_contact
load_sale = SALES.load
add_sale = SALES.add


def all_sales(connection: sqlite3.Connection, contacts: Collection[int] | None = None) -> list[Sale]:
    """Return every sale, or those to some contacts, the latest first."""
    if contacts is None:
        return SALES.where(connection, "1")
    return SALES.where(connection, "contact_id IN (SELECT value FROM json_each(?))", (dumps(list(contacts)),))


def known_fingerprints(connection: sqlite3.Connection) -> set[str]:
    """Return the fingerprints of the rows of files that became sales, also of sales deleted since."""
    rows = connection.execute(
        "SELECT fingerprint FROM sale WHERE fingerprint <> ''"
        " UNION ALL SELECT text FROM imported_fact WHERE kind = 'deleted'"
    )
    return {fingerprint for (fingerprint,) in rows}


def add_sales(writing: Writing, sales: Sequence[tuple[Sale, str]], day: date, file: str) -> int:
    """Insert the sales of a file with the fingerprints of their rows as one batch, and return its number."""
    from followup.storage.schema.tables import SaleRow

    writing.insert_many(
        SaleRow,
        [
            {**SALES.values(sale), "contact_id": sale.contact_id, "fingerprint": fingerprint}
            for sale, fingerprint in sales
        ],
    )
    return insert_row(writing, "batch", {"day": day, "files": dumps([file], ensure_ascii=False)})


def delete_sale(writing: Writing, number: int) -> None:
    """Delete a sale; the fingerprint of its row in a file stays known, so that no import adds it again."""
    row = writing.connection.execute(
        "SELECT contact_id, fingerprint FROM sale WHERE id = ? AND fingerprint <> ''", (number,)
    ).fetchone()
    if row:
        insert_row(writing, "imported_fact", {"contact_id": row[0], "kind": "deleted", "text": row[1]})
    SALES.delete(writing, number)
