"""What is carried over from week to week: counted, and a visit carried three times is a question and no line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.agenda.kept import LineState
from followup.core.scheduling.item import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.agenda.kept import KeptWeek
    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate

ASKED_FROM = 4
"""Planned in three weeks and not done, a visit is asked about in the fourth."""
_NUMBERS = {3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}


def weeks_of(item: str, kept: KeptWeek) -> int:
    """How many weeks an item has been planned in, this one too."""
    line = kept.lines.get(item)
    return line.weeks if line else kept.carried.get(item, 0) + 1


def asked_about(found: Mapping[str, Candidate], kept: KeptWeek) -> list[Candidate]:
    """The visits that were carried over three times: each waits for an answer; a day it was pinned to is one."""
    if not kept.carried and not kept.lines:
        return []
    return [
        each
        for each in found.values()
        if each.kind == "visit" and weeks_of(each.id, kept) >= ASKED_FROM and not _is_answered(each.id, kept)
    ]


def _is_answered(item: str, kept: KeptWeek) -> bool:
    line = kept.lines.get(item)
    return line is not None and (line.state is LineState.PINNED or line.closed)


def question(visit: Candidate, weeks: int, rules: Rules) -> Question:
    """What to ask about a visit in its so-manieth week, and the commands that answer."""
    person = visit.person
    missed = weeks - 1
    grade = f" ({person.grade})" if person and person.grade else ""
    return Question(
        visit.id,
        person,
        weeks,
        f"{_NUMBERS.get(missed, f'{missed:,}')} weeks in a row there was no visit to {name_of(person)}{grade}:"
        " visit, call instead, or lower the cadence?",
        _answers(visit, rules),
    )


def name_of(person: ContactRhythm | None) -> str:
    """Whom something is about; nobody for a festival's batch."""
    return person.name if person else ""


def _answers(visit: Candidate, rules: Rules) -> list[tuple[str, str]]:
    number = visit.person.id if visit.person else 0
    longer = min(2 * max(visit.interval, rules.cadence.rest_days), 365)
    return [
        ("visit", f"followup pin {visit.id} DAY"),
        ("call instead", f"followup edit {number} --set cadence.visit=never"),
        ("lower the cadence", f"followup edit {number} --set cadence.visit={longer}"),
        ("later", f"followup snooze {visit.id} DATE"),
    ]
