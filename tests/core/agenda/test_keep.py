"""The week kept: once shown it keeps what it has, adds what is new, and says what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kept_weeks import FRI, MON, NARROW, RULES, SAT, THU, TUE, WED, facts, met, on, shown, span, task

from followup.core.agenda.kept import LastChange, LineState
from followup.core.agenda.snapshot import OpenComplaint, WeekSnapshot
from followup.core.model.contact import ContactOccasion, Snooze
from followup.core.model.rules import Away, CadenceRules, Intervals, Rules, WeekRules
from followup.core.retention.warnings import CustomerWarning
from followup.core.scheduling.item import ChangeKind

if TYPE_CHECKING:
    from followup.core.cadence.due import ContactRhythm


def test_a_week_shown_again_is_the_same_and_nothing_is_new_to_be_kept() -> None:
    book = facts(met(1), met(2, "B", ago=40), tasks=[task(1, WED)])
    first = shown(book)
    again = shown(book, first.kept)
    assert again.said == first.said
    assert again.kept == first.kept
    assert first.kept.shown == MON
    assert {name: line.planned for name, line in first.kept.lines.items()} == {"v1": MON, "v2": MON, "t1": WED}


def test_what_has_its_day_keeps_it_although_a_better_week_could_be_planned_now() -> None:
    first = shown(facts(met(1, "C", ago=100)), rules=NARROW)
    assert first.days == {"v1": MON}
    again = shown(facts(met(1, "C", ago=100), met(2, "C", ago=140)), first.kept, rules=NARROW)
    assert again.days == {"v1": MON, "v2": TUE}


def test_what_is_new_is_marked_on_its_day_and_told() -> None:
    first = shown(facts(met(1)))
    complaint = OpenComplaint(1, 2, on(TUE), "torn")
    later = facts(met(1), met(2, "E"), complaints=[complaint])
    again = shown(later, first.kept, span(TUE))
    assert again.items["k1"].new
    assert not again.items["v1"].new
    assert "k1 torn is new, for today: opened 2026-11-24" in again.changes
    assert again.kept.lines["k1"].later
    assert not shown(later, again.kept, span(WED)).items["k1"].new


def test_what_was_done_stays_to_be_seen_on_the_day_it_was_done_and_takes_its_time() -> None:
    first = shown(facts(met(1), met(2)))
    done = shown(facts(met(1, ago=-1), met(2)), first.with_line("v1", done=TUE), span(TUE))
    assert (done.items["v1"].status, done.days["v1"]) == ("done", TUE)
    assert done.plan.rooms[TUE].used == 2 * 90
    assert "v1 Visit P1 is done" in done.changes


def test_what_was_done_before_today_takes_nothing_of_the_days_that_are_left() -> None:
    first = shown(facts(met(1, own_call="never")))
    done = shown(facts(met(1, ago=0, own_call="never")), first.with_line("v1", done=MON), span(TUE))
    assert done.days["v1"] == MON
    assert sum(room.used for room in done.plan.rooms.values()) == 0


def test_more_done_than_a_day_holds_is_a_full_day() -> None:
    book = facts(met(1), met(2), met(3), met(4), met(5))
    first = shown(book)
    lines = {name: line._replace(done=MON) for name, line in first.kept.lines.items()}
    done = shown(facts(), first.kept._replace(lines=lines))
    assert done.plan.rooms[MON] == (360, 360)


def test_what_was_not_done_on_its_day_moves_to_one_that_is_left() -> None:
    first = shown(facts(met(1)))
    again = shown(facts(met(1)), first.kept, span(WED))
    assert (again.days["v1"], again.items["v1"].status) == (WED, "moved")
    assert again.changes == ["v1 Visit P1 moves to today: not done on Mon 23 Nov"]
    assert shown(facts(met(1)), again.kept, span(WED)).said == again.said, "and the same day says so again"
    assert shown(facts(met(1)), again.kept, span(THU)).changes == ["v1 Visit P1 moves to today: not done yesterday"]


def test_a_day_that_was_taken_off_since_gives_its_items_to_others() -> None:
    busy = facts(met(1), met(2), met(3))
    first = shown(busy, rules=NARROW)
    assert first.days == {"v1": MON, "v2": TUE, "v3": WED}
    again = shown(busy, first.kept, span(MON, Away(on(TUE), on(TUE))), NARROW)
    assert again.days == {"v1": MON, "v2": THU, "v3": WED}
    assert again.changes == ["v2 Visit P2 moves from tomorrow to Thu 26 Nov, which is a day off"]


def test_a_day_that_became_too_short_keeps_what_fits() -> None:
    first = shown(facts(met(1), met(2)))
    meeting = task(1, MON, time="14:00", minutes=250)
    again = shown(facts(met(1), met(2), tasks=[meeting]), first.kept)
    assert again.days == {"t1": MON, "v1": MON, "v2": TUE}
    assert "v2 Visit P2 moves from today to tomorrow" in again.changes


def full_week(*people: ContactRhythm, **more: object) -> WeekSnapshot:
    """Five C customers who fill a narrow week, and others."""
    return facts(*(met(number, "C", ago=100) for number in range(11, 16)), *people, **more)


def test_what_is_newly_urgent_takes_the_room_of_what_weighs_less() -> None:
    first = shown(full_week(), rules=NARROW)
    assert len(first.days) == 5
    again = shown(full_week(met(1, ago=40)), first.kept, span(), NARROW)
    assert again.items["v1"].new
    assert [name for name in again.left if name.startswith("v1")] == [*again.left]
    (lost,) = again.left
    assert f"{lost} Visit P{lost[1:]} lost its day: no room left in the week" in again.changes
    assert shown(full_week(met(1, ago=40)), again.kept, span(), NARROW).said == again.said


def test_a_promise_comes_before_what_has_no_date_however_light_it_is() -> None:
    first = shown(full_week(), rules=NARROW)
    again = shown(full_week(met(2, "E"), tasks=[task(1, TUE, 2)]), first.kept, span(), NARROW)
    assert again.days["t1"] in (MON, TUE)
    assert len(again.left) == 1


def test_what_is_late_and_has_a_date_comes_today_although_the_day_is_full() -> None:
    first = shown(full_week(met(2, "E"), tasks=[task(1, MON, 2)]), rules=NARROW)
    assert first.days["t1"] == MON
    again = shown(full_week(met(2, "E"), tasks=[task(1, MON, 2)]), first.kept, span(TUE), NARROW)
    assert again.days["t1"] == TUE
    assert shown(full_week(met(2, "E"), tasks=[task(1, MON, 2)]), again.kept, span(TUE), NARROW).said == again.said


def test_what_is_new_and_not_urgent_only_fills_what_is_free() -> None:
    first = shown(full_week(), rules=NARROW)
    again = shown(full_week(met(1, ago=14)), first.kept, span(), NARROW)
    assert again.left == {"v1": "no room left in the week"}
    assert again.days == first.days
    skipped = again.with_line("v11", state=LineState.SKIPPED, reason="no time")
    assert "v1" in shown(full_week(met(1, ago=14)), skipped, span(), NARROW).days


def test_what_was_urgent_before_and_found_no_day_takes_nobodys_room() -> None:
    first = shown(full_week(), rules=NARROW)
    waits = first.kept._replace(waiting=frozenset({"v1"}))
    assert shown(full_week(met(1, ago=40)), waits, span(), NARROW).days == first.days


def test_what_lost_its_day_takes_the_room_of_what_weighs_less() -> None:
    book = facts(met(1, own_call="never"), *(met(number, "C", ago=100) for number in range(11, 15)))
    first = shown(book, rules=NARROW)
    day = first.days["v1"]
    again = shown(book, first.kept, span(MON, Away(on(day), on(day))), NARROW)
    assert again.days["v1"] != day
    assert len(again.left) == 1


def test_a_promise_finds_room_although_quadrant_2_waits_in_a_week_of_others() -> None:
    rules = Rules(week=WeekRules(capacity=100, protect=0.6))
    first = shown(full_week(), rules=rules)
    assert len(first.days) == 5
    again = shown(full_week(met(1), met(2, "E"), tasks=[task(1, FRI, 2)]), first.kept, span(), rules)
    assert again.days["t1"] in range(MON, SAT)


def test_what_only_filled_a_gap_makes_room_and_comes_back() -> None:
    filler = met(1, "B", ago=20, own_call="never")
    narrow = Rules(week=WeekRules(capacity=50, protect=0))
    first = shown(facts(filler))
    again = shown(facts(filler), first.kept, rules=narrow)
    assert again.changes == ["v1 Visit P1 made room: it is not due this week"]
    assert (again.days, again.left) == ({}, {})
    assert "v1 Visit P1 found room today" in shown(facts(filler), again.kept).changes


def test_what_is_pinned_goes_first_and_nothing_takes_its_room() -> None:
    first = shown(full_week(), rules=NARROW)
    pinned = first.with_line("v15", day=MON, state=LineState.PINNED)
    again = shown(full_week(), pinned, span(), NARROW)
    assert (again.days["v15"], again.items["v15"].pinned, again.items["v15"].status) == (MON, True, "moved")
    assert len(again.days) == 5
    urgent = shown(full_week(*(met(number, ago=40) for number in range(1, 7))), again.kept, span(), NARROW)
    assert urgent.days["v15"] == MON
    assert len(urgent.days) == 5
    late = shown(full_week(), again.kept, span(TUE), NARROW)
    assert late.kept.lines["v15"].state is not LineState.PINNED, "the day it was pinned to is over"


def test_what_was_skipped_stays_with_its_reason_and_gives_its_time_back() -> None:
    first = shown(facts(met(1)))
    again = shown(
        facts(met(1)),
        first.with_line(
            "v1",
            state=LineState.SKIPPED,
            reason="on holiday",
            change=LastChange(MON, ChangeKind.SKIPPED, 0, "on holiday"),
        ),
    )
    assert (again.items["v1"].status, again.items["v1"].why) == ("skipped", "skipped: on holiday")
    assert sum(room.used for room in again.plan.rooms.values()) == 0
    assert again.changes == ["v1 Visit P1 is skipped: on holiday"]
    assert "skipped" not in shown(facts(met(1)), first.with_line("v1", state=LineState.SKIPPED)).items["v1"].why


def test_what_nothing_calls_for_any_more_is_told_and_comes_back_with_its_cause() -> None:
    book = facts(met(1, own_call="never"), tasks=[task(1, WED)])
    first = shown(book)
    gone = shown(facts(met(1)), first.kept)
    assert "t1" not in gone.items
    assert "t1 T1 is not due any more" in gone.changes
    assert shown(facts(met(1)), gone.kept, span(TUE)).changes == ["v1 Visit P1 moves to today: not done yesterday"]
    assert "t1" not in shown(facts(met(1)), gone.kept, span(TUE)).items
    back = shown(book, gone.kept)
    assert back.days["t1"] == WED
    assert "t1 T1 is planned for Wed 25 Nov" in back.changes


def test_a_greeting_whose_day_has_passed_was_missed() -> None:
    birthday = ContactOccasion(1, 1, "birthday", None, 11, 24)
    book = facts(met(1, own_visit="never", own_call="never"), occasions=[birthday])
    first = shown(book)
    assert first.days == {"g1": TUE}
    assert shown(book, first.kept, span(TUE)).days == {"g1": TUE}
    late = shown(book, first.kept, span(WED))
    assert late.changes == ["g1 Birthday of P1 was missed yesterday"]
    assert late.items == {}


def test_a_task_that_was_put_off_beyond_the_week_is_seen_to_have_moved() -> None:
    first = shown(facts(met(1), tasks=[task(1, WED)]))
    again = shown(facts(met(1)), first.with_line("t1", until=MON + 10))
    assert (again.items["t1"].status, again.days["t1"]) == ("moved", MON + 10)
    assert "t1 T1 waits until Thu 3 Dec" in again.changes
    assert (
        shown(facts(met(1)), again.kept._replace(lines=again.with_line("t1", until=MON + 10).lines)).days["t1"]
        == MON + 10
    )


def test_a_task_that_is_due_on_another_day_of_the_week_goes_there() -> None:
    first = shown(facts(met(1), tasks=[task(1, TUE)]))
    again = shown(facts(met(1), tasks=[task(1, FRI)]), first.kept)
    assert again.days["t1"] == FRI
    assert shown(facts(met(1), tasks=[task(1, FRI)]), again.kept).said == again.said


def test_a_visit_that_was_put_off_within_the_week_comes_on_its_day() -> None:
    first = shown(facts(met(1)))
    snoozed = facts(met(1), snoozed={"v1": Snooze(THU, MON)})
    again = shown(snoozed, first.kept)
    assert again.days["v1"] == THU
    assert again.changes == ["v1 Visit P1 moves from today to Thu 26 Nov, put off"]


def test_somebody_met_by_chance_rests_and_the_visit_moves() -> None:
    rules = Rules(cadence=CadenceRules(intervals={**RULES.cadence.intervals, "A": Intervals(14, None)}))
    first = shown(facts(met(1)), rules=rules)
    again = shown(facts(met(1, last_touch=MON)), first.kept, rules=rules)
    assert again.days["v1"] == THU


def test_a_call_that_does_for_a_visit_keeps_its_day() -> None:
    crowd = [met(number, "A", ago=40 + number) for number in range(1, 9)]
    first = shown(facts(*crowd), rules=NARROW)
    calls = [name for name in first.days if name.startswith("c")]
    assert not calls
    rules = Rules(week=WeekRules(capacity=110, protect=0))
    first = shown(facts(*crowd), rules=rules)
    calls = [name for name in first.days if name.startswith("c")]
    assert calls
    again = shown(facts(*crowd), first.kept, rules=rules)
    assert again.said == first.said
    assert all("does instead" in again.left[f"v{name[1:]}"] for name in calls)
    lines = {**first.kept.lines, calls[0]: first.kept.lines[calls[0]]._replace(done=MON)}
    done = shown(facts(*crowd), first.kept._replace(lines=lines), rules=rules)
    assert done.items[calls[0]].status == "done"
    assert len(done.plan.items) == len({item.id for item in done.plan.items})


def test_what_is_done_in_a_week_is_not_offered_in_it_again() -> None:
    first = shown(facts(met(1, own_visit="never", ago=7)))
    again = shown(facts(met(1, own_visit="never", ago=0)), first.with_line("c1", done=MON))
    assert [(item.id, item.status) for item in again.plan.items] == [("c1", "done")]


def test_a_complaint_resolved_and_asked_after_in_one_week_has_two_lines() -> None:
    quiet = met(1, own_visit="never", own_call="never")
    first = shown(facts(quiet, complaints=[OpenComplaint(1, 1, on(MON), "torn")]))
    asked = facts(quiet, complaints=[OpenComplaint(1, 1, on(MON), "torn", on(MON))])
    assert shown(asked, first.with_line("k1", done=MON)).items["k1"].kind == "satisfaction"
    again = shown(asked, first.with_line("k1", done=MON), span(TUE))
    assert sorted((item.kind, item.status) for item in again.plan.items) == [
        ("complaint", "done"), ("satisfaction", "planned"),
    ]  # fmt: skip


def test_a_call_turned_warning_stays_one_line_a_contact() -> None:
    first = shown(facts(met(1, ago=7)))
    warned = CustomerWarning("acute", "silence", "silent", "call", 100, "customer", 1.0)
    again = shown(facts(met(1, ago=7), warnings={1: warned}), first.kept)
    assert {"w1"} <= again.items.keys()
    assert "c1" not in again.items
