"""followup referrals: who brought whom in, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_who
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.value.referrals import referral_tree
from followup.render.contacts.links import links_text, referrals_json, referrals_text
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.contacts import links as storage
from followup.storage.query.context import QueryContext
from followup.storage.query.profit import profits
from followup.storage.query.search import private_people

app = command_app()


@app.command()
def referrals(
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", show_default=False, help="Only under this contact.", shell_complete=complete_who),
    ] = None,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Show the tree of referrals with the profit of all sales: each one's own, what came through it, and both together.

    \b
    Example:
      followup referrals
      followup referrals 张伟 --json
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        root = None if who is None else choose_contact(book.connection, who)[0]
        links = storage.referrals(book.connection)
        context = QueryContext(book.connection, today, settings.rules)
        brought = profits(book.connection, date.min, today, settings.rules.value.margin)
        private = private_people(context)
        earned = {number: profit for number, profit in brought.items() if number not in private}
        edges, names = storage.edges(links)
        tree = referral_tree(edges, earned, root)
        people = storage.people(book.connection, {line.id for line in tree} | {line.by for line in tree if line.by})
        people |= {number: (name, None) for number, name in names.items()}
    if json:
        show_json(referrals_json(tree, people))
    elif not tree:
        show_text("Nobody was referred yet: followup link NAME NAME --as referred\n")
    else:
        show_text(links_text([link for link in links if link.of.id == root]) + referrals_text(tree, people))
