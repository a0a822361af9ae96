"""What is typed about interactions and tasks: days, times and texts."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.activities.entry import (
    follow_up_task,
    happened_on,
    new_task,
    one_text,
    parse_due,
    required_text,
    short_text,
)
from followup.core.model.contact import Task
from followup.errors import WrongUsageError

FRIDAY = date(2026, 11, 27)


def test_an_interaction_is_of_today_unless_a_day_is_typed() -> None:
    assert happened_on(None, FRIDAY) == FRIDAY
    assert happened_on("yesterday", FRIDAY) == date(2026, 11, 26)
    assert happened_on("mon", FRIDAY) == date(2026, 11, 23)


def test_an_interaction_cannot_be_of_tomorrow() -> None:
    with pytest.raises(WrongUsageError, match="still to come"):
        happened_on("tomorrow", FRIDAY)


def test_a_task_is_due_ahead_and_may_have_a_time() -> None:
    assert new_task(42, " send the quote ", parse_due("mon 14:00", FRIDAY)) == Task(
        0, 42, "send the quote", date(2026, 11, 30), "14:00"
    )


@pytest.mark.parametrize("nothing", [None, "", "none", "None", "无"])
def test_a_task_needs_no_day(nothing: str | None) -> None:
    assert new_task(42, "think", parse_due(nothing, FRIDAY)) == Task(0, 42, "think")


def test_a_day_without_a_next_step_is_wrong_usage() -> None:
    with pytest.raises(WrongUsageError):
        follow_up_task(42, None, parse_due("mon", FRIDAY))
    assert follow_up_task(42, None, None) is None


def test_a_next_step_is_a_task_with_or_without_a_day() -> None:
    assert follow_up_task(42, "send the quote", None) == Task(0, 42, "send the quote")
    assert follow_up_task(42, "call", parse_due("mon", FRIDAY)) == Task(0, 42, "call", date(2026, 11, 30))


def test_a_text_is_kept_with_its_lines_and_without_blanks_around_it() -> None:
    assert required_text("\r\n# Visit\r\n\r\n- tea \n", "the note") == "# Visit\n\n- tea"


@pytest.mark.parametrize("empty", ["", " \n\t ", "\r\n"])
def test_an_empty_text_is_refused(empty: str) -> None:
    with pytest.raises(WrongUsageError, match="the note is empty"):
        required_text(empty, "the note")


def test_the_last_arguments_are_one_text() -> None:
    assert one_text(["send", "the quote"]) == "send the quote"
    assert one_text(None) == ""


def test_a_place_or_a_cause_is_a_line() -> None:
    assert short_text(" Pudong office ", "--place") == "Pudong office"
    with pytest.raises(WrongUsageError, match="--place is 1,001 characters long"):
        short_text("p" * 1_001, "--place")
