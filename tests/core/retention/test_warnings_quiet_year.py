"""A quiet year of 300 customers, drawn from a seed: few of those who stay are flagged, most of those who leave.

Nobody but the rules is asked: no book, no clock. Spring Festival, the other Chinese holidays and two weeks away are in
it; nobody is visited and nobody buys on them. Contact is regular with noise in both years; they differ in how people
buy. Of who orders every few weeks every flag counts, watch included. Of who buys a few times a year only what reaches
the week counts: one order more or less beyond the window's edge is over 15 % of such a year, however regular it is.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple

import holidays
import pytest

from followup.core.cadence.due import longest_interval
from followup.core.dates.workdays import Calendar, PublicDays, work_calendar
from followup.core.model.rules import Away, Rules, WorkdayRules
from followup.core.retention.balance import balance
from followup.core.retention.warnings import CustomerWarning, WarningInput, warning_for

SEED = 20260217  # Spring Festival's day
CUSTOMERS = 300
LEAVERS = 45
RULES = Rules()
BEGIN, END = date(2026, 1, 5), date(2026, 12, 28)
HISTORY = BEGIN.toordinal() - 1100
UNTIL = END.toordinal() + 400
EVERY_FLAG = frozenset({"watch", "early", "acute"})
LOUD = frozenset({"early", "acute"})
"""The flags that reach the week and the morning's page."""


class Habits(NamedTuple):
    """How people buy: the days between two orders by grade (who buys often is worth more), and the noise in them.

    `gap_noise` and `price_noise` are the spreads of the logarithms; `flags` are the stages that count as a flag.
    """

    gaps: dict[str, tuple[int, int]]
    gap_noise: float
    price_noise: float
    flags: frozenset[str]


EVERY_FEW_WEEKS = Habits({"A": (14, 28), "B": (21, 35), "C": (28, 45)}, 0.1, 0.1, EVERY_FLAG)
A_FEW_TIMES_A_YEAR = Habits({"A": (14, 35), "B": (30, 60), "C": (60, 120)}, 0.2, 0.2, LOUD)


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


def life(draw: random.Random, place: int, habits: Habits) -> Life:
    """A customer: regular with noise; the first ones leave, by silence, by a complaint, or by buying less and less."""
    grade = draw.choices("ABC", (15, 35, 50))[0]
    beat = RULES.cadence.intervals[grade]
    gap = draw.uniform(*habits.gaps[grade])
    leaves = BEGIN.toordinal() + draw.randrange(14, 300) if place < LEAVERS else 0
    way = draw.choices(("silence", "complaint", "fading"), (60, 25, 15))[0] if leaves else ""
    silent = leaves if way in {"silence", "complaint"} else UNTIL
    touches = [(day, "visit") for day in rhythm(draw, beat.visit or 90, 0.3, silent)]
    touches += [(day, draw.choice(("call", "message"))) for day in rhythm(draw, beat.call or 30, 0.3, silent)]
    touches += [(day, draw.choice(("ask", "help", "gift"))) for day in rhythm(draw, 150, 0.4, silent)]
    growth, since = (1.3, leaves) if way == "fading" else (1.0, 0)
    orders = rhythm(draw, gap, habits.gap_noise, silent, growth, since)
    price = draw.lognormvariate(9, 1)
    sales = [(day, round(price * draw.lognormvariate(0, habits.price_noise))) for day in orders]
    complaint = leaves if way == "complaint" else 0
    touches += [(complaint, "complaint")] if complaint else []
    return Life(longest_interval(beat), sorted(touches), sorted(sales), leaves, complaint)


def judged(one: Life, day: int) -> CustomerWarning:
    """What the rules say of a customer on a day."""
    touches = one.touches[: bisect_right(one.touches, (day, "~"))]
    sales = one.sales[: bisect_right(one.sales, (day, 10**12))]
    customer = WarningInput(
        1, one.interval, touches[-1][0], sales, one.complaint if one.complaint <= day else 0,
        balance(touches, (), day, RULES.balance),
    )  # fmt: skip
    return warning_for(customer, date.fromordinal(day), CALENDAR, RULES.warnings, RULES.value)


def found_in_time(one: Life, flags: frozenset[str]) -> bool:
    """Whether a leaver is flagged on some Monday before it counts as lost."""
    for day in range(one.leaves, UNTIL):
        stage = judged(one, day).stage if date.fromordinal(day).weekday() == 0 else ""
        if stage in flags or stage == "lost":
            return stage != "lost"
    return False


@pytest.mark.parametrize("habits", [EVERY_FEW_WEEKS, A_FEW_TIMES_A_YEAR], ids=["every few weeks", "a few times a year"])
def test_a_quiet_year_flags_few_who_stay_and_most_who_leave(habits: Habits) -> None:
    draw = random.Random(SEED)
    lives = [life(draw, place, habits) for place in range(CUSTOMERS)]
    flagged, watched = [], []
    monday = BEGIN
    while monday <= END:
        day = monday.toordinal()
        stages = [judged(one, day).stage for one in lives if not one.leaves or one.leaves > day]
        flagged.append(sum(stage in habits.flags or stage == "lost" for stage in stages) / len(stages))
        watched.append(sum(stage == "watch" for stage in stages) / len(stages))
        monday += timedelta(7)
    leavers = [one for one in lives if one.leaves]
    found = sum(found_in_time(one, habits.flags) for one in leavers) / len(leavers)
    print(  # noqa: T201 - the two numbers are what this is about
        f"\na quiet year: at most {max(flagged):.1%} of the active customers are flagged in a week"
        f" ({', '.join(sorted(habits.flags))}; at most {max(watched):.1%} are watched);"
        f" {found:.0%} of {len(leavers)} leavers are found before they are lost"
    )
    assert max(flagged) <= 0.10
    assert found >= 0.80
