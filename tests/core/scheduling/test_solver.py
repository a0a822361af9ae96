"""Placing: what goes on which day, what finds none, and why."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.busy import DAY
from followup.core.dates.workdays import PublicDays, work_calendar
from followup.core.model.rules import Away, CadenceRules, Minutes, Rules, WeekRules, WorkdayRules
from followup.core.scheduling.item import Candidate, Rank
from followup.core.scheduling.solver import place, span_from, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.dates.busy import Stretch
    from followup.core.scheduling.item import Plan, Span

MONDAY = date(2026, 11, 23)
MON, TUE, WED, THU, FRI, SAT, SUN = range(MONDAY.toordinal(), MONDAY.toordinal() + 7)
RULES = Rules()


def span(
    today: int = MON,
    rules: WorkdayRules | None = None,
    public: PublicDays | None = None,
    busy: Sequence[Stretch] = (),
) -> Span:
    return span_from(MON, today, work_calendar(MON - 60, MON + 60, rules or WorkdayRules(), public, busy))


def visit(number: int, weight: float = 10, quadrant: int = 1, **more: object) -> Candidate:
    person = ContactRhythm(number, f"P{number}", organization=str(more.pop("organization", "")))
    fields = {"rank": Rank.DUE, "lightness": -weight, "due": MON, "id": f"v{number}", "kind": "visit", "person": person,
              "quadrant": quadrant, "minutes": 60, "earliest": MON, "touch": True, "interval": 14}  # fmt: skip
    return Candidate(**fields | more)  # type: ignore[arg-type]


def call(number: int, weight: float = 5, **more: object) -> Candidate:
    return visit(number, weight, **{"id": f"c{number}", "kind": "call", "minutes": 15} | more)  # type: ignore[arg-type]


def task(number: int, due: int, **more: object) -> Candidate:
    fields = {"id": f"t{number}", "kind": "task", "minutes": 20, "rank": Rank.DATED, "due": due, "touch": False}
    return visit(number, **fields | more)  # type: ignore[arg-type]


def greeting(number: int, day: int, **more: object) -> Candidate:
    fields = {"id": f"g{number}", "kind": "greeting", "minutes": 3, "rank": Rank.DATED, "due": day, "fixed": True}
    return visit(number, **fields | {"touch": False} | more)  # type: ignore[arg-type]


def appointment(number: int, day: int, minutes: int = 60) -> Candidate:
    return task(number, day, kind="appointment", rank=Rank.APPOINTMENT, fixed=True, time="14:00", minutes=minutes)


def days(plan: Plan) -> dict[str, int]:
    return {item.id: item.day.toordinal() for item in plan.items if item.day}


def rules(**week: object) -> Rules:
    return Rules(week=WeekRules(**week))  # type: ignore[arg-type]


def test_the_heaviest_come_first_and_on_the_first_day_with_room() -> None:
    plan = place([visit(1, 5), visit(2, 20), visit(3, 10)], span(), rules(capacity=100))
    assert days(plan) == {"v2": MON, "v3": TUE, "v1": WED}


def test_a_visit_takes_an_hour_and_travel_once_for_an_area_and_day() -> None:
    plan = place([visit(1, area="Pudong"), visit(2, area="Pudong"), visit(3, area="Minhang")], span(), RULES)
    assert plan.rooms[MON] == (360, 240)


def test_visits_of_one_area_and_of_one_organization_go_on_one_day() -> None:
    mixed = [visit(1, 9, area="Pudong"), visit(2, 8, area="Minhang"), visit(3, 7, area="Pudong")]
    plan = place(mixed, span(), rules(capacity=150))
    assert days(plan) == {"v1": MON, "v2": TUE, "v3": MON}
    firm = [visit(1, 9, organization="Huawei", earliest=THU), visit(3, 7, organization="Huawei")]
    assert days(place(firm, span(), RULES)) == {"v1": THU, "v3": THU}


def test_without_an_area_every_visit_travels() -> None:
    assert place([visit(1), visit(2)], span(), RULES).rooms[MON].used == 180


def test_an_appointment_takes_its_minutes_off_the_day() -> None:
    plan = place([appointment(1, TUE, 100)], span(), RULES)
    assert plan.rooms[TUE] == (260, 0)
    assert days(plan) == {"t1": TUE}


def test_an_appointment_on_a_day_off_stays_where_it_is() -> None:
    plan = place([appointment(1, SAT)], span(), RULES)
    assert days(plan) == {"t1": SAT}
    assert SAT not in plan.rooms


def test_a_day_of_appointments_has_no_room_left_and_less_than_none_is_none() -> None:
    assert place([appointment(1, MON, 300), appointment(2, MON, 300)], span(), RULES).rooms[MON] == (0, 0)


def test_a_task_is_placed_on_its_day_or_before() -> None:
    assert days(place([task(1, WED)], span(), RULES)) == {"t1": WED}
    assert days(place([task(1, SAT)], span(), RULES)) == {"t1": FRI}
    full = place([appointment(9, WED, 360), task(1, WED)], span(), RULES)
    assert days(full)["t1"] == TUE


def test_an_overdue_task_is_for_the_first_day() -> None:
    assert days(place([task(1, MON - 9)], span(TUE), RULES)) == {"t1": TUE}


def test_dated_items_come_before_heavier_ones_without_a_date() -> None:
    plan = place([visit(1, 99), task(2, MON, lightness=-1.0)], span(FRI), rules(capacity=100))
    assert days(plan) == {"t2": FRI}


def test_a_dated_greeting_stays_on_its_day_a_day_off_included_where_it_costs_nothing() -> None:
    plan = place([greeting(1, SAT), greeting(2, TUE)], span(), RULES)
    assert days(plan) == {"g1": SAT, "g2": TUE}
    assert sum(room.used for room in plan.rooms.values()) == 3


def test_a_greeting_without_room_on_its_day_is_told_so() -> None:
    plan = place([appointment(1, TUE, 360), greeting(2, TUE)], span(), RULES)
    assert [(each.item.id, each.reason) for each in plan.unplaced] == [("g2", "no room left on 2026-11-24")]


def test_what_does_not_fit_is_listed_with_its_reason() -> None:
    assert [each.reason for each in place([visit(1)], span(), rules(capacity=80)).unplaced] == [
        "no room left in the week"
    ]
    late = place([task(1, TUE)], span(), rules(capacity=10)).unplaced
    assert [each.reason for each in late] == ["no room left on or before 2026-11-24"]
    resting = place([visit(1, earliest=MON + 9)], span(), RULES).unplaced
    assert [each.reason for each in resting] == ["rests until 2026-12-02: one touch in 3 days"]
    nowhere = place([visit(1)], span(SAT), RULES).unplaced
    assert [each.reason for each in nowhere] == ["no working day is left"]


def test_between_two_touches_of_a_contact_lie_three_days() -> None:
    assert days(place([visit(1), call(1)], span(), RULES)) == {"v1": MON, "c1": THU}
    plan = place([visit(1), call(1)], span(WED), RULES)
    assert [each.reason for each in plan.unplaced] == ["one touch in 3 days, and 2026-11-25 has one"]


def test_a_call_does_instead_of_a_visit_that_has_no_room() -> None:
    plan = place([visit(1, instead=partial(call, 1))], span(), rules(capacity=80))
    assert days(plan) == {"c1": MON}
    assert [(each.item.id, each.reason) for each in plan.unplaced] == [
        ("v1", "no room for a visit; a call on 2026-11-23 does instead")
    ]


def test_neither_a_visit_nor_its_call_where_there_is_no_room_for_either() -> None:
    plan = place([visit(1, instead=partial(call, 1))], span(), rules(capacity=10))
    assert (days(plan), [each.item.id for each in plan.unplaced]) == ({}, ["v1"])
    resting = visit(1, earliest=MON + 9, instead=partial(call, 1, earliest=MON + 9))
    assert [each.item.id for each in place([resting], span(), RULES).unplaced] == ["v1"]


def test_fillers_take_what_is_left_and_are_not_missed() -> None:
    plan = place([visit(1, 1), visit(2, 99, rank=Rank.FILLER)], span(FRI), rules(capacity=100))
    assert days(plan) == {"v1": FRI}
    assert plan.unplaced == []
    assert days(place([visit(2, rank=Rank.FILLER)], span(), RULES)) == {"v2": MON}


def test_thirty_percent_are_kept_for_quadrant_two_while_it_has_candidates() -> None:
    urgent = [visit(number, 50, 1) for number in range(1, 11)]
    quiet = [visit(number, 1, 2) for number in range(11, 16)]
    placed = days(place(urgent + quiet, span(FRI), RULES))
    assert (
        sum(number in placed for number in ("v11", "v12", "v13", "v14", "v15")) == 2
    )  # 360 - 70 % leaves one and a bit
    assert len(days(place(urgent, span(FRI), RULES))) == 4


def test_what_quadrant_two_does_not_need_the_others_get() -> None:
    urgent = [visit(number, 50, 1) for number in range(1, 11)]
    assert len(days(place([*urgent, call(11, 1, quadrant=2)], span(FRI), RULES))) == 4


def test_only_dated_items_of_quadrant_one_may_eat_into_what_is_protected() -> None:
    quiet = [visit(number, 99, 2, earliest=FRI) for number in range(11, 15)]
    dated = [task(number, FRI, minutes=60, quadrant=1) for number in range(1, 7)]
    eaten = days(place([*dated, *quiet], span(FRI), RULES))
    assert [name for name in eaten if name.startswith("t")] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    other = [candidate._replace(quadrant=3) for candidate in dated]
    kept = days(place([*other, *quiet], span(FRI), RULES))
    assert sum(name.startswith("t") for name in kept) == 4
    assert sum(name.startswith("v") for name in kept) == 1


def test_with_no_working_day_left_the_next_week_is_meant() -> None:
    calendar = work_calendar(MON - 60, MON + 60, WorkdayRules())
    assert span_of(date.fromordinal(FRI), calendar).label == "2026-W48"
    weekend = span_of(date.fromordinal(SAT), calendar)
    assert (weekend.label, weekend.start) == ("2026-W49", MON + 7)


def test_after_a_holiday_week_the_first_week_with_work_is_meant() -> None:
    away = WorkdayRules(away=(Away(MONDAY, MONDAY + timedelta(11)),))
    assert span_of(MONDAY, work_calendar(MON - 60, MON + 60, away)).label == "2026-W50"
    gone = WorkdayRules(away=(Away(MONDAY, MONDAY + timedelta(60)),))
    assert span_of(MONDAY, work_calendar(MON - 60, MON + 60, gone)).label == "2026-W49"


def test_a_made_up_saturday_is_a_day_like_others() -> None:
    plan = place([task(1, SUN)], span(public=PublicDays(workdays=frozenset({SAT}))), RULES)
    assert days(plan) == {"t1": SAT}


def test_an_appointment_in_a_busy_hour_takes_its_minutes_once() -> None:
    two_to_four = [(MON * DAY + 14 * 60, MON * DAY + 16 * 60)]
    rooms = place([appointment(1, MON), appointment(2, TUE)], span(busy=two_to_four), RULES).rooms
    assert [rooms[day].minutes for day in (MON, TUE, WED)] == [240, 300, 360]


def test_on_a_day_that_others_took_wholly_nothing_is_placed_but_greetings() -> None:
    plan = place([visit(1), greeting(2, MON)], span(busy=[(MON * DAY, TUE * DAY)]), RULES)
    assert days(plan) == {"v1": TUE, "g2": MON}


def test_a_half_day_away_has_half_the_minutes() -> None:
    away = WorkdayRules(away=(Away(MONDAY, MONDAY, half=True),))
    assert place([], span(rules=away), RULES).rooms[MON].minutes == 180


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_candidates_come_changes_nothing(order: tuple[int, ...]) -> None:
    candidates = [visit(1, 10), visit(2, 10), call(3, 10)]
    here = span()
    assert place([candidates[index] for index in order], here, RULES) == place(candidates, here, RULES)


candidates_of_any_kind = st.lists(
    st.one_of(
        st.builds(visit, st.integers(1, 12), st.floats(0.5, 100), st.integers(1, 4), area=st.sampled_from("abc")),
        st.builds(call, st.integers(1, 12), st.floats(0.5, 100), quadrant=st.integers(1, 4)),
        st.builds(task, st.integers(1, 99), st.integers(MON - 20, SUN), quadrant=st.integers(1, 4)),
        st.builds(greeting, st.integers(1, 99), st.integers(MON, SUN), quadrant=st.integers(1, 4)),
        st.builds(appointment, st.integers(100, 199), st.integers(MON, SUN), st.integers(0, 500)),
    ),
    max_size=40,
    unique_by=lambda candidate: candidate.id,
)
weeks = st.builds(
    WeekRules,
    capacity=st.integers(0, 600),
    protect=st.floats(0, 1),
    minutes=st.builds(Minutes, visit=st.integers(0, 200), travel=st.integers(0, 90)),
)
calendars = st.builds(
    WorkdayRules,
    holidays=st.lists(st.dates(MONDAY, MONDAY + timedelta(6)), max_size=7).map(tuple),
    workdays=st.lists(st.dates(MONDAY, MONDAY + timedelta(6)), max_size=2).map(tuple),
    away=st.lists(
        st.builds(
            lambda day, **part: Away(day, day, **part),
            st.dates(MONDAY, MONDAY + timedelta(6)),
            half=st.booleans(),
            time=st.sampled_from(["", "08:00", "14:00"]),
            minutes=st.none() | st.integers(1, 600),
        ),
        max_size=3,
    ).map(tuple),
)
stretches = st.lists(
    st.tuples(st.integers(MON * DAY, (SUN + 1) * DAY), st.integers(0, 2 * DAY)).map(lambda each: (each[0], sum(each))),
    max_size=5,
)


@settings(deadline=None)
@given(candidates_of_any_kind, weeks, calendars, stretches, st.integers(MON, SUN), st.integers(0, 7))
def test_a_plan_keeps_its_promises(
    candidates: list[Candidate],
    week: WeekRules,
    workdays: WorkdayRules,
    busy: list[Stretch],
    today: int,
    rest: int,
) -> None:
    here = span(today, workdays, busy=busy)
    asked = [each for each in candidates if each.due >= today or not each.fixed]
    asked = [each._replace(earliest=max(each.earliest, today)) for each in asked]
    chosen = Rules(week=week, cadence=CadenceRules(rest_days=rest))
    plan = place(asked, here, chosen)

    assert all(0 <= room.used <= room.minutes for room in plan.rooms.values())
    for day, room in plan.rooms.items():
        taken = here.calendar.taken[day].total if day in here.calendar.taken else 0
        assert room.minutes <= max(0, week.capacity * here.calendar.share(day) - taken)
        assert here.calendar.has_hours(day)
    placed, listed = [item.id for item in plan.items], [each.item.id for each in plan.unplaced]
    assert sorted(placed + listed) == sorted(each.id for each in asked)
    assert all(each.reason for each in plan.unplaced)
    by_id = {each.id: each for each in asked}
    for item in plan.items:
        assert item.day is not None
        day, candidate = item.day.toordinal(), by_id[item.id]
        assert today <= day <= SUN
        assert here.calendar.is_working(day) or candidate.fixed
        if candidate.fixed:
            assert day == candidate.due
        elif candidate.rank == Rank.DATED:
            assert day <= candidate.due or not any(today <= each <= candidate.due for each in here.working)
    for person in {item.contact.id for item in plan.items if item.contact}:
        touched = sorted(
            item.day.toordinal()
            for item in plan.items
            if item.day and item.contact and item.contact.id == person and by_id[item.id].touch
        )
        assert all(later - earlier >= rest for earlier, later in pairwise(touched))
    assert place(list(reversed(asked)), here, chosen) == plan
