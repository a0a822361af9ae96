"""The week taken along: a table, a calendar, a page for the phone and for paper. Loaded when one is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup.cli.files.export_files import STDOUT, head_of, write_file, write_stdout
from followup.render.formats.output import say
from followup.storage.importing.export import export_records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup.core.scheduling.item import Plan
    from followup.storage.book.book import Book


class WeekFiles(NamedTuple):
    """Where the week is to be written, in which form; `-` is stdout."""

    csv: Path | None
    ics: Path | None
    html: Path | None

    def write(self, book: Book, plan: Plan, today: date, labels: str, *, yes: bool) -> None:
        """Write what was asked for; only then are the numbers and addresses of the placed contacts looked up.

        Raises RefusedError where a file that is not ours would be overwritten and nobody can be asked.
        """
        from followup.exchange.spreadsheet.writing.agenda import write_week_csv

        if self.csv:
            _leave(self.csv, write_week_csv(plan, labels), "", yes=yes)
        if not (self.ics or self.html):
            return
        ids = dict.fromkeys(item.contact.id for item in plan.items if item.contact)
        people = {person.contact.id: person for person in export_records(book.connection, list(ids))}
        if self.ics:
            from followup.exchange.icalendar.agenda import write_week
            from followup.exchange.icalendar.calendar import PRODID

            _leave(self.ics, write_week(plan.items, people, today), f"PRODID:{PRODID}", yes=yes)
        if self.html:
            from followup.render.agenda.page import agenda_page
            from followup.render.formats.html import GENERATOR

            contacts = {number: person.contact for number, person in people.items()}
            _leave(self.html, [agenda_page(plan, contacts, labels)], GENERATOR, yes=yes)


def _leave(path: Path, texts: Iterable[str], mark: str, *, yes: bool) -> None:
    """Write one of them; a file that holds the mark is ours and replaced; a table may hold somebody's work."""
    if str(path) == STDOUT:
        write_stdout(texts)
        return
    write_file(path, texts, lambda old: bool(mark) and mark in head_of(old), yes=yes)
    say(f"{path} is ready")
