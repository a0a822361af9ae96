"""Changing things by QUERY: who is meant, how many they are, and whether that is really wanted."""

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
    """The ids that a query finds; NotFoundError when it finds nobody.

    What finds by accident is refused: no words at all, and a bare id, which would be searched for in phone numbers.
    """
    query = " ".join(words).strip()
    if not query:
        raise WrongUsageError("an empty query would mean everybody", "say who is meant")
    if query.isdecimal() and len(query) < _SHORTEST_NUMBER:
        raise WrongUsageError(f"{query} would search for these digits", f"write id:{query} for contact {query}")
    found = find(query, context)
    if not found:
        raise NotFoundError(f"nobody answers to {query}", "followup list shows who is there")
    return found


def query_context(book: Book, settings: Settings, today: date) -> QueryContext:
    """A question to the book on that day, under these settings."""
    return QueryContext(
        book.connection, today, settings.rules, FromBook(book, today, settings.rules, settings.workdays)
    )


def names_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The names of contacts by their ids, in the order of the ids here."""
    names = contact_names(connection, ids)
    return {number: names[number] for number in ids}


def confirm_many(what: str, people: Mapping[int, str], *, yes: bool, rest: str = "") -> None:
    """Say whom it is about, and ask when they are three or more.

    Raises RefusedError where nobody can be asked, FollowupError when the answer is no.
    """
    if yes or len(people) < MANY:
        return
    question = f"{what} {len(people)} contacts{rest} ({first_names(list(people.values()))})"
    if not can_ask():
        raise RefusedError(f"this would {question[0].lower()}{question[1:]}", "say --yes to do it")
    if not ask_yes_no(f"{one_line(question)}?"):
        raise FollowupError("nothing was changed", "you said no")


def confirm(question: str, refusal: str, *, yes: bool) -> None:
    """Ask a question that a person at the terminal may say no to; RefusedError where nobody can be asked."""
    if yes:
        return
    if not can_ask():
        raise RefusedError(refusal, "say --yes to do it anyway")
    say(refusal)
    if not ask_yes_no(question):
        raise FollowupError("nothing was changed", "you said no")


def first_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def names_or_count(people: Mapping[int, str]) -> str:
    """`张伟`, `张伟, 李雷` or `12 contacts`, for the history."""
    return ", ".join(people.values()) if len(people) < MANY else f"{len(people)} contacts"


def change_text(did: str, people: Mapping[int, str], rest: str = "") -> str:
    """Say whom a change met, by name and id: two who bear one name are seen, and how to take it back."""
    who = one_line(first_names([f"{name} (id {number})" for number, name in people.items()]))
    if len(people) == 1:
        return f"{did} {who}{rest}.\n"
    return f"{did} {len(people)} contacts{rest}: {who}.\nTake it back with: followup undo\n"
