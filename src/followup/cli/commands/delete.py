"""followup delete: notes, interactions, tasks and sales that should not be there."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.input.confirm import MANY, confirm
from followup.cli.input.options import BookFile, Json, Today, Yes, command_app, stamp
from followup.core.model.ids import RecordId, parse_record_id
from followup.errors import WrongUsageError
from followup.render.activities.records import excerpt, record_json, record_text, record_title
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.activities.records import contact_names, delete_record, load_record
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def delete(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Their ids: n5 i9 t7 s3.", show_default=False)],
    *,
    book_file: BookFile,
    today: Today,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Delete notes (n5), interactions (i9), tasks (t7) and sales (s3); followup undo brings them back.

    \b
    Example:
      followup delete n5 t7
    """
    numbers = _records(ids)
    with open_book(book_file) as book:
        records = [load_record(book.connection, number) for number in numbers]
        names = contact_names(book.connection, (record.contact_id for record in records))
        lines = [_line(record_title(record, names[record.contact_id]), record_text(record)) for record in records]
        if len(records) >= MANY:
            confirm(f"Delete {'; '.join(lines)}?", f"this would delete {len(lines)} records", yes=yes)
        with book.writing(f"Deleted {'; '.join(lines)}", at=stamp(today)) as writing:
            for number in numbers:
                delete_record(writing, number)
    if json:
        show_json([record_json(record, names[record.contact_id]) for record in records])
    else:
        show_text("".join(f"Deleted {line}\n" for line in lines))


def _records(ids: list[str]) -> list[RecordId]:
    """Return the ids without repetitions; WrongUsageError for ids of other records."""
    numbers = list(dict.fromkeys(map(parse_record_id, ids)))
    for number in numbers:
        if number.kind not in "nits":
            raise WrongUsageError(
                f"{number} cannot be deleted", "a note n5, an interaction i9, a task t7, a sale s3 can"
            )
    return numbers


def _line(words: str, text: str) -> str:
    return f"{one_line(words)}: {excerpt(text)}"
