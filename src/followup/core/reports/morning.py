"""The page of a morning: what to do today, what is overdue, whom to congratulate soon, and the warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda.dated import answered, celebrates, occasion_title, occasions_in, task_candidates
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
"""Before a long holiday the page looks ahead to the first working day, but no further than this."""
LONGEST_BACK = 7
"""Occasions that were missed while no page was shown are listed for a week."""


class Congratulation(NamedTuple):
    """A day to congratulate on: a contact's (`g12`), or a festival's (`f3`, no person). `age` is None if unknown."""

    id: str
    kind: str
    title: str
    day: date
    person: ContactRhythm | None
    age: int | None = None


class MorningPage(NamedTuple):
    """One morning. `overdue` tasks are not repeated among the `items` of today."""

    day: date
    items: Sequence[Item]
    overdue: Sequence[Item]
    occasions: Sequence[Congratulation]
    warnings: Sequence[tuple[ContactRhythm, CustomerWarning]]
    missed: Sequence[Congratulation]
    hints: Sequence[str]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do today, and nobody to congratulate."""
        return not (self.items or self.overdue or self.occasions or self.missed)


def morning_page(snapshot: WeekSnapshot, plan: Plan, today: date, last_shown: date | None, rules: Rules) -> MorningPage:
    """Put together the page of a morning out of the plan of its week, which is planned from today on.

    `last_shown` is the last morning before today that a page was shown, None when there was none: occasions that fell
    between and were not answered are `missed`.
    """
    now = today.toordinal()
    placed = {item.id: item for item in plan.items}
    # A task that is due today is shown today, even if it is a day off or the week has no room for it.
    promised = [
        placed.get(candidate.id) or item_of(candidate, now, None)
        for candidate in task_candidates(snapshot, plan.span, rules)
        if candidate.due <= now and (candidate.id not in placed or placed[candidate.id].is_open)
    ]
    promised.sort(key=lambda item: (item.due, -item.weight, item.id))
    overdue = [item for item in promised if item.due < today]
    planned = [item for item in plan.items if item.day == today and item.is_open and item not in overdue]
    since = now if last_shown is None else max(last_shown.toordinal() + 1, now - LONGEST_BACK)
    return MorningPage(
        today,
        planned + [item for item in promised if item.due == today and item not in planned],
        overdue,
        _coming(snapshot, now, look_ahead(plan, now), rules),
        # Contacts that a person has marked as lost are no news: followup lose --report counts them.
        gravest_first(
            (snapshot.people[number], warned)
            for number, warned in snapshot.warnings.items()
            if warned.rule != MARKED_LOST
        ),
        _coming(snapshot, since, now - 1, rules) if since < now else (),
        [*_asked(plan), *book_hints(snapshot)],
    )


def _asked(plan: Plan) -> list[str]:
    """A sentence that visits wait for an answer; the agenda has the questions."""
    count = len(plan.questions)
    if not count:
        return []
    visits = "1 visit waits" if count == 1 else f"{count:,} visits wait"
    return [f"{visits} for an answer, week after week not made: followup agenda asks"]


def look_ahead(plan: Plan, today: int) -> int:
    """The last day that the page looks to: three days ahead, Friday over the weekend, and over a holiday to its end."""
    working = plan.span.calendar.next_working(today + 1, LONGEST_AHEAD)
    return max(today + DAYS_AHEAD, working or 0)


def _coming(snapshot: WeekSnapshot, first: int, last: int, rules: Rules) -> list[Congratulation]:
    coming = [*_birthdays(snapshot, first, last, rules), *_festivals(snapshot, first, last, rules)]
    return sorted(coming, key=lambda day: (day.day, day.person is None, day.id))


def _birthdays(snapshot: WeekSnapshot, first: int, last: int, rules: Rules) -> Iterator[Congratulation]:
    for person, occasion, falls in occasions_in(snapshot, first, last, rules.occasions):
        name = f"g{occasion.id}"
        if not answered(snapshot, person.id, name, falls.day.toordinal()):
            title = occasion_title(person, occasion, falls)
            yield Congratulation(name, occasion.kind, title, falls.day, person, age(occasion, falls))


def _festivals(snapshot: WeekSnapshot, first: int, last: int, rules: Rules) -> Iterator[Congratulation]:
    for festival, day in festivals_in(day_of(first), day_of(last), rules.occasions):
        if any(celebrates(person, festival) for person in snapshot.people.values()):
            yield Congratulation(f"f{festival.id}", "festival", f"{festival.name} ({festival.chinese})", day, None)
