"""followup export: contacts, or the whole book, into files that other programs read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from followup.cli.files.export_files import (
    STDOUT,
    format_of,
    head_of,
    is_our_vcard,
    write_file,
    write_folder,
    write_stdout,
)
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, command_app
from followup.errors import NotFoundError
from followup.render.formats.json import escape_controls
from followup.render.formats.output import say, show_json
from followup.render.formats.progress import ProgressBar
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.reports.computed import FromBook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from followup.core.model.export_record import ExportRecord
    from followup.core.model.rules import OccasionRules
    from followup.storage.book.book import Book

    People = Callable[[], Iterable[ExportRecord]]

app = command_app()
_SHOWN_EVERY = 100


@app.command()
def export(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Whom; everybody without.")] = None,
    *,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FILE|DIR|-", help="A .vcf, .csv, .json or .ics file, a folder, or - for stdout."),
    ],
    asked: Annotated[
        Literal["vcf", "csv", "google", "outlook", "json", "ics", "vdir"] | None,
        typer.Option("--format", help="What to write, where the ending does not say it."),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Export contacts for a phone, spreadsheet, calendar or another program; as JSON, the whole book with its history.

    \b
    Example:
      followup export --to contacts.vcf
      followup export "grade:A,B not group:family" --to customers.csv
      followup export --to people/
      followup export "grade:A,B" --to birthdays.ics
      followup export --to book.json
    """
    wanted = format_of(to, asked)
    settings = load_settings(config_file)
    text = " ".join(query or ()).strip()
    with open_book(book_file) as book:
        book.refuse_damaged()  # an export may become the only copy
        computed = FromBook(book, today, settings.rules, settings.workdays)
        ids = find(text, QueryContext(book.connection, today, settings.rules, computed)) if text else None
        if ids == []:
            raise NotFoundError(f"nobody answers to {text}", "followup list shows who is there")
        (everybody,) = book.connection.execute("SELECT count(*) FROM contact").fetchone()
        count = everybody if ids is None else len(ids)
        with ProgressBar("exporting", count) as bar:
            _Export(book, ids, wanted, today, settings.rules.occasions, bar).write(to, yes=yes)
    if json and to != STDOUT:
        show_json({"file": to, "format": wanted, "contacts": count})
    else:
        say(f"Exported {count} contact{'' if count == 1 else 's'} to {'stdout' if to == STDOUT else to}.")


@dataclass(slots=True)
class _Export:
    """The contacts to export and their format; reports progress to the bar."""

    book: Book
    ids: Sequence[int] | None
    wanted: str
    today: date
    rules: OccasionRules
    bar: ProgressBar

    def people(self) -> Iterator[ExportRecord]:
        """Yield the contacts to export; may be called again."""
        from followup.storage.importing.export import export_records

        for done, person in enumerate(export_records(self.book.connection, self.ids)):
            if not done % _SHOWN_EVERY:
                self.bar.show(done)
            yield person

    def texts(self) -> Iterator[str]:
        """Yield the parts of the file."""
        if self.wanted == "json":
            from followup.storage.backup.dump import book_lines

            yield from map(escape_controls, book_lines(self.book.connection, self.ids))
        elif self.wanted == "vcf":
            from followup.exchange.vcard.writing.contacts import write_card

            yield from map(write_card, self.people())
        elif self.wanted == "ics":
            from followup.exchange.icalendar.calendar import write_calendar
            from followup.storage.activities.tasks import open_tasks

            tasks = defaultdict(list)
            for task in open_tasks(self.book.connection):
                tasks[task.contact_id].append(task)
            yield from write_calendar(self.people(), tasks, self.today, self.rules)
        else:
            yield from _csv_writer(self.wanted)(self.people)

    def write(self, to: str, *, yes: bool) -> None:
        """Write the file, the folder or stdout."""
        if self.wanted == "vdir":
            from followup.exchange.vcard.writing.contacts import write_card

            for name in write_folder(Path(to), self.people, write_card, yes=yes):
                why = "another program changed it, and its contact is no longer exported"
                say(f"{Path(to) / name} is left as it is: {why}")
        elif to == STDOUT:
            write_stdout(self.texts())
        else:
            write_file(Path(to), self.texts(), lambda path: _is_ours(path, self.wanted), yes=yes)


def _csv_writer(wanted: str) -> Callable[[People], Iterator[str]]:
    from followup.exchange.spreadsheet.writing.contacts import write_csv
    from followup.exchange.spreadsheet.writing.google import write_google
    from followup.exchange.spreadsheet.writing.outlook import write_outlook

    return {"google": write_google, "outlook": write_outlook}.get(wanted, write_csv)


def _is_ours(path: Path, wanted: str) -> bool:
    """Whether the file is an earlier export, which may be replaced; a spreadsheet may have been edited since."""
    if wanted == "vcf":
        from followup.exchange.vcard.writing.contacts import PRODID

        return is_our_vcard(path, PRODID)
    if wanted == "ics":
        from followup.exchange.icalendar.calendar import PRODID

        return f"PRODID:{PRODID}" in head_of(path)
    if wanted == "json":
        from followup.storage.backup.restore import is_book_json

        return is_book_json(head_of(path))
    return False
