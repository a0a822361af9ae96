"""The fields of a QUERY as conditions on contacts: texts, lists of words, what a contact has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.search_text import NAMES_END
from followup.core.model.stages import STATUSES
from followup.core.query.syntax import names_in, parse
from followup.core.text.folding import digits_of, fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError
from followup.storage.query.context import in_ids, numeric
from followup.storage.query.words import contacts_containing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql

GRADES = "ABCDE"
WARNINGS = ("fine", "watch", "early", "acute", "lost")
SEGMENTS = ("top", "core", "tail", "new")
_LEAST_DIGITS = 3
_MOST_DIGITS = 18
_NAMES = f"char(10) || substr(search, 1, instr(search, '{NAMES_END}') - 1)"


def _any(table: str, condition: str = "1") -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE contact_id = contact.id AND {condition})"


HAS = {
    "phone": _any("phone"), "email": _any("email"), "address": _any("address"), "city": _any("address", "city <> ''"),
    "url": _any("url"), "birthday": _any("occasion", "kind = 'birthday'"), "occasion": _any("occasion"),
    "photo": _any("photo"), "note": _any("note"), "interaction": _any("interaction"), "sale": _any("sale"),
    "bought": _any("sale"), "task": _any("task", "done IS NULL"), "complaint": _any("complaint", "satisfied IS NULL"),
    "group": _any("membership"), "relation": _any("relation"), "grade": "grade IS NOT NULL",
    "stage": "(stage IS NOT NULL OR " + _any("sale") + ")",
    "org": "organization <> ''", "title": "title <> ''", "area": "area <> ''", "nickname": "nickname <> ''",
    "source": "source <> ''",
}  # fmt: skip
"""What `has:` and `no:` ask for, besides the book's own fields, warning and segment."""


def word(text: str, context: QueryContext) -> Sql:
    """Whether a text is anywhere: in the contact, its notes, interactions and tasks; digits also in its numbers."""
    folded = fold(text)
    if not folded:  # marks that nobody sees: everything holds them
        return "1", []
    condition, parameters = in_ids(contacts_containing(context.connection, folded))
    digits = digits_of(text)
    if len(digits) < _LEAST_DIGITS or digits == folded or any(map(str.isalpha, text)):
        return condition, parameters
    also, found = in_ids(contacts_containing(context.connection, digits))
    return f"({condition} OR {also} AND instr(search, ?) > 0)", [*parameters, *found, digits]


def custom_field(name: str, value: Comparison) -> Sql:
    """One of the book's own fields: its text, or its number (or day, year first) where it is compared."""
    mine = "EXISTS (SELECT 1 FROM field WHERE contact_id = contact.id AND fold(field.name) = ? AND {})"
    named: list[object] = [fold(name)]
    if value.op in {"", "="}:
        condition, parameters = _text("field.value", value)
        return f"(instr(search, ?) > 0 AND {mine.format(condition)})", [fold(value.value), *named, *parameters]
    texts = [value.value, value.upto] if value.op == ".." else [value.value]
    numbers = [number for number in map(numeric, texts) if number is not None]
    column = "numeric(field.value)" if len(numbers) == len(texts) else "fold(field.value)"
    limits: list[object] = [*numbers] if len(numbers) == len(texts) else [fold(text) for text in texts]
    condition = "BETWEEN ? AND ?" if value.op == ".." else f"{value.op} ?"
    return mine.format(f"{column} {condition}"), named + limits


def has(value: Comparison, context: QueryContext) -> Sql:
    """Whether a contact has something: one of HAS, a warning, a segment, or one of the book's own fields."""
    name = fold(value.value)
    if name in HAS:
        return HAS[name], []
    if name == "warning":
        return in_ids(number for number, stage in context.computed(name).warnings().items() if stage != "fine")
    if name == "segment":
        return in_ids(context.computed(name).segments())
    own = custom_names(context)
    if name in map(fold, own):
        return "EXISTS (SELECT 1 FROM field WHERE contact_id = contact.id AND fold(name) = ? AND value <> '')", [name]
    raise _unknown("has", value.value, [*HAS, "warning", "segment", *own])


def custom_names(context: QueryContext) -> list[str]:
    """The names of the fields that this book has of its own; a smart group may ask for one that nobody has any more."""
    names = {name for (name,) in context.connection.execute("SELECT DISTINCT name FROM field")}
    for (query,) in context.connection.execute("SELECT query FROM groups WHERE query IS NOT NULL"):
        names.update(name for name in names_in(parse(query, None)) if fold(name) not in {*HAS, "warning", "segment"})
    return sorted(names)


def _text(column: str, value: Comparison) -> Sql:
    """Whether a column, folded, holds the value; with `=`, is it."""
    return f"fold({column}) = ?" if value.op == "=" else f"instr(fold({column}), ?) > 0", [fold(value.value)]


