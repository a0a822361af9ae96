"""Each rule of the warnings by its sentence, which finding decides, and in which order warnings are worked through."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import ValueRules, WarningRules, WorkdayRules
from followup.core.model.stages import WARNING_STAGES
from followup.core.retention.balance import Balance
from followup.core.retention.warnings import CustomerWarning, WarningInput, gravest_first, warning_for

TODAY = date(2026, 11, 23)
NOW = TODAY.toordinal()
CALENDAR = work_calendar(NOW - 400, NOW + 60, WorkdayRules())
BOUGHT = [(NOW - 500, 1_000_00), (NOW - 100, 1_000_00)]


def judge(
    *,
    sales: list[tuple[int, int]] | None = None,
    interval: int = 14,
    last_touch: int = NOW,
    rules: WarningRules | None = None,
    **more: object,
) -> CustomerWarning:
    customer = WarningInput(1, interval, last_touch, BOUGHT if sales is None else sales, **more)  # type: ignore[arg-type]
    return warning_for(customer, TODAY, CALENDAR, rules or WarningRules(), ValueRules())


def silent(working_days: int) -> int:
    """The day after which so many working days have passed."""
    return next(day for day in range(NOW, 0, -1) if CALENDAR.between(day, NOW) == working_days)


def test_who_was_seen_today_and_buys_as_before_is_fine() -> None:
    assert judge() == CustomerWarning("fine")


@pytest.mark.parametrize(("working_days", "stage"), [(20, "fine"), (21, "early"), (41, "early"), (42, "acute")])
def test_silence_of_one_and_a_half_intervals_is_early_and_of_three_acute(working_days: int, stage: str) -> None:
    found = judge(last_touch=silent(working_days))
    assert found.stage == stage
    if stage != "fine":
        assert (found.rule, found.loss) == ("silence", "customer")
        assert f"silent for {working_days} working days" in found.why
        assert "interval of 14" in found.why


def test_holidays_and_days_away_do_not_count_as_silence() -> None:
    last_touch = silent(21)
    away = work_calendar(NOW - 400, NOW + 60, WorkdayRules(holidays=(date.fromordinal(NOW - 4),)))
    customer = WarningInput(1, 14, last_touch, BOUGHT)
    assert warning_for(customer, TODAY, away, WarningRules(), ValueRules()).stage == "fine"


def test_without_a_cadence_or_a_touch_there_is_no_silence() -> None:
    assert judge(interval=0, last_touch=NOW - 300).stage == "fine"
    assert judge(last_touch=0).stage == "fine"


@pytest.mark.parametrize(
    ("now", "stage"), [(86, "fine"), (85, "watch"), (71, "watch"), (70, "early"), (41, "early"), (40, "acute")]
)
def test_value_down_15_30_and_60_percent_on_the_window_before(now: int, stage: str) -> None:
    found = judge(sales=[(NOW - 500, 100_00), (NOW - 100, now * 100)])
    assert found.stage == stage
    if stage != "fine":
        assert (found.rule, found.loss) == ("value", "value")
        assert found.profit_at_risk == (100 - now) * 100
        assert f"{now} after 100" in found.why


def test_an_account_under_a_quarter_of_its_peak_is_worth_watching() -> None:
    found = judge(balance=Balance(2.4, 10.0, 5, judged=True))
    assert (found.stage, found.rule) == ("watch", "balance")
    assert "2.4" in found.why
    assert judge(balance=Balance(2.5, 10.0, 5, judged=True)).stage == "fine"


def test_an_overdrawn_account_is_acute_but_only_once_it_can_be_judged() -> None:
    assert judge(balance=Balance(-0.5, 3.0, 3, judged=True)).stage == "acute"
    assert judge(balance=Balance(-0.5, 3.0, 2, judged=False)).stage == "fine"


def test_a_complaint_open_over_three_days_is_acute() -> None:
    assert judge(complaint_opened=NOW - 3).stage == "fine"
    found = judge(complaint_opened=NOW - 4)
    assert (found.stage, found.rule) == ("acute", "complaint")


def test_no_sale_for_three_times_the_own_median_gap_is_lost_from_three_sales_on() -> None:
    monthly = [(NOW - 90 - 30 * place, 100) for place in range(4)][::-1]
    found = judge(sales=monthly)
    assert (found.stage, found.rule) == ("lost", "rhythm")
    assert "no sale for 90 days" in found.why
    assert judge(sales=[(day + 1, profit) for day, profit in monthly]).stage != "lost"


def test_the_median_of_an_even_number_of_gaps_lies_between_the_middle_ones() -> None:
    days = [NOW - 200, NOW - 180, NOW - 140]  # gaps of 20 and 40
    assert "usual 30 between" in judge(sales=[(day, 100) for day in days]).why


def test_before_three_sales_the_settings_say_after_how_long_a_customer_is_lost() -> None:
    assert judge(sales=[(NOW - 730, 100)]).rule == "repurchase"
    assert judge(sales=[(NOW - 729, 100)]).stage != "lost"


def test_who_was_marked_as_lost_is_lost_with_the_reason() -> None:
    found = judge(marked_lost=True, lost_reason="moved to a rival")
    assert (found.stage, found.rule) == ("lost", "said")
    assert "moved to a rival" in found.why
    assert "no reason" in judge(marked_lost=True).why
    assert judge(marked_lost=True, lost_reason="price", lost_on=NOW).why == "lost since 2026-11-23: price"


def test_who_is_not_to_be_contacted_is_never_to_be_called() -> None:
    assert "Call" in judge(last_touch=silent(50)).advice
    assert judge(last_touch=silent(50), may_contact=False).advice == "Nothing: not to be contacted."


def test_a_falling_a_is_worth_watching_as_a_loss_of_value() -> None:
    found = judge(grade_fall="from A to C on 2026-05-03")
    assert (found.stage, found.rule, found.loss) == ("watch", "grade", "value")
    assert "from A to C" in found.why


def test_warnings_are_worked_through_by_stage_then_by_profit_and_the_lost_come_last() -> None:
    people = [ContactRhythm(number, "x", "A") for number in range(1, 7)]
    stages = [("lost", 900), ("watch", 5), ("early", 1), ("acute", 2), ("acute", 3), ("fine", 0)]
    found = [
        (person, CustomerWarning(stage, profit_at_risk=profit))
        for person, (stage, profit) in zip(people, stages, strict=True)
    ]
    assert [person.id for person, _ in gravest_first(found)] == [5, 4, 3, 2, 1]


def test_among_findings_of_one_stage_the_first_rule_of_the_list_decides() -> None:
    overdrawn = Balance(-0.5, 3.0, 3, judged=True)
    assert judge(balance=overdrawn).rule == "balance"
    assert judge(balance=overdrawn, complaint_opened=NOW - 4).rule == "complaint"
    assert judge(balance=overdrawn, last_touch=silent(50)).rule == "balance"


def test_the_silence_beyond_one_interval_is_the_lateness_of_at_most_two() -> None:
    assert judge(last_touch=silent(21)).lateness == pytest.approx(0.5)
    assert judge(last_touch=silent(140)).lateness == 2.0
    assert judge(last_touch=silent(7), complaint_opened=NOW - 4).lateness == 0.0


def test_the_gravest_finding_wins() -> None:
    found = judge(sales=[(NOW - 500, 100_00), (NOW - 100, 80_00)], last_touch=silent(21))
    assert (found.stage, found.rule) == ("early", "silence")
    assert found.profit_at_risk == 80_00


def test_without_sales_this_year_the_profit_at_risk_is_that_of_the_year_before() -> None:
    assert judge(sales=[(NOW - 500, 70_00)], last_touch=silent(50), rules=WarningRules(acute_value=1.0)).loss
    assert judge(sales=[(NOW - 500, 70_00)], last_touch=silent(50)).profit_at_risk == 70_00


def test_no_sales_at_all_warn_of_nothing() -> None:
    assert judge(sales=[]).stage == "fine"


@given(
    st.lists(st.tuples(st.integers(NOW - 3000, NOW + 10), st.integers(-(10**9), 10**9)), max_size=6),
    st.integers(0, 400),
    st.integers(0, 800),
    st.floats(0, 1),
    st.floats(0, 10),
)
def test_stages_are_ordered_more_silence_never_warns_less(
    sales: list[tuple[int, int]], interval: int, ago: int, drop: float, times: float
) -> None:
    rules = WarningRules(watch_value=drop / 4, early_value=drop / 2, acute_value=drop, early_silence=times)
    found = [
        warning_for(WarningInput(1, interval, NOW - days, sorted(sales)), TODAY, CALENDAR, rules, ValueRules())
        for days in (ago, ago + 30)
    ]
    stages = [WARNING_STAGES.index(each.stage) for each in found]
    assert stages == sorted(stages)
    assert all(0 <= each.lateness <= 2 and each.profit_at_risk >= 0 for each in found)


@given(
    st.lists(st.tuples(st.integers(NOW - 720, NOW), st.integers(0, 10**9)), max_size=6),
    st.floats(0, 1),
    st.integers(0, 400),
)
def test_stages_are_ordered_more_value_lost_never_warns_less(
    sales: list[tuple[int, int]], kept: float, ago: int
) -> None:
    this_year = NOW - 365
    less = [(day, int(profit * kept) if day > this_year else profit) for day, profit in sales]
    found = [
        warning_for(WarningInput(1, 14, NOW - ago, sorted(each)), TODAY, CALENDAR, WarningRules(), ValueRules())
        for each in (sales, less)
    ]
    stages = [WARNING_STAGES.index(each.stage) for each in found]
    assert stages == sorted(stages)


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.integers(0, 900), st.integers(0, 200))
def test_stages_are_ordered_the_longer_nothing_is_bought_the_graver(gaps: list[int], ago: int, more: int) -> None:
    def stage(idle: int) -> int:
        days = [NOW - idle]
        for gap in gaps:
            days.append(days[-1] - gap)
        return WARNING_STAGES.index(judge(sales=[(day, 0) for day in days[::-1]]).stage)

    assert stage(ago) <= stage(ago + more)
