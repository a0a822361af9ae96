"""The fields `has` and `no`: whether a contact has something at all; and which custom fields the book has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.query.syntax import names_in, parse
from followup.core.text.folding import fold
from followup.storage.query.fields.condition import any_row, unknown_word
from followup.storage.query.fields.customer import has_segment, has_warning

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition

_STORED = {
    "phone": any_row("phone"), "email": any_row("email"), "address": any_row("address"),
    "city": any_row("address", "city <> ''"), "url": any_row("url"),
    "birthday": any_row("occasion", "kind = 'birthday'"), "occasion": any_row("occasion"),
    "photo": any_row("photo"), "note": any_row("note"), "interaction": any_row("interaction"), "sale": any_row("sale"),
    "bought": any_row("sale"), "task": any_row("task", "done IS NULL"),
    "complaint": any_row("complaint", "satisfied IS NULL"), "group": any_row("membership"),
    "relation": any_row("relation"), "grade": "grade IS NOT NULL",
    "stage": "(stage IS NOT NULL OR " + any_row("sale") + ")",
    "org": "organization <> ''", "title": "title <> ''", "area": "area <> ''", "nickname": "nickname <> ''",
    "source": "source <> ''",
}  # fmt: skip
_COMPUTED: dict[str, Callable[[QueryContext], Sql]] = {"warning": has_warning, "segment": has_segment}


def _has(comparison: Comparison, context: QueryContext) -> Sql:
    """One of the things above, or a custom field of the book with any value."""
    name = fold(comparison.value)
    if name in _STORED:
        return _STORED[name], []
    if name in _COMPUTED:
        return _COMPUTED[name](context)
    custom = custom_names(context)
    if name in map(fold, custom):
        return any_row("field", "fold(name) = ? AND value <> ''"), [name]
    raise unknown_word("has", comparison.value, [*_STORED, *_COMPUTED, *custom])


def custom_names(context: QueryContext) -> list[str]:
    """Return the names of the book's custom fields, with those that only a smart group still asks for."""
    names = {name for (name,) in context.connection.execute("SELECT DISTINCT name FROM field")}
    for (query,) in context.connection.execute("SELECT query FROM groups WHERE query IS NOT NULL"):
        names.update(name for name in names_in(parse(query, None)) if fold(name) not in {*_STORED, *_COMPUTED})
    return sorted(names)


def _no(comparison: Comparison, context: QueryContext) -> Sql:
    condition, parameters = _has(comparison, context)
    return f"NOT ({condition})", parameters


CONDITIONS: dict[str, Condition] = {"has": _has, "no": _no}
