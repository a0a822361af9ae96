"""Sales: dated amounts, in the currency's smallest unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.contact import Sale
from followup.errors import NotFoundError
from followup.storage.rows import insert_row, update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book import Writing

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


def add_sale(writing: Writing, sale: Sale, fingerprint: str = "") -> int:
    """Keep a sale; its id (the value's own is not looked at). `fingerprint`: of the row of a file it came from."""
    from followup.storage.tables import SaleRow

    return insert_row(writing, SaleRow, {**_values(sale), "contact_id": sale.contact_id, "fingerprint": fingerprint})


def replace_sale(writing: Writing, sale: Sale) -> None:
    """Keep a sale's new values."""
    from followup.storage.tables import SaleRow

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
