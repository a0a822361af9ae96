"""What a person said about the week, and what that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.agenda import item_line
from followup.render.json_text import Lines
from followup.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from followup.core.item import Plan


def said_json(plan: Plan, names: Collection[str], changes: Sequence[str]) -> dict[str, object]:
    """The items that it was said about, as the agenda has them now, and what changed."""
    return {"items": Lines(item_line(item) for item in plan.items if item.id in names), "changes": list(changes)}


def said_text(changes: Iterable[str]) -> str:
    """What changed, a line each."""
    return "".join(f"{one_line(each)}\n" for each in changes)
