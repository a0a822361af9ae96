"""What the rules of warnings look at is read from the book: sales, complaints, balances, losses, fallen grades."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import Complaint, Contact, Interaction, Sale
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.model.stages import WARNING_STAGES
from followup.storage.activities.complaints import add_complaint, open_complaints
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.sales import add_sale
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.retention.lost import load_losses, set_back, set_lost
from followup.storage.retention.warnings import customer_ids, load_falls, load_lost, load_warnings
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"
CALENDAR = work_calendar(TODAY.toordinal() - 400, TODAY.toordinal() + 60, WorkdayRules())
GRADES = {1: "A", 2: "B", 3: "D", 4: "A"}


@pytest.fixture(autouse=True)
def _people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(
            writing, [Contact(number, f"P{number}", grade=grade, added=TODAY) for number, grade in GRADES.items()]
        )
        for number in (1, 2, 3):
            add_sale(writing, Sale(0, number, TODAY - timedelta(days=30), 10_000))


def warned(book: Book, *stages: str, **inactive: bool) -> dict[int, str]:
    """Return the rule of each warning."""
    people = {
        number: ContactRhythm(
            number, f"P{number}", grade, last_touch=TODAY.toordinal(), active=number != 2 or not inactive
        )
        for number, grade in GRADES.items()
    }
    context = QueryContext(book.connection, TODAY, Rules())
    complaints = open_complaints(book.connection)
    warnings = (
        load_warnings(context, people, complaints, CALENDAR, stages)
        if stages
        else load_warnings(context, people, complaints, CALENDAR)
    )
    return {number: warning.rule for number, warning in warnings.items()}


def test_customers_are_contacts_with_a_sale_graded_a_to_c(book: Book) -> None:
    assert customer_ids(book.connection) == [1, 2]


def test_the_oldest_open_complaint_warns_and_a_resolved_one_does_not(book: Book) -> None:
    with book.writing("complaints", NOW) as writing:
        add_complaint(writing, Complaint(0, 1, TODAY - timedelta(days=2), "torn"))
        add_complaint(writing, Complaint(0, 1, TODAY - timedelta(days=9), "late"))
        add_complaint(writing, Complaint(0, 2, TODAY - timedelta(days=9), "late", resolved=TODAY))
    assert warned(book) == {1: "complaint"}


def test_an_overdrawn_balance_warns_whichever_stages_are_asked_for(book: Book) -> None:
    with book.writing("asked", NOW) as writing:
        for _ in range(3):
            add_interaction(writing, Interaction(0, 2, TODAY, "ask"))
    assert warned(book) == {2: "balance"}
    assert warned(book, *WARNING_STAGES)[2] == "balance"


def test_who_was_marked_as_lost_is_told_with_the_reason_and_the_day(book: Book) -> None:
    with book.writing("lose", NOW) as writing:
        set_lost(writing, 2, TODAY, "price")
    assert load_lost(book.connection) == load_lost(book.connection, 2) == {2: ("price", TODAY.toordinal())}
    assert load_lost(book.connection, 1) == {}
    assert warned(book, inactive=True) == {2: "said"}
    with book.writing("back", NOW) as writing:
        set_back(writing, 2)
    assert load_lost(book.connection) == {}


def test_a_policy_that_took_an_a_away_warns_and_a_locked_grade_does_not(book: Book) -> None:
    with book.writing("grade", NOW) as writing:
        set_grade(writing, [1], "B", locked=False, day=TODAY, reason="by profit")
        set_grade(writing, [4], "C", locked=True, day=TODAY, reason="by hand")
    assert load_falls(book.connection, TODAY, Rules()) == {1: "from A to B on 2026-06-02"}
    assert load_falls(book.connection, TODAY, Rules(), 4) == {}
    assert warned(book, *WARNING_STAGES)[1] == "grade"


def test_lost_customers_are_loaded_with_their_sales(book: Book) -> None:
    with book.writing("lose", NOW) as writing:
        set_lost(writing, 2, TODAY, "price")
    (lost,) = load_losses(QueryContext(book.connection, TODAY, Rules()))
    assert (lost.id, lost.on, lost.reason, lost.may_contact) == (2, TODAY, "price", True)
    assert lost.sales == [(TODAY - timedelta(days=30), 3_000)]
