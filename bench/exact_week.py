"""How near the planner comes to the best week there is: generated weeks, and an exact solver's answer to each.

The model is written from the rules as docs/explanation/the-week.md tells them and shares no code with the planner; OR-tools'
CP-SAT solves it. `python bench/exact_week.py [WEEKS]` prints the share of the optimum, on average and at worst.

A week is solved in the two steps of the rules: what is dated comes first, so the most weight of it is found and held;
then the most weight of all.
"""

from __future__ import annotations

import random
import sys
from typing import NamedTuple

TRAVEL = 30
REST = 3
PROTECT = 0.3
POINTS = {"A": 8, "B": 5, "C": 3, "D": 2, "E": 1, "": 1}
FACTOR = {1: 4, 2: 3, 3: 2, 4: 1}
SCALE = 100


class Wish(NamedTuple):
    """What could be done: `days` are those that it may stand on, `until` its date if it is dated (None: it is not).

    `stands` is of appointments, which stand on their one day whatever else; `instead` names the visit that a call does
    for; `touch` is the person whose touches keep their distance, 0 for what is none.
    """

    name: str
    kind: str
    minutes: int
    weight: float
    quadrant: int
    days: tuple[int, ...]
    until: int | None = None
    area: str = ""
    touch: int = 0
    stands: bool = False
    instead: str = ""


class Week(NamedTuple):
    """Minutes of each working day (0 to 6), and what could be done in them."""

    capacity: dict[int, int]
    wishes: list[Wish]


def make_week(seed: int) -> Week:
    """A week of 20 to 60 wishes: overloaded mostly, of several areas, with holidays, half days and appointments."""
    rng = random.Random(seed)
    minutes = rng.choice([240, 300, 360, 360, 420])
    capacity = {day: minutes for day in range(5) if rng.random() > rng.choice([0, 0, 0.2])}
    capacity = capacity or {2: minutes}
    if rng.random() < 0.3:
        day = rng.choice([*capacity])
        capacity[day] //= 2
    areas = [f"area {number}" for number in range(rng.randint(1, 6))] + [""]
    wishes: list[Wish] = []
    for number in range(1, rng.randint(20, 60) + 1):
        wishes += _wish(number, rng, sorted(capacity), areas)
    return Week(capacity, wishes)


def _wish(number: int, rng: random.Random, days: list[int], areas: list[str]) -> list[Wish]:
    grade = rng.choices([*POINTS], [15, 20, 25, 15, 5, 20])[0]
    late = rng.choice([0.0, 0.0, round(rng.uniform(0, 2), 2)])
    more = rng.choice([0, 0, 0, 2, 3, 4])
    kind = rng.choices(["visit", "call", "task", "greeting", "appointment"], [40, 25, 18, 12, 5])[0]
    area = rng.choice(areas)
    important = grade in {"A", "B"} or more == 3  # noqa: PLR2004 - three points are for who is marked
    urgent = kind not in {"visit", "call"} or late > 0.5  # noqa: PLR2004 - half an interval
    quadrant = (1 if urgent else 2) if important else (3 if urgent else 4)

    def weight(points: int = POINTS[grade]) -> float:
        return round(FACTOR[quadrant] * (points * (1 + late) + more), 2)

    name = f"{kind[0]}{number}"
    first = rng.choice([0, 0, 0, 2, 3])
    free = tuple(day for day in days if day >= first)
    match kind:
        case "visit":
            visit = Wish(name, kind, 60, weight(), quadrant, free, area=area, touch=number)
            if rng.random() < 0.5:  # noqa: PLR2004 - half of them are due for a call as well
                return [visit]
            calm = weight() * 15 / 90  # worth as much a minute, so that it fills gaps only
            return [visit, Wish(f"c{number}", "call", 15, calm, quadrant, free, touch=number, instead=name)]
        case "call":
            return [Wish(name, kind, 15, weight(), quadrant, free, touch=number)]
        case "task":
            until = rng.randint(-3, 6)
            on_time = tuple(day for day in days if day <= until)
            return [Wish(name, kind, 20, weight(), quadrant, on_time or tuple(days), until, area)]
        case "greeting":
            on = rng.choice(days)
            return [Wish(name, kind, 3, weight(), quadrant, (on,), on, area)]
        case _:
            on = rng.choice(days)
            return [Wish(name, kind, rng.choice([30, 60, 90]), weight(), quadrant, (on,), on, area, stands=True)]


def best(week: Week, seconds: float = 10) -> float:
    """The most weight that can be placed, appointments not counted: the solver's bound, so never too little."""
    dated, _ = _solve(week, seconds, None)
    return _solve(week, seconds, dated)[1]


