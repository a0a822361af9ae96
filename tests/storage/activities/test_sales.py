"""Sales are listed the latest first, and a deleted row of a file stays known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact, Sale
from followup.storage.activities.sales import add_sale, add_sales, all_sales, delete_sale, known_fingerprints
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"


@pytest.fixture(autouse=True)
def _people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(writing, [Contact(1, "张伟", added=DAY), Contact(2, "Emma", added=DAY)])


def test_sales_are_listed_the_latest_first_all_or_of_some_contacts(book: Book) -> None:
    with book.writing("sales", NOW) as writing:
        for contact, day, amount in ((1, 1, 100), (2, 2, 200), (1, 2, 300)):
            add_sale(writing, Sale(0, contact, date(2026, 6, day), amount))
    assert [sale.amount for sale in all_sales(book.connection)] == [300, 200, 100]
    assert [sale.amount for sale in all_sales(book.connection, [1])] == [300, 100]
    assert all_sales(book.connection, []) == []


def test_the_row_of_a_file_stays_known_when_its_sale_is_deleted(book: Book) -> None:
    with book.writing("import", NOW) as writing:
        add_sales(writing, [(Sale(0, 1, DAY, 100), "one"), (Sale(0, 2, DAY, 200), "two")], DAY, "orders.csv")
    assert known_fingerprints(book.connection) == {"one", "two"}
    with book.writing("delete", NOW) as writing:
        delete_sale(writing, 1)
    assert [sale.amount for sale in all_sales(book.connection)] == [200]
    assert known_fingerprints(book.connection) == {"one", "two"}


def test_a_typed_sale_has_no_fingerprint(book: Book) -> None:
    with book.writing("sale", NOW) as writing:
        add_sale(writing, Sale(0, 1, DAY, 100))
    assert known_fingerprints(book.connection) == set()
