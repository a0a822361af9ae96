"""Lines of a week: what did what they asked for, and how they look when it is over."""

from __future__ import annotations

import pytest
from kept_weeks import FRI, MON, RULES, THU, TUE, WED, on, span

from followup.core.agenda.keep import past_week
from followup.core.agenda.kept import KeptLine, KeptWeek, LineState, Touch, done_on
from followup.core.cadence.due import ContactRhythm
from followup.core.model.rules import Away, CadenceRules


def line(kind: str, item: str = "", **more: object) -> KeptLine:
    name = item or f"{kind[0]}1"
    fields = {"planned": TUE, "day": TUE, "added": MON, "name": "P1"} | more
    return KeptLine(name, 1, kind, kind, "due", 1, "A", MON, "", 60, "", 1.0, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "touch", "day"),
    [
        (line("visit"), Touch(9, TUE, "meal", ""), TUE),
        (line("visit"), Touch(9, TUE, "call", ""), 0),
        (line("visit", after=9), Touch(9, MON, "visit", "v1"), 0),
        (line("visit", after=9), Touch(9, TUE, "visit", ""), TUE),
        (line("visit", after=8), Touch(9, MON - 1, "visit", ""), MON - 1),
        (line("call"), Touch(9, TUE, "visit", "v1"), TUE),
        (line("call"), Touch(9, TUE, "message", ""), TUE),
        (line("warning"), Touch(9, MON, "call", "w1"), MON),
        (line("warning"), Touch(9, TUE, "call", "c1"), TUE),
        (line("greeting", "g1"), Touch(9, TUE, "greeting", ""), TUE),
        (line("greeting", "g1"), Touch(9, TUE, "greeting", "g2"), 0),
        (line("greeting", "f3-1"), Touch(9, TUE, "message", "f3"), TUE),
        (line("festival", "f3"), Touch(9, TUE, "greeting", "f3"), TUE),
        (line("festival", "f3"), Touch(9, TUE, "greeting", ""), 0),
        (line("thanks", "y1"), Touch(9, TUE, "email", ""), TUE),
    ],
)
def test_a_touch_does_what_a_line_asks_for(found: KeptLine, touch: Touch, day: int) -> None:
    assert done_on(found, [touch], RULES.cadence) == day


def test_messages_are_calls_where_the_settings_say_so_and_the_first_touch_counts() -> None:
    message = Touch(9, TUE, "message", "")
    assert done_on(line("call"), [message], CadenceRules(message_counts=False)) == 0
    touches = [Touch(9, THU, "call", ""), message, Touch(9, WED, "call", "")]
    assert done_on(line("call"), touches, RULES.cadence) == TUE


def test_a_week_that_is_over_shows_what_became_of_it() -> None:
    lines = {
        "v1": line("visit", done=WED),
        "c1": line("call", state=LineState.SKIPPED, reason="ill"),
        "t1": line("task", "t1", day=FRI),
        "k1": line("complaint", "k1", day=0),
        "v9": line("visit", "v9", planned=0, day=0),
        "g9": line("greeting", "g9", state=LineState.DROPPED),
        "f3": line("festival", "f3")._replace(contact=None, contacts=9),
    }
    plan = past_week(span(MON), RULES, KeptWeek(MON, lines))
    assert [(item.id, item.status, item.day) for item in plan.items] == [
        ("c1", "skipped", on(TUE)), ("f3", "planned", on(TUE)), ("k1", "planned", on(TUE)), ("v1", "done", on(WED)),
        ("t1", "moved", on(FRI)),
    ]  # fmt: skip
    assert plan.items[1].contact is None
    assert plan.items[0].contact == ContactRhythm(1, "P1", "A")


def test_a_week_that_is_over_has_all_its_days_and_what_was_taken_of_them() -> None:
    lines = {
        "v1": line("visit", done=WED)._replace(area="Pudong"),
        "v2": line("visit", "v2", day=WED)._replace(area="Pudong"),
        "c1": line("call", state=LineState.SKIPPED, reason="ill"),
        "t1": line("appointment", "t1", day=THU)._replace(time="14:00"),
        "t2": line("task", "t2", day=MON + 9),
    }
    week = span(MON + 7, Away(on(FRI), on(FRI)), Away(on(TUE), on(TUE), half=True))
    over = week._replace(first=MON, last=MON + 6)
    plan = past_week(over, RULES, KeptWeek(MON, lines))
    assert plan.rooms == {MON: (360, 0), TUE: (180, 0), WED: (360, 60 + 60 + 30), THU: (300, 0)}
