"""The numbers the rules go by, as values: what settings may change, with the defaults of the handbook.

Named tuples, because every question loads them and a dataclass costs six times as much to define.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Intervals(NamedTuple):
    """How often a contact is due, in days; None is never."""

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
    """How often, by grade, and what is left alone for a while; all in days, `retry_days` in working days."""

    intervals: Mapping[str | None, Intervals] = INTERVALS
    message_counts: bool = True
    rest_days: int = 3
    first_days: int = 3
    met_within: int = 30
    retry_days: int = 2


class Minutes(NamedTuple):
    """What each kind of item takes, in minutes; `travel` once for each area visited on a day."""

    visit: int = 60
    travel: int = 30
    call: int = 15
    greeting: int = 3
    task: int = 20
    festival: int = 60


class WeekRules(NamedTuple):
    """A working day's minutes, the share of the week kept for quadrant 2, the important grades, and what items take.

    `area` says what of an address is the area: `city`, `district` or `postcode`.
    """

    capacity: int = 360
    protect: float = 0.3
    important: tuple[str, ...] = ("A", "B")
    minutes: Minutes = Minutes()
    area: str = "city"


class Away(NamedTuple):
    """Days the salesperson is not there, both ends included; `half` leaves half of each day's capacity.

    With a `time` (`14:00`) or `minutes` only so much of each day is off: from that time, None: until the day's end.
    `id` is 0 where it is not the book that says so.
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
    """Whose public holidays count (ISO country code, empty: none's), and the days a person decided otherwise.

    `calendars` are the files whose events make hours busy; `hours` are those of a working day (minutes of the day):
    what is busy outside of them takes nothing.
    """

    country: str = ""
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    away: tuple[Away, ...] = ()
    calendars: tuple[str, ...] = ()
    hours: tuple[int, int] = (8 * 60, 18 * 60)


class OccasionRules(NamedTuple):
    """When occasions are kept, and which festivals.

    `leap_day` is where 29 February goes in common years (`02-28` or `03-01`); `day_off` is `same` or `before` (the
    working day before); `festivals` are names of `core.dates.occasions.FESTIVALS`, None: those of each contact's
    language.
    """

    leap_day: str = "02-28"
    day_off: str = "same"
    festivals: tuple[str, ...] | None = None


POINTS: Mapping[str, float] = {
    "help": 6, "visit": 5, "meal": 5, "meeting": 4, "gift": 4, "call": 3,
    "greeting": 1, "message": 1, "email": 1, "ask": -4, "complaint": -6,
}  # fmt: skip


class BalanceRules(NamedTuple):
    """The account with a person: points an interaction, halved in `half_life` days; `late_task` after `late_days`."""

    points: Mapping[str, float] = POINTS
    half_life: float = 90
    late_task: float = -3
    late_days: int = 7
    judged_from: int = 3


class WarningRules(NamedTuple):
    """When a customer drifts: shares of the balance's peak and of the value lost, silence in intervals, days open."""

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

    `new_days`: a customer is new while the first sale is younger; `repurchase_days`: silent longer than this after the
    last sale, a customer with too few sales to know a rhythm is lost.
    """

    window: int = 12
    margin: float = 0.3
    top_share: float = 0.2
    tail_share: float = 0.2
    new_days: int = 90
    repurchase_days: int = 730


class GradeRules(NamedTuple):
    """How grades are given by what customers are worth: by `profit`, `threshold` or `rfm`.

    `field` is the field whose number `limits` are compared with, empty for the profit of the window.
    """

    policy: str = "profit"
    field: str = ""
    limits: tuple[float, ...] = (100_000, 200_000, 300_000)


class Rules(NamedTuple):
    """Everything the week goes by."""

    cadence: CadenceRules = CadenceRules()
    week: WeekRules = WeekRules()
    occasions: OccasionRules = OccasionRules()
    balance: BalanceRules = BalanceRules()
    warnings: WarningRules = WarningRules()
    value: ValueRules = ValueRules()
