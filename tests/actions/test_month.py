"""The month of a day: from its first day to its last, with the hours that other calendars leave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.actions.month import load_month
from followup.core.model.rules import WorkdayRules
from followup.settings.config import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book


def test_a_month_is_whole_on_any_of_its_days_and_says_which_calendar_is_missing(book: Book, tmp_path: Path) -> None:
    settings = Settings(path=tmp_path / "config.toml", workdays=WorkdayRules(calendars=("gone.ics",)))
    month, problems = load_month(book, settings, date(2026, 11, 24))
    assert (month.first, month.last) == (date(2026, 11, 1).toordinal(), date(2026, 11, 30).toordinal())
    assert [(need.grade, need.contacts) for need in month.needs] == [("A", 2)]
    assert len(problems) == 1
    assert load_month(book, settings, date(2026, 11, 1)).month == month
