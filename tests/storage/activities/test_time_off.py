"""Days off are kept as they were told, and united with those of the settings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.model.rules import Away, WorkdayRules
from followup.core.text.plain_text import plain_text
from followup.errors import NotFoundError
from followup.storage.activities.time_off import add_away, load_away, load_aways, remove_away
from followup.storage.activities.workdays import load_calendar
from followup.storage.contacts.completion import aways

if TYPE_CHECKING:
    from followup.storage.book.book import Book

NOW = "2026-06-02T09:00"
TODAY = date(2026, 6, 2)
told = some.builds(
    Away,
    some.dates(),
    some.dates(),
    some.booleans(),
    some.sampled_from(["", "08:00", "14:30"]),
    some.none() | some.integers(1, 1440),
    some.text(max_size=20).map(plain_text) | some.sampled_from(["'; DROP TABLE away; --", "搬家"]),
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told)
def test_what_was_told_is_read_back(book: Book, away: Away) -> None:
    with book.writing("Away", at=NOW) as writing:
        number = add_away(writing, away)
    assert load_away(book.connection, number) == away._replace(id=number)


def test_days_off_of_the_book_and_of_the_settings_are_united(book: Book) -> None:
    wednesday, thursday = TODAY + timedelta(1), TODAY + timedelta(2)
    with book.writing("Away", at=NOW) as writing:
        add_away(writing, Away(wednesday, wednesday))
        add_away(writing, Away(thursday, thursday, minutes=60))
    calendar = load_calendar(book, TODAY, WorkdayRules(away=(Away(TODAY, TODAY),)))
    assert [calendar.minutes(TODAY.toordinal() + day, 360) for day in range(4)] == [0, 0, 300, 360]


def test_days_that_are_over_are_not_read(book: Book) -> None:
    with book.writing("Away", at=NOW) as writing:
        add_away(writing, Away(date(2020, 1, 1), date(2020, 1, 2)))
        add_away(writing, Away(TODAY, TODAY))
    assert [each.start for each in load_aways(book.connection, TODAY)] == [TODAY]
    assert aways(book.connection, "a") == ["a2", "a1"]


def test_what_is_removed_is_gone_and_only_that(book: Book) -> None:
    with book.writing("Away", at=NOW) as writing:
        one, other = (add_away(writing, Away(TODAY, TODAY)) for _ in range(2))
        remove_away(writing, one)
    assert [each.id for each in load_aways(book.connection)] == [other]
    with pytest.raises(NotFoundError, match="no days off a1"):
        load_away(book.connection, one)
