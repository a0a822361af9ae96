"""Grading policies: by profit, by limits, or by recency, frequency and money; each verdict with its reason.

Locked grades stay, and so do those of contacts a policy says nothing about. A new customer never falls below C.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.workload import HOUR, minutes_by_grade
from followup.core.model.grades import GRADES
from followup.core.model.money import format_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from followup.core.model.rules import Rules
    from followup.core.value.segments import CustomerSales, Ranking

NEW_FLOOR = "C"
CORE_GRADES = "BCD"
RFM_LIMITS = ((4.2, "A"), (3.4, "B"), (2.6, "C"), (1.8, "D"))
WORKING_DAYS = 5
_QUINTILES = 5


class Money(int):
    """An amount in hundredths, which a reason shows as a decimal number."""

    def __format__(self, _: str) -> str:
        return format_money(self)


class Number(float):
    """A number of a field, or a limit, which a reason shows without zeros: `300,000`, `12.50`."""

    def __format__(self, _: str) -> str:
        return super().__format__(",.2f").removesuffix(".00")


class Verdict(NamedTuple):
    """The grade a policy gives, and the words of its reason with places for the numbers."""

    grade: str
    words: str
    numbers: tuple[object, ...] = ()

    @property
    def reason(self) -> str:
        """The reason: the numbers and limits that were compared."""
        return self.words.format(*self.numbers)


class CurrentGrade(NamedTuple):
    """A contact's grade, whether it is locked, and whether the contact takes time (active, may be contacted)."""

    grade: str | None
    locked: bool = False
    takes_time: bool = True


class GradeMove(NamedTuple):
    """A change of a contact's grade: rising, falling, or `first` where there was none."""

    id: int
    old: str | None
    verdict: Verdict

    @property
    def way(self) -> str:
        """The direction: `first`, `rising` or `falling`."""
        return "first" if self.old is None else "rising" if self.verdict.grade < self.old else "falling"


class Grading(NamedTuple):
    """What a policy changes: the moves in the order of ids, how many grades stay, and which locked ones would change.

    `before` and `after` count the contacts of each grade that take time.
    """

    moves: Sequence[GradeMove]
    same: int
    locked: Sequence[GradeMove]
    before: Mapping[str | None, int]
    after: Mapping[str | None, int]

    @property
    def falling_best(self) -> list[GradeMove]:
        """The moves of contacts that lose an A."""
        return [move for move in self.moves if move.old == GRADES[0]]


