"""What is carried over from week to week: counted, and asked about."""

from __future__ import annotations

from kept_weeks import MON, NARROW, TUE, WED, Shown, facts, met, shown, span

from followup.core.agenda.kept import KeptWeek, LineState, left_over


def week_after(before: Shown) -> KeptWeek:
    return KeptWeek(carried=left_over(before.kept.lines.values(), MON + 6))


def test_what_a_week_left_undone_is_carried_over_and_counted() -> None:
    first = shown(facts(met(1)))
    second = shown(facts(met(1)), week_after(first), span(MON + 7))
    assert second.items["v1"].weeks == 2
    assert second.items["v1"].why.endswith("; carried over, week 2")
    done = first._replace(kept=first.with_line("v1", done=TUE))
    assert shown(facts(met(1, ago=0)), week_after(done), span(MON + 14)).items["v1"].weeks == 1


def test_what_is_carried_and_finds_no_room_is_counted_on() -> None:
    first = shown(facts(met(1, "C", ago=100)), rules=NARROW)
    crowd = facts(met(1, "C", ago=100), *(met(number, ago=50) for number in range(2, 8)))
    second = shown(crowd, week_after(first), span(MON + 7), NARROW)
    assert "v1" in second.left
    assert (second.kept.lines["v1"].weeks, second.kept.lines["v1"].planned) == (2, 0)
    later = shown(facts(met(1, "C", ago=100)), second.kept, span(MON + 7), NARROW)
    assert "v1 Visit P1 is planned for today" in later.changes


def carried(weeks: int, **more: object) -> Shown:
    return shown(facts(met(1, **more)), KeptWeek(carried={"v1": weeks}))  # type: ignore[arg-type]


def test_a_visit_carried_three_times_is_a_question_and_no_line() -> None:
    assert carried(2).items["v1"].weeks == 3
    asked = carried(3)
    assert "v1" not in asked.items
    assert asked.left == {"v1": "carried over 3 times: it waits for an answer"}
    (question,) = asked.plan.questions
    assert question.text == (
        "Three weeks in a row there was no visit to P1 (A): visit, call instead, or lower the cadence?"
    )
    assert question.answers[0] == ("visit", "followup pin v1 DAY")
    assert question.answers[2] == ("lower the cadence", "followup edit 1 --set cadence.visit=28")
    assert "11 weeks in a row" in carried(11).plan.questions[0].text


def test_the_call_that_is_due_as_well_is_made_while_the_question_waits() -> None:
    assert "c1" in carried(3).items
    assert "c1" not in carried(3, own_call="never").items


def test_a_question_is_asked_until_it_is_answered_by_a_day_or_a_skip() -> None:
    asked = carried(3)
    assert shown(facts(met(1)), asked.kept).said == asked.said
    pinned = shown(facts(met(1)), asked.with_line("v1", state=LineState.PINNED, day=WED))
    assert (pinned.days["v1"], pinned.plan.questions) == (WED, ())
    skipped = shown(facts(met(1)), asked.with_line("v1", state=LineState.SKIPPED, reason="he is abroad"))
    assert skipped.plan.questions == ()
    assert left_over(asked.kept.lines.values(), MON + 6)["v1"] == 4


def test_what_only_filled_a_gap_is_not_carried_over() -> None:
    first = shown(facts(met(1, "B", ago=20, own_call="never")))
    assert first.days == {"v1": MON}
    assert week_after(first) == KeptWeek()
