"""Which week is loaded, and what becomes of its plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.actions.week import DAYS_AFTER, load_calendar_week, load_week
from followup.core.model.contact import Interaction
from followup.core.model.rules import OccasionRules
from followup.core.scheduling.item import ItemStatus
from followup.settings.config import Settings
from followup.storage.activities.interactions import add_interaction

if TYPE_CHECKING:
    from followup.storage.book.book import Book

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
NEXT_MONDAY = date(2026, 11, 30)
SETTINGS = Settings()


def stored_weeks(book: Book) -> list[str]:
    return [week for (week,) in book.connection.execute("SELECT week FROM kept_week ORDER BY week")]


def test_the_current_week_is_that_of_today_until_no_working_day_is_left_in_it(book: Book) -> None:
    assert (load_week(book, SETTINGS, MONDAY).monday, load_week(book, SETTINGS, SATURDAY).monday) == (
        MONDAY,
        NEXT_MONDAY,
    )
    assert load_week(book, SETTINGS, SATURDAY, NEXT_MONDAY).is_current
    assert not load_week(book, SETTINGS, SATURDAY, MONDAY).is_current


def test_the_calendar_week_is_that_of_today_even_on_its_last_days(book: Book) -> None:
    week = load_calendar_week(book, SETTINGS, SATURDAY, days_back=7, days_ahead=14)
    assert (week.monday, week.is_current) == (MONDAY, True)
    assert week.occasions == (SATURDAY.toordinal() - 7, SATURDAY.toordinal() + 14)


def test_the_plan_of_the_current_week_is_stored_and_that_of_another_is_not(book: Book) -> None:
    coming = load_week(book, SETTINGS, MONDAY, NEXT_MONDAY)
    assert coming.plan().items
    assert stored_weeks(book) == []
    plan = load_week(book, SETTINGS, MONDAY).plan()
    assert {item.id for item in plan.items} == {"v1", "v2"}
    assert stored_weeks(book) == ["2026-11-23"]
    assert load_week(book, SETTINGS, MONDAY).plan().items == plan.items


def test_a_week_that_is_over_is_told_as_it_was_without_looking_at_what_is_due_now(book: Book) -> None:
    load_week(book, SETTINGS, MONDAY).plan()
    with book.writing("Visited", "2026-11-24") as writing:
        add_interaction(writing, Interaction(0, 1, date(2026, 11, 24), "visit"))
    week = load_week(book, SETTINGS, NEXT_MONDAY, MONDAY)
    assert week.is_over
    status = {item.id: item.status for item in week.plan().items}
    assert status == {"v1": ItemStatus.DONE, "v2": ItemStatus.PLANNED}
    assert "snapshot" not in vars(week)


def test_what_follows_from_other_lines_is_not_stored_by_itself(book: Book) -> None:
    week = load_week(book, SETTINGS, MONDAY)
    kept = week.stored_plan().kept
    lines = {name: line._replace(done=MONDAY.toordinal()) for name, line in kept.lines.items()}
    assert {item.status for item in week.plan_from(kept._replace(lines=lines)).plan.items} == {ItemStatus.DONE}
    assert {item.status for item in week.plan().items} == {ItemStatus.PLANNED}


def test_greetings_that_are_brought_forward_over_days_off_are_looked_for_after_the_week(book: Book) -> None:
    same = load_week(book, SETTINGS._replace(occasions=OccasionRules(day_off="same")), MONDAY)
    before = load_week(book, SETTINGS._replace(occasions=OccasionRules(day_off="before")), MONDAY)
    assert same.occasions == (MONDAY.toordinal(), MONDAY.toordinal() + 6)
    assert before.occasions == (MONDAY.toordinal(), MONDAY.toordinal() + 6 + DAYS_AFTER)
