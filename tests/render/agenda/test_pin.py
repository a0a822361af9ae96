"""What pinning and skipping items changed."""

from __future__ import annotations

import json
from datetime import date

from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import WorkdayRules
from followup.core.scheduling.item import Change, ChangeKind, Item, Plan
from followup.core.scheduling.solver import span_from
from followup.render.agenda.pin import changed_plan_json, changed_plan_text
from followup.render.formats.json import json_chunks

MON = date(2026, 11, 23).toordinal()
ITEM = Item("v1", None, "visit", "Visit", "due", 1, True, True, date(2026, 11, 23), None, "", 60, "", 1.0)
PLAN = Plan(
    span_from(MON, MON, work_calendar(MON - 9, MON + 9, WorkdayRules())), {}, [ITEM, ITEM._replace(id="v2")], []
)
PINNED = Change("v1", "Visit\x1b", ChangeKind.PINNED, MON + 1)


def test_the_items_themselves_come_first_and_then_as_many_others_as_a_person_reads() -> None:
    changes = [*(Change(f"c{number}", "Call", ChangeKind.MADE_ROOM) for number in range(12)), PINNED]
    lines = changed_plan_text(PLAN, ["v1"], changes).splitlines()
    assert lines[0] == "v1 Visit\N{SYMBOL FOR ESCAPE} is pinned to tomorrow"
    assert lines[1] == "c0 Call made room: it is not due this week"
    assert lines[2].startswith("c1 ")
    assert lines[-1] == "and 2 more: followup agenda shows the week"
    assert changed_plan_text(PLAN, ["v1"], [PINNED]).count("\n") == 1


def test_json_has_the_items_themselves_and_every_change() -> None:
    keys = json.loads("".join(json_chunks(changed_plan_json(PLAN, ["v1"], [PINNED]))))
    assert [item["id"] for item in keys["items"]] == ["v1"]
    assert keys["changes"] == ["v1 Visit\x1b is pinned to tomorrow"]
