"""What a grading policy changes, and what the grades cost in hours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.model.grades import GRADES
from followup.core.model.rules import Rules
from followup.core.value.grading import GradeMove, Grading, Verdict
from followup.render.formats.json import dump
from followup.render.value.grading import grading_json, grading_text, shown_moves

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

MOVES = [
    GradeMove(1, "A", Verdict("C", "profit 10, of the core's middle third")),
    GradeMove(2, "D", Verdict("B", "profit 9,000 [red]")),
    GradeMove(3, None, Verdict("A", "profit 90,000, of the first 20 %")),
]
NAMES = {1: "王\x1b[31m芳", 2: "Tom Groß", 3: "李娜", 4: "Zoe"}
COUNTS = dict.fromkeys((*GRADES, None), 2)
GRADING = Grading(MOVES, 5, [GradeMove(4, "B", Verdict("E", "no profit"))], COUNTS, {**COUNTS, "A": 1_200})
NOBODY = Grading([], 0, [], COUNTS, COUNTS)


def test_for_a_person(snapshot: SnapshotAssertion) -> None:
    assert grading_text(GRADING, NAMES, Rules(), "letters") == snapshot


@pytest.mark.parametrize("room", [40, 80, 140])
def test_the_tables_fit_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    lines = grading_text(GRADING, NAMES, Rules(), "numbers").splitlines()
    sentences = ("Warning:", "The grades require")
    assert max(wcswidth(line) for line in lines if not line.startswith(sentences)) <= room


def test_nobody_to_grade_is_a_sentence() -> None:
    assert grading_text(NOBODY, {}, Rules(), "letters").startswith("There is nobody to grade: ")


def test_of_many_the_first_are_shown_and_the_rest_counted() -> None:
    many = GRADING._replace(moves=[GradeMove(number, None, Verdict("B", "profit 5")) for number in range(1, 31)])
    assert len(shown_moves(many)) == 20
    text = grading_text(many, dict.fromkeys(range(1, 31), "x"), Rules(), "letters")
    assert "For the first time: 30\n" in text
    assert "\nand 10 more: --json lists all\n" in text


def test_for_a_script() -> None:
    keys = json.loads(dump(grading_json(GRADING, NAMES, "profit", Rules(), dry_run=True)))
    assert (keys["policy"], keys["dry_run"], keys["changed"], keys["same"]) == ("profit", True, 3, 5)
    assert keys["changes"][0] == {
        "id": 1, "name": "王\x1b[31m芳", "old": "A", "new": "C", "way": "falling",
        "reason": "profit 10, of the core's middle third",
    }  # fmt: skip
    assert [move["id"] for move in keys["locked"]] == [4]
    assert keys["warnings"] == ["Warning: 王\x1b[31m芳 falls from A to C: profit 10, of the core's middle third"]
    assert keys["grades"]["A"] == {"before": 2, "after": 1_200}
    assert set(keys["hours"]) == {"before", "after", "available"}
