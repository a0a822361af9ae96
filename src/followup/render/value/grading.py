"""The report of a grading policy: which grades rise and fall and why, and the hours that the grades take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.cadence.workload import HOUR, minutes_by_grade
from followup.core.model.grades import GRADES, grade_label
from followup.core.value.grading import available_hours, required_hours
from followup.render.formats.json import Lines, line
from followup.render.formats.table import heading, listing, table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.model.rules import Rules
    from followup.core.value.grading import GradeMove, Grading

_SHOWN = 20
_WAYS = {"falling": "Falling", "rising": "Rising", "first": "For the first time"}


def grading_json(
    grading: Grading, names: Mapping[int, str], policy: str, rules: Rules, *, dry_run: bool
) -> dict[str, object]:
    """Return every change with its reason, warnings of falling As, and the hours; `names` has everybody listed."""
    return {
        "policy": policy,
        "dry_run": dry_run,
        "changed": len(grading.moves),
        "same": grading.same,
        "changes": Lines(line(_move_json(move, names[move.id])) for move in grading.moves),
        "locked": Lines(line(_move_json(move, names[move.id])) for move in grading.locked),
        "warnings": [_warning(move, names[move.id], "letters") for move in grading.falling_best],
        "grades": {grade: {"before": grading.before[grade], "after": grading.after[grade]} for grade in GRADES},
        "hours": {
            "before": round(required_hours(grading.before, rules), 1),
            "after": round(required_hours(grading.after, rules), 1),
            "available": round(available_hours(rules), 1),
        },
    }


def _move_json(move: GradeMove, name: str) -> dict[str, object]:
    return {
        "id": move.id,
        "name": name,
        "old": move.old,
        "new": move.verdict.grade,
        "way": move.way,
        "reason": move.verdict.reason,
    }


def shown_moves(grading: Grading) -> list[GradeMove]:
    """Return the moves whose names are shown: the first of each direction, and the first As that fall."""
    ways = [move for way in _WAYS for move in _of(grading, way)[:_SHOWN]]
    return [*ways, *grading.falling_best[:_SHOWN]]


def _of(grading: Grading, way: str) -> list[GradeMove]:
    return [move for move in grading.moves if move.way == way]


def grading_text(grading: Grading, names: Mapping[int, str], rules: Rules, labels: str) -> str:
    """Return the report for a person; `names` has the contacts of `shown_moves`."""
    parts = [_summary(grading)]
    warned = grading.falling_best[:_SHOWN]
    if warned:
        parts.append("".join(f"{one_line(_warning(move, names[move.id], labels))}\n" for move in warned))
    parts += [_section(_of(grading, way), title, names, labels) for way, title in _WAYS.items()]
    parts.append(_cost(grading, rules, labels) if grading.moves or grading.same or grading.locked else "")
    return "\n".join(filter(None, parts))


def _summary(grading: Grading) -> str:
    locked = f", {len(grading.locked):,} locked would change" if grading.locked else ""
    if not grading.moves and not grading.same and not grading.locked:
        return (
            "There is nobody to grade: no customer has sales in the window, or a number in that field."
            " By hand: followup grade set QUERY GRADE\n"
        )
    return f"{len(grading.moves):,} change, {grading.same:,} stay{locked}.\n"


def _warning(move: GradeMove, name: str, labels: str) -> str:
    grades = (grade_label(move.old, labels), grade_label(move.verdict.grade, labels))
    return f"Warning: {name} falls from {grades[0]} to {grades[1]}: {move.verdict.reason}"


def _section(moves: Sequence[GradeMove], title: str, names: Mapping[int, str], labels: str) -> str:
    if not moves:
        return ""
    rows = [
        (
            str(move.id),
            names[move.id],
            grade_label(move.old, labels) or "-",
            grade_label(move.verdict.grade, labels),
            move.verdict.reason,
        )
        for move in moves[:_SHOWN]
    ]
    more = f"and {len(moves) - _SHOWN:,} more: --json lists all\n" if len(moves) > _SHOWN else ""
    return heading(f"{title}: {len(moves):,}") + listing(("id", "name", "from", "to", "why"), rows) + more


def _cost(grading: Grading, rules: Rules, labels: str) -> str:
    """Return the number of contacts and the hours a week of each grade, before and after, and the hours available."""
    minutes = (minutes_by_grade(grading.before, rules), minutes_by_grade(grading.after, rules))
    rows = [
        (
            grade_label(grade, labels),
            f"{grading.before[grade]:,}",
            f"{grading.after[grade]:,}",
            *(f"{by_grade.get(grade, 0) / HOUR:,.1f}" for by_grade in minutes),
        )
        for grade in GRADES
    ]
    need, have = required_hours(grading.after, rules), available_hours(rules)
    fits = "" if need <= have else ": fewer As and Bs, or longer intervals (cadence.A.visit in the settings), would fit"
    sentence = f"The grades require {need:,.0f} h a week of your {have:,.0f}{fits}.\n"
    return table(("grade", "before", "after", "h before", "h after"), rows, (1, 2, 3, 4)) + sentence
