"""Complaints as a line and as a table, with their state, and the causes that were given more than once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.activities.complaints import Cause
from followup.core.model.contact import Complaint
from followup.render.activities.complaints import causes_json, causes_text, complaint_line, complaints_text

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
OPEN = Complaint(2, 7, date(2026, 5, 28), "broken")
RESOLVED = OPEN._replace(resolved=date(2026, 5, 30), cause="late delivery", remedy="a new one")
SATISFIED = RESOLVED._replace(satisfied=TODAY)
CAUSES = [Cause("late delivery", 3, 2, TODAY), Cause("scratched", 1, 1, date(2026, 5, 1))]


@pytest.mark.parametrize(
    ("complaint", "state"),
    [
        (OPEN, "open since 2026-05-28"),
        (RESOLVED, "resolved on 2026-05-30: a new one"),
        (SATISFIED, "satisfied on 2026-06-02"),
    ],
)
def test_a_line_says_how_far_the_complaint_is(complaint: Complaint, state: str) -> None:
    assert complaint_line(complaint, "张伟") == f"k2 of 张伟: broken ({state})\n"


def test_a_line_is_one_line_whatever_was_typed() -> None:
    assert complaint_line(OPEN._replace(text="a\nb\x1b[31m"), "张伟").count("\n") == 1


def test_the_table_has_state_cause_and_remedy(snapshot: SnapshotAssertion) -> None:
    assert complaints_text([OPEN, RESOLVED, SATISFIED], {7: "张伟"}, TODAY) == snapshot


def test_without_a_complaint_there_is_a_sentence() -> None:
    assert complaints_text([], {}, TODAY) == "No complaint is open.\n"


def test_causes_are_a_table_and_repeated_ones_stand_under_a_heading(snapshot: SnapshotAssertion) -> None:
    assert causes_text(CAUSES) == snapshot
    repeated = causes_text(CAUSES, repeated=True)
    assert repeated.startswith("\nCauses that came again\n")
    assert "scratched" not in repeated
    assert causes_text(CAUSES[1:], repeated=True) == ""


def test_a_cause_given_again_is_told_in_a_sentence_however_it_is_spelled() -> None:
    sentence = causes_text(CAUSES, of="Late Delivery")
    assert sentence == "Late Delivery was the cause 3 times by now: followup complaint causes\n"
    assert causes_text(CAUSES, of="scratched") == ""


def test_causes_in_json_have_their_numbers_and_an_iso_day() -> None:
    assert causes_json(CAUSES)[0] == {"cause": "late delivery", "times": 3, "contacts": 2, "latest": "2026-06-02"}
