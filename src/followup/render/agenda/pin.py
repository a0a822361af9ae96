"""What pinning or skipping items changed in the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import day_of
from followup.render.agenda.changes import change_sentence
from followup.render.agenda.week import HEAVIEST, item_line
from followup.render.formats.json import Lines
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from followup.core.scheduling.item import Change, Plan


def changed_plan_json(plan: Plan, names: Collection[str], changes: Sequence[Change]) -> dict[str, object]:
    """The items that were pinned or skipped, as they are now, and what changed."""
    today = day_of(plan.span.today)
    return {
        "items": Lines(item_line(item) for item in plan.items if item.id in names),
        "changes": [change_sentence(change, today) for change in changes],
    }


def changed_plan_text(plan: Plan, names: Collection[str], changes: Sequence[Change]) -> str:
    """What changed, a line each: first about these items, then as many others as a person reads."""
    today = day_of(plan.span.today)
    own = [change_sentence(change, today) for change in changes if change.item in names]
    others = [change_sentence(change, today) for change in changes if change.item not in names]
    more = [f"and {len(others) - HEAVIEST:,} more: followup agenda shows the week"] if len(others) > HEAVIEST else []
    return "".join(f"{one_line(sentence)}\n" for sentence in [*own, *others[:HEAVIEST], *more])
