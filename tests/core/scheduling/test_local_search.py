"""Better than one pass: what a plan by weight alone would miss, and that it is close to the best there is."""

from __future__ import annotations

from datetime import date
from functools import partial

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import Calendar
from followup.core.model.rules import Rules, WeekRules
from followup.core.scheduling.day_fill import fill, gather
from followup.core.scheduling.item import Candidate, Rank
from followup.core.scheduling.local_search import improve
from followup.core.scheduling.schedule import Board
from followup.core.scheduling.solver import place, span_from

MON = date(2026, 11, 23).toordinal()
TUE = MON + 1
FRI = MON + 4
WEEK = span_from(MON, MON, Calendar(MON, MON + 6, {MON + 5, MON + 6}))
TWO_DAYS = span_from(MON, MON, Calendar(MON, MON + 6, range(MON + 2, MON + 7)))
ONE_DAY = span_from(MON, MON, Calendar(MON, MON + 6, range(MON + 1, MON + 7)))


def candidate(name: str, weight: float, minutes: int = 60, **more: object) -> Candidate:
    kind = {"v": "visit", "c": "call", "t": "task"}[name[0]]
    person = ContactRhythm(int(name[1:]), name, organization=str(more.pop("organization", "")))
    fields = {"rank": Rank.DUE, "quadrant": 1, "due": MON, "earliest": MON, "touch": kind != "task"}
    return Candidate(lightness=-weight, id=name, kind=kind, person=person, minutes=minutes, **fields | more)  # type: ignore[arg-type]


def rules(capacity: int, protect: float = 0.0) -> Rules:
    return Rules(week=WeekRules(capacity=capacity, protect=protect))


def placed(found: Board) -> dict[str, int]:
    return dict(sorted(found.where.items()))


def test_one_is_moved_to_another_day_to_make_room() -> None:
    first, second = candidate("c1", 5, 60), candidate("c2", 4, 60, earliest=MON)
    waits = candidate("c3", 3, 60, earliest=TUE)
    board = Board(TWO_DAYS, [first, second, waits], rules(120))
    board.put(first, MON)
    board.put(second, TUE)
    board.put(candidate("c4", 9, 60), TUE)
    improve(board, [waits], lambda _: False)
    assert placed(board) == {"c1": MON, "c2": MON, "c3": TUE, "c4": TUE}


def test_a_lighter_one_gives_way() -> None:
    light, heavy = candidate("c1", 2), candidate("c2", 3)
    board = Board(ONE_DAY, [light, heavy], rules(60))
    board.put(light, MON)
    improve(board, [heavy], lambda _: True)
    assert placed(board) == {"c2": MON}


def test_two_light_ones_give_way_to_a_heavier_one() -> None:
    one, other, heavy = candidate("c1", 2, 30), candidate("c2", 2, 30), candidate("c3", 5)
    board = Board(ONE_DAY, [one, other, heavy], rules(60))
    board.put(one, MON)
    board.put(other, MON)
    improve(board, [heavy], lambda _: True)
    assert placed(board) == {"c3": MON}


def test_a_heavy_one_gives_way_to_two_that_weigh_more_together() -> None:
    heavy, one, other = candidate("c1", 5), candidate("c2", 3, 30), candidate("c3", 3, 30)
    board = Board(ONE_DAY, [heavy, one, other], rules(60))
    board.put(heavy, MON)
    improve(board, [one, other], lambda _: True)
    assert placed(board) == {"c2": MON, "c3": MON}


def test_what_is_not_loose_is_never_taken_off() -> None:
    light, heavy = candidate("c1", 2), candidate("c2", 3)
    board = Board(ONE_DAY, [light, heavy], rules(60))
    board.put(light, MON)
    improve(board, [heavy], lambda _: False)
    assert placed(board) == {"c1": MON}


def test_a_change_that_would_break_what_is_kept_for_quadrant_two_is_not_made() -> None:
    quiet, loud = candidate("c1", 2, quadrant=2), candidate("c2", 30)
    board = Board(ONE_DAY, [quiet, loud], rules(60, 0.5))
    board.put(quiet, MON)
    improve(board, [loud], lambda _: True)
    assert placed(board) == {"c1": MON}


def test_four_visits_of_one_area_beat_heavier_ones_all_over_town() -> None:
    lone = [candidate(f"v{number}", 10, area=f"town {number}") for number in range(1, 5)]
    near = [candidate(f"v{number}", 9, area="Pudong") for number in range(5, 10)]
    plan = place([*lone, *near], ONE_DAY, rules(330))
    assert sorted(item.id for item in plan.items) == ["v5", "v6", "v7", "v8", "v9"]


