"""The workload of a cadence: minutes a week by grade, and which interval to make longer if that is too much."""

from __future__ import annotations

import pytest

from followup.core.cadence.workload import (
    lowering_hint,
    minutes_by_grade,
    minutes_per_contact,
    subject_need,
    touches_per_contact,
)
from followup.core.model.rules import Intervals, Minutes, Rules, WeekRules

RULES = Rules(week=WeekRules(minutes=Minutes(visit=60, travel=30, call=15)))


def test_a_visit_counts_as_a_call() -> None:
    assert touches_per_contact(Intervals(14, 7)) == (0.5, 0.5)
    assert touches_per_contact(Intervals(7, 7)) == (1.0, 0.0)
    assert touches_per_contact(Intervals(7, 14)) == (1.0, 0.0)


def test_without_an_interval_there_is_no_touch() -> None:
    assert touches_per_contact(Intervals()) == (0.0, 0.0)
    assert touches_per_contact(Intervals(None, 7)) == (0.0, 1.0)


def test_a_visit_takes_its_travel_too() -> None:
    assert minutes_per_contact(Intervals(7, None), RULES.week) == 90
    assert minutes_per_contact(Intervals(14, 7), RULES.week) == 45 + 7.5


def test_the_minutes_of_a_grade_are_those_of_its_contacts() -> None:
    assert minutes_by_grade({"A": 2, "E": 5, None: 1}, RULES) == {"A": 105.0, "E": 0.0, None: 0.0}


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        (["A"], "A needs"),
        (["B", "A"], "A and B need"),
        (["C", "A", "B"], "A, B and C need"),
        ([None], "those without a grade need"),
    ],
)
def test_the_verb_goes_with_the_grades(grades: list[str | None], words: str) -> None:
    assert subject_need(grades) == words


def test_the_lowest_grade_gives_way_first_by_the_least_change_that_is_enough() -> None:
    counts = {"A": 10, "B": 10, None: 3}
    assert lowering_hint(counts, 1, RULES) == "visiting B every 35 days fits (cadence.B.visit in the settings)"
    assert lowering_hint({"D": 100}, 1, RULES) == "calling D every 95 days fits (cadence.D.call in the settings)"


def test_where_fewer_visits_are_not_enough_calls_become_fewer_too() -> None:
    hint = lowering_hint({"B": 10}, 200, RULES)
    assert hint.startswith("visiting and calling B every ")
    assert hint.endswith("(cadence.B.visit, cadence.B.call in the settings)")


def test_where_nothing_is_enough_a_lower_grade_is_the_way() -> None:
    assert lowering_hint({"A": 1, "E": 4}, 10_000, RULES).startswith("fewer of them would get their due")
