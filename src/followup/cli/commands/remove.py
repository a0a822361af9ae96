"""followup remove: take contacts out of the book."""

from __future__ import annotations

from followup.cli.input.confirm import (
    change_text,
    confirm_many,
    find_to_change,
    names_by_id,
    names_or_count,
    query_context,
)
from followup.cli.input.options import BookFile, ConfigFile, Json, Query, Today, Yes, command_app, stamp
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def remove(
    query: Query,
    *,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Remove contacts and all that is known of them; asks from three on. followup undo brings them back.

    Importing their file again does not: it reports them as removed.

    \b
    Example:
      followup remove id:42
      followup remove "grade:E idle:>730d"
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        ids = find_to_change(query_context(book, settings, today), query)
        people = names_by_id(book.connection, ids)
        confirm_many("Remove", people, yes=yes)
        from followup.storage.contacts.writes import remove_contacts

        with book.writing(f"Removed {names_or_count(people)}", at=stamp(today)) as writing:
            remove_contacts(writing, ids)
    if json:
        show_json({"removed": [{"id": number, "name": name} for number, name in people.items()]})
    else:
        show_text(change_text("Removed", people))