def test_a_dated_task_moves_to_its_other_day_where_that_lets_more_in() -> None:
    task = candidate("t1", 8, 20, rank=Rank.DATED, due=TUE, quadrant=3)
    calls = [candidate(f"c{number}", 5, 20, earliest=TUE) for number in range(2, 5)]
    plan = place([task, *calls], TWO_DAYS, rules(60))
    assert {item.id: item.day.toordinal() for item in plan.items if item.day} == {
        "t1": MON, "c2": TUE, "c3": TUE, "c4": TUE,
    }  # fmt: skip


def test_where_not_all_that_is_dated_fits_the_most_weight_of_it_is_placed() -> None:
    tasks = [candidate("t1", 5, 60, rank=Rank.DATED, due=MON)]
    tasks += [candidate(f"t{number}", 4, 30, rank=Rank.DATED, due=MON) for number in (2, 3)]
    plan = place(tasks, ONE_DAY, rules(60))
    assert sorted(item.id for item in plan.items) == ["t2", "t3"]
    assert [each.item.id for each in plan.unplaced] == ["t1"]


def test_minutes_kept_for_quadrant_two_are_bought_at_the_least_price() -> None:
    quiet = [candidate(f"c{number}", 2, 30, quadrant=2) for number in range(1, 4)]
    loud = [candidate(f"c{number}", 20 + number, 30) for number in range(4, 9)]
    plan = place([*quiet, *loud], ONE_DAY, rules(120, 0.5))
    assert sorted(item.id for item in plan.items) == ["c1", "c2", "c7", "c8"] or sorted(
        item.id for item in plan.items
    ) == ["c2", "c3", "c7", "c8"]


def test_a_call_only_fills_the_gap_that_is_too_small_for_the_visit() -> None:
    call = candidate("c1", 99, 15)
    visit = candidate("v1", 50, instead=partial(lambda: call))
    assert [item.id for item in place([visit], ONE_DAY, rules(90)).items] == ["v1"]
    (item,) = place([visit], ONE_DAY, rules(89)).items
    assert (item.id, item.weight) == ("c1", 99)


def test_visits_of_one_organization_are_brought_onto_one_day() -> None:
    one, other = candidate("v1", 9, organization="Huawei"), candidate("v2", 8, organization="Huawei")
    board = Board(WEEK, [one, other], rules(360))
    board.put(one, FRI)
    board.put(other, MON)
    gather(board, [one, other])
    assert set(board.where.values()) == {MON}


def test_nothing_to_fill_with_changes_nothing() -> None:
    board = Board(WEEK, [], rules(360))
    fill(board, [])
    assert placed(board) == {}


def test_an_appointment_pays_the_way_for_the_visits_near_it() -> None:
    at = candidate("t1", 5, 60, rank=Rank.APPOINTMENT, area="Pudong", fixed=True, due=MON)._replace(kind="appointment")
    near = [candidate("v2", 5, area="Pudong", quadrant=2), candidate("v3", 5, area="Pudong")]
    plan = place([at, *near], ONE_DAY, rules(210, 0.5))
    assert plan.rooms[MON] == (120, 120)
    assert sorted(item.id for item in plan.items) == ["t1", "v2", "v3"]


def test_of_a_visit_and_its_call_only_one_has_a_day() -> None:
    calls = [candidate(f"c{number}", 60, 15) for number in range(1, 4)]
    visits = [candidate(f"v{call.id[1]}", 50, instead=partial(lambda each: each, call)) for call in calls]
    found = [item.id for item in place(visits, TWO_DAYS, rules(105)).items]
    assert sorted(name[1] for name in found) == ["1", "2", "3"]


def test_trials_are_counted_not_timed() -> None:
    light, middle, heavy = candidate("c1", 2), candidate("c2", 3), candidate("c3", 4)
    board = Board(ONE_DAY, [light, middle, heavy], rules(60))
    board.put(light, MON)
    improve(board, [middle, heavy], lambda _: True, trials=0)
    assert placed(board) == {"c1": MON}
    improve(board, [middle, heavy], lambda _: True, trials=1)
    assert placed(board) == {"c1": MON}
    improve(board, [middle, heavy], lambda _: True)
    assert placed(board) == {"c3": MON}


