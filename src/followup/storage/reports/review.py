"""What the book says of a week that is looked back on; private people are left out of everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from followup.core.cadence.due import NO_ANSWER
from followup.core.dates.periods import window_ending
from followup.core.reports.review_facts import Buyer, Gone, Met, Promise, ReviewFacts, Sold, Who
from followup.core.retention.warnings import WARNED_GRADES
from followup.core.value.value import value_report
from followup.storage.agenda.kept import load_kept
from followup.storage.query.context import QueryContext
from followup.storage.query.profit import PROFIT, profits
from followup.storage.query.search import private_people
from followup.storage.value.value import load_customers, load_grades

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.agenda.kept import KeptWeek

_WEEK = 7
_MET = (
    "SELECT contact.id, name, grade, day, kind, minutes FROM interaction JOIN contact ON contact.id = contact_id"
    f" WHERE day BETWEEN :first AND :until AND outcome <> '{NO_ANSWER}' ORDER BY day, interaction.id"
)
_PROMISED = (
    "SELECT contact.id, name, grade, task.id, text, due, done FROM task JOIN contact ON contact.id = contact_id"
    " WHERE due <= :last AND (due >= :first OR done IS NULL OR done >= :first) ORDER BY due, task.id"
)
_SOLD = (
    f"SELECT contact.id, name, grade, day, amount, {PROFIT}, product FROM sale JOIN contact ON contact.id = contact_id"
    " WHERE day BETWEEN :first AND :until ORDER BY day, sale.id"
)
# The days of those who may count as lost by now, and of those who bought this week, perhaps for the first time.
_BOUGHT = (
    "SELECT contact.id, name, grade, group_concat(day) FROM sale JOIN contact ON contact.id = contact_id"
    " WHERE day <= :until AND (status = 'active' AND grade IN ({}) OR contact.id IN"
    " (SELECT contact_id FROM sale WHERE day BETWEEN :first AND :until)) GROUP BY contact.id"
)
_LOST = (
    "SELECT id, name, grade, lost_reason FROM contact"
    " WHERE status = 'lost' AND lost_on BETWEEN :first AND :until ORDER BY lost_on, id"
)
_COMPLAINED = (
    "SELECT contact.id, name, grade, complaint.id, text FROM complaint JOIN contact ON contact.id = contact_id"
    " WHERE opened <= :until AND (resolved IS NULL OR resolved > :until) ORDER BY opened, complaint.id"
)


def load_review(context: QueryContext, monday: date) -> ReviewFacts:
    """Gather the facts of the week that begins on `monday`, up to today while it runs."""
    book = _Week(context, monday)
    return ReviewFacts(
        book.planned(),
        [Met(who, _ordinal(day), kind, minutes) for who, day, kind, minutes in book.rows(_MET)],
        [
            Promise(f"t{number}", who, text, _ordinal(due), _ordinal(done))
            for who, number, text, due, done in book.rows(_PROMISED)
        ],
        [Sold(who, _ordinal(day), *more) for who, day, *more in book.rows(_SOLD)],
        [Buyer(who, sorted(map(_ordinal, days.split(",")))) for who, days in book.rows(_BOUGHT.format(_quoted()))],
        [Gone(who, reason or "no reason given") for who, reason in book.rows(_LOST)],
        [(f"k{number}", who, text) for who, number, text in book.rows(_COMPLAINED)],
        value_report(load_customers(book.context, *book.window), book.window, context.rules.value),
        load_grades(context),
        book.profit_before(),
        book.added(),
    )


class _Week:
    """The questions about one week, asked as of its last day, or today while it runs."""

    def __init__(self, context: QueryContext, monday: date) -> None:
        last = monday + timedelta(_WEEK - 1)
        self.monday = monday
        self.until = min(last, context.today)
        self.asking_today = context
        self.context = QueryContext(context.connection, self.until, context.rules)
        self.private = private_people(context)
        self.window = window_ending(self.until, context.rules.value.window)
        self.parameters: dict[str, Any] = {
            "first": monday.isoformat(), "last": last.isoformat(), "until": self.until.isoformat(),
            "margin": context.rules.value.margin,
        }  # fmt: skip

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yield rows whose first three columns are a contact, in its place; those of private people not."""
        for number, name, grade, *more in self.context.connection.execute(sql, self.parameters):
            if number not in self.private:
                yield Who(number, name, grade), *more

    def planned(self) -> KeptWeek:
        """Return what was planned, with what became of it up to today: a task may have been done after the week."""
        kept = load_kept(self.asking_today, self.monday)
        return kept._replace(lines={key: each for key, each in kept.lines.items() if each.contact not in self.private})

    def profit_before(self) -> int:
        """Return the profit of the window that ends before the week."""
        window = window_ending(self.monday - timedelta(1), self.context.rules.value.window)
        found = profits(self.context.connection, *window, self.context.rules.value.margin)
        return sum(profit for number, profit in found.items() if number not in self.private)

    def added(self) -> int:
        """Return how many contacts came into the book."""
        sql = "SELECT count(*) FROM contact WHERE added BETWEEN :first AND :until"
        (count,) = self.context.connection.execute(sql, self.parameters).fetchone()
        return int(count)


def _quoted() -> str:
    return ", ".join(f"'{grade}'" for grade in WARNED_GRADES)


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
