"""Public holidays: computed once, kept in the book, and guessed where no decree is out."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup.core.dates.workdays import DAYS_AHEAD
from followup.core.model.rules import WorkdayRules
from followup.storage.activities import workdays
from followup.storage.activities.workdays import load_calendar, public_days
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

TODAY = date(2026, 9, 28)


def kept(book: Book) -> dict[int, dict[str, object]]:
    rows = book.connection.execute("SELECT year, days FROM workyear ORDER BY year")
    return {year: json.loads(days) for year, days in rows}


def test_chinas_golden_week_is_off_and_its_saturdays_are_worked(book: Book) -> None:
    calendar = load_calendar(book, TODAY, WorkdayRules(country="CN"))
    assert not calendar.is_working(date(2026, 10, 1).toordinal())
    assert calendar.is_working(date(2026, 10, 10).toordinal())


def test_a_year_is_computed_once_and_then_read_from_the_book(book: Book) -> None:
    first = public_days(book, "DE", [2026], TODAY)
    assert date(2026, 10, 3).toordinal() in first.holidays
    nothing = '{"holidays": [], "workdays": [], "guess": false}'
    book.connection.execute("UPDATE workyear SET days = ?", (nothing,))
    assert public_days(book, "DE", [2026], TODAY).holidays == frozenset()
    assert list(kept(book)) == [2026]


def test_a_year_without_a_decree_is_a_guess_and_computed_again_after_a_month(book: Book) -> None:
    far = 2090
    assert public_days(book, "CN", [far], TODAY).guessed == (far,)
    public_days(book, "CN", [far], TODAY + timedelta(30))
    assert kept(book)[far]["on"] == TODAY.isoformat()
    public_days(book, "CN", [far], TODAY + timedelta(31))
    assert kept(book)[far]["on"] == (TODAY + timedelta(31)).isoformat()


def test_no_country_and_an_unknown_one_have_no_holidays(book: Book) -> None:
    assert public_days(book, "", [2026], TODAY).holidays == frozenset()
    assert kept(book) == {}
    assert public_days(book, "XX", [2026], TODAY).holidays == frozenset()


def test_a_book_that_can_only_be_read_is_not_written(tmp_path: Path) -> None:
    with open_book(tmp_path / "none.db") as book:
        assert book.read_only
        assert public_days(book, "DE", [2026], TODAY).holidays
        assert kept(book) == {}


def test_a_book_that_somebody_else_is_writing_is_left_alone(book: Book) -> None:
    book.connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert public_days(book, "DE", [2026], TODAY).holidays
    other.execute("ROLLBACK")
    other.close()
    assert kept(book) == {}


def test_over_a_year_back_and_two_months_ahead_are_known_and_the_ends_of_time_too(book: Book) -> None:
    calendar = load_calendar(book, TODAY, WorkdayRules())
    assert (TODAY.toordinal() - calendar.first, calendar.last - TODAY.toordinal()) == (
        workdays.DAYS_BACK, DAYS_AHEAD,
    )  # fmt: skip
    assert load_calendar(book, date.min, WorkdayRules()).first == 1
    assert load_calendar(book, date.max, WorkdayRules()).last == date.max.toordinal()
