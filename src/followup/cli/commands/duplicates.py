"""followup duplicates: who may be in the book twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.flows.merge import merge_in_book, show_together
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.confirm import query_context
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, can_ask, command_app, stamp
from followup.cli.input.prompts import ask_line
from followup.core.matching.duplicates import LIKELY, find_duplicates
from followup.errors import WrongUsageError
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.render.matching.duplicates import duplicates_json, duplicates_text, pair_line
from followup.settings.config import load_settings
from followup.storage.activities.records import contact_names
from followup.storage.book.book import open_book
from followup.storage.contacts.reads import load_contact
from followup.storage.matching.duplicates import not_same_pairs, people_to_compare
from followup.storage.query.search import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.core.matching.duplicates import Pair
    from followup.settings.config import Settings
    from followup.storage.book.book import Book

app = command_app()
_SHOWN = 20


@app.command()
def duplicates(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help="Only pairs in which one of the two is found.")
    ] = None,
    *,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many pairs at most; 20, and all with --json.")
    ] = None,
    least: Annotated[
        float, typer.Option(min=0, max=1, metavar="SCORE", help="How sure a pair has to be, from 0 to 1.")
    ] = LIKELY,
    not_same: Annotated[
        tuple[str, str] | None,
        typer.Option("--not-same", metavar="WHO WHO", help="These are two people: do not offer them again."),
    ] = None,
    one_by_one: Annotated[bool, typer.Option("--ask", help="Decide one pair after the other, on a terminal.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List who may be in the book twice, with reasons, the surest first.

    \b
    Example:
      followup duplicates
      followup duplicates group:fair2026 --ask
      followup duplicates --not-same 12 57
    """
    if one_by_one and (json or not can_ask()):
        raise WrongUsageError("--ask needs a person at a terminal", "leave it away, and join with followup merge")
    settings = load_settings(config_file)
    text = " ".join(query or ()).strip()
    with open_book(book_file) as book:
        if not_same:
            _mark_not_same(book, *not_same, at=stamp(today))
            return
        only = set(find(text, query_context(book, settings, today))) if text else None
        pairs = find_duplicates(people_to_compare(book.connection), not_same_pairs(book.connection), only, least=least)
        if one_by_one and pairs:
            _decide(book, pairs[:limit], settings, today)
            return
        shown = pairs[: limit or (None if json else _SHOWN)]
        names = contact_names(book.connection, [number for pair in shown for number in pair[:2]])
    if json:
        show_json(duplicates_json(shown, names))
    elif shown:
        show_text(duplicates_text(shown, names, len(pairs) - len(shown)))
    else:
        fainter = "" if least < LIKELY else f" (followup duplicates --least {LIKELY / 2:g} shows fainter likenesses)"
        say(f"Nobody seems to be in the book twice{fainter}.")


def _mark_not_same(book: Book, one: str, other: str, *, at: str) -> None:
    (first, name), (second, another) = (choose_contact(book.connection, who) for who in (one, other))
    if first == second:
        raise WrongUsageError(f"{one} and {other} are one contact", "name two, by their ids if need be")
    _keep_apart(book, (first, second), (name, another), at)
    show_text(f"{one_line(name)} (id {first}) and {one_line(another)} (id {second}) are two people from now on.\n")


def _keep_apart(book: Book, ids: tuple[int, int], names: tuple[str, str], at: str) -> None:
    from followup.storage.matching.duplicates import mark_not_same

    with book.writing(f"{names[0]} and {names[1]} are not the same", at=at) as writing:
        mark_not_same(writing, *ids)


def _decide(book: Book, pairs: Sequence[Pair], settings: Settings, today: date) -> None:
    """Ask about one pair after the other; each answer is a command of its own, and can be undone."""
    merged: dict[int, int] = {}
    count = "1 pair" if len(pairs) == 1 else f"{len(pairs)} pairs"
    say(f"{count}. m: make one of them, n: not the same, Enter: later, q: enough.")
    try:
        for pair in pairs:
            one, other = (_current_id(number, merged) for number in pair[:2])
            if one == other or (min(one, other), max(one, other)) in not_same_pairs(book.connection):
                continue
            answer = _ask_about(book, pair._replace(contact=min(one, other), other=max(one, other)))
            if answer == "q":
                return
            first, second = (load_contact(book.connection, number) for number in sorted((one, other)))
            if answer == "n":
                _keep_apart(book, (first.id, second.id), (first.name, second.name), stamp(today))
            elif answer == "m":
                merge_in_book(book, first, second, settings, today)
                merged[second.id] = first.id
                say(f"Merged {one_line(second.name)} (id {second.id}) into {one_line(first.name)} (id {first.id}).")
    except EOFError:
        say("")


def _current_id(number: int, merged: dict[int, int]) -> int:
    """Return the id of the contact that this one was merged into, or its own."""
    while number in merged:
        number = merged[number]
    return number


def _ask_about(book: Book, pair: Pair) -> str:
    kept, other = (load_contact(book.connection, number) for number in pair[:2])
    say(f"\n{pair_line(pair, {kept.id: kept.name, other.id: other.name})}")
    say(f"      {one_line('; '.join(pair.reasons))}")
    show_together(book, kept, other)
    while (answer := ask_line("merge, not the same, later, quit? [m/n/l/q] ").lower()[:1]) not in {*"mnlq", ""}:
        say("m, n, l or q")
    return answer
