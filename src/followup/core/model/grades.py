"""Grades as a person types and reads them: A to E, none, or 1 to 5 where the settings ask for numbers."""

from __future__ import annotations

from followup.core.text.folding import fold
from followup.errors import WrongUsageError

GRADES = ("A", "B", "C", "D", "E")
"""The grades there are, the best first."""
BY_NUMBER = {str(number): grade for number, grade in enumerate(GRADES, 1)}
KEY_GRADES = ("A", "B")
"""The contacts who matter most: every occasion and festival is greeted; important unless the settings say otherwise."""
LETTERS = "letters"
NUMBERS = "numbers"
_NO_GRADE = frozenset({"none", "no", "-", "", "无", "無", "没有"})


def parse_grade(text: str, labels: str = LETTERS) -> str | None:
    """Return one of GRADES, or None for `none`; where `labels` is NUMBERS, 1 to 5 are understood as well."""
    typed = fold(text)
    if typed in _NO_GRADE:
        return None
    if typed.upper() in GRADES:
        return typed.upper()
    if labels == NUMBERS and typed in BY_NUMBER:
        return BY_NUMBER[typed]
    choices = f"1 to {len(GRADES)}" if labels == NUMBERS else ", ".join(GRADES)
    raise WrongUsageError(f'"{text}" is no grade', f"grades are {choices}; none takes a grade away")


def grade_label(grade: str | None, labels: str = LETTERS) -> str:
    """Return the grade as it is shown; empty where there is none."""
    if grade is None:
        return ""
    return str(GRADES.index(grade) + 1) if labels == NUMBERS else grade
