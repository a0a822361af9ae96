"""followup cadence: how often somebody is due, and who says so."""

from __future__ import annotations

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, command_app
from followup.core.reports.cadence import said_cadence
from followup.render.formats.output import show_json, show_text
from followup.render.reports.cadence import cadence_json, cadence_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.contact_status import load_history

app = command_app("How often a contact is due: the contact's own cadence, its groups' or its grade's.")


@app.callback()
def cadence() -> None:
    """How often a contact is due: the contact's own cadence, its groups' or its grade's."""


@app.command()
def show(who: Who, *, book_file: BookFile, config_file: ConfigFile = None, today: Today, json: Json = False) -> None:
    """Show which cadence applies and why, what the others would say, the last touch that counts, and when next.

    \b
    Example:
      followup cadence show 张伟
      followup edit 张伟 --set cadence.visit=21        (its own; --unset takes it away)
      followup group edit VIP --visit 10               (a group's; a grade's: cadence.B.visit in the settings)
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        number, _ = choose_contact(book.connection, who)
        known = load_history(QueryContext(book.connection, today, settings.rules), number)
    found = said_cadence(known, today, settings.rules)
    if json:
        show_json(cadence_json(found))
    else:
        show_text(cadence_text(found, today, settings.grade_labels))
