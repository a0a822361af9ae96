"""What is carried over from week to week: counted, and asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence import Person
from followup.core.facts import Facts
from followup.core.kept import Kept, left_over
from followup.core.kept_week import keep_week
from followup.core.rules import Away, Rules, WeekRules, WorkdayRules
from followup.core.week import span_from
from followup.core.workdays import work_calendar

if TYPE_CHECKING:
    from followup.core.item import Item, Plan, Span

MON = date(2026, 11, 23).toordinal()
TUE, WED, THU, FRI, SAT = range(MON + 1, MON + 6)
RULES = Rules()
NARROW = Rules(week=WeekRules(capacity=100, protect=0))
"""A day holds one visit with its way, and no more."""


def span(today: int = MON, *away: Away) -> Span:
    return span_from(today - (today - MON) % 7, today, work_calendar(MON - 400, MON + 90, WorkdayRules(away=away)))


def met(number: int, grade: str | None = "A", *, ago: int = 14, **more: object) -> Person:
    """Somebody who was visited so many days before this Monday."""
    day = MON - ago
    fields = {"last_touch": day, "last_visit": day, "last_call": day, "added": MON - 900} | more
    return Person(number, f"P{number}", grade, **fields)  # type: ignore[arg-type]


def facts(*people: Person, **more: object) -> Facts:
    return Facts({person.id: person for person in people}, contacts=len(people), **more)  # type: ignore[arg-type]


class Shown(NamedTuple):
    """A week as it was shown, and what is kept of it."""

    plan: Plan
    kept: Kept

    @property
    def days(self) -> dict[str, int]:
        return {item.id: item.day.toordinal() for item in self.plan.items if item.day}

    @property
    def items(self) -> dict[str, Item]:
        return {item.id: item for item in self.plan.items}

    @property
    def said(self) -> tuple[object, ...]:
        """Everything that is shown."""
        plan = self.plan
        return plan.rooms, plan.items, self.left, plan.hints, plan.changes, plan.questions

    @property
    def left(self) -> dict[str, str]:
        return {each.candidate.id: each.reason for each in self.plan.unplaced}

    def with_line(self, name: str, **changed: object) -> Kept:
        """What is kept, with one line changed as a command or the book would."""
        return self.kept._replace(lines={**self.kept.lines, name: self.kept.lines[name]._replace(**changed)})  # type: ignore[arg-type]


def shown(found: Facts, kept: Kept | None = None, week: Span | None = None, rules: Rules = RULES) -> Shown:
    return Shown(*keep_week(found, week or span(), rules, kept or Kept()))


def week_after(before: Shown) -> Kept:
    return Kept(carried=left_over(before.kept.lines.values(), MON + 6))


def test_what_a_week_left_undone_is_carried_over_and_counted() -> None:
    first = shown(facts(met(1)))
    second = shown(facts(met(1)), week_after(first), span(MON + 7))
    assert second.items["v1"].weeks == 2
    assert second.items["v1"].why.endswith("; carried over, week 2")
    done = first._replace(kept=first.with_line("v1", done=TUE))
    assert shown(facts(met(1, ago=0)), week_after(done), span(MON + 14)).items["v1"].weeks == 1


def test_what_is_carried_and_finds_no_room_is_counted_on() -> None:
    first = shown(facts(met(1, "C", ago=100)), rules=NARROW)
    crowd = facts(met(1, "C", ago=100), *(met(number, ago=50) for number in range(2, 8)))
    second = shown(crowd, week_after(first), span(MON + 7), NARROW)
    assert "v1" in second.left
    assert (second.kept.lines["v1"].weeks, second.kept.lines["v1"].planned) == (2, 0)
    later = shown(facts(met(1, "C", ago=100)), second.kept, span(MON + 7), NARROW)
    assert "v1 Visit P1 is planned for today" in later.plan.changes


def carried(weeks: int, **more: object) -> Shown:
    return shown(facts(met(1, **more)), Kept(carried={"v1": weeks}))  # type: ignore[arg-type]


def test_a_visit_carried_three_times_is_a_question_and_no_line() -> None:
    assert carried(2).items["v1"].weeks == 3
    asked = carried(3)
    assert "v1" not in asked.items
    assert asked.left == {"v1": "carried over 3 times: it waits for an answer"}
    (question,) = asked.plan.questions
    assert question.text == (
        "Three weeks in a row there was no visit to P1 (A): visit, call instead, or lower the cadence?"
    )
    assert question.answers[0] == ("visit", "followup pin v1 DAY")
    assert question.answers[2] == ("lower the cadence", "followup edit 1 --set cadence.visit=28")
    assert "11 weeks in a row" in carried(11).plan.questions[0].text


def test_the_call_that_is_due_as_well_is_made_while_the_question_waits() -> None:
    assert "c1" in carried(3).items
    assert "c1" not in carried(3, own_call="never").items


def test_a_question_is_asked_until_it_is_answered_by_a_day_or_a_skip() -> None:
    asked = carried(3)
    assert shown(facts(met(1)), asked.kept).said == asked.said
    pinned = shown(facts(met(1)), asked.with_line("v1", pinned=True, day=WED))
    assert (pinned.days["v1"], pinned.plan.questions) == (WED, ())
    skipped = shown(facts(met(1)), asked.with_line("v1", skipped="he is abroad"))
    assert skipped.plan.questions == ()
    assert left_over(asked.kept.lines.values(), MON + 6)["v1"] == 4


def test_what_only_filled_a_gap_is_not_carried_over() -> None:
    first = shown(facts(met(1, "B", ago=20, own_call="never")))
    assert first.days == {"v1": MON}
    assert week_after(first) == Kept()
