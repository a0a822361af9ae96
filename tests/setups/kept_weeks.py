"""A week of invented people to be planned, kept and planned again: what the tests of the kept week begin with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda.keep import keep_week
from followup.core.agenda.kept import KeptWeek
from followup.core.agenda.snapshot import OpenTask, WeekSnapshot
from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import Away, Rules, WeekRules, WorkdayRules
from followup.core.scheduling.solver import span_from
from followup.render.agenda.changes import change_sentences

if TYPE_CHECKING:
    from followup.core.scheduling.item import Item, Plan, Span

MON = date(2026, 11, 23).toordinal()
TUE, WED, THU, FRI, SAT = range(MON + 1, MON + 6)
RULES = Rules()
NARROW = Rules(week=WeekRules(capacity=100, protect=0))
"""A day holds one visit with its way, and no more."""


def on(day: int) -> date:
    return date.fromordinal(day)


def span(today: int = MON, *away: Away) -> Span:
    return span_from(today - (today - MON) % 7, today, work_calendar(MON - 400, MON + 90, WorkdayRules(away=away)))


def met(number: int, grade: str | None = "A", *, ago: int = 14, **more: object) -> ContactRhythm:
    """Somebody who was visited so many days before this Monday."""
    day = MON - ago
    fields = {"last_touch": day, "last_visit": day, "last_call": day, "added": MON - 900} | more
    return ContactRhythm(number, f"P{number}", grade, **fields)  # type: ignore[arg-type]


def facts(*people: ContactRhythm, **more: object) -> WeekSnapshot:
    return WeekSnapshot({person.id: person for person in people}, contacts=len(people), **more)  # type: ignore[arg-type]


def task(number: int, due: int, contact: int = 1, **more: object) -> OpenTask:
    return OpenTask(number, contact, f"T{number}", on(due), **more)  # type: ignore[arg-type]


class Shown(NamedTuple):
    """A week as it was shown, and what is kept of it."""

    plan: Plan
    kept: KeptWeek

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
    def changes(self) -> list[str]:
        """What changed, in the sentences that a person reads."""
        return change_sentences(self.plan)

    @property
    def left(self) -> dict[str, str]:
        return {each.candidate.id: each.reason for each in self.plan.unplaced}

    def with_line(self, name: str, **changed: object) -> KeptWeek:
        """What is kept, with one line changed as a command or the book would."""
        return self.kept._replace(lines={**self.kept.lines, name: self.kept.lines[name]._replace(**changed)})  # type: ignore[arg-type]


def shown(found: WeekSnapshot, kept: KeptWeek | None = None, week: Span | None = None, rules: Rules = RULES) -> Shown:
    return Shown(*keep_week(found, week or span(), rules, kept or KeptWeek()))
