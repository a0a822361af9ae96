"""How near the planner comes to the best week there is: generated weeks, and an exact solver's answer to each.

The model is written from the rules as docs/explanation/the-week.md tells them and shares no code with the planner;
OR-tools' CP-SAT solves it. `python bench/exact_week.py [WEEKS]` prints the share of the optimum: average and worst.

A week is solved in the two steps of the rules: what is dated comes first, so the most weight of it is found and held;
then the most weight of all.
"""

from __future__ import annotations

import random
import sys
from itertools import combinations, product
from typing import Any, NamedTuple

TRAVEL = 30
REST = 3
PROTECT = 0.3
QUIET = 2
POINTS = {"A": 8, "B": 5, "C": 3, "D": 2, "E": 1, "": 1}
FACTOR = {1: 4, 2: 3, 3: 2, 4: 1}
SCALE = 100
SECONDS = 20
CASES = ("kept", "done", "nothing else")
"""The time of quadrant 2 is kept; or all that quadrant 2 wants is placed; or nothing but it and what is dated."""


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
    important = grade in {"A", "B"} or more == 3
    urgent = kind not in {"visit", "call"} or late > 0.5
    quadrant = (1 if urgent else 2) if important else (3 if urgent else 4)

    def weight(points: int = POINTS[grade]) -> float:
        return round(FACTOR[quadrant] * (points * (1 + late) + more), 2)

    name = f"{kind[0]}{number}"
    first = rng.choice([0, 0, 0, 2, 3])
    free = tuple(day for day in days if day >= first)
    match kind:
        case "visit":
            found = [Wish(name, kind, 60, weight(), quadrant, free, area=area, touch=number)]
            chance = rng.random()
            if chance < 0.15:  # somebody who is warned about is called for that, and visited on another day
                found.append(Wish(f"w{number}", "warning", 15, weight(), quadrant, free, touch=number))
            elif chance < 0.6:
                calm = weight() * 15 / 90  # worth as much a minute, so that it fills gaps only
                found.append(Wish(f"c{number}", "call", 15, calm, quadrant, free, touch=number, instead=name))
            return found
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


