"""What a grading policy changes: who rises, who falls and why, and the hours that the grades take."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from followup.core.model.rules import Rules
from followup.core.value.grading import GradeMove, Grading, Verdict
from followup.render.formats.json import dump
from followup.render.value.grading import grading_json, grading_text, shown_moves

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

VERDICT = Verdict("C", "profit {}: rank {} of 3", (100, 3))
FALLS = GradeMove(1, "A", VERDICT)
RISES = GradeMove(2, "D", VERDICT)
FIRST = GradeMove(3, None, VERDICT)
GRADING = Grading([FALLS, RISES, FIRST], 4, [GradeMove(5, "B", VERDICT)], Counter({"A": 1, "D": 1}), Counter({"C": 3}))
NAMES = {1: "张伟", 2: "Emma", 3: "王芳", 5: "Bea"}
NOTHING = Grading([], 0, [], Counter(), Counter())


def test_the_report_has_falling_rising_and_first_grades_and_the_hours(snapshot: SnapshotAssertion) -> None:
    text = grading_text(GRADING, NAMES, Rules(), "letters")
    assert text.startswith("3 change, 4 stay, 1 locked would change.\n")
    assert "Warning: 张伟 falls from A to C: profit 100: rank 3 of 3\n" in text
    assert text == snapshot


def test_only_the_first_moves_of_each_way_are_listed() -> None:
    many = GRADING._replace(moves=[GradeMove(number, "D", VERDICT) for number in range(30)])
    assert len(shown_moves(many)) == 20
    assert "and 10 more: --json lists all\n" in grading_text(many, dict.fromkeys(range(30), "x"), Rules(), "letters")


def test_where_nobody_can_be_graded_there_is_a_sentence() -> None:
    assert grading_text(NOTHING, {}, Rules(), "letters").startswith("There is nobody to grade: ")


def test_grades_that_take_more_hours_than_there_are_say_so() -> None:
    many = GRADING._replace(after=Counter({"A": 500}))
    assert "fewer As and Bs" in grading_text(many, NAMES, Rules(), "letters")


def test_json_has_every_change_with_its_reason() -> None:
    keys = json.loads(dump(grading_json(GRADING, NAMES, "profit", Rules(), dry_run=True)))
    assert (keys["policy"], keys["dry_run"], keys["changed"], keys["same"]) == ("profit", True, 3, 4)
    assert keys["changes"][0] == {
        "id": 1, "name": "张伟", "old": "A", "new": "C", "way": "falling", "reason": "profit 100: rank 3 of 3",
    }  # fmt: skip
    assert [change["way"] for change in keys["changes"]] == ["falling", "rising", "first"]
    assert keys["locked"][0]["id"] == 5
    assert keys["grades"]["C"] == {"before": 0, "after": 3}
    assert keys["hours"]["available"] == 30.0
