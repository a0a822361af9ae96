"""followup export: contacts, or the whole book, into files that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from followup.cli.leaving_files import (
    STDOUT,
    format_of,
    head_of,
    is_our_vcard,
    write_file,
    write_folder,
    write_stdout,
)
from followup.cli.options import BookFile, ConfigFile, Json, Today, Yes, command_app
from followup.errors import NotFoundError
from followup.render.json_text import harmless
from followup.render.output import say, show_json
from followup.settings import load_settings
from followup.storage.asking import Asking
from followup.storage.book import open_book
from followup.storage.computed import FromBook
from followup.storage.query import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from followup.core.leaving import Leaving
    from followup.storage.book import Book

    People = Callable[[], Iterable[Leaving]]

app = command_app()


@app.command()
def export(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Whom; everybody without.")] = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="FILE|DIR|-", help="A .vcf, .csv or .json file, a folder, or - for stdout.")
    ],
    asked: Annotated[
        Literal["vcf", "csv", "google", "outlook", "json", "vdir"] | None,
        typer.Option("--format", help="What to write, where the ending does not say it."),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Export contacts for a phone, a spreadsheet or another program; as JSON, the whole book with its history.

    \b
    Example:
      followup export --to contacts.vcf
      followup export "grade:A,B not group:family" --to customers.csv
      followup export --to people/
      followup export --to book.json
    """
    wanted = format_of(to, asked)
    settings = load_settings(config_file)
    text = " ".join(query or ()).strip()
    with open_book(book_file) as book:
        computed = FromBook(book, today, settings.rules, settings.workdays)
        ids = find(text, Asking(book.connection, today, settings.rules, computed)) if text else None
        if ids == []:
            raise NotFoundError(f"nobody answers to {text}", "followup list shows who is there")
        count = _written(book, ids, to, wanted, yes=yes)
    if json and to != STDOUT:
        show_json({"file": to, "format": wanted, "contacts": count})
    else:
        say(f"Exported {count} contact{'' if count == 1 else 's'} to {'stdout' if to == STDOUT else to}.")


def _written(book: Book, ids: Sequence[int] | None, to: str, wanted: str, *, yes: bool) -> int:
    """Write the export where it goes; how many contacts it has."""
    if wanted == "vdir":
        from followup.exchange.vcard_writer import write_card

        count, left = write_folder(Path(to), _people(book, ids), write_card, yes=yes)
        for name in left:
            say(
                f"{Path(to) / name} is left as it is: another program changed it, and its contact is no longer exported"
            )
        return count
    if to == STDOUT:
        write_stdout(_texts(book, ids, wanted))
    else:
        write_file(Path(to), _texts(book, ids, wanted), lambda path: _is_ours(path, wanted), yes=yes)
    return len(ids) if ids is not None else book.connection.execute("SELECT count(*) FROM contact").fetchone()[0]


def _people(book: Book, ids: Sequence[int] | None) -> People:
    from followup.storage.leaving import leaving

    return lambda: leaving(book.connection, ids)


def _texts(book: Book, ids: Sequence[int] | None, wanted: str) -> Iterator[str]:
    """Yield the file piece by piece."""
    if wanted == "json":
        from followup.storage.book_json import book_lines

        yield from map(harmless, book_lines(book.connection, ids))
    elif wanted == "vcf":
        from followup.exchange.vcard_writer import write_card

        yield from map(write_card, _people(book, ids)())
    else:
        yield from _csv_writer(wanted)(_people(book, ids))


def _csv_writer(wanted: str) -> Callable[[People], Iterator[str]]:
    from followup.exchange.csv_google import write_google
    from followup.exchange.csv_outlook import write_outlook
    from followup.exchange.csv_writer import write_csv

    return {"google": write_google, "outlook": write_outlook}.get(wanted, write_csv)


def _is_ours(path: Path, wanted: str) -> bool:
    """Whether an earlier export of ours stands there; of a spreadsheet nobody knows who worked in it since."""
    if wanted == "vcf":
        from followup.exchange.vcard_writer import PRODID

        return is_our_vcard(path, PRODID)
    if wanted == "json":
        from followup.storage.book_restoring import is_book_json

        return is_book_json(head_of(path))
    return False
