"""What the fields of a QUERY share: the shape of a condition, and the words that a field knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from followup.core.query.syntax import Comparison
from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError
from followup.storage.query.context import QueryContext, Sql

Condition: TypeAlias = Callable[[Comparison, QueryContext], Sql]
"""Returns the condition on a contact that one value of a field stands for."""


def any_row(table: str, condition: str = "1") -> str:
    """Return the condition that a table has such a row of the contact."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE contact_id = contact.id AND {condition})"


def text_condition(column: str, comparison: Comparison) -> Sql:
    """Return the condition that a column, folded, contains the text; with `=`, that it is the text."""
    condition = f"fold({column}) = ?" if comparison.op == "=" else f"instr(fold({column}), ?) > 0"
    return condition, [fold(comparison.value)]


def operands(comparison: Comparison) -> list[str]:
    """Return what a field is compared with: one text, or the two ends of a range."""
    return [comparison.value, comparison.upto] if comparison.op == ".." else [comparison.value]


def one_of(field: str, words: Collection[str], comparison: Comparison) -> str:
    """Return which of the words that a field knows was typed. WrongUsageError for any other."""
    typed = fold(comparison.value)
    if typed not in words:
        raise unknown_word(field, comparison.value, words)
    return typed


def unknown_word(field: str, typed: str, words: Collection[str]) -> WrongUsageError:
    """Return the error for a word that a field does not know, with the nearest that it does."""
    near = suggest(typed, words)
    hint = f"did you mean {near[0]}? " if near else ""
    return WrongUsageError(f'"{typed}" is nothing that {field}: knows', f"{hint}It knows {', '.join(words)}")
