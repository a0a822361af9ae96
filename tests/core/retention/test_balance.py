"""The account with a person: what is put in, what is taken out, and how it fades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.model.rules import POINTS, BalanceRules
from followup.core.retention.balance import balance, counts_late_from

TODAY = 740_000
RULES = BalanceRules()

entries = st.lists(st.tuples(st.integers(TODAY - 2000, TODAY + 30), st.sampled_from([*POINTS, "unheard of"])))


def test_help_adds_six_and_a_complaint_takes_six() -> None:
    assert balance([(TODAY, "help")], [], TODAY, RULES).points == 6
    assert balance([(TODAY, "complaint")], [], TODAY, RULES).points == -6


def test_points_are_worth_half_after_ninety_days() -> None:
    assert balance([(TODAY - 90, "help")], [], TODAY, RULES).points == pytest.approx(3)
    assert balance([(TODAY - 180, "help")], [], TODAY, RULES).points == pytest.approx(1.5)


def test_a_task_over_a_week_late_takes_three() -> None:
    assert counts_late_from(TODAY - 8, 0, TODAY, RULES) == TODAY
    assert counts_late_from(TODAY - 7, 0, TODAY, RULES) == 0
    assert counts_late_from(TODAY - 30, TODAY - 25, TODAY, RULES) == 0
    assert counts_late_from(TODAY - 30, TODAY - 10, TODAY, RULES) == TODAY - 22
    assert counts_late_from(0, 0, TODAY, RULES) == 0
    assert balance([], [TODAY], TODAY, RULES).points == -3


def test_nobody_is_judged_before_three_interactions() -> None:
    two = balance([(TODAY, "ask"), (TODAY, "ask")], [TODAY], TODAY, RULES)
    assert (two.judged, two.overdrawn) == (False, False)
    three = balance([(TODAY, "ask")] * 3, [], TODAY, RULES)
    assert (three.judged, three.overdrawn) == (True, True)


def test_the_peak_is_the_most_it_ever_held() -> None:
    account = balance([(TODAY - 90, "help"), (TODAY - 90, "visit"), (TODAY, "ask")], [], TODAY, RULES)
    assert account.peak == 11
    assert account.points == pytest.approx(1.5)


def test_what_is_still_to_come_does_not_count() -> None:
    assert balance([(TODAY + 1, "help")], [TODAY + 1], TODAY, RULES) == balance([], [], TODAY, RULES)


@given(entries)
def test_the_balance_is_the_sum_of_faded_points_in_any_order(found: list[tuple[int, str]]) -> None:
    expected = sum(POINTS.get(kind, 0) * 0.5 ** ((TODAY - day) / 90) for day, kind in found if day <= TODAY)
    account = balance(found, [], TODAY, RULES)
    assert account.points == pytest.approx(expected, abs=1e-6)
    assert account.points <= account.peak + 1e-9
    assert balance(reversed(found), [], TODAY, RULES).points == pytest.approx(account.points, abs=1e-9)


@given(entries, st.integers(1, 400))
def test_a_balance_decays(found: list[tuple[int, str]], days: int) -> None:
    past = [(min(day, TODAY), kind) for day, kind in found]
    now = balance(past, [], TODAY, RULES).points
    assert abs(balance(past, [], TODAY + days, RULES).points) <= abs(now) + 1e-9


@given(entries, st.sampled_from([1, 0.5, 3650]))
def test_no_half_life_is_too_odd(found: list[tuple[int, str]], half_life: float) -> None:
    account = balance(found, [], TODAY, BalanceRules(half_life=half_life))
    assert account.peak >= 0
