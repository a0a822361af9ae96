"""What ticking off writes down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.core.agenda.complete import (
    answered_since,
    batch_greetings,
    check_can_be_done,
    completed_complaint,
    completed_task,
    completing_interaction,
    item_answered,
)
from followup.core.agenda.snapshot import Answer, WeekSnapshot
from followup.core.cadence.due import ContactRhythm, Dues
from followup.core.model.contact import Complaint, Interaction, Task
from followup.core.model.ids import RecordId, parse_record_id
from followup.core.model.rules import CadenceRules, Intervals, Rules
from followup.errors import NotFoundError, WrongUsageError

TODAY = date(2026, 11, 27)
TASK = Task(7, 42, "send the quote", TODAY)
COMPLAINT = Complaint(2, 42, TODAY - timedelta(10), "late again")


def test_a_task_is_done_today_with_what_came_of_it() -> None:
    assert completed_task(TASK, "sent", TODAY) == TASK._replace(done=TODAY, outcome="sent")


def test_a_task_is_done_once() -> None:
    assert completed_task(TASK._replace(done=TODAY), "again", TODAY) is None


def test_a_complaint_is_resolved_first_and_three_days_later_found_well() -> None:
    resolved = completed_complaint(COMPLAINT, "sent a new one", TODAY)
    assert resolved == COMPLAINT._replace(resolved=TODAY, remedy="sent a new one")
    assert completed_complaint(resolved, "", TODAY + timedelta(2)) is None
    satisfied = completed_complaint(resolved, "", TODAY + timedelta(3))
    assert satisfied == resolved._replace(satisfied=TODAY + timedelta(3))
    assert completed_complaint(satisfied, "", TODAY + timedelta(9)) is None


@pytest.mark.parametrize(
    ("item", "kind", "answers"),
    [
        ("v42", "visit", "v42"),
        ("c42", "call", "c42"),
        ("w42", "call", "w42"),
        ("g12", "greeting", "g12"),
        ("f3-42", "greeting", "f3"),
        ("y3", "message", "y3"),
    ],
)
def test_a_line_of_the_agenda_becomes_the_interaction_it_asks_for(item: str, kind: str, answers: str) -> None:
    ticked = completing_interaction(parse_record_id(item), 42, "went well", TODAY)
    assert ticked == Interaction(0, 42, TODAY, kind, "went well", item=answers)


@pytest.mark.parametrize("item", ["n5", "i9", "s3"])
def test_what_is_no_promise_cannot_be_done(item: str) -> None:
    with pytest.raises(WrongUsageError, match=item):
        check_can_be_done(parse_record_id(item))


def test_only_festivals_there_are_can_be_done() -> None:
    check_can_be_done(parse_record_id("f6-42"))
    with pytest.raises(NotFoundError, match="f99"):
        check_can_be_done(parse_record_id("f99-42"))


def test_a_festivals_batch_is_everybody_who_celebrates_it_and_was_not_greeted() -> None:
    people = {
        1: ContactRhythm(1, "王芳", grade="C"),
        2: ContactRhythm(2, "李雷", grade="C"),
        3: ContactRhythm(3, "John", grade="C"),
        4: ContactRhythm(4, "赵六", grade="A"),
        5: ContactRhythm(5, "孙七", grade="C", private=True),
    }
    eve = date(2026, 9, 24)
    facts = WeekSnapshot(people, answers={2: [Answer(eve.toordinal(), "greeting", "f6")]})
    assert batch_greetings(parse_record_id("f6"), facts, eve, Rules()) == [RecordId("f", 6, 1)]
    with pytest.raises(NotFoundError, match="near 2026-11-27"):
        batch_greetings(parse_record_id("f6"), facts, TODAY, Rules())


def test_a_visit_may_be_due_again_tomorrow_and_a_sale_is_thanked_for_once() -> None:
    assert answered_since(parse_record_id("v42"), TODAY) == TODAY
    assert answered_since(parse_record_id("g12"), TODAY) < TODAY - timedelta(31)
    assert answered_since(parse_record_id("y3"), TODAY) == date.min


SOON = TODAY.toordinal() + 1
LATER = TODAY.toordinal() + 30


@pytest.mark.parametrize(
    ("kind", "visit", "call", "item"),
    [
        ("visit", SOON, SOON, "v42"),
        ("meal", SOON, LATER, "v42"),
        ("visit", LATER, SOON, "c42"),
        ("call", SOON, SOON, "c42"),
        ("message", SOON, SOON, "c42"),
        ("visit", LATER, LATER, ""),
        ("gift", SOON, SOON, ""),
        ("call", SOON, LATER, ""),
        ("call", 0, 0, ""),
    ],
)
def test_an_interaction_answers_the_visit_or_call_that_is_due(kind: str, visit: int, call: int, item: str) -> None:
    due = Dues(visit, call, Intervals(30, 14))
    assert item_answered(Interaction(0, 42, TODAY, kind), due, TODAY, CadenceRules()) == item


def test_an_attempt_in_vain_answers_nothing_and_a_message_only_where_settings_say() -> None:
    due = Dues(0, SOON, Intervals(None, 14))
    vain = Interaction(0, 42, TODAY, "call", outcome="no-answer")
    assert item_answered(vain, due, TODAY, CadenceRules()) == ""
    message = Interaction(0, 42, TODAY, "message")
    assert item_answered(message, due, TODAY, CadenceRules(message_counts=False)) == ""
