"""What a person says about the week: this on that day, that not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.agenda.keep import keep_week
from followup.core.agenda.kept import KeptWeek
from followup.core.agenda.pin import check_pinned, pin, skip
from followup.core.agenda.snapshot import OpenTask, WeekSnapshot
from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import ContactOccasion
from followup.core.model.rules import Rules, WeekRules, WorkdayRules
from followup.core.scheduling.solver import span_from
from followup.errors import FollowupError, NotFoundError, WrongUsageError
from followup.render.agenda.changes import change_sentences

if TYPE_CHECKING:
    from followup.core.scheduling.item import Plan

MON = date(2026, 11, 23).toordinal()
TUE, WED, THU, FRI, SAT = range(MON + 1, MON + 6)
RULES = Rules(week=WeekRules(capacity=130, protect=0))


def on(day: int) -> date:
    return date.fromordinal(day)


def met(number: int, grade: str = "A") -> ContactRhythm:
    fields = {"last_touch": MON - 100, "last_visit": MON - 100, "added": MON - 900, "own_call": "never"}
    return ContactRhythm(number, f"P{number}", grade, **fields)  # type: ignore[arg-type]


BOOK = WeekSnapshot(
    {number: met(number) for number in range(1, 7)},
    tasks=[OpenTask(1, 1, "quote", on(WED)), OpenTask(2, 1, "samples", on(THU), "14:00")],
    occasions=[ContactOccasion(1, 1, "birthday", None, 11, 26)],
)


def show(kept: KeptWeek | None = None, today: int = TUE) -> tuple[Plan, KeptWeek]:
    span = span_from(MON, today, work_calendar(MON - 400, MON + 90, WorkdayRules()))
    return keep_week(BOOK, span, RULES, kept or KeptWeek())


def test_an_item_is_pinned_to_a_day_and_others_make_room() -> None:
    plan, kept = show()
    there = {item.id: item.day for item in plan.items}
    (name,) = [item.id for item in plan.items if item.day == on(WED) and item.kind == "visit"]
    other = next(item.id for item in plan.items if item.kind == "visit" and item.day == on(FRI))
    after, _ = show(pin(plan, kept, other, on(WED)))
    item = check_pinned(after, other, on(WED))
    assert (item.pinned, item.status) == (True, "moved")
    assert {each.id: each.day for each in after.items}.get(name) != there[name]
    assert f"{other} Visit P{other[1:]} is pinned to tomorrow" in change_sentences(after)


def test_what_found_no_room_can_be_pinned() -> None:
    plan, kept = show()
    name = plan.unplaced[0].candidate.id
    after, _ = show(pin(plan, kept, name, on(FRI)))
    assert check_pinned(after, name, on(FRI)).pinned


def test_a_full_day_has_no_room_for_another_pin() -> None:
    plan, kept = show()
    plan, kept = show(pin(plan, kept, "v1", on(FRI)))
    after, _ = show(pin(plan, kept, "v2", on(FRI)))
    with pytest.raises(FollowupError, match="no room for v2 on Fri 27 Nov"):
        check_pinned(after, "v2", on(FRI))


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("v1", MON, "yesterday is over"),
        ("v1", MON + 9, "Wed 2 Dec is not in 2026-W48"),
        ("v1", SAT, "Sat 28 Nov is a day off"),
        ("g1", FRI, "g1 is for Thu 26 Nov: it cannot be pinned"),
        ("t2", FRI, "t2 is for Thu 26 Nov 14:00: it cannot be pinned"),
        ("t1", FRI, "t1 is promised for tomorrow"),
    ],
)
def test_what_cannot_be_pinned_is_told(name: str, day: int, words: str) -> None:
    plan, kept = show()
    with pytest.raises(WrongUsageError, match=words):
        pin(plan, kept, name, on(day))


def test_what_is_not_on_the_agenda_is_told() -> None:
    plan, kept = show()
    with pytest.raises(NotFoundError, match="v9 is not on the agenda of 2026-W48"):
        pin(plan, kept, "v9", on(FRI))


def test_what_is_skipped_is_planned_again_when_it_is_pinned() -> None:
    plan, kept = show()
    plan, kept = show(skip(plan, kept, "v1", "ill"))
    assert next(item for item in plan.items if item.id == "v1").status == "skipped"
    assert "v1 Visit P1 is skipped: ill" in change_sentences(plan)
    after, _ = show(pin(plan, kept, "v1", on(FRI)))
    assert check_pinned(after, "v1", on(FRI)).is_open


def test_what_is_done_can_neither_be_pinned_nor_skipped() -> None:
    _, kept = show()
    name = next(name for name in kept.lines if name.startswith("v"))
    plan, kept = show(kept._replace(lines={**kept.lines, name: kept.lines[name]._replace(done=TUE)}))
    with pytest.raises(FollowupError, match=f"{name} is done already"):
        skip(plan, kept, name, "")
    with pytest.raises(FollowupError, match=f"{name} is done already"):
        pin(plan, kept, name, on(FRI))
