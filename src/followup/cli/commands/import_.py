"""followup import: bring contacts in from files."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from followup.cli.files.contact_files import column_mapping, open_files, reason_of, unreadable
from followup.cli.files.file_bytes import STDIN
from followup.cli.files.reject_files import write_refused
from followup.cli.flows.columns import show_guesses
from followup.cli.flows.conflicts import ask_about, refuse_to_ask
from followup.cli.flows.restore import book_to_restore, restore
from followup.cli.input.field_options import hand_picked_groups
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, command_app, stamp
from followup.core.importing.report import FileReport, ImportReport, Problem
from followup.core.importing.types import Choices
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.progress import ProgressBar
from followup.render.importing.columns import mapping_json
from followup.render.importing.report import history_words, import_json, import_text, problem_lines
from followup.settings.config import load_settings
from followup.storage.activities.records import contact_names
from followup.storage.book.book import open_book, rehearsal_of

if TYPE_CHECKING:
    from pathlib import Path

    from followup.cli.files.contact_files import ContactFiles
    from followup.core.importing.conflicts import Answer
    from followup.core.importing.types import ConflictKey

app = command_app()


@app.command("import")
def import_(
    names: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="vCard or CSV files, folders of them, - for stdin; or a book."),
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, write nothing.")] = False,
    prefer: Annotated[
        Literal["book", "file"], typer.Option(help="Whose value stays where book and file differ.")
    ] = "book",
    skip_existing: Annotated[
        bool, typer.Option("--skip-existing", help="Leave people who are in the book as they are.")
    ] = False,
    one_by_one: Annotated[
        bool, typer.Option("--ask", help="Decide one by one where book and file differ, on a terminal.")
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How the files are encoded, where that is guessed wrongly.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a table is; COLUMN=- leaves it out."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which sheet of an Excel file, where the first is not meant.")
    ] = None,
    groups: Annotated[
        list[str] | None, typer.Option("--group", metavar="GROUP", help="Put all of them into this group, too.")
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Import contacts from vCard, CSV and Excel files; the same file a second time changes nothing.

    A whole book that was exported as JSON is restored, into an empty book.

    \b
    Example:
      followup import contacts.vcf --dry-run
      followup import contacts.vcf fair.csv --group fair2026
    """
    if book := book_to_restore(names):
        _restore(book, book_file, dry_run=dry_run, json=json)
        return
    if one_by_one:
        refuse_to_ask(names, prefer, json=json)
    settings = load_settings(config_file)
    files = open_files(names, encoding, column_mapping(columns or []), sheet)
    show_guesses(files.readings, yes=yes or dry_run)
    choices = Choices(
        today, settings.phone_region, settings.workdays.country, prefer, tuple(groups or ()),
        skip_existing=skip_existing, grade_labels=settings.grade_labels,
    )  # fmt: skip
    if one_by_one:
        choices = choices._replace(answers=_answers(files, choices, book_file, at=stamp(today)))
        files = open_files(names, encoding, column_mapping(columns or []), sheet)
    report = _import(files, choices, book_file, at=stamp(today), dry_run=dry_run)
    problems = report.problems
    report.problems = [
        *problems,
        *(Problem(name, None, None, reason_of(name, error)) for name, error in files.unreadable),
    ]
    if json:
        show_json(import_json(report) | {"mapping": mapping_json(files.readings)})
    else:
        for line in problem_lines(problems):  # what could not be read at all ends the answer
            say(line)
        show_text(import_text(report, dry_run=dry_run))
        if report.total("created") + report.total("updated") and not dry_run:
            _offer_links(report.to_link)
    if files.unreadable:
        raise unreadable(files)


def _offer_links(count: int) -> None:
    """Say how many names on cards (a spouse, an assistant) may be contacts themselves, about which a person decides."""
    if count:
        say(f"{count} {'name' if count == 1 else 'names'} on cards can be linked: followup link")


def _restore(name: str, book_file: Path, *, dry_run: bool, json: bool) -> None:
    count = restore(name, book_file, dry_run=dry_run)
    name = "stdin" if name == STDIN else name
    if json:
        show_json(import_json(ImportReport(files=[FileReport(name, "book", "utf-8", cards=count, created=count)])))
    else:
        people = f"{count} contact{'' if count == 1 else 's'}"
        say(f"{'Would restore' if dry_run else 'Restored'} a book of {people}, with its history.")


def _answers(files: ContactFiles, choices: Choices, book_file: Path, *, at: str) -> dict[ConflictKey, Answer]:
    """Ask about the conflicts of a dry run: nobody waits for the book while a person thinks."""
    conflicts = _import(files, choices, book_file, at=at, dry_run=True).conflicts
    with open_book(book_file) as book:
        names = contact_names(book.connection, [conflict.contact for conflict in conflicts])
    return ask_about(conflicts, names)


def _import(files: ContactFiles, choices: Choices, book_file: Path, *, at: str, dry_run: bool) -> ImportReport:
    """Import into the book; a dry run writes and takes it back, or writes into a copy in memory."""
    from followup.storage.importing.write import import_files

    with ExitStack() as stack:
        book = stack.enter_context(open_book(book_file, create=not dry_run))
        if dry_run and book.read_only:
            book = stack.enter_context(rehearsal_of(book))
        hand_picked_groups(book.connection, choices.groups)
        bar = stack.enter_context(ProgressBar("importing", files.cards))
        with book.writing("", at=at, keep=not dry_run, plain=True) as writing:
            report = import_files(writing, files.readings, choices, bar.show)
            if report.batch is not None:
                from followup.storage.contacts.link_offers import link_sure_offers

                report.linked, report.to_link = link_sure_offers(writing)
            writing.words = history_words(report, [name for name, _ in files.readings])
    if dry_run:
        report.batch = None
    else:
        write_refused(report, files.readings)
    return report
