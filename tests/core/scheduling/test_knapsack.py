"""The best load of a day: as much weight as fits, each area paid for once, of each person one thing."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.scheduling.knapsack import Area, Option, best_load


def visit(name: str, weight: float, minutes: int = 60) -> Option:
    return Option(name, minutes, weight, travels=True)


def call(name: str, weight: float, minutes: int = 15) -> Option:
    return Option(name, minutes, weight, travels=False)


def test_two_light_ones_that_fit_beat_a_heavy_one_that_fills_the_day() -> None:
    assert best_load(60, [Area(0, [[call("a", 5, 60)], [call("b", 3, 30)], [call("c", 3, 30)]])]) == ["c", "b"]


def test_the_way_to_an_area_is_paid_once() -> None:
    pudong = Area(30, [[visit("a", 3)], [visit("b", 3)]])
    minhang = Area(30, [[visit("c", 5)]])
    assert sorted(best_load(150, [pudong, minhang])) == ["a", "b"]
    assert best_load(149, [pudong, minhang]) == ["c"]


def test_who_is_called_needs_no_way() -> None:
    assert best_load(15, [Area(30, [[visit("v", 9), call("c", 2)]])]) == ["c"]
    assert best_load(90, [Area(30, [[visit("v", 9), call("c", 2)]])]) == ["v"]


def test_an_empty_day_or_nothing_to_do_loads_nothing() -> None:
    assert best_load(0, [Area(0, [[call("a", 1)]])]) == []
    assert best_load(360, []) == []


options = st.builds(
    lambda minutes, weight, travels: Option("", minutes, float(weight), travels),
    st.sampled_from([0, 15, 20, 45, 60]),
    st.integers(1, 20),
    st.booleans(),
)
areas = st.lists(
    st.tuples(st.sampled_from([0, 25, 30]), st.lists(st.lists(options, min_size=1, max_size=2), max_size=3)), max_size=3
)


@settings(deadline=None)
@given(st.integers(0, 260), areas)
def test_nothing_loads_more(room: int, drawn: list[tuple[int, list[list[Option]]]]) -> None:
    named = [
        Area(
            travel,
            [
                [option._replace(id=f"{place}-{person}-{way}") for way, option in enumerate(ways)]
                for person, ways in enumerate(people)
            ],
        )
        for place, (travel, people) in enumerate(drawn)
    ]
    by_id = {option.id: option for area in named for ways in area.people for option in ways}

    def minutes(taken: list[Option]) -> int:
        trips = {int(option.id.split("-")[0]) for option in taken if option.travels}
        return sum(option.minutes for option in taken) + sum(named[place].travel for place in trips)

    every_way = product(*[[None, *ways] for area in named for ways in area.people])
    loads = [[option for option in load if option] for load in every_way]
    most = max(sum(option.weight for option in load) for load in loads if minutes(load) <= room)

    found = [by_id[name] for name in best_load(room, named)]
    assert minutes(found) <= room
    assert sum(option.weight for option in found) == most
    assert len({option.id.rsplit("-", 1)[0] for option in found}) == len(found)
