"""The morning's page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.agenda.keep import keep_week
from followup.core.agenda.kept import KeptWeek, LineState
from followup.core.agenda.plan import plan_week
from followup.core.agenda.snapshot import Answer, OpenTask, WeekSnapshot
from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import ContactOccasion
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.reports.morning import page
from followup.core.retention.warnings import CustomerWarning
from followup.core.scheduling.solver import span_from

if TYPE_CHECKING:
    from followup.core.reports.morning import Page

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
RULES = Rules()


def person(number: int, grade: str | None = "E") -> ContactRhythm:
    return ContactRhythm(number, f"P{number}", grade)


def born(number: int, month: int, day: int) -> ContactOccasion:
    return ContactOccasion(number, number, "birthday", 1986, month, day)


def facts(*people: ContactRhythm, **more: object) -> WeekSnapshot:
    return WeekSnapshot({each.id: each for each in people}, contacts=len(people), **more)  # type: ignore[arg-type]


def morning(
    found: WeekSnapshot, today: date = MONDAY, last_shown: date | None = None, holidays: tuple[date, ...] = ()
) -> Page:
    now = today.toordinal()
    calendar = work_calendar(MON - 60, MON + 90, WorkdayRules(holidays=holidays))
    plan = plan_week(found, span_from(now - today.weekday(), now, calendar), RULES)
    return page(found, plan, today, last_shown, RULES)


def test_the_page_has_what_is_placed_today() -> None:
    tasks = [OpenTask(1, 1, "now", MONDAY), OpenTask(2, 1, "later", date(2026, 11, 25))]
    found = morning(facts(person(1), tasks=tasks))
    assert [item.id for item in found.items] == ["t1"]
    assert not found.empty


def test_overdue_tasks_stand_by_themselves_the_oldest_first() -> None:
    tasks = [
        OpenTask(1, 1, "a", date(2026, 11, 20)),
        OpenTask(2, 1, "b", date(2026, 11, 10)),
        OpenTask(3, 1, "c", MONDAY),
    ]
    found = morning(facts(person(1), tasks=tasks))
    assert [item.id for item in found.overdue] == ["t2", "t1"]
    assert [item.day for item in found.overdue] == [MONDAY, MONDAY]
    assert [item.id for item in found.items] == ["t3"]


def test_on_a_day_off_overdue_tasks_are_told_without_a_day() -> None:
    found = morning(facts(person(1), tasks=[OpenTask(1, 1, "a", date(2026, 11, 20))]), date(2026, 11, 28))
    assert [(item.id, item.day) for item in found.overdue] == [("t1", None)]


def test_birthdays_are_told_three_days_ahead() -> None:
    found = facts(*map(person, range(1, 6)), occasions=[born(day, 11, 22 + day) for day in range(1, 6)])
    assert [each.id for each in morning(found).occasions] == ["g1", "g2", "g3", "g4"]
    assert morning(found).occasions[0].age == 40


def test_on_friday_the_weekend_and_monday_are_told() -> None:
    friday = date(2026, 11, 27)
    found = facts(
        *map(person, range(1, 6)), occasions=[born(1, 11, 28), born(2, 11, 29), born(3, 11, 30), born(4, 12, 1)]
    )
    assert [each.id for each in morning(found, friday).occasions] == ["g1", "g2", "g3"]


def test_before_a_long_holiday_the_page_looks_to_its_end_and_not_for_ever() -> None:
    found = facts(*map(person, range(1, 4)), occasions=[born(1, 11, 30), born(2, 12, 1), born(3, 12, 12)])
    week = tuple(date(2026, 11, day) for day in range(24, 31))
    assert [each.id for each in morning(found, MONDAY, None, week).occasions] == ["g1", "g2"]
    long = tuple(date.fromordinal(MON + offset) for offset in range(1, 40))
    assert [each.id for each in morning(found, MONDAY, None, long).occasions] == []


def test_who_was_greeted_is_not_told_again() -> None:
    found = facts(person(1), occasions=[born(1, 11, 24)], answers={1: [Answer(MON, "greeting", "g1")]})
    assert morning(found).occasions == []


def test_festivals_are_told_when_somebody_keeps_them() -> None:
    december = date(2026, 12, 23)
    assert [(each.id, each.person) for each in morning(facts(person(1)), december).occasions] == [("f9", None)]
    assert morning(facts(person(1, None)), december).occasions == []


def test_days_missed_while_the_machine_was_off_are_caught_up_for_a_week() -> None:
    found = facts(*map(person, range(1, 4)), occasions=[born(1, 11, 21), born(2, 11, 22), born(3, 11, 10)])
    assert [each.id for each in morning(found, last_shown=date(2026, 11, 21)).missed] == ["g2"]
    assert [each.id for each in morning(found, last_shown=date(2026, 10, 1)).missed] == ["g1", "g2"]
    assert list(morning(found, last_shown=date(2026, 11, 22)).missed) == []
    assert list(morning(found).missed) == []


def test_warnings_come_with_what_can_still_be_turned_first_and_who_was_marked_as_lost_is_no_news() -> None:
    warnings = {
        1: CustomerWarning("early", profit_at_risk=900),
        2: CustomerWarning("lost", profit_at_risk=999),
        3: CustomerWarning("acute", profit_at_risk=5),
        4: CustomerWarning("acute", profit_at_risk=50),
        5: CustomerWarning("lost", "said", profit_at_risk=5000),
    }
    found = morning(facts(*(person(number, "A") for number in range(1, 6)), warnings=warnings))
    assert [each.id for each, _ in found.warnings] == [4, 3, 1, 2]


def test_a_page_with_nothing_on_it_is_empty() -> None:
    found = morning(facts(person(1)))
    assert found.empty
    assert found.hints == []
    assert morning(facts()).hints == ["The book is empty: followup import FILE, or followup add NAME"]


def test_a_promise_for_today_is_told_on_a_day_off_and_in_a_full_week() -> None:
    sunday = date(2026, 11, 22)
    tasks = [OpenTask(1, 1, "quote", sunday)]
    assert [item.id for item in morning(facts(person(1), tasks=tasks), sunday).items] == ["t1"]
    many = [OpenTask(number, 1, "quote", MONDAY) for number in range(1, 60)]
    found = morning(facts(person(1), tasks=many))
    assert {item.id for item in found.items} == {f"t{number}" for number in range(1, 60)}


def kept_morning(found: WeekSnapshot, kept: KeptWeek) -> Page:
    span = span_from(MON, MON, work_calendar(MON - 60, MON + 90, WorkdayRules()))
    return page(found, keep_week(found, span, RULES, kept)[0], MONDAY, None, RULES)


def test_what_was_skipped_or_done_is_not_told_again() -> None:
    found = facts(person(1), tasks=[OpenTask(1, 1, "a", date(2026, 11, 20)), OpenTask(2, 1, "b", MONDAY)])
    span = span_from(MON, MON, work_calendar(MON - 60, MON + 90, WorkdayRules()))
    kept = keep_week(found, span, RULES, KeptWeek())[1]
    assert len(kept_morning(found, kept).items) == 1
    lines = {name: line._replace(state=LineState.SKIPPED) for name, line in kept.lines.items()}
    assert kept_morning(found, kept._replace(lines=lines)).empty


def test_a_question_of_the_week_is_mentioned() -> None:
    late = [ContactRhythm(number, f"P{number}", "A", added=MON - 400, own_call="never") for number in (1, 2)]
    one = kept_morning(facts(late[0]), KeptWeek(carried={"v1": 3}))
    assert one.hints[0] == "1 visit waits for an answer, week after week not made: followup agenda asks"
    both = kept_morning(facts(*late), KeptWeek(carried={"v1": 3, "v2": 3}))
    assert both.hints[0].startswith("2 visits wait")
