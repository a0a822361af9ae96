"""followup merge: make one contact of two."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.flows.merge import merge_in_book, show_together
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_who
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, ask_yes_no, can_ask, command_app
from followup.errors import FollowupError, WrongUsageError
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.contacts.reads import load_contact
from followup.storage.query.context import QueryContext
from followup.storage.query.stages import with_stage

app = command_app()
_WHO = "The one that stays: id, name, pinyin, phone, e-mail."


@app.command()
def merge(
    kept: Annotated[str, typer.Argument(metavar="WHO", help=_WHO, shell_complete=complete_who)],
    other: Annotated[
        str, typer.Argument(metavar="WHO", help="The one that goes into it.", shell_complete=complete_who)
    ],
    *,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Make one contact of two: the first stays and gets all that the second has; what differs is kept twice.

    \b
    Example:
      followup merge 张伟 42
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        first, second = (
            load_contact(book.connection, choose_contact(book.connection, who)[0]) for who in (kept, other)
        )
        if first.id == second.id:
            raise WrongUsageError(f"{kept} and {other} are one contact already", "name two, by their ids if need be")
        if not yes and can_ask():
            would_be = show_together(book, first, second)
            if not ask_yes_no(f"Make one of them, {one_line(would_be.name)} (id {first.id})?"):
                raise FollowupError("nothing was changed", "you said no")
        merged = merge_in_book(book, first, second, settings, today)
        contact = load_contact(book.connection, first.id)
        contact = with_stage(QueryContext(book.connection, today, settings.rules), contact) if json else contact
    if json:
        from followup.render.contacts.listing import contact_json

        show_json(contact_json(contact))
        return
    show_text(f"Merged {one_line(second.name)} (id {second.id}) into {one_line(contact.name)} (id {contact.id}).\n")
    for field, stays, also in merged.conflicts:
        say(f"  {field}: {stays} stays; {also} is kept in the field {field} (also)")
