"""followup show: everything about one contact."""

from __future__ import annotations

from followup.cli.meant import chosen
from followup.cli.options import BookFile, ConfigFile, Json, Today, Who, command_app
from followup.core.standing import standing
from followup.render.output import show_json, show_text
from followup.render.show import known_json, known_page
from followup.settings import load_settings
from followup.storage.asking import Asking
from followup.storage.book import open_book
from followup.storage.computed import FromBook
from followup.storage.known import load_known
from followup.storage.workdays import load_calendar

app = command_app()


@app.command()
def show(
    who: Who,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Show everything about one contact: numbers, days, notes, what happened, what is due.

    \b
    Example:
      followup show 张伟
      followup show "138 0013 8000" --json
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        number, _ = chosen(book.connection, who)
        known = load_known(Asking(book.connection, today, settings.rules), number)
        segment = FromBook(book, today, settings.rules, settings.workdays).segment_of(known)
        found = standing(known, today, settings.rules, lambda: load_calendar(book, today, settings.workdays))
    if json:
        show_json(known_json(known, found, segment))
    else:
        show_text(known_page(known, found, today, settings.grade_labels, segment))
