"""What a person said about the week, and what that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.agenda.week import HEAVIEST, item_line
from followup.render.formats.json import Lines
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from followup.core.scheduling.item import Plan


def said_json(plan: Plan, names: Collection[str], changes: Sequence[str]) -> dict[str, object]:
    """The items that it was said about, as the agenda has them now, and what changed."""
    return {"items": Lines(item_line(item) for item in plan.items if item.id in names), "changes": list(changes)}


def said_text(names: Collection[str], changes: Sequence[str]) -> str:
    """What changed, a line each: what it was said about first, of the rest as much as a person reads."""
    own = [each for each in changes if each.partition(" ")[0] in names]
    others = [each for each in changes if each not in own]
    more = [f"and {len(others) - HEAVIEST:,} more: followup agenda shows the week"] if len(others) > HEAVIEST else []
    return "".join(f"{one_line(each)}\n" for each in [*own, *others[:HEAVIEST], *more])
