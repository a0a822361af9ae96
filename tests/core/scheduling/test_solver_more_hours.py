"""More hours a day never make a week hold much less: the best week has that property, and what is found is near it."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import Calendar
from followup.core.model.rules import CadenceRules, Rules, WeekRules
from followup.core.scheduling.item import Candidate, Rank
from followup.core.scheduling.solver import place, span_from

MON = 739_946  # a Monday
POINTS = {"A": 8, "B": 5, "C": 3, "D": 2, "E": 1}
FACTOR = {1: 4, 2: 3, 3: 2, 4: 1}
MINUTES = {"visit": 60, "call": 15, "task": 20, "greeting": 3}


@st.composite
def wishes(draw: st.DrawFn) -> Candidate:
    """Something to do, weighed by its grade, lateness and extras; it has its number later."""
    kind = draw(st.sampled_from(["visit", "visit", "visit", "call", "call", "task", "greeting", "appointment"]))
    grade = draw(st.sampled_from([*POINTS]))
    late = draw(st.sampled_from([0, 0, 0.25, 0.6, 1.1, 1.7]))
    important, urgent = grade in "AB", kind not in {"visit", "call"} or late > 0.5
    quadrant = (1 if urgent else 2) if important else (3 if urgent else 4)
    weight = FACTOR[quadrant] * (POINTS[grade] * (1 + late) + draw(st.sampled_from([0, 0, 0, 2, 3, 4])))
    dated = kind in {"task", "greeting"}
    rank = Rank.APPOINTMENT if kind == "appointment" else Rank.DATED if dated else Rank.DUE
    earliest = MON if dated else MON + draw(st.sampled_from([0, 0, 0, 2, 3]))
    return Candidate(
        rank, -weight, MON + draw(st.integers(-3 if kind == "task" else 0, 4)), "", kind, None, quadrant,
        MINUTES.get(kind) or draw(st.sampled_from([30, 60, 90])), earliest,
        area=draw(st.sampled_from(["", "Pudong", "Minhang", "Jing'an", "Xuhui"])),
        fixed=kind in {"greeting", "appointment"}, touch=kind in {"visit", "call"},
    )  # fmt: skip


def numbered(number: int, wish: Candidate) -> Candidate:
    """A wish of its person, every fifth of the one before's; two visits in three may be a call instead."""
    person = ContactRhythm(number - (number % 5 == 0), "P")
    mine = wish._replace(id=f"{wish.kind[0]}{number}", person=person)
    call = mine._replace(id=f"c{number}", kind="call", minutes=15, lightness=wish.lightness / 6, area="")
    return mine._replace(instead=partial(lambda it: it, call)) if wish.kind == "visit" and number % 3 else mine


def score(candidates: list[Candidate], capacity: int, off: set[int]) -> float:
    """What is placed weighs."""
    rules = Rules(week=WeekRules(capacity=capacity, protect=0.3), cadence=CadenceRules(rest_days=3))
    span = span_from(MON, MON, Calendar(MON, MON + 6, {MON + 5, MON + 6, *off}))
    return sum(item.weight for item in place(candidates, span, rules).items if item.kind != "appointment")


weeks = st.lists(wishes(), min_size=20, max_size=60).map(
    lambda found: [numbered(number, wish) for number, wish in enumerate(found, 1)]
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60, derandomize=True)
@given(weeks, st.sampled_from([240, 300, 360, 420]), st.sets(st.integers(MON, MON + 4), max_size=2), st.integers(1, 8))
def test_more_hours_never_lower_what_is_placed_by_more_than_one_percent(
    candidates: list[Candidate], capacity: int, off: set[int], quarters: int
) -> None:
    more = score(candidates, capacity + 15 * quarters, off)
    assert more >= 0.99 * score(candidates, capacity, off)
