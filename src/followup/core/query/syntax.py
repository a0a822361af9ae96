"""The QUERY a person types, as a tree: words, `field:value`, `a,b`, `not`, `or`, parentheses, "quotes".

What each field means is said where it is looked up; here stand the grammar and the names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FIELDS = (
    "id", "name", "grade", "group", "city", "area", "org", "title", "stage", "segment", "warning", "phone", "email",
    "has", "no", "added", "idle", "due", "value", "birthday", "bought", "balance",
    "source", "status", "private",
)  # fmt: skip
"""The fields every book has; its custom fields come to them."""
_OWN_NAMED = 20  # in an error: an imported spreadsheet brings hundreds

COMPARED = frozenset({"id", "grade", "added", "idle", "due", "value", "birthday", "bought", "balance"})
"""The built-in fields that `>`, `<` and `..` make sense for; custom fields are compared as numbers or dates."""

_FULL_WIDTH = str.maketrans(
    dict(zip("：，（）＞＜＝\u3000", ":,()><= ", strict=True)) | dict.fromkeys("“”„「」『』＂", '"')
)
_OPERATOR = re.compile(r">=|<=|>|<|=|≥|≤")
_BARE = re.compile(r'[^\s():,"]+')
_WORD = re.compile(r'[^\s():"]+')
_SPELLED = {"≥": ">=", "≤": "<="}
_DEEPEST = 50
_MOST_CONDITIONS = 200  # SQLite takes a chain of at most 1,000, and one condition may be several of it
_LONGEST_SHOWN = 200


class Word(NamedTuple):
    """A text that is searched in everything."""

    text: str


class Comparison(NamedTuple):
    """One value a field is held against: `op` is empty (as the field likes it), `=`, `>`, `>=`, `<`, `<=` or `..`.

    With `..`, `value` and `upto` are the ends, both included.
    """

    op: str
    value: str
    upto: str = ""


class Field(NamedTuple):
    """`name:value`; with several values any of them will do. `custom` marks a field of the book's own."""

    name: str
    values: tuple[Comparison, ...]
    custom: bool = False


class Not(NamedTuple):
    """What does not answer to the term."""

    term: Node


class And(NamedTuple):
    """What answers to all terms; to none of none: everybody."""

    terms: tuple[Node, ...]


class Or(NamedTuple):
    """What answers to any term."""

    terms: tuple[Node, ...]


Node: TypeAlias = Word | Field | Not | And | Or


def parse(text: str, custom: Collection[str] | None = ()) -> Node:
    """Return the tree of a query. `custom` are the names of the book's custom fields. An empty query is `And(())`.

    With None every name is one that the book may have had. Words side by side must all match and bind closer than `or`.
    Raises WrongUsageError with the place (from 1).
    """
    reader = _Reader(text, {fold(name): name for name in custom or ()}, any_name=custom is None)
    tree = reader.any_of(0)
    if not reader.at_end():
        message = f'In the query "{_shown(text)}" the parenthesis at {reader.at + 1} closes nothing'
        raise WrongUsageError(message, "take it away, or put quotes around what is meant as text")
    return tree


def fields_of(tree: Node) -> frozenset[str]:
    """Return the names of the built-in fields a query asks for (a smart group with a cadence may not ask for all)."""
    match tree:
        case Field(name=name, custom=False):
            return frozenset({name})
        case Not(term=term):
            return fields_of(term)
        case And(terms=terms) | Or(terms=terms):
            return frozenset().union(*map(fields_of, terms))
        case _:
            return frozenset()


def names_in(tree: Node) -> Iterator[str]:
    """Return the names by which a query asks for custom fields, and whatever `has:` and `no:` ask for."""
    match tree:
        case Field(name=name, custom=True):
            yield name
        case Field(name="has" | "no", values=values):
            yield from (value.value for value in values)
        case Not(term=term):
            yield from names_in(term)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from names_in(term)
        case _:
            return


