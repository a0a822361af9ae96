"""followup remove: take contacts out of the book."""

from __future__ import annotations

from followup.cli.input.confirm import answer, asking, confirm_many, counted, found_for_change, named
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
        ids = found_for_change(asking(book, settings, today), query)
        people = named(book.connection, ids)
        confirm_many("Remove", people, yes=yes)
        from followup.storage.contacts.writes import remove_contacts

        with book.writing(f"Removed {counted(people)}", at=stamp(today)) as writing:
            remove_contacts(writing, ids)
    if json:
        show_json({"removed": [{"id": number, "name": name} for number, name in people.items()]})
    else:
        show_text(answer("Removed", people))
