"""What rules say about everybody, for the queries that ask for it: due, warning, segment.

The rules are imported when they are asked: most queries do not.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.rules import Rules, WorkdayRules
    from followup.core.reports.contact_status import ContactHistory
    from followup.core.retention.warnings import CustomerWarning
    from followup.storage.book.book import Book


class FromBook:
    """The `Computed` of a book on a day."""

    def __init__(self, book: Book, today: date, rules: Rules, workdays: WorkdayRules) -> None:
        self.book = book
        self.today = today
        self.rules = rules
        self.workdays = workdays

    def dues(self) -> Mapping[int, tuple[date, ...]]:
        """Return the days of the next visit and the next call, or those they are put off to, of who is due ever."""
        return self._dues

    def warnings(self) -> Mapping[int, str]:
        """Return the warning stage of each customer graded A to C."""
        return {number: warned.stage for number, (_, warned) in self.drifting.items()}

    def segment_of(self, known: ContactHistory) -> str:
        """Return the segment of one contact; empty for who is in none, without a look at the others."""
        return self._segments.get(known.contact.id, "") if known.sales and not known.contact.private else ""

    def segments(self) -> Mapping[int, str]:
        """Return the segment of each customer: top, core, tail, new. Private people are in none."""
        return self._segments

    @cached_property
    def _dues(self) -> dict[int, tuple[date, ...]]:
        from followup.core.cadence.due import dues
        from followup.core.cadence.snooze import with_snoozes
        from followup.storage.activities.snoozes import load_snoozes

        now = self.today.toordinal()
        snoozed = load_snoozes(self.book.connection)
        found = {}
        for number, person in self._everybody.items():
            due = dues(person, now, self.rules.cadence)
            if snoozed:
                due = with_snoozes(due, person, snoozed, now)
            days = tuple(date.fromordinal(day) for day in (due.visit, due.call) if day)
            if days:
                found[number] = days
        return found

    @cached_property
    def drifting(self) -> dict[int, tuple[ContactRhythm, CustomerWarning]]:
        """Everybody who can be warned about, customers graded A to C, with the warning; who is fine as well."""
        from followup.core.model.stages import WARNING_STAGES
        from followup.storage.activities.complaints import open_complaints
        from followup.storage.activities.workdays import load_calendar
        from followup.storage.agenda.snapshot import Days, load_people
        from followup.storage.retention.warnings import customer_ids, load_warnings

        calendar = load_calendar(self.book, self.today, self.workdays)
        people = load_people(self._asking(), Days(), customer_ids(self.book.connection), ())
        complaints = open_complaints(self.book.connection)
        found = load_warnings(self._asking(), people, complaints, calendar, WARNING_STAGES)
        return {number: (people[number], warned) for number, warned in found.items()}

    @cached_property
    def _segments(self) -> dict[int, str]:
        from followup.core.dates.periods import window_ending
        from followup.core.value.segments import segments
        from followup.storage.value.value import load_customers

        customers = load_customers(self._asking(), *window_ending(self.today, self.rules.value.window))
        return segments(customers, self.today, self.rules.value)

    @cached_property
    def _everybody(self) -> dict[int, ContactRhythm]:
        from followup.storage.agenda.snapshot import Days, load_people

        return load_people(self._asking(), Days())

    def _asking(self) -> QueryContext:
        return QueryContext(self.book.connection, self.today, self.rules)