def _shown(text: str) -> str:
    """Return a query as an error shows it: a very long one by its beginning."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


class _Reader:
    """A place in the text, moving forward. Full-width signs are replaced one by one, so places stay true."""

    def __init__(self, text: str, custom: dict[str, str], *, any_name: bool) -> None:
        self.written = text
        self.text = text.translate(_FULL_WIDTH)
        self.custom = custom
        self.any_name = any_name
        self.at = 0
        self.conditions = 0

    def count(self) -> None:
        """Count a word or a value, of which there may not be thousands."""
        self.conditions += 1
        if self.conditions > _MOST_CONDITIONS:
            raise self.error(f"a query has at most {_MOST_CONDITIONS} words and values", "split the query into groups")

    def error(self, what: str, hint: str, at: int | None = None) -> WrongUsageError:
        place = (self.at if at is None else at) + 1
        return WrongUsageError(f'In the query "{_shown(self.written)}" at {place}: {what}', hint)

    def at_end(self) -> bool:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
        return self.at >= len(self.text)

    def keyword(self, word: str) -> bool:
        """Step over a keyword that stands alone; `or:` and `order` are none."""
        if self.at_end():
            return False
        found = _WORD.match(self.text, self.at)
        if not found or found[0].lower() != word or self.text[found.end() : found.end() + 1] == ":":
            return False
        self.at = found.end()
        return True

    def any_of(self, depth: int) -> Node:
        terms = [self.all_of(depth)]
        while self.keyword("or"):
            terms.append(self.all_of(depth))
        if len(terms) > 1 and And(()) in terms:
            raise self.error("or has nothing on one side", "write: city:Berlin or city:Hamburg")
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def all_of(self, depth: int) -> Node:
        terms: list[Node] = []
        while not self.at_end() and self.text[self.at] != ")":
            start = self.at
            if self.keyword("or"):
                self.at = start
                break
            if terms and self.keyword("and"):
                continue
            terms.append(self.term(depth))
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def term(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self.error("this is nested too deep", "split the query into groups")
        if self.keyword("not"):
            if self.at_end() or self.text[self.at] == ")":
                raise self.error("not has nothing behind it", "write: not grade:A")
            return Not(self.term(depth + 1))
        if self.text[self.at] == "(":
            return self.parenthesis(depth)
        return self.word_or_field()

    def parenthesis(self, depth: int) -> Node:
        opened = self.at
        self.at += 1
        tree = self.any_of(depth + 1)
        if self.at_end():
            raise self.error("this parenthesis is never closed", "close it with )", opened)
        if tree == And(()):
            raise self.error("these parentheses are empty", "take them away", opened)
        self.at += 1
        return tree

    def quoted(self) -> str | None:
        """Read what stands between quotes, or nothing."""
        if self.text[self.at : self.at + 1] != '"':
            return None
        end = self.text.find('"', self.at + 1)
        if end < 0:
            raise self.error("this quote is never closed", 'close it with "')
        inside = self.written[self.at + 1 : end]
        self.at = end + 1
        return inside

    def word_or_field(self) -> Node:
        self.count()
        start = self.at
        name = self.quoted()
        if name is None:
            found = _WORD.match(self.text, self.at)
            if not found:
                raise self.error("a field's name is missing before the colon", "write: grade:A", start)
            # As typed: what is searched for is folded like the text it is searched in.
            name = self.written[self.at : found.end()]
            self.at = found.end()
        if self.text[self.at : self.at + 1] == ":":
            return self.field(name, start)
        if not name.strip():
            raise self.error("there is nothing between these quotes", "write the words to search for", start)
        return Word(name)

    def field(self, name: str, start: int) -> Field:
        known, custom = self.known(name, start)
        self.at += 1
        values = [self.value(known, custom=custom)]
        while self.text[self.at : self.at + 1] == ",":
            self.at += 1
            self.count()
            values.append(self.value(known, custom=custom))
        return Field(known, tuple(values), custom)

    def known(self, name: str, start: int) -> tuple[str, bool]:
        folded = fold(name)
        if folded in FIELDS:
            return folded, False
        if folded in self.custom or self.any_name:
            return self.custom.get(folded, name), True
        own = sorted(self.custom.values())
        meant = suggest(name, [*FIELDS, *own])
        hint = f"did you mean {' or '.join(meant)}? " if meant else ""
        more = [f"{len(own) - _OWN_NAMED} more"] if len(own) > _OWN_NAMED else []
        mine = f"; this book's own: {', '.join([*own[:_OWN_NAMED], *more])}" if own else ""
        raise self.error(
            f'there is no field "{name}"',
            f'{hint}Fields: {", ".join(sorted(FIELDS))}{mine}; "quotes" search for text with a colon',
            start,
        )

    def value(self, field: str, *, custom: bool) -> Comparison:
        start = self.at
        found = _OPERATOR.match(self.text, self.at)
        op = _SPELLED.get(found[0], found[0]) if found else ""
        self.at = found.end() if found else self.at
        value = self.quoted()
        quoted = value is not None
        if value is None:
            value = self.bare()
        if not value.strip():
            raise self.error(
                f"a value is missing for {field}",
                f"write it without a blank, and < > in quotes: '{field}:value'",
                start,
            )
        if op not in {"", "="} and not custom and field not in COMPARED:
            raise self.error(f"{field} has no more and less", f"write {field}:{value}", start)
        low, dots, high = value.partition("..")
        if dots and low and high and not op and not quoted and (custom or field in COMPARED):
            return Comparison("..", low, high)
        return Comparison(op, value)

    def bare(self) -> str:
        """Read an unquoted value; a colon within it belongs to it (`email:mailto:x`)."""
        start = self.at
        while (found := _BARE.match(self.text, self.at)) or (
            self.at > start and self.text[self.at : self.at + 1] == ":"
        ):
            self.at = found.end() if found else self.at + 1
        return self.written[start : self.at]