def _found_text(column: str, around: str = "{}") -> Callable[[Comparison, QueryContext], Sql]:
    """A text that is part of the search text too: looked for there first, which is many times as fast."""

    def condition(value: Comparison, _asking: QueryContext) -> Sql:
        test, parameters = _text(column, value)
        return f"(instr(search, ?) > 0 AND {around.format(test)})", [fold(value.value), *parameters]

    return condition


def _unknown(field: str, typed: str, known: Collection[str]) -> WrongUsageError:
    meant = suggest(typed, known)
    hint = f"did you mean {meant[0]}? " if meant else ""
    return WrongUsageError(f'"{typed}" is nothing that {field}: knows', f"{hint}It knows {', '.join(known)}")


def one_of(field: str, known: Collection[str], value: Comparison) -> str:
    """The word that is meant, of the few that a field knows; anything else is wrong usage."""
    typed = fold(value.value)
    if typed not in known:
        raise _unknown(field, value.value, known)
    return typed


def _status(value: Comparison, _asking: QueryContext) -> Sql:
    return "status = ?", [one_of("status", STATUSES, value)]


def _id(value: Comparison, _asking: QueryContext) -> Sql:
    texts = [value.value, value.upto] if value.op == ".." else [value.value]
    numbers: list[object] = [int(text) for text in map(fold, texts) if text.isdecimal() and len(text) <= _MOST_DIGITS]
    if len(numbers) < len(texts):
        raise WrongUsageError(f'"{value.value}" is no id of a contact', "write id:42, id:1,2 or id:1..10")
    return "id BETWEEN ? AND ?" if value.op == ".." else f"id {value.op or '='} ?", numbers


def _name(value: Comparison, _asking: QueryContext) -> Sql:
    """A name, a nickname or either in pinyin."""
    if value.op == "=":
        return f"instr({_NAMES}, char(10) || ? || char(10)) > 0", [fold(value.value)]
    return f"instr({_NAMES}, ?) > 0", [fold(value.value)]


def _grade(value: Comparison, _asking: QueryContext) -> Sql:
    """A grade: `>=B` is B and better; 1-5 are A-E; none."""
    if fold(value.value) in {"none", "无"} and value.op in {"", "="}:
        return "grade IS NULL", []
    texts = [value.value, value.upto] if value.op == ".." else [value.value]
    letters = [text.upper().translate(str.maketrans("12345", "ABCDE")) for text in map(fold, texts)]
    if not set(letters) <= set(GRADES):
        raise _unknown("grade", value.value, [*GRADES, "none"])
    if value.op == "..":
        return "grade BETWEEN ? AND ?", [*sorted(letters)]
    better = {">": "<", ">=": "<=", "<": ">", "<=": ">="}.get(value.op, "=")
    return f"grade {better} ?", [*letters]


def _segment(value: Comparison, context: QueryContext) -> Sql:
    wanted = one_of("segment", SEGMENTS, value)
    return in_ids(number for number, name in context.computed("segment").segments().items() if name == wanted)


def _warning(value: Comparison, context: QueryContext) -> Sql:
    wanted = one_of("warning", WARNINGS, value)
    return in_ids(number for number, stage in context.computed("warning").warnings().items() if stage == wanted)


def _phone(value: Comparison, _asking: QueryContext) -> Sql:
    digits = digits_of(value.value)
    if not digits:
        raise WrongUsageError(f'"{value.value}" is no number', "write phone:138, or has:phone")
    national = digits.removeprefix("00")
    if value.op == "=":
        return _any("phone", "(digits = ? OR e164 = '+' || ?)"), [digits, national]
    return _any("phone", "(instr(digits, ?) > 0 OR instr(coalesce(e164, ''), ?) > 0)"), [digits, national]


def _email(value: Comparison, _asking: QueryContext) -> Sql:
    return _any("email", "folded = ?" if value.op == "=" else "instr(folded, ?) > 0"), [fold(value.value)]


def _no(value: Comparison, context: QueryContext) -> Sql:
    condition, parameters = has(value, context)
    return f"NOT ({condition})", parameters


def _source(value: Comparison, _asking: QueryContext) -> Sql:
    return _text("source", value)


def _of_days(name: str) -> Callable[[Comparison, QueryContext], Sql]:
    """A field about days or money; the reading of dates is loaded when one is asked for."""

    def condition(value: Comparison, context: QueryContext) -> Sql:
        from followup.storage.query import day_fields

        return day_fields.FIELDS[name](value, context)

    return condition


FIELDS: dict[str, Callable[[Comparison, QueryContext], Sql]] = {
    "id": _id, "name": _name, "grade": _grade, "city": _found_text("city", _any("address", "{}")),
    "area": _found_text("area"), "org": _found_text("organization"), "title": _found_text("title"),
    "segment": _segment, "warning": _warning,
    "phone": _phone, "email": _email, "has": has, "no": _no,
    **{name: _of_days(name) for name in ("added", "idle", "due", "value", "birthday", "bought", "balance")},
    "source": _source, "status": _status,
}  # fmt: skip
"""Every built-in field but group, private and stage, which ask for other queries."""
