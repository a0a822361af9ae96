"""followup show: everything about one contact."""

from __future__ import annotations

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, command_app
from followup.core.reports.contact_status import standing
from followup.render.contacts.show import contact_page, contact_page_json
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.activities.workdays import load_calendar
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.computed import FromBook
from followup.storage.reports.contact_status import load_history

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
        number, _ = choose_contact(book.connection, who)
        history = load_history(QueryContext(book.connection, today, settings.rules), number)
        segment = FromBook(book, today, settings.rules, settings.workdays).segment_of(history)
        status = standing(history, today, settings.rules, lambda: load_calendar(book, today, settings.workdays))
    if json:
        show_json(contact_page_json(history, status, segment))
    else:
        show_text(contact_page(history, status, today, settings.grade_labels, segment))
