"""What is carried over from week to week. A visit that was carried over three times becomes a question."""

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


def weeks_planned(item: str, kept: KeptWeek) -> int:
    """How many weeks an item has been planned in, this one too."""
    line = kept.lines.get(item)
    return line.weeks if line else kept.carried.get(item, 0) + 1


def visits_to_ask_about(candidates: Mapping[str, Candidate], kept: KeptWeek) -> list[Candidate]:
    """The visits that were carried over three times and wait for an answer; pinning one to a day is an answer."""
    if not kept.carried and not kept.lines:
        return []
    return [
        candidate
        for candidate in candidates.values()
        if candidate.kind == "visit"
        and weeks_planned(candidate.id, kept) >= ASKED_FROM
        and not _is_answered(candidate.id, kept)
    ]


def _is_answered(item: str, kept: KeptWeek) -> bool:
    line = kept.lines.get(item)
    return line is not None and (line.state is LineState.PINNED or line.closed)


def carryover_question(visit: Candidate, weeks: int, rules: Rules) -> Question:
    """The question about a visit that is planned in `weeks` weeks now, and the commands that answer it."""
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
    """The name of the contact an item is about; empty for a festival's batch."""
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
