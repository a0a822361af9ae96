"""Sales: dated amounts, in the currency's smallest unit."""

from __future__ import annotations

from datetime import date
from json import dumps
from typing import TYPE_CHECKING

from followup.core.model.contact import Sale
from followup.errors import NotFoundError
from followup.storage.book.rows import delete_row, insert_row, update_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, contact_id, day, amount, profit, product, note FROM sale"


def sales_of(connection: sqlite3.Connection, contact_id: int) -> list[Sale]:
    """The sales to a contact, the latest first."""
    rows = connection.execute(f"{_COLUMNS} WHERE contact_id = ? ORDER BY day DESC, id DESC", (contact_id,))
    return [_sale(*row) for row in rows]


def load_sale(connection: sqlite3.Connection, number: int) -> Sale:
    """The sale with this id; NotFoundError when there is none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no sale s{number}", "followup show NAME lists a contact's sales with their ids")
    return _sale(*row)


def all_sales(connection: sqlite3.Connection, contacts: Collection[int] | None = None) -> list[Sale]:
    """Every sale, or those to some contacts, the latest first."""
    if contacts is None:
        rows = connection.execute(f"{_COLUMNS} ORDER BY day DESC, id DESC")
    else:
        rows = connection.execute(
            f"{_COLUMNS} WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY day DESC, id DESC",
            (dumps(list(contacts)),),
        )
    return [_sale(*row) for row in rows]


def known_fingerprints(connection: sqlite3.Connection) -> set[str]:
    """What the rows of files are known by that became sales, those deleted since included."""
    rows = connection.execute(
        "SELECT fingerprint FROM sale WHERE fingerprint <> ''"
        " UNION ALL SELECT text FROM imported_fact WHERE kind = 'deleted'"
    )
    return {mark for (mark,) in rows}


def add_sales(writing: Writing, sales: Sequence[tuple[Sale, str]], day: date, file: str) -> int:
    """Keep the sales of a file with the fingerprints of their rows, as one batch; its number."""
    from followup.storage.schema.tables import SaleRow

    writing.insert_many(
        SaleRow,
        [{**_values(sale), "contact_id": sale.contact_id, "fingerprint": mark} for sale, mark in sales],
    )
    return insert_row(writing, "batch", {"day": day, "files": dumps([file], ensure_ascii=False)})


def delete_sale(writing: Writing, number: int) -> None:
    """Delete a sale; the row of a file that it came from stays known, so that no import brings it back."""
    from followup.storage.schema.tables import SaleRow

    found = writing.connection.execute(
        "SELECT contact_id, fingerprint FROM sale WHERE id = ? AND fingerprint <> ''", (number,)
    ).fetchone()
    if found:
        insert_row(writing, "imported_fact", {"contact_id": found[0], "kind": "deleted", "text": found[1]})
    delete_row(writing, SaleRow, number)


def add_sale(writing: Writing, sale: Sale) -> int:
    """Keep a sale; its id (the value's own is not looked at)."""
    return insert_row(writing, "sale", {**_values(sale), "contact_id": sale.contact_id, "fingerprint": ""})


def replace_sale(writing: Writing, sale: Sale) -> None:
    """Keep a sale's new values."""
    from followup.storage.schema.tables import SaleRow

    update_row(writing, SaleRow, sale.id, _values(sale))


def _values(sale: Sale) -> dict[str, object]:
    return {
        "day": sale.on,
        "amount": sale.amount,
        "profit": sale.profit,
        "product": sale.product,
        "note": sale.note,
    }


def _sale(  # noqa: PLR0913, PLR0917 - a row's columns
    number: int, contact_id: int, day: str, amount: int, profit: int | None, product: str, note: str
) -> Sale:
    return Sale(number, contact_id, date.fromisoformat(day), amount, profit, product, note)
