"""The week looked back on: what became of the plan, where the hours went, promises, who came and who is gone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.agenda.kept import KeptLine, KeptWeek, LineState
from followup.core.model.rules import Minutes, Rules
from followup.core.reports.review import Carried, Progress, Review, Time, minutes_of, review, week_meant
from followup.core.reports.review_facts import Buyer, Gone, Met, Promise, ReviewFacts, Sold, Who
from followup.core.value.segments import CustomerSales
from followup.core.value.value import value_report

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
MON = MONDAY.toordinal()
TUE, WED, THU, FRI, SUN = MON + 1, MON + 2, MON + 3, MON + 4, MON + 6
LATER = date(2026, 12, 2)
WANG, LI, TOM = Who(1, "王芳", "A"), Who(2, "李娜", "B"), Who(3, "Tom", None)
LONG_AGO = date(2020, 1, 1).toordinal()
# Five established customers: 王芳 is the top, 李娜 in the core, the last one the tail.
VALUE = value_report(
    [CustomerSales(1, 8000, 9000, MON, LONG_AGO)]
    + [CustomerSales(number, 500, 900, MON, LONG_AGO) for number in (2, 11, 12, 13)],
    (date(2025, 11, 30), SUNDAY),
    Rules().value,
)  # fmt: skip


def line(item: str, quadrant: int = 1, **more: Any) -> KeptLine:
    fields: dict[str, Any] = {
        "item": item, "contact": 1, "kind": "visit", "title": f"Visit {item}", "why": "", "quadrant": quadrant,
        "grade": "A", "due": TUE, "time": "", "minutes": 60, "area": "", "weight": 10.0, "planned": TUE, "day": TUE,
        "added": MON, "name": "王芳",
    }  # fmt: skip
    return KeptLine(**fields | more)


def facts(*lines: KeptLine, shown: int = MON, **more: Any) -> ReviewFacts:
    fields: dict[str, Any] = {
        "kept": KeptWeek(shown if lines else 0, {each.item: each for each in lines}), "met": [], "promises": [],
        "sold": [], "buyers": [], "said_lost": [], "complaints": [], "value": VALUE, "grades": {1: "A", 2: "B"},
    }  # fmt: skip
    return ReviewFacts(**fields | more)


def made(*lines: KeptLine, today: date = LATER, **more: Any) -> Review:
    return review(facts(*lines, **more), MONDAY, today, Rules())


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 26), date(2026, 11, 16)),
        (date(2026, 11, 27), MONDAY),
        (SUNDAY, MONDAY),
        (date(2026, 11, 30), MONDAY),
    ],
)
def test_from_friday_on_this_week_is_meant_and_before_that_the_last_one(today: date, monday: date) -> None:
    assert week_meant(today) == monday


def test_a_week_that_runs_is_told_up_to_today() -> None:
    running, over = made(today=date(2026, 11, 27)), made()
    assert (running.until, running.over) == (date(2026, 11, 27), False)
    assert (over.until, over.over, over.label) == (SUNDAY, True, "2026-W48")


def test_what_is_planned_is_done_put_off_skipped_dropped_or_left() -> None:
    found = made(
        line("v1", done=WED),
        line("v2", done=SUN + 1),  # done in the next week: this one left it
        line("v3", until=SUN + 3),
        line("v4", state=LineState.SKIPPED, reason="ill"),
        line("v5", state=LineState.DROPPED),
        line("v6", quadrant=2, grade=None, minutes=15),
        line("v7", planned=0, day=0),  # never had a day
    )
    assert found.planned
    assert found.quadrants[0] == Progress("1", 5, 1, 1, 1, 1, 1, 300, 60)
    assert found.quadrants[1] == Progress("2", 1, 0, 0, 0, 0, 1, 15, 0)
    assert [each.planned for each in found.quadrants] == [5, 1, 0, 0]
    assert [(each.name, each.planned) for each in found.grades] == [("A", 5), ("none", 1)]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(0, 9),
            st.sampled_from(LineState),
            st.integers(0, 12),
            st.sampled_from(["A", "B", None]),
            st.integers(0, 500),
        ),
        max_size=20,
    )
)
def test_everything_planned_became_one_thing_in_quadrants_and_in_grades(rows: list[tuple[Any, ...]]) -> None:
    lines = [
        line(
            f"v{place}", quadrant, done=done and MON + done, state=state, until=until and MON + until,
            grade=grade, minutes=minutes,
        )
        for place, (quadrant, done, state, until, grade, minutes) in enumerate(rows)
    ]  # fmt: skip
    found = made(*lines)
    for cut in (found.quadrants, found.grades):
        assert sum(each.planned for each in cut) == len(lines)
        assert sum(each.minutes for each in cut) == sum(each.minutes for each in lines)
        for each in cut:
            assert each.planned == each.done + each.put_off + each.skipped + each.dropped + each.left
            assert 0 <= each.minutes_done <= each.minutes
    doable = sum(each.left + each.put_off + each.skipped for each in found.quadrants)
    assert len(found.carried) <= doable


def test_what_answers_nothing_planned_is_counted_beside_it() -> None:
    met = [Met(WANG, WED, "visit"), Met(WANG, THU, "call"), Met(LI, WED, "call"), Met(TOM, WED, "gift")]
    found = made(line("v1", done=WED), met=met)
    assert found.besides == {"call": 2, "gift": 1}
    assert list(found.besides) == ["call", "gift"]


def test_a_week_that_was_not_planned_is_no_empty_plan() -> None:
    assert not made(met=[Met(WANG, WED, "visit")]).planned


@pytest.mark.parametrize(
    ("kind", "said", "minutes"),
    [
        ("visit", None, 60), ("meal", None, 60), ("meeting", None, 60), ("call", None, 15), ("email", None, 3),
        ("message", None, 3), ("greeting", None, 3), ("gift", None, 20), ("ask", None, 20), ("call", 40, 40),
        ("visit", 0, 0),
    ],
)  # fmt: skip
def test_an_interaction_takes_what_was_said_else_what_the_settings_say_of_its_kind(
    kind: str, said: int | None, minutes: int
) -> None:
    assert minutes_of(Met(WANG, WED, kind, said), Minutes()) == minutes


def test_the_hours_of_a_segment_stand_beside_its_share_of_the_profit() -> None:
    met = [Met(WANG, MON, "call"), Met(WANG, TUE, "visit", 45), Met(LI, TUE, "visit"), Met(TOM, TUE, "visit")]
    found = made(met=met)
    assert found.by_segment == [
        Time("top", 1, 60, 1 / 3, 8000, 0.8),
        Time("core", 1, 60, 1 / 3, 1500, 0.15),
        Time("tail", 0, 0, 0.0, 500, 0.05),
        Time("none", 1, 60, 1 / 3, 0, 0.0),
    ]
    assert [(each.name, each.contacts, each.profit) for each in found.by_grade] == [
        ("A", 1, 8000), ("B", 1, 500), ("none", 1, 1500),
    ]  # fmt: skip
    assert [each.share for each in made().by_segment] == [None, None, None]


@given(st.lists(st.tuples(st.sampled_from([WANG, LI, TOM]), st.integers(0, 600)), max_size=20))
def test_shares_of_the_hours_add_up_and_both_cuts_count_the_same(rows: list[tuple[Who, int]]) -> None:
    found = made(met=[Met(who, WED, "visit", minutes) for who, minutes in rows])
    for cut in (found.by_segment, found.by_grade):
        assert sum(each.minutes for each in cut) == sum(minutes for _, minutes in rows)
        if sum(minutes for _, minutes in rows):
            assert sum(each.share or 0 for each in cut) == pytest.approx(1)


def test_promises_are_kept_late_broken_to_come_made_good_or_overdue() -> None:
    promises = {
        "kept": Promise("t1", WANG, "", MON, MON), "late": Promise("t2", WANG, "", TUE, WED),
        "broken": Promise("t3", WANG, "", TUE), "open": Promise("t4", WANG, "", SUN),
        "made_good": Promise("t5", WANG, "", MON - 3, WED), "overdue": Promise("t6", WANG, "", MON - 3),
    }  # fmt: skip
    found = made(promises=list(promises.values()), today=date(2026, 11, 27))
    assert {name: [each.id for each in tasks] for name, tasks in found.tasks._asdict().items()} == {
        name: [each.id] for name, each in promises.items()
    }


def test_what_is_done_after_the_week_was_broken_in_it_and_what_is_due_today_can_be_kept() -> None:
    after = made(promises=[Promise("t1", WANG, "quote", FRI, SUN + 2)])
    assert [each.id for each in after.tasks.broken] == ["t1"]
    assert after.carried == []
    today = made(promises=[Promise("t1", WANG, "quote", FRI)], today=date(2026, 11, 27))
    assert [each.id for each in today.tasks.open] == ["t1"]


def test_new_is_who_bought_for_the_first_time_and_lost_who_was_marked_or_stopped_buying() -> None:
    monthly = [WED - 90 - 30 * number for number in range(4, -1, -1)]  # three times the usual 30 days ago on Wednesday
    found = made(
        buyers=[
            Buyer(LI, monthly), Buyer(WANG, [MON - 400, WED]), Buyer(Who(4, "New", None), [THU, SUN]),
            Buyer(Who(5, "Long gone", "C"), [day - 100 for day in monthly]), Buyer(Who(6, "No grade", None), monthly),
            Buyer(Who(7, "Marked", "A"), monthly),
        ],
        said_lost=[Gone(Who(7, "Marked", "A"), "price")],
    )  # fmt: skip
    assert [who.name for who in found.new] == ["New"]
    assert [(each.who.name, each.why) for each in found.lost] == [
        ("Marked", "price"), ("李娜", "no sale for 94 days: 3.1 times the usual 30 between sales"),
    ]  # fmt: skip


def test_what_carries_over_is_what_the_plan_left_then_promises_and_complaints_beside_it() -> None:
    found = made(
        line("v1", weight=5.0, weeks=3),
        line("v2", weight=9.0, until=SUN + 3),
        line("t3", kind="task", title="quote", until=TUE),
        line("v4", done=WED),
        line("v5", contact=9),
        line("v6", due=SUN + 1),  # only filled a gap
        line("v7", weight=1.0, state=LineState.SKIPPED, reason="ill"),
        promises=[Promise("t3", WANG, "quote", TUE), Promise("t8", LI, "samples", MON - 9)],
        complaints=[("k1", LI, "too late")],
        said_lost=[Gone(Who(9, "Gone", "A"), "price")],
    )
    assert found.carried == [
        Carried("t3", "task", "王芳", "quote", 1),
        Carried("v2", "visit", "王芳", "Visit v2", 1, SUN + 3),
        Carried("v1", "visit", "王芳", "Visit v1", 3),
        Carried("v7", "visit", "王芳", "Visit v7", 1, 0, "ill"),
        Carried("t8", "task", "李娜", "samples"),
        Carried("k1", "complaint", "李娜", "too late"),
    ]


def test_a_greeting_whose_day_is_over_is_missed_and_not_left() -> None:
    lines = [line(f"g{day}", kind="greeting", due=MON + day) for day in range(7)]
    assert [each.id for each in made(*lines, today=date(2026, 11, 27)).carried] == ["g4", "g5", "g6"]
    assert made(*lines).carried == []


def test_a_usual_week_is_an_average_one_of_the_window_before() -> None:
    assert made(brought=52_178_57, sold=[Sold(WANG, WED, 100, 30)]).usual == 100_000
