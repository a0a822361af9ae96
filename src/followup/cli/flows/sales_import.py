"""Imports the sales of a file: matches them with contacts, writes the new ones, and those refused to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.cli.files.file_bytes import STDIN, bytes_of
from followup.cli.files.reject_files import write_rejects
from followup.cli.input.options import stamp
from followup.core.importing.report import FileReport, ImportReport, Problem
from followup.core.importing.sales import Directory, plan_sales
from followup.exchange.spreadsheet.sales import read_sales
from followup.storage.activities.sales import add_sales, known_fingerprints
from followup.storage.book.book import open_book
from followup.storage.contacts.phone_region import remembered_region
from followup.storage.importing.index import BookContactIndex

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.core.importing.sales import SalesPlan
    from followup.exchange.spreadsheet.sales import SalesReading
    from followup.settings.config import Settings
    from followup.storage.book.book import Book


class SalesFile(NamedTuple):
    """The file to import: `name` is a path or `-`; an `encoding` of None is found from the bytes."""

    name: str
    encoding: str | None
    dry_run: bool


def import_sales(file: SalesFile, book_file: Path, settings: Settings, today: date) -> tuple[ImportReport, SalesPlan]:
    """Import the sales of a file; a dry run writes nothing.

    Raises FileUnreadableError for what is no table of sales.
    """
    shown = "stdin" if file.name == STDIN else file.name
    reading = read_sales(bytes_of(file.name), shown, today, settings.currency, file.encoding)
    with open_book(book_file) as book:
        plan = _plan(book, reading, settings.phone_region)
        report = _report(shown, reading, plan)
        if plan.new and not file.dry_run:
            words = f"Imported {len(plan.new)} sale{'' if len(plan.new) == 1 else 's'} from {shown}"
            with book.writing(words, at=stamp(today)) as writing:
                report.batch = add_sales(writing, plan.new, today, shown)
    if plan.refused and not file.dry_run:
        write_rejects(report, shown, "csv", reading.head, [row.original for row in plan.refused])
    return report, plan


def _plan(book: Book, reading: SalesReading, region: str) -> SalesPlan:
    index = BookContactIndex(book.connection)
    directory = Directory({**index.numbers, **index.emails}, index.names, index.called)
    region = region or remembered_region(book.connection)
    return plan_sales(reading.rows, directory, region, known_fingerprints(book.connection))


def _report(shown: str, reading: SalesReading, plan: SalesPlan) -> ImportReport:
    new, refused = len(plan.new), len(plan.refused)
    counts = FileReport(
        shown, reading.format, reading.encoding, new + plan.known + refused, new, 0, plan.known, refused
    )
    problems = [Problem(shown, doubt.line, None, doubt.reason) for doubt in reading.doubts]
    problems += [Problem(shown, row.line, None, row.reason) for row in sorted(plan.refused, key=lambda row: row.line)]
    return ImportReport(files=[counts], problems=problems, sales=new)
