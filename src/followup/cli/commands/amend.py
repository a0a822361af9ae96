"""followup amend: correct a note, an interaction, a task or a sale."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.files.drafts import drafting
from followup.cli.files.editor import edit_text
from followup.cli.input.options import BookFile, Json, Today, command_app, stamp
from followup.cli.input.prompts import echo_unsaved
from followup.core.activities.amend import Amendment, amend_record
from followup.core.activities.entry import one_text, required_text
from followup.core.model.contact import Note
from followup.core.model.ids import parse_record_id
from followup.errors import WrongUsageError
from followup.render.activities.records import excerpt, record_json, record_text, record_title
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.activities.records import contact_names, load_record, replace_record
from followup.storage.book.book import open_book
from followup.storage.book.meanwhile import check_unchanged

app = command_app()


@app.command()
def amend(
    id: Annotated[str, typer.Argument(metavar="ID", help="What to correct: n5 i9 t7 s3.")],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", show_default=False, help="The new text; a note opens in the editor without."),
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it was.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="The kind of an interaction.")] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N|none", help="How long it takes or took.")
    ] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="What came of it; no-answer for a vain try.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE|none", help="When a task is due.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where an appointment is.")] = None,
    important: Annotated[bool | None, typer.Option("--important/--not-important", help="For a task.")] = None,
    amount: Annotated[str | None, typer.Option("--amount", metavar="MONEY", help="Of a sale.")] = None,
    profit: Annotated[str | None, typer.Option("--profit", metavar="MONEY|none", help="Of a sale.")] = None,
    product: Annotated[str | None, typer.Option("--product", help="What was sold.")] = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Correct a note (n5), an interaction (i9), a task (t7) or a sale (s3).

    \b
    Example:
      followup amend n5                     in the editor
      followup amend i9 --on mon --kind call
      followup amend t7 "send two quotes" --due fri
    """
    number = parse_record_id(id)
    changes = Amendment(
        one_text(text) if text is not None else None,
        on, kind, minutes, outcome, due, place, important, amount, profit, product,
    )  # fmt: skip
    with open_book(book_file) as book:
        before = load_record(book.connection, number)
        name = contact_names(book.connection, [before.contact_id])[before.contact_id]
        typed = ""
        in_editor = all(wish is None for wish in changes)
        if not in_editor:
            after = amend_record(before, changes, today)
        elif isinstance(before, Note):
            with drafting(book.path, str(number), ".md", before.text + "\n") as draft:
                edited = edit_text(draft)
            typed = edited or ""
            after = before if edited is None else before._replace(text=required_text(edited, "the note"))
        else:
            raise WrongUsageError(f"nothing is said to be different about {number}", "followup amend --help shows how")
        words = record_title(before, name)
        if after != before:
            with (
                echo_unsaved(typed),
                book.writing(f"Amended {words}: {excerpt(record_text(after))}", at=stamp(today)) as writing,
            ):
                now = load_record(book.connection, number)
                if in_editor:
                    check_unchanged(str(number), before, now)
                else:
                    after = amend_record(now, changes, today)
                replace_record(writing, after)
    if json:
        show_json(record_json(after, name))
    elif after == before:
        show_text(f"Nothing changed: {one_line(words)}.\n")
    else:
        show_text(f"Amended {one_line(words)}: {excerpt(record_text(after))}\n")
