"""What pinning or skipping items changed in the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.agenda.week import HEAVIEST, item_line
from followup.render.formats.json import Lines
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from followup.core.scheduling.item import Plan


def change_json(plan: Plan, names: Collection[str], changes: Sequence[str]) -> dict[str, object]:
    """The items that were pinned or skipped, as they are now, and what changed."""
    return {"items": Lines(item_line(item) for item in plan.items if item.id in names), "changes": list(changes)}


def change_text(names: Collection[str], changes: Sequence[str]) -> str:
    """What changed, a line each: first about the items themselves, then as many others as a person reads."""
    own = [change for change in changes if change.partition(" ")[0] in names]
    others = [change for change in changes if change not in own]
    more = [f"and {len(others) - HEAVIEST:,} more: followup agenda shows the week"] if len(others) > HEAVIEST else []
    return "".join(f"{one_line(change)}\n" for change in [*own, *others[:HEAVIEST], *more])
