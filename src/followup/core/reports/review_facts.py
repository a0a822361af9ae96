"""What a week that is looked back on consists of, as values. Days are ordinals and 0 is never; money is in cents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.agenda.kept import KeptWeek
    from followup.core.value.value import ValueReport


class Who(NamedTuple):
    """A contact, as far as a review tells of it."""

    id: int
    name: str
    grade: str | None


class Met(NamedTuple):
    """An interaction of the week that was one; `minutes` as somebody said them."""

    who: Who
    day: int
    kind: str
    minutes: int | None = None


class Promise(NamedTuple):
    """A task with a due date."""

    id: str
    who: Who
    text: str
    due: int
    done: int = 0


class Sold(NamedTuple):
    """A sale of the week."""

    who: Who
    day: int
    amount: int
    profit: int
    product: str = ""


class Buyer(NamedTuple):
    """The days of all sales to a contact."""

    who: Who
    days: Sequence[int]


class Gone(NamedTuple):
    """A customer who was lost in the week, and why."""

    who: Who
    why: str


class ReviewFacts(NamedTuple):
    """What the book says of a week, nothing of it about private people.

    `promises` are the tasks that were due in it, and those due before it that were open when it began. `complaints` are
    open, as (id, whose, text). `value` is that of the window that ends with the week, `grades` are everybody's;
    `brought` is the profit of the window before the week, `added` counts the contacts that came into the book.
    """

    kept: KeptWeek
    met: Sequence[Met]
    promises: Sequence[Promise]
    sold: Sequence[Sold]
    buyers: Sequence[Buyer]
    said_lost: Sequence[Gone]
    complaints: Sequence[tuple[str, Who, str]]
    value: ValueReport
    grades: Mapping[int, str | None]
    brought: int = 0
    added: int = 0