def _solve(week: Week, seconds: float, dated: float | None) -> tuple[float, float]:
    """The most weight of what is dated; with that held, the most of all: what was found, and what cannot be beaten."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    on = {
        (wish.name, day): model.NewBoolVar(f"{wish.name} on {day}")
        for wish in week.wishes
        if not wish.stands
        for day in wish.days
    }
    loose = [wish for wish in week.wishes if not wish.stands]
    placed = {wish.name: sum(on[wish.name, day] for day in wish.days) for wish in loose}
    for wish in loose:
        model.Add(placed[wish.name] <= 1)
        if wish.instead:
            model.Add(placed[wish.name] + placed[wish.instead] <= 1)
    areas = sorted({wish.area for wish in loose if wish.kind == "visit" and wish.area})
    spent: dict[int, list[object]] = {day: [] for day in week.capacity}
    others: list[object] = []
    firsts: list[object] = []
    capacity = {}
    for day, minutes in week.capacity.items():
        there = {wish.area for wish in week.wishes if wish.stands and day in wish.days and wish.area}
        appointments = sum(wish.minutes for wish in week.wishes if wish.stands and day in wish.days)
        capacity[day] = max(0, minutes - appointments - TRAVEL * len(there))
        for wish in loose:
            if day not in wish.days:
                continue
            alone = TRAVEL if wish.kind == "visit" and not wish.area else 0
            used = (wish.minutes + alone) * on[wish.name, day]
            spent[day].append(used)
            if wish.quadrant != 2:  # noqa: PLR2004 - important and not urgent
                (firsts if wish.quadrant == 1 and wish.until is not None else others).append(used)
        for area in areas:
            visits = [wish for wish in loose if wish.kind == "visit" and wish.area == area and day in wish.days]
            if area in there or not visits:
                continue
            trip = model.NewBoolVar(f"to {area} on {day}")
            for wish in visits:
                model.Add(trip >= on[wish.name, day])
            spent[day].append(TRAVEL * trip)
            # Which visit pays for the way is open: it counts as the others' only where no visit of quadrant 2 is there.
            quiet = [on[wish.name, day] for wish in visits if wish.quadrant == 2]  # noqa: PLR2004
            pays = model.NewBoolVar(f"others pay to {area} on {day}")
            model.Add(pays + sum(quiet) >= trip)
            others.append(TRAVEL * pays)
        model.Add(sum(spent[day]) <= capacity[day])
    _keep(model, week, placed, capacity, sum(others), sum(firsts))
    value = {wish.name: round(wish.weight * SCALE) for wish in loose}
    first = sum(value[wish.name] * placed[wish.name] for wish in loose if wish.until is not None)
    if dated is None:
        model.Maximize(first)
    else:
        model.Add(first >= round(dated * SCALE))
        model.Maximize(sum(value[wish.name] * placed[wish.name] for wish in loose))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    solver.parameters.relative_gap_limit = 0.002
    status = solver.Solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise RuntimeError(f"the solver ended with {solver.StatusName(status)}")
    return solver.ObjectiveValue() / SCALE, solver.BestObjectiveBound() / SCALE


def _keep(model, week, placed, capacity, others, firsts) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, PLR0913, PLR0917
    """The time kept for quadrant 2 while one of its wishes waits: only dated ones of quadrant 1 may be in it."""
    longest = max(capacity.values(), default=0)
    quiet = [
        wish for wish in week.wishes
        if wish.quadrant == 2 and wish.days and not wish.instead  # noqa: PLR2004
        and wish.minutes + (TRAVEL if wish.kind == "visit" else 0) <= longest
    ]  # fmt: skip
    done = {wish.name: placed[wish.name] for wish in quiet}
    for wish in week.wishes:
        if wish.instead in done:
            done[wish.instead] = done[wish.instead] + placed[wish.name]  # not in place: it would change the objective
    all_done = model.NewBoolVar("quadrant 2 has what it wants")
    for count in done.values():
        model.Add(count >= 1).OnlyEnforceIf(all_done)
    some_others = model.NewBoolVar("others but dated ones are placed")
    total = sum(week.capacity.values())
    model.Add(others <= total * some_others)
    share = int(sum(capacity.values()) * (1 - PROTECT) + 1e-9)
    model.Add(others + firsts <= share).OnlyEnforceIf([all_done.Not(), some_others])


def planned(week: Week) -> float:
    """The weight that followup places, appointments not counted."""
    from functools import partial

    from followup.core.cadence import Person
    from followup.core.item import Candidate, Rank
    from followup.core.rules import CadenceRules, Rules, WeekRules, WorkdayRules
    from followup.core.week import place, span_from
    from followup.core.workdays import Calendar

    monday = 739_946  # a Monday
    off = [monday + day for day in range(7) if day not in week.capacity]
    calendar = Calendar(monday, monday + 6, off)
    full = max(week.capacity.values())
    taken = {day: full - minutes for day, minutes in week.capacity.items() if minutes < full}
    people = {wish.name: Person(number, wish.name) for number, wish in enumerate(week.wishes, 1)}
    calls = {wish.instead: wish for wish in week.wishes if wish.instead}

    def candidate(wish: Wish) -> Candidate:
        dated = wish.until is not None
        person = people[wish.instead or wish.name]
        call = calls.get(wish.name)
        return Candidate(
            Rank.APPOINTMENT if wish.stands else Rank.DATED if dated else Rank.DUE, -wish.weight,
            monday + (wish.until or 0), wish.name, wish.kind, person, wish.quadrant, wish.minutes,
            monday + min(wish.days, default=9) if not dated else monday, area=wish.area,
            fixed=wish.stands or wish.kind == "greeting", touch=bool(wish.touch),
            instead=partial(candidate, call) if call else None,
        )  # fmt: skip

    blocks = [
        Candidate(Rank.APPOINTMENT, 0, monday + day, f"b{day}", "appointment", None, 3, minutes, monday, fixed=True)
        for day, minutes in taken.items()
    ]
    wishes = [candidate(wish) for wish in week.wishes if not wish.instead]
    rules = Rules(week=WeekRules(capacity=full, protect=PROTECT), cadence=CadenceRules(rest_days=REST))
    plan = place([*blocks, *wishes], span_from(monday, monday, calendar), rules)
    return sum(item.weight for item in plan.items if item.kind != "appointment")


def compare(weeks: int) -> list[float]:
    """The share of the optimum that the planner reaches, week by week."""
    shares = []
    for seed in range(weeks):
        week = make_week(seed)
        most = best(week)
        shares.append(planned(week) / most if most else 1.0)
    return shares


if __name__ == "__main__":
    found = compare(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    print(f"{len(found)} weeks: {sum(found) / len(found):.1%} of the optimum on average, {min(found):.1%} at worst")
    print(" ".join(f"{share:.3f}" for share in found))
