"""Sales summed up by customer: the window's edges, the margin, private people; and the queries that say the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.model.contact import Contact, Sale
from followup.core.model.ids import RecordId
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.value.segments import CustomerSales
from followup.errors import NotFoundError
from followup.storage.activities.records import delete_record
from followup.storage.activities.sales import add_sale, add_sales, all_sales, known_fingerprints
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find, private_people
from followup.storage.reports.computed import FromBook
from followup.storage.value.value import field_numbers, load_customers, load_group_members

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 6, 2)
SINCE = date(2025, 6, 3)
NOW = "2026-06-02T09:00"
PEOPLE = [
    Contact(1, "王芳", groups=("VIP",), fields={"Deposits": "35万"}), Contact(2, "Emma", fields={"deposits": "12"}),
    Contact(3, "妈妈", private=True, fields={"deposits": "9"}), Contact(4, "小明", groups=("family", "VIP")),
    Contact(5, "小红", fields={"deposits": "none"}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        create_group(writing, "family", query=None, private=True)
        create_group(writing, "red", query="小红", private=True)
        add_contacts(writing, [each._replace(added=TODAY) for each in PEOPLE])


def sell(book: Book, *sales: Sale) -> None:
    with book.writing("sales", NOW) as writing:
        for sale in sales:
            add_sale(writing, sale)


def context(book: Book) -> QueryContext:
    return QueryContext(book.connection, TODAY, Rules(), FromBook(book, TODAY, Rules(), WorkdayRules()))


def test_both_ends_of_the_window_count_and_private_people_do_not(book: Book) -> None:
    sell(
        book,
        Sale(0, 1, date(2025, 6, 2), 100, 50), Sale(0, 1, SINCE, 200, 20), Sale(0, 1, TODAY, 400, None),
        Sale(0, 2, date(2026, 6, 3), 999, 999),
        *(Sale(0, number, TODAY, 100, 100) for number in (3, 4, 5)),
    )  # fmt: skip
    assert load_customers(context(book), SINCE, TODAY) == [
        CustomerSales(1, 140, 600, TODAY.toordinal(), date(2025, 6, 2).toordinal(), 2)
    ]
    assert private_people(context(book)) == {3, 4, 5}
    assert load_group_members(context(book)) == {"VIP": frozenset({1, 4})}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    some.lists(
        some.tuples(some.integers(-(10**9), 10**9), some.none() | some.integers(-999, 999)), min_size=1, max_size=5
    )
)
def test_the_sum_in_sql_is_the_sum_of_what_each_sale_earned(book: Book, rows: list[tuple[int, int | None]]) -> None:
    with book.writing("sales", NOW, keep=False) as writing:
        sales = [Sale(0, 1, TODAY, amount, profit) for amount, profit in rows]
        for sale in sales:
            add_sale(writing, sale)
        (customer,) = load_customers(context(book), SINCE, TODAY)
        margin = Rules().value.margin
        assert customer.profit == sum(sale.earned(margin) for sale in sales)
        assert customer.revenue == sum(sale.amount for sale in sales)
        assert 1 in find(f"value:={customer.profit / 100:.2f}", context(book))


def test_a_query_has_the_segments_of_value(book: Book) -> None:
    sell(book, *(Sale(0, number, date(2026, 1, 5), 100, 100 * number) for number in range(1, 6)))
    assert find("segment:top", context(book)) == [2]
    assert find("segment:core", context(book)) == [1]
    assert find("has:segment", context(book)) == [2, 1]


def test_the_numbers_of_a_field_are_read_whatever_its_case(book: Book) -> None:
    assert field_numbers(context(book), "DEPOSITS") == {1: 350_000, 2: 12}
    with pytest.raises(NotFoundError) as error:
        field_numbers(context(book), "deposit")
    assert "did you mean" in error.value.hint


def test_nobody_has_a_field_in_a_book_without_any(book: Book) -> None:
    with book.writing("none", NOW, keep=False) as writing:
        writing.connection.execute("DELETE FROM field")
        with pytest.raises(NotFoundError) as error:
            field_numbers(context(book), "deposits")
        assert "followup edit" in error.value.hint


def test_the_row_of_a_deleted_sale_stays_known(book: Book) -> None:
    with book.writing("sales", NOW) as writing:
        add_sales(writing, [(Sale(0, 1, TODAY, 100), "aa"), (Sale(0, 2, TODAY, 200), "bb")], TODAY, "orders.csv")
        add_sale(writing, Sale(0, 1, TODAY, 300))
    assert [sale.amount for sale in all_sales(book.connection)] == [300, 200, 100]
    assert [sale.amount for sale in all_sales(book.connection, [2])] == [200]
    with book.writing("delete", NOW) as writing:
        for number in (1, 3):
            delete_record(writing, RecordId("s", number))
    assert [sale.amount for sale in all_sales(book.connection)] == [200]
    assert known_fingerprints(book.connection) == {"aa", "bb"}
