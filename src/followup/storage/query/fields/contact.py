"""Fields about what stands on a contact: names, texts, numbers, grade, status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.search_text import NAMES_END
from followup.core.model.grades import BY_NUMBER, GRADES
from followup.core.model.stages import STATUSES
from followup.core.text.folding import digits_of, fold
from followup.errors import WrongUsageError
from followup.storage.query.fields.condition import any_row, one_of, operands, text_condition, unknown_word

if TYPE_CHECKING:
    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition

_MOST_DIGITS = 18
_NAMES = f"char(10) || substr(search, 1, instr(search, '{NAMES_END}') - 1)"
_BETTER = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
"""A is better than B, and before it in the alphabet."""


def _id(comparison: Comparison, _context: QueryContext) -> Sql:
    texts = operands(comparison)
    numbers: list[object] = [int(text) for text in map(fold, texts) if text.isdecimal() and len(text) <= _MOST_DIGITS]
    if len(numbers) < len(texts):
        raise WrongUsageError(f'"{comparison.value}" is no id of a contact', "write id:42, id:1,2 or id:1..10")
    return "id BETWEEN ? AND ?" if comparison.op == ".." else f"id {comparison.op or '='} ?", numbers


def _name(comparison: Comparison, _context: QueryContext) -> Sql:
    """A name, a nickname, or the pinyin of either."""
    if comparison.op == "=":
        return f"instr({_NAMES}, char(10) || ? || char(10)) > 0", [fold(comparison.value)]
    return f"instr({_NAMES}, ?) > 0", [fold(comparison.value)]


def _grade(comparison: Comparison, _context: QueryContext) -> Sql:
    """A grade as a letter or as a number, or none; `>=B` is B and better."""
    if fold(comparison.value) in {"none", "无"} and comparison.op in {"", "="}:
        return "grade IS NULL", []
    grades = [BY_NUMBER.get(text, text.upper()) for text in map(fold, operands(comparison))]
    if not set(grades) <= set(GRADES):
        raise unknown_word("grade", comparison.value, [*GRADES, "none"])
    if comparison.op == "..":
        return "grade BETWEEN ? AND ?", [*sorted(grades)]
    return f"grade {_BETTER.get(comparison.op, '=')} ?", [*grades]


def _status(comparison: Comparison, _context: QueryContext) -> Sql:
    return "status = ?", [one_of("status", STATUSES, comparison)]


def _phone(comparison: Comparison, _context: QueryContext) -> Sql:
    digits = digits_of(comparison.value)
    if not digits:
        raise WrongUsageError(f'"{comparison.value}" is no number', "write phone:138, or has:phone")
    national = digits.removeprefix("00")
    if comparison.op == "=":
        return any_row("phone", "(digits = ? OR e164 = '+' || ?)"), [digits, national]
    return any_row("phone", "(instr(digits, ?) > 0 OR instr(coalesce(e164, ''), ?) > 0)"), [digits, national]


def _email(comparison: Comparison, _context: QueryContext) -> Sql:
    condition = "folded = ?" if comparison.op == "=" else "instr(folded, ?) > 0"
    return any_row("email", condition), [fold(comparison.value)]


def _source(comparison: Comparison, _context: QueryContext) -> Sql:
    return text_condition("source", comparison)


def _searched_text(column: str, around: str = "{}") -> Condition:
    """Return the condition on a column that is part of the search text: that is looked through first, being faster."""

    def condition(comparison: Comparison, _context: QueryContext) -> Sql:
        test, parameters = text_condition(column, comparison)
        return f"(instr(search, ?) > 0 AND {around.format(test)})", [fold(comparison.value), *parameters]

    return condition


CONDITIONS: dict[str, Condition] = {
    "id": _id, "name": _name, "grade": _grade, "status": _status, "phone": _phone, "email": _email, "source": _source,
    "area": _searched_text("area"), "city": _searched_text("city", any_row("address", "{}")),
    "org": _searched_text("organization"), "title": _searched_text("title"),
}  # fmt: skip
