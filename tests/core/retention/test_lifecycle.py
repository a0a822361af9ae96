"""The stage of a customer, computed from sales and referrals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from followup.core.model.rules import Rules
from followup.core.retention.lifecycle import customer_stage

TODAY = 739_000


def stage(*days_ago: int, refers: bool = False, is_lost: bool = False) -> str:
    return customer_stage([TODAY - days for days in days_ago], TODAY, Rules(), refers=refers, is_lost=is_lost)


def test_who_never_bought_is_a_prospect_whatever_else() -> None:
    assert stage() == stage(refers=True) == stage(is_lost=True) == "prospect"
    assert stage(-3) == "prospect"


def test_the_first_day_of_buying_the_second_and_the_third() -> None:
    assert stage(10) == stage(10, 10) == "first"
    assert stage(10, 200) == "repeat"
    assert stage(10, 40, 70) == "client"


def test_a_customer_who_referred_somebody_is_an_advocate() -> None:
    assert stage(10, refers=True) == stage(10, 40, 70, refers=True) == "advocate"


def test_who_buys_no_more_has_lapsed() -> None:
    assert stage(730) == stage(90, 120, 150, refers=True) == stage(1, is_lost=True) == "lapsed"
    assert stage(729) == "first"
    assert stage(89, 119, 149) == "client"


@given(st.lists(st.integers(0, 2000), max_size=6), st.booleans(), st.booleans())
def test_one_more_sale_today_never_makes_a_customer_less_of_one(days: list[int], refers: bool, lost: bool) -> None:
    ladder = ["prospect", "lapsed", "first", "repeat", "client", "advocate"]
    before, after = (stage(*days, *more, refers=refers, is_lost=lost) for more in ((), (0,)))
    assert ladder.index(after) >= ladder.index(before)
