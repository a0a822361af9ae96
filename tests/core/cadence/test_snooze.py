"""Putting something off: not before its day, and what cannot be put off."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.agenda.plan import candidates
from followup.core.agenda.snapshot import OpenComplaint, WeekSnapshot
from followup.core.cadence.due import NOTHING_DUE, ContactRhythm, Dues
from followup.core.cadence.snooze import check_can_be_snoozed, check_still_to_do, snoozed_task, with_snoozes
from followup.core.dates.parsing import When
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import Snooze, Task
from followup.core.model.ids import parse_record_id
from followup.core.model.rules import Intervals, Rules, WorkdayRules
from followup.core.retention.warnings import CustomerWarning
from followup.core.scheduling.solver import span_from
from followup.errors import FollowupError, WrongUsageError

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
THU = MON + 3
WARNED = CustomerWarning("acute", "silence", "silent", "call", 100, "customer", 1.0)


def wanted(person: ContactRhythm, snoozed: dict[str, Snooze], **more: object) -> dict[str, int]:
    """What the week wants of somebody, and from which day on."""
    span = span_from(MON, MON, work_calendar(MON - 400, MON + 90, WorkdayRules()))
    found = WeekSnapshot({person.id: person}, snoozed=snoozed, **more)  # type: ignore[arg-type]
    return {each.id: each.earliest for each in candidates(found, span, Rules())}


def met(*, ago: int = 14, **more: object) -> ContactRhythm:
    day = MON - ago
    fields = {"last_touch": day, "last_visit": day, "last_call": day, "added": MON - 900} | more
    return ContactRhythm(1, "P1", "A", **fields)  # type: ignore[arg-type]


def test_what_is_put_off_beyond_the_week_is_not_wanted_in_it() -> None:
    alone = met(own_call="never")
    assert wanted(alone, {"v1": Snooze(MON + 7, MON)}) == {}
    assert wanted(alone, {"v1": Snooze(MON + 6, MON)}) == {"v1": MON + 6}


def test_what_is_put_off_within_the_week_is_wanted_from_its_day_on() -> None:
    assert wanted(met(), {"v1": Snooze(THU, MON)}) == {"v1": THU}
    assert wanted(met(), {"v1": Snooze(MON - 3, MON - 9)}) == {"v1": MON}
    opened = OpenComplaint(1, 1, MONDAY, "torn")
    assert wanted(met(own_visit="never", ago=0), {"k1": Snooze(THU, MON)}, complaints=[opened])["k1"] == THU


def test_a_visit_put_off_leaves_the_call() -> None:
    assert wanted(met(), {"v1": Snooze(MON + 9, MON)}) == {"c1": MON}
    assert wanted(met(), {"v1": Snooze(MON + 9, MON), "c1": Snooze(THU, MON)}) == {"c1": THU}
    assert wanted(met(), {"v1": Snooze(MON + 9, MON), "c1": Snooze(MON + 9, MON)}) == {}


def test_a_call_put_off_is_not_made_instead_of_a_visit() -> None:
    span = span_from(MON, MON, work_calendar(MON - 400, MON + 90, WorkdayRules()))
    found = WeekSnapshot({1: met()}, snoozed={"c1": Snooze(MON + 9, MON)})
    (visit,) = candidates(found, span, Rules())
    assert visit.instead is None


def test_what_was_done_since_is_not_put_off_any_more() -> None:
    visited = met(ago=14)
    assert "v1" in wanted(visited, {"v1": Snooze(MON + 9, MON - 14)})
    assert wanted(met(), {"w1": Snooze(MON + 9, MON)}, warnings={1: WARNED}) == {"v1": MON}
    assert "w1" in wanted(met(), {"w1": Snooze(MON + 9, MON - 20)}, warnings={1: WARNED})


def test_what_is_put_off_is_not_due_before_its_day_and_then_as_it_was() -> None:
    person = met(ago=14)
    due = Dues(MON, MON - 7, Intervals(14, 7))
    snoozed = {"v1": Snooze(THU, MON - 1), "c1": Snooze(MON, MON - 1), "v2": Snooze(MON + 90, MON)}
    assert with_snoozes(due, person, snoozed, MON) == Dues(THU, MON - 7, Intervals(14, 7))
    assert with_snoozes(due, person, snoozed, MON - 1) == Dues(THU, MON, Intervals(14, 7))
    assert with_snoozes(due, person, snoozed, THU) == due
    assert with_snoozes(due._replace(visit=MON + 9), person, snoozed, MON).visit == MON + 9
    assert with_snoozes(NOTHING_DUE, person, snoozed, MON) == NOTHING_DUE


def test_what_was_done_since_it_was_put_off_is_due_as_it_would_be() -> None:
    due = Dues(MON, MON - 7, Intervals(14, 7))
    assert with_snoozes(due, met(ago=14), {"v1": Snooze(THU, MON - 14)}, MON) == due


@pytest.mark.parametrize(
    ("item", "when", "words"),
    [
        ("g1", When(date(2026, 11, 27)), "g1 is a greeting, which cannot be put off"),
        ("f3", When(date(2026, 11, 27)), "f3 is a festival, which cannot be put off"),
        ("n1", When(date(2026, 11, 27)), "n1 is a note, which cannot be put off"),
        ("t1", When(MONDAY), "2026-11-23 is not after today"),
        ("v1", When(date(2026, 11, 27), "14:00"), "v1 is put off to a day, not to 14:00"),
    ],
)
def test_what_cannot_be_put_off_is_told(item: str, when: When, words: str) -> None:
    with pytest.raises(WrongUsageError, match=words):
        check_can_be_snoozed(parse_record_id(item), when, MONDAY)


def test_an_appointment_that_is_put_off_keeps_its_hour() -> None:
    task = Task(7, 1, "samples", MONDAY, "14:00")
    check_can_be_snoozed(parse_record_id("t7"), When(date(2026, 11, 27), "15:00"), MONDAY)
    assert (snoozed_task(task, When(date(2026, 11, 27))).due, snoozed_task(task, When(MONDAY)).time) == (
        date(2026, 11, 27), "14:00",
    )  # fmt: skip
    assert snoozed_task(task, When(MONDAY, "15:00")).time == "15:00"
    with pytest.raises(FollowupError, match="t7 is done since 2026-11-23"):
        snoozed_task(Task(7, 1, "samples", done=MONDAY), When(MONDAY))


def test_what_was_done_today_has_nothing_to_put_off() -> None:
    with pytest.raises(FollowupError, match="v1 was done today"):
        check_still_to_do(parse_record_id("v1"), met(ago=0), MONDAY)
    check_still_to_do(parse_record_id("v1"), met(ago=1), MONDAY)
    check_still_to_do(parse_record_id("k1"), met(ago=0), MONDAY)
    check_still_to_do(parse_record_id("v1"), None, MONDAY)
