"""Grades as a person types and reads them: A to E, none, or 1 to 5 where the settings say so."""

from __future__ import annotations

from followup.core.text.folding import fold
from followup.errors import WrongUsageError

NUMBERS = "numbers"
_NONE = frozenset({"none", "no", "-", "", "无", "無", "没有"})


def parse_grade(text: str, labels: str = "letters") -> str | None:
    """One of GRADES, or None for `none`; with `labels` of `numbers` 1 to 5 are understood as well."""
    typed = fold(text)
    if typed in _NONE:
        return None
    if typed.upper() in _numbers().values():
        return typed.upper()
    if labels == NUMBERS and typed in _numbers():
        return _numbers()[typed]
    known = "1 to 5" if labels == NUMBERS else "A, B, C, D, E"
    raise WrongUsageError(f'"{text}" is no grade', f"grades are {known}; none takes a grade away")


def grade_label(grade: str | None, labels: str = "letters") -> str:
    """The grade as it is shown: empty where there is none."""
    if grade is None:
        return ""
    return next(number for number, each in _numbers().items() if each == grade) if labels == NUMBERS else grade


def _numbers() -> dict[str, str]:
    from followup.core.model.contact import GRADES  # its dataclasses cost a question more than all it asks

    return {str(place): grade for place, grade in enumerate(GRADES, 1)}
