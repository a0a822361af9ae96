"""What the grades require in a month against the hours there are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.agenda.snapshot import OpenTask, WeekSnapshot
from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import INTERVALS, Away, CadenceRules, Intervals, Rules, WeekRules, WorkdayRules
from followup.core.reports.month import Month, month_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)  # 21 working days, from a Sunday to a Monday


def people(number: int, grade: str | None, start: int = 0, **more: object) -> list[ContactRhythm]:
    return [ContactRhythm(start + each, f"P{start + each}", grade, **more) for each in range(1, number + 1)]  # type: ignore[arg-type]


def month(
    *who: ContactRhythm, rules: Rules | None = None, away: tuple[Away, ...] = (), tasks: tuple[OpenTask, ...] = ()
) -> Month:
    calendar = work_calendar(FIRST.toordinal(), LAST.toordinal(), WorkdayRules(away=away))
    facts = WeekSnapshot({person.id: person for person in who}, tasks)
    return month_of(facts, FIRST.toordinal(), LAST.toordinal(), calendar, rules or Rules())


def test_a_grade_requires_its_visits_and_the_calls_beside_them() -> None:
    (need,) = month(*people(14, "A")).needs  # every 14 days a visit, every 7 a call: one of two calls is a visit
    assert (need.grade, need.contacts) == ("A", 14)
    assert [need.visits, need.calls] == pytest.approx([30, 30])
    assert need.minutes == pytest.approx(30 * 90 + 30 * 15)


def test_the_weeks_are_those_of_the_calendar_cut_to_the_month() -> None:
    weeks = month(*people(14, "A")).weeks
    assert [week.working for week in weeks] == [0, 5, 5, 5, 5, 1]
    assert [week.minutes for week in weeks] == [0, 1800, 1800, 1800, 1800, 360]
    assert [date.fromordinal(week.first).day for week in weeks] == [1, 2, 9, 16, 23, 30]


def test_days_off_and_appointments_leave_fewer_hours() -> None:
    wednesday = date(2026, 11, 4)
    appointment = OpenTask(1, 1, "demo", date(2026, 11, 5), "10:00", 60)
    found = month(*people(1, "A"), away=(Away(wednesday, wednesday),), tasks=(appointment,))
    assert found.weeks[1].minutes == 4 * 360 - 60


def test_too_much_says_what_to_lower() -> None:
    found = month(*people(10, "A"), *people(80, "B", 10))
    assert found.hints == [
        "A and B need 180 h of your 126: visiting B every 70 days fits (cadence.B.visit in the settings)"
    ]


def test_what_to_lower_fits_indeed() -> None:
    lowered = Rules(cadence=CadenceRules(intervals={**INTERVALS, "B": Intervals(70, 14)}))
    assert month(*people(10, "A"), *people(80, "B", 10), rules=lowered).hints == []


def test_where_the_important_fit_the_others_are_lowered() -> None:
    assert month(*people(2, "A"), *people(600, "C", 2)).hints == [
        (
            "A and C need 408 h of your 126: visiting and calling C every 230 days fits"
            " (cadence.C.visit, cadence.C.call in the settings)"
        )
    ]


def test_grades_of_calls_alone_are_called_less() -> None:
    assert month(*people(2000, "D")).hints == [
        "D needs 167 h of your 126: calling D every 120 days fits (cadence.D.call in the settings)"
    ]


def test_no_hours_at_all_are_too_few() -> None:
    found = month(*people(1, "A"), rules=Rules(week=WeekRules(capacity=0)))
    assert found.hints == ["A needs 4 h of your 0: fewer of them would get their due: followup grade set QUERY C"]


def test_only_those_who_go_by_their_grade_follow_it() -> None:
    own = people(90, "B", own_visit="20", own_call="20")
    assert "fewer of them" in month(*own).hints[0]
    assert month(*people(1, None, own_visit="20")).needs[0].grade is None


def test_who_is_not_to_be_visited_is_not_in_it() -> None:
    nobody = [*people(1, "A", private=True), *people(1, "A", 1, active=False), *people(1, "A", 2, do_not_contact=True)]
    found = month(*nobody, *people(1, "E", 3))
    assert (found.needs, found.hints) == ([], ["Nobody has a cadence yet: followup grade set QUERY GRADE"])


@given(st.lists(st.sampled_from(["A", "B", "C", "D", "E", None]), max_size=40))
def test_the_weeks_need_what_the_grades_need(grades: list[str | None]) -> None:
    found = month(*(ContactRhythm(number, "P", grade) for number, grade in enumerate(grades, 1)))
    assert sum(week.need for week in found.weeks) == pytest.approx(found.need)
