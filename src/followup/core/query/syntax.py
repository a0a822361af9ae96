"""The grammar of a QUERY: words, `field:value`, `a,b`, `not`, `or`, parentheses and "quotes" become a tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from followup.core.query.fields import COMPARED, FIELDS
from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_CUSTOM_SHOWN = 20
"""Custom fields that an error names: an imported spreadsheet may bring hundreds."""
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
    """A text that is looked for in everything."""

    text: str


class Comparison(NamedTuple):
    """A value that a field is compared with: `op` is `=`, `>`, `>=`, `<`, `<=`, `..` or empty, where the field decides.

    With `..`, `value` and `upto` are the two ends, both included.
    """

    op: str
    value: str
    upto: str = ""


class Field(NamedTuple):
    """`name:value`; of several values, one has to match. `custom` marks a custom field of the book."""

    name: str
    comparisons: tuple[Comparison, ...]
    custom: bool = False


class Not(NamedTuple):
    """Contacts that do not match the term."""

    term: Node


class And(NamedTuple):
    """Contacts that match all terms; without terms, all contacts."""

    terms: tuple[Node, ...]


class Or(NamedTuple):
    """Contacts that match any term."""

    terms: tuple[Node, ...]


Node: TypeAlias = Word | Field | Not | And | Or


def parse(text: str, custom: Collection[str] | None = ()) -> Node:
    """Return the tree of a query. `custom` are the names of the book's custom fields. An empty query is `And(())`.

    With None, every unknown name counts as a custom field, because the book may have had it. Words side by side must
    all match, and bind closer than `or`. Raises WrongUsageError with the place (from 1).
    """
    reader = _Reader(text, {fold(name): name for name in custom or ()}, any_name=custom is None)
    tree = reader.any_of(0)
    if reader.skip_blanks():
        message = f'In the query "{_shown(text)}" the parenthesis at {reader.at + 1} closes nothing'
        raise WrongUsageError(message, "take it away, or put quotes around what is meant as text")
    return tree


def fields_of(tree: Node) -> frozenset[str]:
    """Return the names of the built-in fields a query asks for."""
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
        case Field(name="has" | "no", comparisons=comparisons):
            yield from (comparison.value for comparison in comparisons)
        case Not(term=term):
            yield from names_in(term)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from names_in(term)
        case _:
            return


def _shown(text: str) -> str:
    """Return a query as an error shows it, shortened where it is very long."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


class _Reader:
    """Reads a query from left to right; `at` is the place it has reached.

    Each full-width character is replaced by one of ASCII, so that places in both texts are the same.
    """

    def __init__(self, text: str, custom: dict[str, str], *, any_name: bool) -> None:
        self.written = text
        self.text = text.translate(_FULL_WIDTH)
        self.custom = custom
        self.any_name = any_name
        self.at = 0
        self.conditions = 0

    def count(self) -> None:
        """Count one more word or value; WrongUsageError where there are too many."""
        self.conditions += 1
        if self.conditions > _MOST_CONDITIONS:
            raise self.error(f"a query has at most {_MOST_CONDITIONS} words and values", "split the query into groups")

    def error(self, what: str, hint: str, at: int | None = None) -> WrongUsageError:
        place = (self.at if at is None else at) + 1
        return WrongUsageError(f'In the query "{_shown(self.written)}" at {place}: {what}', hint)

    def skip_blanks(self) -> bool:
        """Move past blanks, and return whether anything follows them."""
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
        return self.at < len(self.text)

    def skip_keyword(self, word: str) -> bool:
        """Move past a keyword that stands alone (`or:` and `order` do not), and return whether there was one."""
        if not self.skip_blanks():
            return False
        match = _WORD.match(self.text, self.at)
        if not match or match[0].lower() != word or self.text[match.end() : match.end() + 1] == ":":
            return False
        self.at = match.end()
        return True

    def any_of(self, depth: int) -> Node:
        terms = [self.all_of(depth)]
        while self.skip_keyword("or"):
            terms.append(self.all_of(depth))
        if len(terms) > 1 and And(()) in terms:
            raise self.error("or has nothing on one side", "write: city:Berlin or city:Hamburg")
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def all_of(self, depth: int) -> Node:
        terms: list[Node] = []
        while self.skip_blanks() and self.text[self.at] != ")":
            start = self.at
            if self.skip_keyword("or"):
                self.at = start
                break
            if terms and self.skip_keyword("and"):
                continue
            terms.append(self.term(depth))
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def term(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self.error("this is nested too deep", "split the query into groups")
        if self.skip_keyword("not"):
            if not self.skip_blanks() or self.text[self.at] == ")":
                raise self.error("not has nothing behind it", "write: not grade:A")
            return Not(self.term(depth + 1))
        if self.text[self.at] == "(":
            return self.parenthesis(depth)
        return self.word_or_field()

    def parenthesis(self, depth: int) -> Node:
        opened = self.at
        self.at += 1
        tree = self.any_of(depth + 1)
        if not self.skip_blanks():
            raise self.error("this parenthesis is never closed", "close it with )", opened)
        if tree == And(()):
            raise self.error("these parentheses are empty", "take them away", opened)
        self.at += 1
        return tree

    def quoted(self) -> str | None:
        """Read a text in quotes; None where the next character is no quote."""
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
            match = _WORD.match(self.text, self.at)
            if not match:
                raise self.error("a field's name is missing before the colon", "write: grade:A", start)
            name = self.written[self.at : match.end()]
            self.at = match.end()
        if self.text[self.at : self.at + 1] == ":":
            return self.field(name, start)
        if not name.strip():
            raise self.error("there is nothing between these quotes", "write the words to search for", start)
        return Word(name)

    def field(self, name: str, start: int) -> Field:
        known, custom = self.known_field(name, start)
        self.at += 1
        comparisons = [self.comparison(known, custom=custom)]
        while self.text[self.at : self.at + 1] == ",":
            self.at += 1
            self.count()
            comparisons.append(self.comparison(known, custom=custom))
        return Field(known, tuple(comparisons), custom)

    def known_field(self, name: str, start: int) -> tuple[str, bool]:
        """Return the field that a name means, and whether it is a custom one; WrongUsageError names the nearest."""
        folded = fold(name)
        if folded in FIELDS:
            return folded, False
        if folded in self.custom or self.any_name:
            return self.custom.get(folded, name), True
        own = sorted(self.custom.values())
        near = suggest(name, [*FIELDS, *own])
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        more = [f"{len(own) - _CUSTOM_SHOWN} more"] if len(own) > _CUSTOM_SHOWN else []
        customs = f"; this book's own: {', '.join([*own[:_CUSTOM_SHOWN], *more])}" if own else ""
        raise self.error(
            f'there is no field "{name}"',
            f'{hint}Fields: {", ".join(sorted(FIELDS))}{customs}; "quotes" search for text with a colon',
            start,
        )

    def comparison(self, field: str, *, custom: bool) -> Comparison:
        start = self.at
        match = _OPERATOR.match(self.text, self.at)
        op = _SPELLED.get(match[0], match[0]) if match else ""
        self.at = match.end() if match else self.at
        value = self.quoted()
        quoted = value is not None
        if value is None:
            value = self.unquoted()
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

    def unquoted(self) -> str:
        """Read a value without quotes; a colon inside it is part of it (`email:mailto:x`)."""
        start = self.at
        while (match := _BARE.match(self.text, self.at)) or (
            self.at > start and self.text[self.at : self.at + 1] == ":"
        ):
            self.at = match.end() if match else self.at + 1
        return self.written[start : self.at]
