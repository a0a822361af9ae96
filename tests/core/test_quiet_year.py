"""A quiet year of 300 customers, drawn from a seed: few of those who stay are warned about, most of those who leave.

Nobody but the rules is asked: no book, no clock. Spring Festival, the other Chinese holidays and two weeks away are in
it; nobody is visited and nobody buys on them.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple

import holidays

from followup.core.balance import balance
from followup.core.cadence import longest
from followup.core.drift import Customer, Warned, drift
from followup.core.rules import Away, Rules, WorkdayRules
from followup.core.workdays import Calendar, PublicDays, work_calendar

SEED = 20260217  # Spring Festival's day
CUSTOMERS = 300
LEAVERS = 45
RULES = Rules()
BEGIN, END = date(2026, 1, 5), date(2026, 12, 28)
HISTORY = BEGIN.toordinal() - 1100
UNTIL = END.toordinal() + 400
GAPS = {"A": (14, 35), "B": (30, 60), "C": (60, 120)}
"""Days between two orders, by grade: who buys often is worth more."""
LOUD = {"early", "acute", "lost"}
"""The stages that reach the week and the morning's page."""


def chinese_calendar() -> Calendar:
    years = range(2022, 2029)
    found = holidays.country_holidays("CN", years=years)
    made_up = frozenset(day.toordinal() for day in found.weekend_workdays)
    public = PublicDays(frozenset(day.toordinal() for day in found), made_up)
    away = (Away(date(2026, 8, 3), date(2026, 8, 16)),)
    return work_calendar(HISTORY - 30, UNTIL + 30, WorkdayRules(away=away), public)


CALENDAR = chinese_calendar()


class Life(NamedTuple):
    """What happens with one customer: touches (day, kind), sales (day, profit), the day it begins to leave (0: stays).

    `complaint` is the day of a complaint that is never settled.
    """

    interval: int
    touches: list[tuple[int, str]]
    sales: list[tuple[int, int]]
    leaves: int = 0
    complaint: int = 0


def worked(day: float) -> int:
    return CALENDAR.next_working(round(day)) or round(day)


def rhythm(
    draw: random.Random, every: float, noise: float, until: int, growth: float = 1.0, since: int = 0
) -> list[int]:
    """Days about `every` days apart, later ones on working days; from `since` on each gap is longer by `growth`."""
    days = []
    day = HISTORY + draw.random() * every
    while day < until:
        days.append(worked(day))
        if since and day >= since:
            every *= growth
        day += every * draw.lognormvariate(0, noise)
    return days


def life(draw: random.Random, place: int) -> Life:
    """A customer: regular with noise; the first ones leave, by silence, by a complaint, or by buying less and less."""
    grade = draw.choices("ABC", (15, 35, 50))[0]
    beat = RULES.cadence.beats[grade]
    gap = draw.uniform(*GAPS[grade])
    leaves = BEGIN.toordinal() + draw.randrange(14, 300) if place < LEAVERS else 0
    way = draw.choices(("silence", "complaint", "fading"), (60, 25, 15))[0] if leaves else ""
    silent = leaves if way in {"silence", "complaint"} else UNTIL
    touches = [(day, "visit") for day in rhythm(draw, beat.visit or 90, 0.3, silent)]
    touches += [(day, draw.choice(("call", "message"))) for day in rhythm(draw, beat.call or 30, 0.3, silent)]
    touches += [(day, draw.choice(("ask", "help", "gift"))) for day in rhythm(draw, 150, 0.4, silent)]
    growth, since = (1.3, leaves) if way == "fading" else (1.0, 0)
    orders = rhythm(draw, gap, 0.2, silent, growth, since)
    price = draw.lognormvariate(9, 1)
    sales = [(day, round(price * draw.lognormvariate(0, 0.2))) for day in orders]
    complaint = leaves if way == "complaint" else 0
    touches += [(complaint, "complaint")] if complaint else []
    return Life(longest(beat), sorted(touches), sorted(sales), leaves, complaint)


def judged(one: Life, day: int) -> Warned:
    """What the rules say of a customer on a day."""
    touches = one.touches[: bisect_right(one.touches, (day, "~"))]
    sales = one.sales[: bisect_right(one.sales, (day, 10**12))]
    customer = Customer(
        1, one.interval, touches[-1][0], sales, one.complaint if one.complaint <= day else 0,
        balance(touches, (), day, RULES.balance),
    )  # fmt: skip
    return drift(customer, date.fromordinal(day), CALENDAR, RULES.warnings, RULES.value)


def found_in_time(one: Life) -> bool:
    """Whether a leaver is warned about, early or worse, on some Monday before it counts as lost."""
    for day in range(one.leaves, UNTIL):
        stage = judged(one, day).stage if date.fromordinal(day).weekday() == 0 else ""
        if stage in {"early", "acute", "lost"}:
            return stage != "lost"
    return False


def test_a_quiet_year_warns_about_few_who_stay_and_most_who_leave() -> None:
    draw = random.Random(SEED)
    lives = [life(draw, place) for place in range(CUSTOMERS)]
    shares, watched = [], []
    monday = BEGIN
    while monday <= END:
        day = monday.toordinal()
        stages = [judged(one, day).stage for one in lives if not one.leaves or one.leaves > day]
        shares.append(sum(stage in LOUD for stage in stages) / len(stages))
        watched.append(sum(stage == "watch" for stage in stages) / len(stages))
        monday += timedelta(7)
    leavers = [one for one in lives if one.leaves]
    found = sum(map(found_in_time, leavers)) / len(leavers)
    print(  # noqa: T201 - the two numbers are what this is about
        f"\na quiet year: at most {max(shares):.1%} of the active customers are warned about in a week (at most"
        f" {max(watched):.1%} are only watched); {found:.0%} of {len(leavers)} leavers are found before they are lost"
    )
    assert max(shares) <= 0.10
    assert found >= 0.80
