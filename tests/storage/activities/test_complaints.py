"""A complaint weighs on the account exactly once, and those that are not closed wait to be asked after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Complaint, Contact, Interaction
from followup.core.model.rules import Rules
from followup.storage.activities.complaints import all_complaints, open_complaint
from followup.storage.activities.interactions import add_interaction, interactions_of
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.balances import load_balances

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"


@pytest.fixture(autouse=True)
def _people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(writing, [Contact(1, "张伟", added=DAY)])


def points(book: Book) -> float:
    return load_balances(book.connection, [1], DAY, Rules())[1].points


def test_opening_a_complaint_takes_six_from_the_account(book: Book) -> None:
    with book.writing("open", NOW) as writing:
        assert open_complaint(writing, Complaint(0, 1, DAY, "broken")) == 1
    assert points(book) == -6
    assert [(each.kind, each.summary, each.item) for each in interactions_of(book.connection, 1)] == [
        ("complaint", "broken", "k1")
    ]


def test_one_that_was_logged_that_day_already_is_not_taken_twice_but_a_second_one_is(book: Book) -> None:
    with book.writing("log", NOW) as writing:
        add_interaction(writing, Interaction(0, 1, DAY, "complaint", "he called, furious"))
    with book.writing("open", NOW) as writing:
        open_complaint(writing, Complaint(0, 1, DAY, "broken"))
    assert points(book) == -6
    with book.writing("open", NOW) as writing:
        open_complaint(writing, Complaint(0, 1, DAY, "late as well"))
    assert points(book) == -12
    assert [each.text for each in all_complaints(book.connection)] == ["broken", "late as well"]
