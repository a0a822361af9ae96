"""What a file tells besides the person: what happened, what is due, what was bought, the grade. Each is taken once.

A fact is written as a line of text: `2026-05-01 visit`, `task 2026-07-01 follow up`, `sale 2026-05-01 120000`, and
`sale` for any sale at all. What the book knows already, because the salesperson wrote it or an earlier file told it, is
no news, even where it was amended, done or deleted since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from followup.core.importing.draft import Doubt
from followup.core.model.contact import Interaction, Sale
from followup.core.model.grades import parse_grade
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft
    from followup.core.importing.types import ChangeSet, Choices
    from followup.core.model.contact import Task

GRADE = "grade"
"""The fact that a person or a policy decided the grade, so that no file may change it."""
ANY_SALE = "sale"
MESSAGE = "message"
"""The kind of an interaction of which a file says only the day: any other of that day says more."""

_LEVEL = "level"
_Dated = TypeVar("_Dated", Interaction, Sale)


def has_facts(draft: Draft) -> bool:
    """Whether the draft tells anything that the book may know already."""
    return bool(draft.interactions or draft.tasks or draft.sales or draft.total or draft.grade)


def settle_facts(draft: Draft, choices: Choices) -> None:
    """Make the draft's grade one of ours, and keep as fields what cannot have happened yet: a call of next year."""
    if draft.grade:
        draft.grade = _grade(draft, choices)
    draft.interactions = _past(draft, draft.interactions, "last contact", choices)
    draft.sales = _past(draft, draft.sales, "last order", choices)
    if draft.total and not _past(draft, [draft.total], "last order", choices):
        draft.total = None


def _grade(draft: Draft, choices: Choices) -> str:
    try:
        return parse_grade(draft.grade, choices.grade_labels) or ""
    except WrongUsageError:
        reason = f"whether a grade of {draft.grade} is the best or the worst is not said: it is kept as {_LEVEL}"
        draft.doubts.append(Doubt(draft.line, reason))
        draft.fields.setdefault(_LEVEL, draft.grade)
        return ""


def _past(draft: Draft, records: list[_Dated], name: str, choices: Choices) -> list[_Dated]:
    for day in [record.on for record in records if record.on > choices.today]:
        draft.doubts.append(Doubt(draft.line, f"{name} {day} has not been yet: it is kept as a field"))
        draft.fields.setdefault(name, day.isoformat())
    return [record for record in records if record.on <= choices.today]


def take_facts(draft: Draft, number: int, known: set[str], chunk: ChangeSet) -> bool:
    """Put into the chunk what the draft tells and the contact does not have; whether there was anything.

    `known` are the contact's facts, and grows.
    """
    before = len(chunk.told)
    for met in sorted(draft.interactions, key=lambda one: one.kind == MESSAGE):
        if _is_news(chunk, number, known, f"{met.on} {met.kind}"):
            known.add(f"{met.on} {MESSAGE}")
            chunk.interactions.append(met._replace(contact_id=number, summary=met.summary or f"from {chunk.source}"))
    for task in draft.tasks:
        if _is_news(chunk, number, known, _promise(task)):
            chunk.tasks.append(task._replace(contact_id=number))
    total = [draft.total] if draft.total and not draft.sales and ANY_SALE not in known else []
    for sale in (*draft.sales, *total):
        if _is_news(chunk, number, known, f"{ANY_SALE} {sale.on} {sale.amount}"):
            known.add(ANY_SALE)
            chunk.sales.append(sale._replace(contact_id=number, note=f"{sale.note} from {chunk.source}".strip()))
    return len(chunk.told) > before


def _is_news(chunk: ChangeSet, number: int, known: set[str], fact: str) -> bool:
    if fact in known:
        return False
    known.add(fact)
    chunk.told.append((number, fact))
    return True


def _promise(task: Task) -> str:
    return f"task {task.due or ''} {fold(task.text)}"
