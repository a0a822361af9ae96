"""A week looked back on: the plan against what was done, the hours against the profit, what was kept, won and lost.

Days are ordinals and 0 is never; money is in the smallest unit; shares are 0..1, and None of what is not positive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda.kept import LineState, left_over
from followup.core.reports.review_facts import Gone, Met, Promise, ReviewFacts, Sold, Who
from followup.core.retention.warnings import WARNED_GRADES, stopped_buying
from followup.core.value.value import NOBODYS, cut_by_grade, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from followup.core.agenda.kept import KeptLine
    from followup.core.model.rules import Minutes, Rules
    from followup.core.value.value import Cut

QUADRANTS = (1, 2, 3, 4)
_FRIDAY = 4
_WEEK = 7
_TALKS = {
    "visit": "visit", "meal": "visit", "meeting": "visit", "call": "call", "message": "greeting", "email": "greeting",
    "greeting": "greeting",
}  # fmt: skip
"""What an interaction takes where nobody said it: as long as that kind of item; as a task, where it is none."""


_OF_THEIR_DAY = ("greeting", "festival")


class Progress(NamedTuple):
    """What became of the items of a quadrant or grade: `planned` is the sum of the five that follow it.

    `put_off` were put off beyond the week, `dropped` is what nothing called for any more. `minutes` are as planned.
    """

    name: str
    planned: int
    done: int
    put_off: int
    skipped: int
    dropped: int
    left: int
    minutes: int
    minutes_done: int


class Time(NamedTuple):
    """The time that a segment or grade got, and what it brings."""

    name: str
    contacts: int
    minutes: int
    share: float | None
    profit: int
    profit_share: float | None


class Tasks(NamedTuple):
    """Promises of the week: done by their day, done after it, not done, not due yet.

    Of those that were late already when it began: `made_good` in it, or still `overdue`.
    """

    kept: list[Promise]
    late: list[Promise]
    broken: list[Promise]
    open: list[Promise]
    made_good: list[Promise]
    overdue: list[Promise]


class Carried(NamedTuple):
    """What is still to do: planned in so many `weeks` (0: in no plan), put off `until` a day, skipped for a reason."""

    id: str
    kind: str
    name: str
    text: str
    weeks: int = 0
    until: int = 0
    skipped: str | None = None


class Review(NamedTuple):
    """The week from `first` to `last` as of `until`, which is before its last day while it runs.

    `usual` is the profit of an average week of the window before it. `besides` counts, by kind, what was no answer to
    the plan.
    """

    first: date
    last: date
    until: date
    planned: bool
    quadrants: Sequence[Progress]
    grades: Sequence[Progress]
    besides: Mapping[str, int]
    by_segment: Sequence[Time]
    by_grade: Sequence[Time]
    tasks: Tasks
    sold: Sequence[Sold]
    usual: int
    added: int
    new: Sequence[Who]
    lost: Sequence[Gone]
    carried: Sequence[Carried]

    @property
    def label(self) -> str:
        """The week as `2026-W48`."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def over(self) -> bool:
        """Whether nothing can be added to it any more."""
        return self.until >= self.last


def week_meant(today: date) -> date:
    """Return the Monday of the week to look back on: this one from Friday on, before that the last one."""
    monday = today - timedelta(today.weekday())
    return monday if today.weekday() >= _FRIDAY else monday - timedelta(_WEEK)


def review(facts: ReviewFacts, monday: date, today: date, rules: Rules) -> Review:
    """Look back on the week that begins on `monday`, as of its last day, or today while it runs."""
    last = monday + timedelta(_WEEK - 1)
    until = min(last, today)
    lines = [line for line in facts.kept.lines.values() if line.planned or line.done]
    tasks = _tasks(facts.promises, monday.toordinal(), until.toordinal(), last.toordinal(), today.toordinal())
    answered = {(line.contact, line.done) for line in lines if line.done}
    besides = Counter(met.kind for met in facts.met if (met.who.id, met.day) not in answered)
    segment_of = {each.id: name for name, part in facts.value.ranking.parts().items() for each in part}
    minutes = rules.week.minutes
    return Review(
        monday,
        last,
        until,
        bool(facts.kept.shown),
        [_progress(str(number), [line for line in lines if line.quadrant == number], last) for number in QUADRANTS],
        _by_grade(lines, last),
        dict(besides.most_common()),
        _times(facts.met, lambda met: segment_of.get(met.who.id, NOBODYS), facts.value.cuts, minutes),
        _times(facts.met, lambda met: met.who.grade or NOBODYS, cut_by_grade(facts.value, facts.grades).cuts, minutes),
        tasks,
        facts.sold,
        _usual(facts.brought, rules.value.window),
        facts.added,
        [buyer.who for buyer in facts.buyers if monday.toordinal() <= min(buyer.days) <= until.toordinal()],
        [*facts.said_lost, *_stopped(facts, monday, until, rules)],
        _carried(facts, lines, tasks, until.toordinal(), last.toordinal()),
    )


