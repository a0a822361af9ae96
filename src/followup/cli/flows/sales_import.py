"""Sales of a file into the book: read, matched with the contacts, one batch; what is refused goes to a file."""

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
    """What is imported and how: `name` is a path or `-`; `encoding` None is found from the bytes."""

    name: str
    encoding: str | None
    dry_run: bool


def import_sales(file: SalesFile, book_file: Path, settings: Settings, today: date) -> tuple[ImportReport, SalesPlan]:
    """Import the sales of a file; a dry run only says what would happen.

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
        write_rejects(report, shown, "csv", reading.head, [each.original for each in plan.refused])
    return report, plan


def _plan(book: Book, reading: SalesReading, region: str) -> SalesPlan:
    known = BookContactIndex(book.connection)
    directory = Directory({**known.numbers, **known.emails}, known.names, known.called)
    region = region or remembered_region(book.connection)
    return plan_sales(reading.rows, directory, region, known_fingerprints(book.connection))


def _report(shown: str, reading: SalesReading, plan: SalesPlan) -> ImportReport:
    new, refused = len(plan.new), len(plan.refused)
    counts = FileReport(
        shown, reading.format, reading.encoding, new + plan.known + refused, new, 0, plan.known, refused
    )
    problems = [Problem(shown, doubt.line, None, doubt.reason) for doubt in reading.doubts]
    problems += [
        Problem(shown, each.line, None, each.reason) for each in sorted(plan.refused, key=lambda row: row.line)
    ]
    return ImportReport(files=[counts], problems=problems, sales=new)
