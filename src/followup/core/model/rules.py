"""The numbers that rules use, with their defaults; settings may change them.

They are named tuples, because every command loads them and a dataclass takes six times as long to define.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.model.grades import KEY_GRADES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Intervals(NamedTuple):
    """Days between two visits, and between two calls; None is never."""

    visit: int | None = None
    call: int | None = None


INTERVALS: Mapping[str | None, Intervals] = {
    "A": Intervals(14, 7),
    "B": Intervals(30, 14),
    "C": Intervals(90, 30),
    "D": Intervals(None, 90),
    "E": Intervals(),
    None: Intervals(),
}


class CadenceRules(NamedTuple):
    """How often contacts are due, by grade, and how long they are left alone; in days, `retry_days` in working days."""

    intervals: Mapping[str | None, Intervals] = INTERVALS
    message_counts: bool = True
    rest_days: int = 3
    first_days: int = 3
    met_within: int = 30
    retry_days: int = 2


class Minutes(NamedTuple):
    """Minutes that an item of the agenda takes, by its kind; `travel` once for every area visited on a day."""

    visit: int = 60
    travel: int = 30
    call: int = 15
    greeting: int = 3
    task: int = 20
    festival: int = 60


class WeekRules(NamedTuple):
    """The minutes of a working day, the share of the week reserved for quadrant 2, the important grades, and durations.

    `area` is the part of an address that is its area: `city`, `district` or `postcode`.
    """

    capacity: int = 360
    protect: float = 0.3
    important: tuple[str, ...] = KEY_GRADES
    minutes: Minutes = Minutes()
    area: str = "city"


class Away(NamedTuple):
    """Days on which the salesperson is away, both ends included; `half` leaves half of the capacity of these days.

    With a `time` (`14:00`) or `minutes` only that part of the days is off; a time without minutes lasts until the end
    of the day. `id` is 0 for days that come from the settings and not from the book.
    """

    start: date
    end: date
    half: bool = False
    time: str = ""
    minutes: int | None = None
    reason: str = ""
    id: int = 0

    @property
    def whole(self) -> bool:
        """Whether whole days are off."""
        return not (self.half or self.time) and self.minutes is None


class WorkdayRules(NamedTuple):
    """The country whose public holidays count (ISO code; empty for none), and the days that a person set otherwise.

    `calendars` are files whose events make hours busy. `hours` are the hours of a working day, in minutes of the day:
    events outside of them take no time from it.
    """

    country: str = ""
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    away: tuple[Away, ...] = ()
    calendars: tuple[str, ...] = ()
    hours: tuple[int, int] = (8 * 60, 18 * 60)


class OccasionRules(NamedTuple):
    """On which days occasions are greeted, and which festivals.

    `leap_day` is the day for 29 February in other years (`02-28` or `03-01`). `day_off` says when a day off is greeted:
    on the `same` day, or on the working day `before`. `festivals` are names of `core.dates.occasions.FESTIVALS`; with
    None, those of the contact's language.
    """

    leap_day: str = "02-28"
    day_off: str = "same"
    festivals: tuple[str, ...] | None = None


POINTS: Mapping[str, float] = {
    "help": 6, "visit": 5, "meal": 5, "meeting": 4, "gift": 4, "call": 3,
    "greeting": 1, "message": 1, "email": 1, "ask": -4, "complaint": -6,
}  # fmt: skip


class BalanceRules(NamedTuple):
    """The balance with a person: points by kind of interaction, which count half after `half_life` days.

    A task that is `late_days` late adds `late_task`; below `judged_from` entries there is no judgement.
    """

    points: Mapping[str, float] = POINTS
    half_life: float = 90
    late_task: float = -3
    late_days: int = 7
    judged_from: int = 3


class WarningRules(NamedTuple):
    """When there is a warning: shares of lost balance and value, silence in intervals, days of open complaints."""

    watch_balance: float = 0.25
    watch_value: float = 0.15
    early_value: float = 0.30
    acute_value: float = 0.60
    early_silence: float = 1.5
    acute_silence: float = 3.0
    complaint_days: int = 3
    lost_gaps: float = 3.0
    lost_sales: int = 3


class ValueRules(NamedTuple):
    """How value is counted: the window in months, the default margin, and the shares of the segments.

    A customer is new for `new_days` after the first sale. A customer with too few sales for a rhythm counts as lost
    `repurchase_days` after the last one.
    """

    window: int = 12
    margin: float = 0.3
    top_share: float = 0.2
    tail_share: float = 0.2
    new_days: int = 90
    repurchase_days: int = 730


class GradeRules(NamedTuple):
    """How grades follow from value: by `profit`, `threshold` or `rfm`.

    `limits` are compared with the number in `field`; where that is empty, with the profit of the window.
    """

    policy: str = "profit"
    field: str = ""
    limits: tuple[float, ...] = (100_000, 200_000, 300_000)


class Rules(NamedTuple):
    """All rules that the week is planned by."""

    cadence: CadenceRules = CadenceRules()
    week: WeekRules = WeekRules()
    occasions: OccasionRules = OccasionRules()
    balance: BalanceRules = BalanceRules()
    warnings: WarningRules = WarningRules()
    value: ValueRules = ValueRules()
