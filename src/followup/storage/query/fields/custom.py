"""A custom field of the book, as its name and value were set or imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.text.folding import fold
from followup.storage.query.context import numeric
from followup.storage.query.fields.condition import any_row, operands, text_condition

if TYPE_CHECKING:
    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import Sql


def custom_field(name: str, comparison: Comparison) -> Sql:
    """Return the condition on a custom field: its text, or where it is compared its number (else its folded text)."""
    row = any_row("field", "fold(field.name) = ? AND {}")
    named: list[object] = [fold(name)]
    if comparison.op in {"", "="}:
        condition, parameters = text_condition("field.value", comparison)
        return f"(instr(search, ?) > 0 AND {row.format(condition)})", [fold(comparison.value), *named, *parameters]
    texts = operands(comparison)
    numbers = [number for number in map(numeric, texts) if number is not None]
    are_numbers = len(numbers) == len(texts)
    column = "numeric(field.value)" if are_numbers else "fold(field.value)"
    limits: list[object] = [*numbers] if are_numbers else [fold(text) for text in texts]
    condition = "BETWEEN ? AND ?" if comparison.op == ".." else f"{comparison.op} ?"
    return row.format(f"{column} {condition}"), named + limits
