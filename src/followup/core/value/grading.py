"""Grades by what customers are worth: by profit, by limits, or by recency, frequency and money; each with its reason.

Who is locked keeps the grade, and so does whom the policy says nothing of; a new customer never falls below C.
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
    """An amount in hundredths that a reason tells as a decimal string."""

    def __format__(self, _: str) -> str:
        return format_money(self)


class Number(float):
    """A number of a field, or a limit, that a reason tells whole where it is: `300,000`, `12.50`."""

    def __format__(self, _: str) -> str:
        return super().__format__(",.2f").removesuffix(".00")


class Verdict(NamedTuple):
    """The grade a policy gives, and why: words of ours with places for numbers (and the name of a field)."""

    grade: str
    words: str
    numbers: tuple[object, ...] = ()

    @property
    def reason(self) -> str:
        """The numbers and limits that were compared, in words."""
        return self.words.format(*self.numbers)


class CurrentGrade(NamedTuple):
    """The grade somebody has now, whether it is locked, and whether time is spent on them: active, may be contacted."""

    grade: str | None
    locked: bool = False
    reached: bool = True


class GradeMove(NamedTuple):
    """Somebody whose grade changes: rising, falling, or `first` where there was none."""

    id: int
    old: str | None
    verdict: Verdict

    @property
    def way(self) -> str:
        """Where to: `first`, `rising` or `falling`."""
        return "first" if self.old is None else "rising" if self.verdict.grade < self.old else "falling"


class Grading(NamedTuple):
    """What a run of a policy changes: the moves in order of ids, how many stay, and which locked ones would move.

    `before` and `after` count everybody by grade on whom time is spent.
    """

    moves: Sequence[GradeMove]
    same: int
    locked: Sequence[GradeMove]
    before: Mapping[str | None, int]
    after: Mapping[str | None, int]

    @property
    def falling_best(self) -> list[GradeMove]:
        """Those who have an A and lose it."""
        return [move for move in self.moves if move.old == GRADES[0]]


def by_profit(ranking: Ranking) -> dict[int, Verdict]:
    """A is the top segment, B, C and D the core in thirds, E the tail. New customers are not ranked."""
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
    """Each limit reached is a grade: of three the highest is A, below the lowest is D; `what` the number is."""
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
    """Recency, frequency and money in quintiles 5..1, ties sharing the better: (R + F + 2M) / 4 against RFM_LIMITS."""
    recency = _quintiles([each.latest for each in customers])
    frequency = _quintiles([each.sales for each in customers])
    money = _quintiles([each.profit for each in customers])
    words = "(R{} + F{} + 2 x M{}) / 4 = {:.2f}, {}: last sale {} days ago, sales {}, profit {}"
    now = today.toordinal()
    verdicts = {}
    for each in customers:
        r, f, m = recency[each.latest], frequency[each.sales], money[each.profit]
        score = (r + f + 2 * m) / 4
        limit, grade = next(((least, grade) for least, grade in RFM_LIMITS if score >= least), (0.0, "E"))
        beside = f"{grade} from {limit}" if limit else f"E under {RFM_LIMITS[-1][0]}"
        numbers = (r, f, m, score, beside, now - each.latest, each.sales, Money(each.profit))
        verdicts[each.id] = Verdict(grade, words, numbers)
    return verdicts


def _quintiles(values: Sequence[int]) -> dict[int, int]:
    """Each value's fifth, 5 the highest; equal values share the better one."""
    ordered = sorted(values, reverse=True)
    found: dict[int, int] = {}
    for place, value in enumerate(ordered):
        found.setdefault(value, _QUINTILES - place * _QUINTILES // len(ordered))
    return found


def protect_new(
    verdicts: Mapping[int, Verdict], new: Iterable[CustomerSales], held: Mapping[int, CurrentGrade], today: date
) -> dict[int, Verdict]:
    """Let no new customer fall below C; whom the policy does not rank keeps a better grade, or gets C."""
    found = dict(verdicts)
    now = today.toordinal()
    for customer in new:
        verdict = verdicts.get(customer.id)
        given = verdict.grade if verdict else held[customer.id].grade or GRADES[-1]
        if verdict is None or given > NEW_FLOOR:
            words = "new: the first sale was {} days ago, and new customers never fall below C"
            found[customer.id] = Verdict(min(given, NEW_FLOOR), words, (now - customer.first,))
    return found


def grade_moves(verdicts: Mapping[int, Verdict], held: Mapping[int, CurrentGrade]) -> Grading:
    """Compare what the policy gives with what there is; locked grades stay."""
    different = [
        GradeMove(contact, held[contact].grade, verdict)
        for contact, verdict in verdicts.items()
        if held[contact].grade != verdict.grade
    ]
    different.sort(key=lambda move: move.id)
    free = [move for move in different if not held[move.id].locked]
    locked = [move for move in different if held[move.id].locked]
    before = Counter(each.grade for each in held.values() if each.reached)
    after = before.copy()
    after.subtract(move.old for move in free if held[move.id].reached)
    after.update(move.verdict.grade for move in free if held[move.id].reached)
    return Grading(free, len(verdicts) - len(different), locked, before, after)


def required_hours(counts: Mapping[str | None, int], rules: Rules) -> float:
    """Return the hours a week that so many contacts of each grade take."""
    return sum(minutes_by_grade(counts, rules).values()) / HOUR


def available_hours(rules: Rules) -> float:
    """Return the hours of a week of five working days."""
    return rules.week.capacity * WORKING_DAYS / HOUR
