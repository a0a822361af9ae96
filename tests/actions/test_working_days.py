"""The working days less the hours that other calendars take, and what is said of calendars that cannot be read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.actions.working_days import load_working_days
from followup.core.model.rules import WorkdayRules
from followup.settings.config import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

MONDAY = date(2026, 11, 23)
TEAM = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//team//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART:20261124T080000
DTEND:20261124T180000
SUMMARY:fair
END:VEVENT
END:VCALENDAR
"""


def settings(folder: Path, *calendars: str) -> Settings:
    return Settings(path=folder / "config.toml", workdays=WorkdayRules(calendars=calendars))


def test_without_calendars_no_hours_are_taken(book: Book, tmp_path: Path) -> None:
    days = load_working_days(book, settings(tmp_path), MONDAY)
    assert days.calendar.has_hours(MONDAY.toordinal() + 1)
    assert days.problems == []


def test_an_events_hours_are_taken_and_a_name_is_beside_the_settings(book: Book, tmp_path: Path) -> None:
    (tmp_path / "team.ics").write_text(TEAM, encoding="utf-8")
    days = load_working_days(book, settings(tmp_path, "team.ics"), MONDAY)
    assert [days.calendar.has_hours(MONDAY.toordinal() + day) for day in (0, 1, 2)] == [True, False, True]
    assert days.problems == []


def test_a_calendar_that_cannot_be_read_is_a_sentence_and_the_others_count(book: Book, tmp_path: Path) -> None:
    (tmp_path / "team.ics").write_text(TEAM, encoding="utf-8")
    days = load_working_days(book, settings(tmp_path, "gone.ics", "n\0.ics", "team.ics"), MONDAY)
    assert not days.calendar.has_hours(MONDAY.toordinal() + 1)
    assert len(days.problems) == 2
    assert str(days.problems[0]).startswith(f"agenda.busy: {tmp_path / 'gone.ics'} cannot be read (No such file")
