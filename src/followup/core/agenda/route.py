"""Where the week leads: what lies in one area, and the order in which to drive on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.core.scheduling.item import Item, Plan

NOON = "12:00"


class Stop(NamedTuple):
    """A part of town, empty where nobody knows which, and whom one meets there, in that order."""

    area: str
    items: Sequence[Item]


def only_in(plan: Plan, area: str) -> Plan:
    """The part of a plan that lies in an area, or in one that is called like it: 浦东 is in 上海浦东新区.

    What changed in it, and what is asked about it, is told.
    The days and their minutes stay the whole week's. An area that has nothing is answered by those that have something.
    """
    wanted = fold(area)
    items = [item for item in plan.items if wanted in fold(item.area)]
    unplaced = [each for each in plan.unplaced if wanted in fold(each.candidate.area)]
    hints = plan.hints
    names = {item.id for item in items} | {each.candidate.id for each in unplaced}
    changes = [change for change in plan.changes if change.item in names]
    questions = [each for each in plan.questions if each.id in names]
    if not items and not unplaced:
        known = sorted({item.area for item in plan.items if item.area})
        hints = (f"nothing of this week is in {area}; it leads to {', '.join(known) or 'no area'}",)
    return plan._replace(items=items, unplaced=unplaced, hints=hints, changes=changes, questions=questions)


def stops(items: Iterable[Item]) -> list[Stop]:
    """The stops that are left of a day, in the order to drive: one area together, one organisation's people together.

    Appointments are kept at their hours. Areas without one, the heaviest first, come between those of the morning
    and those of the afternoon.
    """
    areas: dict[str, list[Item]] = {}
    for item in items:
        if item.is_open and (item.kind == "visit" or (item.kind == "appointment" and item.area)):
            areas.setdefault(item.area or item.id, []).append(item)
    found = [Stop(there[0].area, sorted(there, key=_turn)) for there in areas.values()]
    return sorted(found, key=_when)


def _turn(item: Item) -> tuple[object, ...]:
    """When a person of an area has their turn: those with an hour first, then firm by firm."""
    firm = item.contact.organization if item.contact else ""
    return not item.time, item.time, not firm, firm, -item.weight, item.id


def _when(stop: Stop) -> tuple[object, ...]:
    time = stop.items[0].time
    return time or NOON, bool(time), -sum(item.weight for item in stop.items), stop.items[0].id
