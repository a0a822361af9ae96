"""Sales as they are typed, checked before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.activities.entry import happened_on
from followup.core.contacts.field_values import clean
from followup.core.model.contact import Sale
from followup.core.model.money import parse_money
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from datetime import date


class TypedSale(NamedTuple):
    """A sale as it was typed; None was not typed."""

    amount: str
    profit: str | None = None
    on: str | None = None
    product: str = ""
    note: str = ""


def new_sale(contact_id: int, typed: TypedSale, today: date, currency: str) -> Sale:
    """Return the sale (its id is 0 until it is in the book). A negative amount is a refund or a credit note.

    Raises WrongUsageError for a day to come, an amount that cannot be read in one way only, and one of nothing.
    """
    amount = parse_money(typed.amount, currency)
    profit = None if typed.profit is None else parse_money(typed.profit, currency)
    check_amount(amount, profit)
    day = happened_on(typed.on, today)
    return Sale(0, contact_id, day, amount, profit, clean("--product", typed.product), clean("--note", typed.note))


def check_amount(amount: int, profit: int | None) -> None:
    """Raise WrongUsageError for a sale of nothing: only a profit without a price (a commission) is one."""
    if not amount and not profit:
        raise WrongUsageError("a sale of 0 is no sale", "what was given away is an interaction: followup log WHO gift")
