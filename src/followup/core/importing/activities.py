"""What a file says besides the person: interactions, tasks, sales and the grade. Each is imported once.

Each of these is compared as a `Fact`. What the book knows already, because the salesperson wrote it or an earlier file
told it, is not imported again, even where it was amended, done or deleted since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from followup.core.importing.draft import Doubt
from followup.core.importing.types import ANY_SALE, MESSAGE, Fact, with_implied
from followup.core.model.contact import Interaction, Sale
from followup.core.model.grades import parse_grade
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft
    from followup.core.importing.types import ChangeSet, Choices
    from followup.core.model.contact import Task

_LEVEL = "level"
_Dated = TypeVar("_Dated", Interaction, Sale)


def has_facts(draft: Draft) -> bool:
    """Whether the draft has anything that the book may know already."""
    return bool(draft.interactions or draft.tasks or draft.sales or draft.total or draft.grade)


def settle_facts(draft: Draft, choices: Choices) -> None:
    """Make the draft's grade one of ours, and turn into fields what lies in the future: a call of next year."""
    if draft.grade:
        draft.grade = _grade(draft, choices)
    draft.interactions = _without_future(draft, draft.interactions, "last contact", choices)
    draft.sales = _without_future(draft, draft.sales, "last order", choices)
    if draft.total and not _without_future(draft, [draft.total], "last order", choices):
        draft.total = None


def _grade(draft: Draft, choices: Choices) -> str:
    """Return the draft's grade as a letter; one that can mean several becomes a field."""
    try:
        return parse_grade(draft.grade, choices.grade_labels) or ""
    except WrongUsageError:
        reason = f"whether a grade of {draft.grade} is the best or the worst is not said: it is kept as {_LEVEL}"
        draft.doubts.append(Doubt(draft.line, reason))
        draft.fields.setdefault(_LEVEL, draft.grade)
        return ""


def _without_future(draft: Draft, records: list[_Dated], name: str, choices: Choices) -> list[_Dated]:
    """Return the records up to today; the days of the others become a field of this name."""
    for day in [record.on for record in records if record.on > choices.today]:
        draft.doubts.append(Doubt(draft.line, f"{name} {day} has not been yet: it is kept as a field"))
        draft.fields.setdefault(name, day.isoformat())
    return [record for record in records if record.on <= choices.today]


def add_facts(draft: Draft, contact: int, known: set[Fact], changes: ChangeSet) -> bool:
    """Add to the changes what the draft says and the contact does not have; return whether there was anything.

    `known` are the contact's facts; the new ones are added to them.
    """
    before = len(changes.facts)
    source = f"from {changes.source}"
    for interaction in sorted(draft.interactions, key=lambda interaction: interaction.kind == MESSAGE):
        if _add_fact(changes, contact, known, Fact("interaction", interaction.on, interaction.kind)):
            summary = interaction.summary or source
            changes.interactions.append(interaction._replace(contact_id=contact, summary=summary))
    for task in draft.tasks:
        if _add_fact(changes, contact, known, _task_fact(task)):
            changes.tasks.append(task._replace(contact_id=contact))
    total = [draft.total] if draft.total and not draft.sales and ANY_SALE not in known else []
    for sale in (*draft.sales, *total):
        if _add_fact(changes, contact, known, Fact("sale", sale.on, amount=sale.amount)):
            changes.sales.append(sale._replace(contact_id=contact, note=f"{sale.note} {source}".strip()))
    return len(changes.facts) > before


def _add_fact(changes: ChangeSet, contact: int, known: set[Fact], fact: Fact) -> bool:
    """Add a fact to the changes unless it is known; return whether it was added."""
    if fact in known:
        return False
    known.update(with_implied(fact))
    changes.facts.append((contact, fact))
    return True


def _task_fact(task: Task) -> Fact:
    return Fact("task", task.due, fold(task.text))
