"""followup link: who is what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.completion import complete_link_kind, complete_who
from followup.cli.input.options import BookFile, Json, Today, Yes, ask_yes_no, can_ask, command_app, stamp
from followup.core.contacts.links import End, Link, check_new_link, is_same_link, parse_link_kind
from followup.errors import NotFoundError, WrongUsageError
from followup.render.contacts.links import link_json, links_text
from followup.render.formats.output import say, show_json, show_text
from followup.storage.book.book import open_book
from followup.storage.contacts import links as storage
from followup.storage.contacts.link_offers import link_offers

if TYPE_CHECKING:
    from datetime import date

    from followup.storage.book.book import Book

app = command_app()
_Links = list[Link]


@app.command()
def link(
    who: Annotated[
        str | None, typer.Argument(metavar="WHO", show_default=False, help="The one.", shell_complete=complete_who)
    ] = None,
    of: Annotated[
        str | None, typer.Argument(metavar="WHO", show_default=False, help="The other.", shell_complete=complete_who)
    ] = None,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help="What the first is: spouse, child, boss, assistant, colleague, decides, influences, referred.",
            shell_complete=complete_link_kind,
        ),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the link away; all of the two without --as.")] = False,
    yes: Yes = False,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Link two contacts: it reads from left to right, 李娜 is 张伟's spouse, 张伟 referred 王芳.

    Alone, it offers to link the names on cards (a spouse, an assistant) that are the name of exactly one contact.
    Full names of people out of one file are linked when it is imported.

    \b
    Example:
      followup link 李娜 张伟 --as spouse
      followup link 张伟 王芳 --as referred
      followup link 张伟 王芳 --remove
      followup link
    """
    wanted = None if kind is None else parse_link_kind(kind)
    with open_book(book_file) as book:
        if who is None:
            if wanted or remove:
                raise WrongUsageError("who is meant is not said", "followup link NAME NAME --as spouse")
            _offer(book, today, yes=yes, json=json)
            return
        if of is None or (wanted is None and not remove):
            raise WrongUsageError("it takes two contacts and a kind", f"followup link {who} NAME --as spouse")
        one, other = (End(*choose_contact(book.connection, typed)) for typed in (who, of))
        if remove:
            changed, word = _remove(book, one, other, wanted, today), "No longer: "
        else:
            changed, word = _add(book, Link(wanted or "", one, other), today)
    if json:
        show_json([link_json(link) for link in changed])
    else:
        show_text(links_text(changed, word))


def _add(book: Book, new: Link, today: date) -> tuple[_Links, str]:
    existing = [link for link in storage.links_of(book.connection, new.of.id or 0) if is_same_link(new, link)]
    if existing:
        return existing, "Already: "
    check_new_link(new, storage.referrals(book.connection))
    with book.writing(f"Linked: {new}", at=stamp(today)) as writing:
        storage.add_links(writing, [new])
    return [new], ""


def _remove(book: Book, one: End, other: End, kind: str | None, today: date) -> _Links:
    links = storage.links_between(book.connection, one.id or 0, other.id or 0)
    links = [link for link in links if kind in {None, link.kind}]
    if not links:
        raise NotFoundError(
            f"{one.name} and {other.name} are not linked so", f"followup show {one.name} lists the links"
        )
    with book.writing(f"No longer linked: {'; '.join(map(str, links))}", at=stamp(today)) as writing:
        storage.remove_links(writing, links)
    return links


def _offer(book: Book, today: date, *, yes: bool, json: bool) -> None:
    """Show the links that names on cards would become, and add them where the person wants it."""
    links = [offer.link for offer in link_offers(book.connection)]
    wanted = bool(links) and (yes or (not json and can_ask() and _confirmed(links)))
    if wanted:
        with book.writing(f"Linked {len(links)} names on cards", at=stamp(today)) as writing:
            storage.add_links(writing, links)
    if json:
        show_json([link_json(link) for link in links])
    elif not links:
        show_text("No name on a card is the name of exactly one other contact.\n")
    elif wanted:
        show_text(links_text(links))
    elif not can_ask():
        show_text(links_text(links))
        say("nothing was linked: --yes links them")


def _confirmed(links: _Links) -> bool:
    say(links_text(links).rstrip())
    return ask_yes_no(f"Link {'this name' if len(links) == 1 else f'these {len(links)} names'}?")
