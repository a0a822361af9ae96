"""Grades are A to E, or 1 to 5 where the settings say so."""

from __future__ import annotations

import pytest

from followup.core.model.grades import GRADES, grade_label, parse_grade
from followup.errors import WrongUsageError


@pytest.mark.parametrize(("typed", "grade"), [("A", "A"), ("b", "B"), ("Ｃ", "C"), ("none", None), ("无", None)])
def test_a_grade_is_understood(typed: str, grade: str | None) -> None:
    assert parse_grade(typed) == grade


def test_labels_are_understood_where_they_are_shown() -> None:
    assert [parse_grade(grade_label(grade, "numbers"), "numbers") for grade in GRADES] == list(GRADES)
    assert parse_grade("a", "numbers") == "A"
    assert (grade_label(None, "numbers"), grade_label(None)) == ("", "")
    assert grade_label("C") == "C"


@pytest.mark.parametrize(("typed", "labels"), [("F", "letters"), ("1", "letters"), ("6", "numbers"), ("AA", "letters")])
def test_what_is_no_grade_is_refused_with_those_there_are(typed: str, labels: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse_grade(typed, labels)
    assert ("A, B, C, D, E" in refused.value.hint) == (labels == "letters")
