"""How often a contact is due, and since when."""

from __future__ import annotations

import hashlib
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.cadence.due import (
    ContactRhythm,
    Dues,
    _sha256,
    cadence_of,
    dues,
    earliest_contact,
    interval_offset,
    longest_interval,
)
from followup.core.dates.workdays import Calendar, work_calendar
from followup.core.model.rules import INTERVALS, CadenceRules, Intervals, WorkdayRules

TODAY = date(2026, 11, 23).toordinal()  # a Monday
RULES = CadenceRules()


def calendar() -> Calendar:
    return work_calendar(TODAY - 60, TODAY + 60, WorkdayRules())


@pytest.mark.parametrize(
    ("grade", "visit", "call"),
    [("A", 14, 7), ("B", 30, 14), ("C", 90, 30), ("D", None, 90), ("E", None, None), (None, None, None)],
)
def test_the_cadence_of_a_grade(grade: str | None, visit: int | None, call: int | None) -> None:
    assert cadence_of(ContactRhythm(1, "x", grade), RULES) == Intervals(visit, call)


def test_the_contacts_own_beats_its_groups_beats_its_grades() -> None:
    groups = (("60", "20"), ("40", ""))
    assert cadence_of(ContactRhythm(1, "x", "B", groups=groups), RULES) == Intervals(40, 20)
    assert cadence_of(ContactRhythm(1, "x", "B", own_visit="5", groups=groups), RULES) == Intervals(5, 20)
    assert cadence_of(ContactRhythm(1, "x", "B", groups=(("", ""),)), RULES) == INTERVALS["B"]


def test_never_beats_all_groups_and_the_contacts_own_beats_never() -> None:
    groups = (("10", "10"), ("never", ""))
    assert cadence_of(ContactRhythm(1, "x", "A", groups=groups), RULES) == Intervals(None, 10)
    assert cadence_of(ContactRhythm(1, "x", "A", own_visit="20", own_call="never", groups=groups), RULES) == Intervals(
        20, None
    )


def test_due_is_the_last_qualifying_interaction_and_the_interval() -> None:
    person = ContactRhythm(1, "x", "A", last_touch=TODAY - 3, last_visit=TODAY - 10, last_call=TODAY - 3)
    assert dues(person, TODAY, RULES) == Dues(TODAY + 4, TODAY + 4, INTERVALS["A"])


def test_a_visit_counts_as_a_call_too() -> None:
    person = ContactRhythm(1, "x", "A", last_touch=TODAY, last_visit=TODAY, last_call=TODAY - 50)
    assert dues(person, TODAY, RULES).call == TODAY + 7


def test_never_met_is_due_after_the_later_of_added_and_graded_spread_over_the_interval() -> None:
    person = ContactRhythm(7, "x", "A", added=TODAY - 100, graded=TODAY - 2)
    found = dues(person, TODAY, RULES)
    assert found.visit == TODAY - 2 + interval_offset(7, 14)
    assert found.call == TODAY - 2 + interval_offset(7, 7)


@given(st.integers(1, 10**9), st.integers(1, 400))
def test_the_spread_is_within_the_interval_and_always_the_same(number: int, interval: int) -> None:
    assert 0 <= interval_offset(number, interval) < interval
    assert interval_offset(number, interval) == interval_offset(number, interval)


def test_the_spread_is_sha256_whichever_of_pythons_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = interval_offset(42, 10**9)
    for module in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, module, None)
    _sha256.cache_clear()
    assert _sha256() is hashlib.sha256
    assert interval_offset(42, 10**9) == quick == int(hashlib.sha256(b"42").hexdigest(), 16) % 10**9
    _sha256.cache_clear()


def test_importing_two_thousand_does_not_make_two_thousand_due() -> None:
    people = [ContactRhythm(number, "x", "B", added=TODAY, graded=TODAY) for number in range(1, 2001)]
    due = [dues(person, TODAY, RULES).visit for person in people]
    assert sum(day < TODAY + 7 for day in due) < 600


@pytest.mark.parametrize("mark", [{"private": True}, {"do_not_contact": True}, {"active": False}])
def test_private_people_those_not_to_be_contacted_and_the_lost_are_never_due(mark: dict[str, bool]) -> None:
    assert dues(ContactRhythm(1, "x", "A", added=1, **mark), TODAY, RULES) == Dues(0, 0, Intervals())  # type: ignore[arg-type]


def test_added_by_hand_and_without_a_grade_a_first_follow_up_comes_after_three_days() -> None:
    person = ContactRhythm(1, "x", by_hand=True, added=TODAY)
    assert dues(person, TODAY, RULES) == Dues(0, TODAY + 3, Intervals(None, 3), first=True)


def test_met_in_the_last_thirty_days_and_without_a_grade_too() -> None:
    met = ContactRhythm(1, "x", added=TODAY - 300, first_touch=TODAY - 30, last_touch=TODAY - 30)
    assert dues(met, TODAY, RULES).call == TODAY - 27
    assert dues(met, TODAY + 1, RULES).call == 0


def test_the_first_follow_up_comes_once() -> None:
    person = ContactRhythm(1, "x", by_hand=True, added=TODAY - 5, first_touch=TODAY - 5, last_touch=TODAY - 1)
    assert dues(person, TODAY, RULES).call == 0


def test_imported_and_without_a_grade_nothing_is_due() -> None:
    assert dues(ContactRhythm(1, "x", added=TODAY), TODAY, RULES) == Dues(0, 0, Intervals(None, 3))


def test_a_grade_without_calls_has_none() -> None:
    assert dues(ContactRhythm(1, "x", "E", added=TODAY), TODAY, RULES).call == 0


def test_a_contact_rests_three_days_after_a_touch() -> None:
    assert earliest_contact(ContactRhythm(1, "x", last_touch=TODAY - 1), TODAY, calendar(), RULES) == TODAY + 2
    assert earliest_contact(ContactRhythm(1, "x", last_touch=TODAY - 3), TODAY, calendar(), RULES) == TODAY
    assert earliest_contact(ContactRhythm(1, "x"), TODAY, calendar(), RULES) == TODAY


def test_a_vain_attempt_is_repeated_only_after_two_working_days() -> None:
    friday = TODAY - 3
    assert earliest_contact(ContactRhythm(1, "x", last_attempt=friday), TODAY, calendar(), RULES) == TODAY + 1
    assert earliest_contact(ContactRhythm(1, "x", last_attempt=friday - 1), TODAY, calendar(), RULES) == TODAY
    answered = ContactRhythm(1, "x", last_attempt=TODAY - 5, last_touch=TODAY - 4)
    assert earliest_contact(answered, TODAY, calendar(), RULES) == TODAY


def test_a_vain_attempt_before_days_without_work_ends_where_the_calendar_does() -> None:
    idle = Calendar(TODAY, TODAY + 5, set(range(TODAY, TODAY + 6)))
    assert earliest_contact(ContactRhythm(1, "x", last_attempt=TODAY), TODAY, idle, RULES) == TODAY + 6


def test_the_longest_interval() -> None:
    assert longest_interval(INTERVALS["A"]) == 14
    assert longest_interval(INTERVALS["D"]) == 90
    assert longest_interval(Intervals()) == 0
