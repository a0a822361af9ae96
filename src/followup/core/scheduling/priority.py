"""What comes first: importance, urgency, quadrants, and the weight of an item."""

from __future__ import annotations

from functools import cache

GRADE_POINTS = {"A": 8, "B": 5, "C": 3, "D": 2, "E": 1, None: 1}
QUADRANT_FACTOR = {1: 4, 2: 3, 3: 2, 4: 1}
STAGE_POINTS = {"early": 2, "acute": 4}
COMPLAINT_POINTS = 5
MARKED_POINTS = 3
MOST_LATE = 2.0
TASK_INTERVAL = 7
URGENT_LATENESS = 0.5
IMPORTANT = (1, 2)
URGENT = (1, 3)
"""The quadrants of what is important, and of what is urgent."""


def quadrant(*, important: bool, urgent: bool) -> int:
    """1 important and urgent, 2 important, 3 urgent, 4 neither."""
    if important:
        return 1 if urgent else 2
    return 3 if urgent else 4


def lateness(overdue_days: int, interval: int) -> float:
    """Overdue days in intervals: 0 before the day, at most 2."""
    return min(MOST_LATE, overdue_days / interval) if overdue_days > 0 else 0.0


def weight(quadrant: int, grade: str | None, late: float, bonus: int = 0) -> float:
    """Quadrant factor x [grade points x (1 + lateness) + what warnings, complaints and marks add], to two decimals."""
    return round(QUADRANT_FACTOR[quadrant] * (GRADE_POINTS[grade] * (1 + late) + bonus), 2)


@cache
def judged(grade: str | None, bonus: int, overdue_days: int, interval: int, important: int) -> tuple[int, float]:
    """The quadrant and the weight of a visit or a call: of thousands, most are due as others are.

    `important` is 1 or 0: looked up by position, as a cache does it fastest.
    """
    late = lateness(overdue_days, interval)
    number = quadrant(important=bool(important), urgent=late > URGENT_LATENESS)
    return number, weight(number, grade, late, bonus)
