"""What would help a week with little in it, or with more than fits."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from followup.core.cadence.workload import HOUR, lowering_hint, minutes_by_grade, subject_need

if TYPE_CHECKING:
    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Plan

LITTLE = 0.5
"""A week less full than this could take more."""


def hints(plan: Plan, facts: WeekSnapshot, rules: Rules) -> list[str]:
    """Say what would help, in sentences that end with the command that does it."""
    total = sum(room.minutes for room in plan.rooms.values())
    used = sum(room.used for room in plan.rooms.values())
    found = []
    if not plan.rooms:
        found.append(f"No working day is left in {plan.span.label}.")
    year = date.fromordinal(plan.span.last).year
    if year in plan.span.calendar.guessed:
        found.append(f"The public holidays of {year} are not decreed yet: they are a guess (agenda.holidays decides)")
    found += book_hints(facts, total, used)
    if plan.unplaced and total:
        found += _too_much(facts, total, rules)
    return found


def book_hints(facts: WeekSnapshot, total: int = 0, used: int = 0) -> list[str]:
    """What a book lacks: contacts, or grades where nobody has one or the week has room (`used` of `total` minutes)."""
    found = []
    if not facts.contacts:
        found.append("The book is empty: followup import FILE, or followup add NAME")
    if facts.ungraded and (used < LITTLE * total or facts.ungraded == facts.contacts):
        noun, have = ("contact", "has") if facts.ungraded == 1 else ("contacts", "have")
        what_helps = "followup grade auto, or followup grade set QUERY GRADE"
        found.append(f"{facts.ungraded:,} {noun} {have} no grade: {what_helps}")
    return found


def _too_much(facts: WeekSnapshot, total: int, rules: Rules) -> list[str]:
    counts: Counter[str | None] = Counter(
        person.grade
        for person in facts.people.values()
        if person.grade in rules.week.important and person.active and not (person.private or person.do_not_contact)
    )
    needs = minutes_by_grade(counts, rules)
    need = sum(needs.values())
    if need <= total:
        return []
    sentence = f"{subject_need(counts)} {need / HOUR:.0f} h a week of your {total / HOUR:.0f}"
    return [f"{sentence}: {lowering_hint(counts, need - total, rules)}"]
