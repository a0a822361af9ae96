"""followup list: contacts, all or those that a query finds."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.render.contacts.listing import contacts_table
from followup.render.formats.output import say, show_json_lines, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.contact_lines import contact_json_lines, list_rows
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.query.smart_groups import smart_groups_of
from followup.storage.reports.computed import FromBook

app = command_app()


@app.command("list")
def list_contacts(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Words, field:value, not, or.")] = None,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List contacts, all or those that a query finds.

    \b
    Example:
      followup list 王
      followup list "grade:A,B idle:>60d not city:上海"
    """
    settings = load_settings(config_file)
    text = " ".join(query or ()).strip()
    with open_book(book_file) as book:
        computed = FromBook(book, today, settings.rules, settings.workdays)
        context = QueryContext(book.connection, today, settings.rules, computed)
        ids = find(text, context) if text else None
        if json:
            private = find("private:yes", context) if context.private_groups() else ()
            show_json_lines(contact_json_lines(context, ids, private, smart_groups_of(context, ids)))
            return
        rows = list_rows(book.connection, ids)
    if settings.grade_labels != "letters":
        from followup.core.model.grades import grade_label

        rows = [row._replace(grade=grade_label(row.grade or None, settings.grade_labels)) for row in rows]
    if rows:
        show_text(contacts_table(rows))
    else:
        say(f"Nobody answers to {text}." if text else "There is nobody in this book: followup add, or followup import.")
