"""The contact that a person names; on a terminal they are asked where several match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.input.options import can_ask
from followup.cli.input.prompts import ask_line
from followup.errors import AmbiguousError
from followup.render.formats.output import say
from followup.render.formats.text import one_line
from followup.storage.activities.records import contact_names
from followup.storage.contacts.lookup import MOST_LISTED, find_matches, find_one, how_to_choose

if TYPE_CHECKING:
    from followup.storage.book.book import Connection
    from followup.storage.contacts.lookup import Match


def choose_contact(connection: Connection, who: str) -> tuple[int, str]:
    """Return the id and the name of the contact that WHO names.

    Raises NotFoundError with the nearest names, AmbiguousError where several match and nobody can be asked.
    """
    if can_ask():
        matches = find_matches(connection, who)
        if len(matches) > 1:
            return _ask_which(matches, who)
    number = find_one(connection, who)
    return number, contact_names(connection, [number])[number]


def _ask_which(matches: list[Match], who: str) -> tuple[int, str]:
    """Let the person choose by id; AmbiguousError where nothing is chosen."""
    say(f'{len(matches)} contacts answer to "{who}":')
    for match in matches[:MOST_LISTED]:
        say(f"  {one_line(str(match))}")
    if len(matches) > MOST_LISTED:
        say(f"  and {len(matches) - MOST_LISTED} more: {how_to_choose(matches, who)}")
    names = {str(match.id): match.name for match in matches}
    try:
        while answer := ask_line("Which one? (its number) "):
            if answer in names:
                return int(answer), names[answer]
            say(f"{answer} is none of them")
    except EOFError:
        say("")
    raise AmbiguousError(f'{len(matches)} contacts answer to "{who}", and none was chosen', "nothing was changed")
