"""Changes by QUERY: finding the contacts, and asking before many are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.input.options import ask_yes_no, can_ask
from followup.errors import FollowupError, NotFoundError, RefusedError, WrongUsageError
from followup.render.formats.output import say
from followup.render.formats.text import one_line
from followup.storage.activities.records import contact_names
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.reports.computed import FromBook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followup.settings.config import Settings
    from followup.storage.book.book import Book, Connection

MANY = 3
_SHOWN = 10
_SHORTEST_NUMBER = 7


def find_to_change(context: QueryContext, words: Sequence[str]) -> list[int]:
    """Return the ids that a query finds; NotFoundError where it finds nobody.

    Queries that find the wrong contacts by accident are refused: an empty one, and a bare id, which would be looked for
    in phone numbers.
    """
    query = " ".join(words).strip()
    if not query:
        raise WrongUsageError("an empty query would mean everybody", "say who is meant")
    if query.isdecimal() and len(query) < _SHORTEST_NUMBER:
        raise WrongUsageError(f"{query} would search for these digits", f"write id:{query} for contact {query}")
    ids = find(query, context)
    if not ids:
        raise NotFoundError(f"nobody answers to {query}", "followup list shows who is there")
    return ids


def query_context(book: Book, settings: Settings, today: date) -> QueryContext:
    """Return the context of a query: the book on that day, under these settings."""
    return QueryContext(
        book.connection, today, settings.rules, FromBook(book, today, settings.rules, settings.workdays)
    )


def names_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of contacts by id, in the order of the ids given."""
    names = contact_names(connection, ids)
    return {number: names[number] for number in ids}


def confirm_many(what: str, people: Mapping[int, str], *, yes: bool, rest: str = "") -> None:
    """Ask before MANY or more contacts are changed.

    Raises RefusedError where nobody can be asked, FollowupError where the answer is no.
    """
    if yes or len(people) < MANY:
        return
    question = f"{what} {len(people)} contacts{rest} ({first_names(list(people.values()))})"
    if not can_ask():
        raise RefusedError(f"this would {question[0].lower()}{question[1:]}", "say --yes to do it")
    if not ask_yes_no(f"{one_line(question)}?"):
        raise FollowupError("nothing was changed", "you said no")


def confirm(question: str, refusal: str, *, yes: bool) -> None:
    """Ask before something is done. RefusedError where nobody can be asked, FollowupError where the answer is no."""
    if yes:
        return
    if not can_ask():
        raise RefusedError(refusal, "say --yes to do it anyway")
    say(refusal)
    if not ask_yes_no(question):
        raise FollowupError("nothing was changed", "you said no")


def first_names(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def names_or_count(people: Mapping[int, str]) -> str:
    """Return `张伟`, `张伟, 李雷` or `12 contacts`, for the history."""
    return ", ".join(people.values()) if len(people) < MANY else f"{len(people)} contacts"


def change_text(did: str, people: Mapping[int, str], rest: str = "") -> str:
    """Return the report of a change: the contacts by name and id (names may repeat), and how to undo it."""
    who = one_line(first_names([f"{name} (id {number})" for number, name in people.items()]))
    if len(people) == 1:
        return f"{did} {who}{rest}.\n"
    return f"{did} {len(people)} contacts{rest}: {who}.\nTake it back with: followup undo\n"
