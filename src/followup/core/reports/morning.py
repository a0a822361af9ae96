"""The morning's page: what today brings, what is overdue, whom to congratulate soon, who drifts away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda.dated import answered, celebrates, occasion_title, occasions_in, tasks
from followup.core.agenda.hints import book_hints
from followup.core.dates.formatting import day_of
from followup.core.dates.occasions import age, festivals_in
from followup.core.retention.warnings import MARKED_LOST, gravest_first
from followup.core.scheduling.item import item_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.rules import Rules
    from followup.core.retention.warnings import CustomerWarning
    from followup.core.scheduling.item import Item, Plan

DAYS_AHEAD = 3
LONGEST_AHEAD = 14
"""Over a long holiday the page looks ahead until work begins again, but no further than this."""
LONGEST_BACK = 7
"""Occasions missed while the machine was off are told about for a week."""


class Coming(NamedTuple):
    """A day to congratulate on: `g12` of a contact, or a festival (`f3`, no contact). `age` is None where not known."""

    id: str
    kind: str
    title: str
    day: date
    person: ContactRhythm | None
    age: int | None = None


class Page(NamedTuple):
    """One morning. `overdue` tasks are not repeated among the `items` of today."""

    day: date
    items: Sequence[Item]
    overdue: Sequence[Item]
    occasions: Sequence[Coming]
    warnings: Sequence[tuple[ContactRhythm, CustomerWarning]]
    missed: Sequence[Coming]
    hints: Sequence[str]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do today, and nobody to congratulate."""
        return not (self.items or self.overdue or self.occasions or self.missed)


def page(facts: WeekSnapshot, plan: Plan, today: date, last_shown: date | None, rules: Rules) -> Page:
    """Put together the page of a morning out of the plan of its week, which is planned from today on.

    `last_shown` is the last morning before today that a page was shown, None when there was none: occasions that fell
    between and were not answered are `missed`.
    """
    now = today.toordinal()
    placed = {item.id: item for item in plan.items}
    # A promise for today is told today, although it is a day off or the week has no room for it.
    promised = [
        placed.get(candidate.id) or item_of(candidate, now, None)
        for candidate in tasks(facts, plan.span, rules)
        if candidate.due <= now and (candidate.id not in placed or placed[candidate.id].is_open)
    ]
    promised.sort(key=lambda item: (item.due, -item.weight, item.id))
    overdue = [item for item in promised if item.due < today]
    planned = [item for item in plan.items if item.day == today and item.is_open and item not in overdue]
    since = now if last_shown is None else max(last_shown.toordinal() + 1, now - LONGEST_BACK)
    return Page(
        today,
        planned + [item for item in promised if item.due == today and item not in planned],
        overdue,
        _coming(facts, now, look_ahead(plan, now), rules),
        # Who was marked as lost is no news in the morning: followup lose --report counts them.
        gravest_first(
            (facts.people[number], warned) for number, warned in facts.warnings.items() if warned.rule != MARKED_LOST
        ),
        _coming(facts, since, now - 1, rules) if since < now else (),
        [*_asked(plan), *book_hints(facts)],
    )


def _asked(plan: Plan) -> list[str]:
    """That something waits for an answer: the week asks it in full."""
    count = len(plan.questions)
    if not count:
        return []
    visits = "1 visit waits" if count == 1 else f"{count:,} visits wait"
    return [f"{visits} for an answer, week after week not made: followup agenda asks"]


def look_ahead(plan: Plan, today: int) -> int:
    """The last day that the page looks to: three days ahead, Friday over the weekend, and over a holiday to its end."""
    working = plan.span.calendar.next_working(today + 1, LONGEST_AHEAD)
    return max(today + DAYS_AHEAD, working or 0)


def _coming(facts: WeekSnapshot, first: int, last: int, rules: Rules) -> list[Coming]:
    found = [*_birthdays(facts, first, last, rules), *_festivals(facts, first, last, rules)]
    return sorted(found, key=lambda each: (each.day, each.person is None, each.id))


def _birthdays(facts: WeekSnapshot, first: int, last: int, rules: Rules) -> Iterator[Coming]:
    for person, occasion, falls in occasions_in(facts, first, last, rules.occasions):
        name = f"g{occasion.id}"
        if not answered(facts, person.id, name, falls.day.toordinal()):
            title = occasion_title(person, occasion, falls)
            yield Coming(name, occasion.kind, title, falls.day, person, age(occasion, falls))


def _festivals(facts: WeekSnapshot, first: int, last: int, rules: Rules) -> Iterator[Coming]:
    for festival, day in festivals_in(day_of(first), day_of(last), rules.occasions):
        if any(celebrates(person, festival) for person in facts.people.values()):
            yield Coming(f"f{festival.id}", "festival", f"{festival.name} ({festival.chinese})", day, None)