class Answer(NamedTuple):
    """The most weight that was found, appointments not counted, and what cannot be beaten: proven where they meet."""

    found: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether the found is the optimum."""
        return self.bound - self.found < 1 / SCALE


def best(week: Week, seconds: float = SECONDS) -> Answer:
    """The best week there is: what is dated first, then the most of all; `seconds` are the longest for one proof."""
    dated = _best(week, seconds, None)
    if not dated.proven:
        raise RuntimeError("the most of what is dated could not be proven")
    return _best(week, seconds, dated.found)


def _best(week: Week, seconds: float, dated: float | None) -> Answer:
    """The best of the three ways in which time is kept for quadrant 2: each is easier to prove than all in one."""
    answers = [_Model(week, case, dated).most(seconds) for case in CASES]
    return Answer(max(each.found for each in answers), max(each.bound for each in answers))


class _Model:
    """A week as constraints on truth values, in one of the CASES.

    Without `dated` it asks for the most of what is dated; with it, at least that much weight of it is placed.
    """

    def __init__(self, week: Week, case: str, dated: float | None) -> None:
        from ortools.sat.python import cp_model

        self.week = week
        self.model = cp_model.CpModel()
        self.loose = [wish for wish in week.wishes if not wish.stands]
        self.on = {
            (wish.name, day): self.model.new_bool_var(f"{wish.name} on {day}")
            for wish in self.loose
            for day in wish.days
        }
        self.placed = {wish.name: sum(self.on[wish.name, day] for day in wish.days) for wish in self.loose}
        self.others: list[Any] = []
        self.firsts: list[Any] = []
        self._once()
        total = sum(self._fill(day, minutes) for day, minutes in week.capacity.items())
        self._keep(case, total)
        value = {wish.name: round(wish.weight * SCALE) for wish in self.loose}
        first = sum(value[wish.name] * self.placed[wish.name] for wish in self.loose if wish.until is not None)
        if dated is None:
            self.model.maximize(first)
        else:
            self.model.add(first >= round(dated * SCALE))
            self.model.maximize(sum(value[wish.name] * self.placed[wish.name] for wish in self.loose))

    def most(self, seconds: float) -> Answer:
        """The most weight that was found, and what cannot be beaten; both 0 where this case is impossible."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # all of it as a linear program too: without, a tenth is not proven
        solver.parameters.random_seed = 1
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return Answer(0, 0)
        found = solver.objective_value / SCALE if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else 0
        return Answer(found, solver.best_objective_bound / SCALE)

    def _once(self) -> None:
        """Nothing stands twice; a call does instead of its visit; two touches of a person keep their distance."""
        for wish in self.loose:
            rival = [self.placed[wish.instead]] if wish.instead else []
            self.model.add(sum(rival, self.placed[wish.name]) <= 1)
        touches = [wish for wish in self.loose if wish.touch]
        for one, other in combinations(touches, 2):
            if one.touch == other.touch and other.instead != one.name:
                for day, late in product(one.days, other.days):
                    if abs(day - late) < REST:
                        self.model.add(self.on[one.name, day] + self.on[other.name, late] <= 1)

    def _fill(self, day: int, minutes: int) -> int:
        """What may stand on a day: its minutes less appointments and the ways to them, which are returned."""
        stands = [wish for wish in self.week.wishes if wish.stands and day in wish.days]
        there = {wish.area for wish in stands if wish.area}
        room = max(0, minutes - sum(wish.minutes for wish in stands) - TRAVEL * len(there))
        spent: list[Any] = []
        for wish in self.loose:
            if day in wish.days:
                alone = TRAVEL if wish.kind == "visit" and not wish.area else 0
                used = (wish.minutes + alone) * self.on[wish.name, day]
                spent.append(used)
                if wish.quadrant != QUIET:
                    (self.firsts if wish.quadrant == 1 and wish.until is not None else self.others).append(used)
        visits = [wish for wish in self.loose if wish.kind == "visit" and wish.area and day in wish.days]
        areas = sorted({wish.area for wish in visits} - there)
        spent += [self._way(day, [wish for wish in visits if wish.area == area], room) for area in areas]
        self.model.add(sum(spent) <= room)
        return room

    def _way(self, day: int, visits: list[Wish], room: int) -> Any:  # noqa: ANN401 - an expression of the solver's
        """The minutes to an area, once; they count as the others' where no visit of quadrant 2 is there."""
        trip = self.model.new_bool_var(f"to {visits[0].area} on {day}")
        for wish in visits:
            self.model.add(trip >= self.on[wish.name, day])
        # Said already; said in one sum as well, the solver sees sooner what an area can hold.
        self.model.add(sum(wish.minutes * self.on[wish.name, day] for wish in visits) <= max(0, room - TRAVEL) * trip)
        quiet = [self.on[wish.name, day] for wish in visits if wish.quadrant == QUIET]
        pays = self.model.new_bool_var(f"others pay to {visits[0].area} on {day}")
        self.model.add(pays + sum(quiet) >= trip)
        self.others.append(TRAVEL * pays)
        return TRAVEL * trip

    def _keep(self, case: str, total: int) -> None:
        """The time kept for quadrant 2 while one of its wishes waits: only dated ones of quadrant 1 may be in it."""
        if case == "nothing else":
            self.model.add(sum(self.others) == 0)
        elif case == "kept":
            share = int(total * (1 - PROTECT) + 1e-9)
            self.model.add(sum(self.others) + sum(self.firsts) <= share)
        else:
            longest = max(self.week.capacity.values(), default=0)
            for wish in self.loose:
                travel = TRAVEL if wish.kind == "visit" else 0
                if wish.quadrant == QUIET and wish.days and not wish.instead and wish.minutes + travel <= longest:
                    calls = [self.placed[call.name] for call in self.loose if call.instead == wish.name]
                    self.model.add(sum(calls, self.placed[wish.name]) >= 1)


def planned(week: Week) -> float:
    """The weight that followup places, appointments not counted."""
    from functools import partial

    from followup.core.cadence.due import ContactRhythm
    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import CadenceRules, Rules, WeekRules
    from followup.core.scheduling.item import Candidate, Rank
    from followup.core.scheduling.solver import place, span_from

    monday = 739_946  # a Monday
    nobody = 1000  # beyond the numbers of those who are touched
    off = [monday + day for day in range(7) if day not in week.capacity]
    calendar = Calendar(monday, monday + 6, off)
    full = max(week.capacity.values())
    taken = {day: full - minutes for day, minutes in week.capacity.items() if minutes < full}
    calls = {wish.instead: wish for wish in week.wishes if wish.instead}

    def candidate(wish: Wish) -> Candidate:
        dated = wish.until is not None
        person = ContactRhythm(wish.touch or nobody + week.wishes.index(wish), wish.name)
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


def main(weeks: int) -> None:
    """Print the share of the optimum that the planner reaches: on average, at worst, and week by week."""
    weights = [(planned(week), best(week)) for week in map(make_week, range(weeks))]
    shares = [most / answer.found for most, answer in weights if answer.proven]
    print(
        f"{len(shares)} of {weeks} weeks proven: {sum(shares) / len(shares):.1%} of the optimum on average,"
        f" {min(shares):.1%} at worst",
        *(f"; {most / answer.found:.1%} of the best found, {most / answer.bound:.1%} of what cannot be beaten"
          for most, answer in weights if not answer.proven),
        sep="",
    )  # fmt: skip
    print(" ".join(f"{most / answer.found:.3f}{'' if answer.proven else '?'}" for most, answer in weights))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