def test_the_call_of_a_visit_far_down_the_list_still_fills_a_gap() -> None:
    many = [candidate(f"v{number}", 50) for number in range(1, 80)]
    last = candidate("v99", 1, instead=partial(candidate, "c99", 1, 15))
    plan = place([*many, last], ONE_DAY, rules(105))
    assert [item.id for item in plan.items if item.kind == "call"] == ["c99"]
    assert next(each.reason for each in plan.unplaced if each.item.id == "v99").endswith("does instead")


def test_what_has_no_other_day_to_go_to_stays() -> None:
    first, waits = candidate("c1", 5, 40), candidate("c2", 3, 40, earliest=TUE)
    there = candidate("c3", 9, 40, earliest=TUE)
    board = Board(TWO_DAYS, [first, waits, there], rules(60))
    board.put(first, MON)
    board.put(there, TUE)
    improve(board, [waits], lambda _: False)
    assert placed(board) == {"c1": MON, "c3": TUE}


def test_a_call_has_no_day_while_its_visit_has_one() -> None:
    visit, call = candidate("v1", 5), candidate("c1", 5, 15)
    board = Board(WEEK, [visit], rules(360))
    board.is_instead(visit, call)
    board.put(visit, MON)
    improve(board, [call], lambda _: False)
    assert placed(board) == {"v1": MON}


def test_nobody_is_moved_too_near_to_another_touch() -> None:
    visit, call = candidate("v1", 9, 30), candidate("c1", 5, 60)
    waits = candidate("c2", 3, 60, earliest=FRI - 1)
    there = candidate("c3", 9, 60, earliest=FRI)
    board = Board(WEEK, [visit, call, waits], rules(60))
    board.put(visit, MON)
    board.put(call, FRI - 1)
    board.put(there, FRI)
    improve(board, [waits], lambda _: False)
    assert placed(board) == {"c1": FRI - 1, "c3": FRI, "v1": MON}


def test_another_touch_of_the_person_makes_way() -> None:
    call, visit = candidate("c1", 5, 15), candidate("v1", 9, 60)
    board = Board(WEEK, [call, visit], rules(360))
    board.put(call, MON + 2)
    improve(board, [visit], lambda _: False)
    assert placed(board) == {"c1": MON, "v1": MON + 3}


def test_what_weighs_less_makes_way_for_a_second_touch_and_comes_back_if_it_can() -> None:
    call, visit = candidate("c1", 5, 15), candidate("v1", 9, 60)
    heavy, light, lightest = candidate("c3", 20, 90, earliest=FRI - 1), candidate("c2", 3, 80), candidate("c4", 1, 15)
    board = Board(WEEK, [call, visit, light, heavy, lightest], rules(100))
    board.put(call, MON + 2)
    board.put(heavy, FRI - 1)
    for each in (light._replace(earliest=FRI), lightest):
        board.put(each, FRI)
    improve(board, [visit], lambda each: each.id != "c1")
    assert placed(board) == {"c1": MON, "c3": FRI - 1, "c4": MON, "v1": FRI}


def test_what_weighs_as_much_does_not_make_way() -> None:
    call, visit = candidate("c1", 5, 15), candidate("v1", 9, 60)
    as_heavy = [candidate("c2", 9, 80, earliest=FRI), candidate("c3", 9, 90, earliest=FRI - 1)]
    board = Board(WEEK, [call, visit, *as_heavy], rules(90))
    board.put(call, MON + 2)
    board.put(as_heavy[0], FRI)
    board.put(as_heavy[1], FRI - 1)
    improve(board, [visit], lambda each: each.id != "c1")
    assert placed(board) == {"c1": MON + 2, "c2": FRI, "c3": FRI - 1}


def test_two_touches_of_a_person_that_no_week_can_hold_stay_as_they_were() -> None:
    call, visit = candidate("c1", 5, 15, earliest=MON + 2), candidate("v1", 9, 60, earliest=MON + 2)
    board = Board(WEEK, [call, visit], rules(360))
    board.put(call, MON + 2)
    improve(board, [visit], lambda _: False)
    assert placed(board) == {"c1": MON + 2}
    assert board.room == dict.fromkeys(range(MON, FRI), 360) | {MON + 2: 345, FRI: 360}


def test_what_can_stand_nowhere_keeps_no_time_from_others() -> None:
    never = candidate("t1", 5, 60, rank=Rank.DATED, quadrant=2, fixed=True, due=FRI)
    plan = place([never, *[candidate(f"c{number}", 20, 60) for number in (2, 3)]], ONE_DAY, rules(120, 0.5))
    assert sorted(item.id for item in plan.items) == ["c2", "c3", "t1"]
