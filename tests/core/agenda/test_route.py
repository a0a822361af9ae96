"""Where the week leads: one area of it, and the order to drive on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.agenda.route import only_in, stops
from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import WorkdayRules
from followup.core.scheduling.item import (
    Candidate,
    Change,
    ChangeKind,
    Item,
    ItemStatus,
    Plan,
    Question,
    Span,
    Unplaced,
)

MON = date(2026, 11, 23).toordinal()
SPAN = Span(MON, MON + 6, MON, work_calendar(MON - 9, MON + 9, WorkdayRules()), MON)


def item(name: str, area: str = "", kind: str = "visit", time: str = "", firm: str = "", weight: float = 1) -> Item:
    person = ContactRhythm(len(name), name, "A", firm)
    day = date(2026, 11, 25)
    return Item(name, person, kind, name, "", 1, True, True, day, day, time, 60, area, weight)


def order(*items: Item) -> list[str]:
    return [f"{area}: {' '.join(each.id for each in there)}" for area, there in stops(items)]


def test_what_is_in_one_area_is_driven_to_together_the_heaviest_area_first() -> None:
    assert order(item("a", "East"), item("b", "West", weight=3), item("c", "East"), item("d", "South", weight=9)) == [
        "South: d", "West: b", "East: a c",
    ]  # fmt: skip


def test_one_firm_is_visited_together() -> None:
    assert order(item("a", "East", weight=9), item("b", "East", firm="x"), item("c", "East", weight=5),
                 item("d", "East", firm="x")) == ["East: b d a c"]  # fmt: skip


def test_appointments_are_kept_at_their_hours_and_visits_beside_them_follow() -> None:
    assert order(
        item("late", "West", "appointment", "15:00"), item("early", "South", "appointment", "09:30"),
        item("a", "East"), item("b", "West"), item("noon", "North", "appointment", "12:00"),
    ) == ["South: early", "East: a", "North: noon", "West: late b"]  # fmt: skip


def test_nobody_drives_to_a_call_or_to_an_appointment_without_a_place() -> None:
    assert order(item("a", "East", "call"), item("b", "", "appointment", "09:00"), item("c", "East", "task")) == []


def test_those_without_an_area_are_a_stop_each_and_a_festival_is_nobodys() -> None:
    batch = item("f3", "Hall", "appointment", "09:00")._replace(contact=None)
    assert order(item("a"), item("b", weight=2), batch) == ["Hall: f3", ": b", ": a"]


names = some.sampled_from(["East", "West", "South", ""])
visits = some.builds(
    lambda number, area, time: item(f"v{number}", area, "appointment" if time and area else "visit", time),
    some.integers(0, 999), names, some.sampled_from(["", "", "09:00", "14:00"]),
)  # fmt: skip


@given(found=some.lists(visits, max_size=9, unique_by=lambda each: each.id))
def test_everybody_is_driven_to_once_whatever_the_order_they_come_in(found: list[Item]) -> None:
    way = stops(found)
    assert sorted(each.id for stop in way for each in stop.items) == sorted(each.id for each in found)
    assert stops(found[::-1]) == way


def plan() -> Plan:
    left = Candidate(2, -9.5, MON, "v9", "visit", None, 1, 60, MON, area="Pudong")
    unplaced = [Unplaced(left, "no room", MON), Unplaced(left._replace(id="v8", area="苏州"), "no room", MON)]
    return Plan(
        SPAN, {}, [item("a", "上海 浦东新区"), item("b", "Pudong"), item("c", "Ｐｕｄｏｎｇ")], unplaced, ["grade them"]
    )


@pytest.mark.parametrize(
    ("area", "placed", "left"), [("pudong", ["b", "c"], ["v9"]), ("浦东", ["a"], []), ("苏州", [], ["v8"])]
)
def test_of_a_week_the_part_in_one_area_can_be_seen(area: str, placed: list[str], left: list[str]) -> None:
    found = only_in(plan(), area)
    assert [each.id for each in found.items] == placed
    assert [each.candidate.id for each in found.unplaced] == left
    assert found.hints == ["grade them"]


def test_of_an_area_its_own_changes_and_questions_are_told() -> None:
    whole = plan()._replace(
        changes=[Change(name, "Visit", ChangeKind.MOVED) for name in ("a", "b", "v9")],
        questions=[Question("v8", None, 4, "?", []), Question("v9", None, 4, "?", [])],
    )
    found = only_in(whole, "pudong")
    assert [change.item for change in found.changes] == ["b", "v9"]
    assert [each.id for each in found.questions] == ["v9"]


def test_what_is_done_is_not_driven_to_again() -> None:
    day = [
        item("a", "浦东"),
        item("b", "浦东")._replace(status=ItemStatus.DONE),
        item("c", "浦东")._replace(status=ItemStatus.MOVED),
    ]
    assert [each.id for stop in stops(day) for each in stop.items] == ["a", "c"]


def test_an_area_with_nothing_is_answered_by_those_with_something() -> None:
    assert only_in(plan(), "Minhang").hints == (
        "nothing of this week is in Minhang; it leads to Pudong, 上海 浦东新区, Ｐｕｄｏｎｇ",
    )
    assert only_in(Plan(SPAN, {}, [], []), "x").hints == ("nothing of this week is in x; it leads to no area",)