def minutes_of(met: Met, minutes: Minutes) -> int:
    """Return what an interaction took: as somebody said it, else what the settings say of its kind."""
    if met.minutes is not None:
        return met.minutes
    return int(getattr(minutes, _TALKS.get(met.kind, "task")))


def _progress(name: str, lines: Sequence[KeptLine], last: date) -> Progress:
    became = [_became(line, last.toordinal()) for line in lines]
    minutes = [line.minutes for line in lines]
    return Progress(
        name,
        len(lines),
        became.count("done"),
        became.count("put off"),
        became.count("skipped"),
        became.count("dropped"),
        became.count("left"),
        sum(minutes),
        sum(each for each, what in zip(minutes, became, strict=True) if what == "done"),
    )


def _became(line: KeptLine, last: int) -> str:
    """Return what became of a line up to the week's end; what is done later was left."""
    if 0 < line.done <= last:
        return "done"
    if line.state is LineState.SKIPPED:
        return "skipped"
    if line.until > last:
        return "put off"
    return "dropped" if line.state is LineState.DROPPED else "left"


def _by_grade(lines: Iterable[KeptLine], last: date) -> list[Progress]:
    found: dict[str, list[KeptLine]] = defaultdict(list)
    for line in lines:
        found[line.grade or NOBODYS].append(line)
    return [_progress(name, found[name], last) for name in sorted(found, key=_in_order)]


def _in_order(grade: str) -> tuple[bool, str]:
    return grade == NOBODYS, grade


def _times(met: Sequence[Met], name_of: Callable[[Met], str], cuts: Sequence[Cut], minutes: Minutes) -> list[Time]:
    """Return the time of each cut of the value, in its order, then that of who is in none; without what has neither."""
    spent: Counter[str] = Counter()
    people: dict[str, set[int]] = defaultdict(set)
    for each in met:
        spent[name_of(each)] += minutes_of(each, minutes)
        people[name_of(each)].add(each.who.id)
    profits = {cut.name: cut.profit for cut in cuts}
    whole, profit = sum(spent.values()), sum(profits.values())
    names = [name for name in profits if name != NOBODYS]
    names += sorted((name for name in people if name not in profits), key=_in_order)
    names += [NOBODYS] if NOBODYS in profits else []
    return [
        Time(
            name,
            len(people[name]),
            spent[name],
            share(spent[name], whole),
            profits.get(name, 0),
            share(profits.get(name, 0), profit),
        )
        for name in names
        if people[name] or profits.get(name)
    ]


def _tasks(promises: Iterable[Promise], first: int, until: int, last: int, today: int) -> Tasks:
    """Sort promises by what became of them; one of today can still be kept."""
    found = Tasks([], [], [], [], [], [])
    for each in promises:
        if each.due < first:
            (found.made_good if first <= each.done <= until else found.overdue).append(each)
        elif 0 < each.done <= each.due:
            found.kept.append(each)
        elif each.due >= today and not each.done:
            found.open.append(each)
        elif 0 < each.done <= last:
            found.late.append(each)
        else:
            found.broken.append(each)
    return found


def _usual(brought: int, months: int) -> int:
    """Return an average week's profit of a window of so many months."""
    return round(brought * 12 * _WEEK / (months * 365.25))


def _stopped(facts: ReviewFacts, monday: date, until: date, rules: Rules) -> list[Gone]:
    """Return who counts as lost since this week because of buying no more: watched customers whom nobody marked."""
    marked = {each.who.id for each in facts.said_lost}
    found = []
    for who, days in facts.buyers:
        if who.grade not in WARNED_GRADES or who.id in marked:
            continue
        now = stopped_buying(days, until.toordinal(), rules.warnings, rules.value)
        if now and not stopped_buying(days, monday.toordinal() - 1, rules.warnings, rules.value):
            found.append(Gone(who, now[2]))
    return found


def _carried(facts: ReviewFacts, lines: Sequence[KeptLine], tasks: Tasks, until: int, last: int) -> list[Carried]:
    """Return what is still to do: what the plan left, the heaviest first, then promises and complaints beside it.

    What only filled a gap and was not due is not left; a greeting whose day is over is missed; and nothing is to do for
    whom the week has lost.
    """
    lost = {each.who.id for each in facts.said_lost}
    over = until + (until == last)
    undone = left_over((line for line in lines if line.kind not in _OF_THEIR_DAY or line.due >= over), last)
    left = sorted(
        (line for line in lines if line.item in undone and line.contact not in lost),
        key=lambda line: (-line.weight, line.item),
    )
    found = [
        Carried(
            line.item,
            line.kind,
            line.name,
            line.title,
            line.weeks,
            line.until * (line.until > last),
            _skip_reason(line),
        )
        for line in left
    ]
    known = {each.id for each in found}
    beside = [
        Carried(each.id, "task", each.who.name, each.text) for each in (*tasks.broken, *tasks.overdue) if not each.done
    ]
    beside += [Carried(number, "complaint", who.name, text) for number, who, text in facts.complaints]
    return [*found, *(each for each in beside if each.id not in known)]


def _skip_reason(line: KeptLine) -> str | None:
    return line.reason if line.state is LineState.SKIPPED else None
