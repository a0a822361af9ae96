"""What a review of a week is made from. Days are ordinals and 0 is never; money is in the smallest unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.agenda.kept import KeptWeek
    from followup.core.value.value import ValueReport


class ReviewContact(NamedTuple):
    """A contact as a review names it."""

    id: int
    name: str
    grade: str | None


class ReviewInteraction(NamedTuple):
    """An answered interaction of the week; `minutes` is None where nobody said how long it took."""

    who: ReviewContact
    day: int
    kind: str
    minutes: int | None = None


class ReviewTask(NamedTuple):
    """A task with a due date."""

    id: str
    who: ReviewContact
    text: str
    due: int
    done: int = 0


class ReviewSale(NamedTuple):
    """A sale of the week."""

    who: ReviewContact
    day: int
    amount: int
    profit: int
    product: str = ""


class BuyingDays(NamedTuple):
    """The days of all sales to a contact."""

    who: ReviewContact
    days: Sequence[int]


class LostContact(NamedTuple):
    """A customer who was lost in the week, and why."""

    who: ReviewContact
    why: str


class ReviewFacts(NamedTuple):
    """What the book holds about a week, without private contacts.

    `promises` are the tasks that were due in it, and those due before it that were open when it began. `complaints` are
    open, as (id, whose, text). `value` is that of the window that ends with the week, `grades` are everybody's;
    `brought` is the profit of the window before the week, `added` counts the contacts that came into the book.
    """

    kept: KeptWeek
    met: Sequence[ReviewInteraction]
    promises: Sequence[ReviewTask]
    sold: Sequence[ReviewSale]
    buyers: Sequence[BuyingDays]
    said_lost: Sequence[LostContact]
    complaints: Sequence[tuple[str, ReviewContact, str]]
    value: ValueReport
    grades: Mapping[int, str | None]
    brought: int = 0
    added: int = 0