def by_profit(ranking: Ranking) -> dict[int, Verdict]:
    """Return the verdicts by profit: A is the top segment, B, C and D the core in thirds, E the tail.

    New customers are not ranked and have no verdict.
    """
    verdicts = {}
    count, core = len(ranking.ranked), ranking.tail - ranking.top
    cuts = (ranking.top + -(-core // 3), ranking.tail - core // 3)
    words = {
        "top": f"profit {{}}: rank {{}} of {count}, among the first {ranking.top}",
        "core": f"profit {{}}: rank {{}} of {count}, third {{}} of the {core} in the core",
        "tail": f"profit {{}}: rank {{}} of {count}, among the last {count - ranking.tail}",
    }
    for place, customer in enumerate(ranking.ranked):
        segment = ranking.segment_at(place)
        third = 1 + (place >= cuts[0]) + (place >= cuts[1])
        grade = {"top": "A", "core": CORE_GRADES[third - 1], "tail": "E"}[segment]
        verdicts[customer.id] = Verdict(grade, words[segment], (Money(customer.profit), place + 1, third))
    return verdicts


def by_threshold(numbers: Mapping[int, float], limits: Sequence[float], what: str) -> dict[int, Verdict]:
    """Return the verdicts by limits: of three the highest is A, below the lowest is D; `what` names the number."""
    ordered = sorted(map(Number, limits), reverse=True)
    verdicts = {}
    for contact, number in zip(numbers, map(Number, numbers.values()), strict=True):
        place = sum(number < limit for limit in ordered)
        if place == len(ordered):
            verdicts[contact] = Verdict(GRADES[place], "{} {} is under {}", (what, number, ordered[-1]))
        elif place == 0:
            verdicts[contact] = Verdict(GRADES[0], "{} {} is at least {}", (what, number, ordered[0]))
        else:
            words = "{} {} is at least {} and under {}"
            verdicts[contact] = Verdict(GRADES[place], words, (what, number, ordered[place], ordered[place - 1]))
    return verdicts


def by_rfm(customers: Sequence[CustomerSales], today: date) -> dict[int, Verdict]:
    """Return the verdicts by recency, frequency and money in quintiles: (R + F + 2M) / 4 against RFM_LIMITS."""
    recency = _quintiles([customer.latest for customer in customers])
    frequency = _quintiles([customer.sales for customer in customers])
    money = _quintiles([customer.profit for customer in customers])
    words = "(R{} + F{} + 2 x M{}) / 4 = {:.2f}, {}: last sale {} days ago, sales {}, profit {}"
    now = today.toordinal()
    verdicts = {}
    for customer in customers:
        r, f, m = recency[customer.latest], frequency[customer.sales], money[customer.profit]
        score = (r + f + 2 * m) / 4
        limit, grade = next(((least, grade) for least, grade in RFM_LIMITS if score >= least), (0.0, "E"))
        beside = f"{grade} from {limit}" if limit else f"E under {RFM_LIMITS[-1][0]}"
        numbers = (r, f, m, score, beside, now - customer.latest, customer.sales, Money(customer.profit))
        verdicts[customer.id] = Verdict(grade, words, numbers)
    return verdicts


def _quintiles(values: Sequence[int]) -> dict[int, int]:
    """Return the quintile of each value, 5 the highest; equal values share the better one."""
    ordered = sorted(values, reverse=True)
    quintiles: dict[int, int] = {}
    for place, value in enumerate(ordered):
        quintiles.setdefault(value, _QUINTILES - place * _QUINTILES // len(ordered))
    return quintiles


def protect_new(
    verdicts: Mapping[int, Verdict], new: Iterable[CustomerSales], held: Mapping[int, CurrentGrade], today: date
) -> dict[int, Verdict]:
    """Return the verdicts with those of new customers, which are not below C.

    A new customer without a verdict keeps a better grade, or gets C.
    """
    protected = dict(verdicts)
    now = today.toordinal()
    for customer in new:
        verdict = verdicts.get(customer.id)
        given = verdict.grade if verdict else held[customer.id].grade or GRADES[-1]
        if verdict is None or given > NEW_FLOOR:
            words = "new: the first sale was {} days ago, and new customers never fall below C"
            protected[customer.id] = Verdict(min(given, NEW_FLOOR), words, (now - customer.first,))
    return protected


def grade_moves(verdicts: Mapping[int, Verdict], held: Mapping[int, CurrentGrade]) -> Grading:
    """Compare the verdicts with the grades of now; locked grades stay."""
    different = [
        GradeMove(contact, held[contact].grade, verdict)
        for contact, verdict in verdicts.items()
        if held[contact].grade != verdict.grade
    ]
    different.sort(key=lambda move: move.id)
    free = [move for move in different if not held[move.id].locked]
    locked = [move for move in different if held[move.id].locked]
    before = Counter(current.grade for current in held.values() if current.takes_time)
    after = before.copy()
    after.subtract(move.old for move in free if held[move.id].takes_time)
    after.update(move.verdict.grade for move in free if held[move.id].takes_time)
    return Grading(free, len(verdicts) - len(different), locked, before, after)


def required_hours(counts: Mapping[str | None, int], rules: Rules) -> float:
    """Return the hours a week that so many contacts of each grade take."""
    return sum(minutes_by_grade(counts, rules).values()) / HOUR


def available_hours(rules: Rules) -> float:
    """Return the hours of a week of five working days."""
    return rules.week.capacity * WORKING_DAYS / HOUR
