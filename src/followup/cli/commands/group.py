"""followup group: hand-picked, smart and private groups."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from followup.cli.input.completion import complete_group
from followup.cli.input.confirm import (
    change_text,
    confirm_many,
    find_to_change,
    names_by_id,
    names_or_count,
    query_context,
)
from followup.cli.input.options import BookFile, ConfigFile, Json, Query, Today, Yes, command_app, stamp
from followup.core.contacts.field_values import clean, read_cadence
from followup.core.text.folding import fold
from followup.errors import FollowupError, WrongUsageError
from followup.render.contacts.groups import group_json, group_table, group_text, members_json
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.contacts import groups as storage
from followup.storage.contacts.reads import load_contacts
from followup.storage.query.smart_groups import check_group, group_members, groups_that_ask_for

app = command_app("Group contacts: hand-picked, smart (a saved query), private.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The group.", shell_complete=complete_group)]
Saved = Annotated[str | None, typer.Option("--query", help="Makes it smart: whom it finds is in it.")]
Visit = Annotated[str | None, typer.Option(metavar="DAYS", help="How often to visit: days, never, or none.")]
Call = Annotated[str | None, typer.Option(metavar="DAYS", help="How often to call: days, never, or none.")]


@app.command("list")
def list_(*, book_file: BookFile, config_file: ConfigFile = None, today: Today, json: Json = False) -> None:
    """List the groups with how many are in each.

    \b
    Example:
      followup group list
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        question = query_context(book, settings, today)
        sizes: dict[storage.Group, int | None] = {}
        for group in storage.all_groups(book.connection):
            try:
                sizes[group] = len(group_members(question, group))
            except FollowupError as error:  # a query that fails must not hide the other groups
                say(f"{group.name}: {error}")
                sizes[group] = None
    if json:
        show_json([group_json(group, size) for group, size in sizes.items()])
    elif sizes:
        show_text(group_table(list(sizes.items())))
    else:
        show_text("There are no groups yet: followup group create NAME makes one.\n")


@app.command()
def show(name: Name, *, book_file: BookFile, config_file: ConfigFile = None, today: Today, json: Json = False) -> None:
    """Show a group and who is in it.

    \b
    Example:
      followup group show VIP
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        group = storage.group_named(book.connection, name)
        members = load_contacts(book.connection, group_members(query_context(book, settings, today), group))
    if json:
        show_json({**group_json(group, len(members)), "contacts": members_json(members)})
    else:
        show_text(group_text(group, members, settings.grade_labels))


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    *,
    query: Saved = None,
    private: Annotated[bool, typer.Option("--private", help="Family, friends: kept out of selling.")] = False,
    visit: Visit = None,
    call: Call = None,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Make a group: hand-picked, or smart with --query.

    \b
    Example:
      followup group create family --private
      followup group create Hangzhou --query "city:杭州 not group:family" --visit 45
    """
    name = _name(name)
    settings = load_settings(config_file)
    query = None if query is None else query.strip()
    wanted = storage.Group(0, name, query, private, _days("--visit", visit), _days("--call", call), None)
    with open_book(book_file, create=True) as book:
        check_group(query_context(book, settings, today), wanted)
        with book.writing(f"Created the group {name}", at=stamp(today), plain=True) as writing:
            storage.create_group(
                writing, name, query=query, private=private,
                cadence_visit=wanted.cadence_visit, cadence_call=wanted.cadence_call,
            )  # fmt: skip
        group = storage.group_named(book.connection, name)
        size = len(group_members(query_context(book, settings, today), group))
    if json:
        show_json(group_json(group, size))
    else:
        show_text(f"Created the group {one_line(name)}{_counted(group, size)}.\n")


@app.command()
def edit(
    name: Name,
    *,
    query: Saved = None,
    private: Annotated[
        bool | None,
        typer.Option("--private/--no-private", show_default=False, help="Whether it is kept out of selling."),
    ] = None,
    visit: Visit = None,
    call: Call = None,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Change a group's query, privacy or cadence.

    \b
    Example:
      followup group edit Hangzhou --query "city:杭州,绍兴" --visit 30
      followup group edit friends --private
    """
    settings = load_settings(config_file)
    given = {
        "query": None if query is None else query.strip(),
        "private": private,
        "cadence_visit": None if visit is None else _days("--visit", visit),
        "cadence_call": None if call is None else _days("--call", call),
    }
    values: dict[str, Any] = {column: value for column, value in given.items() if value is not None}
    if not values:
        raise WrongUsageError("nothing was said to change", "say --query, --private, --no-private, --visit or --call")
    with open_book(book_file) as book:
        before = storage.group_named(book.connection, name)
        if query is not None and before.query is None:
            raise WrongUsageError(
                f"{before.name} is hand-picked", "followup group create NAME --query makes a smart one"
            )
        group = before._replace(**values)
        check_group(query_context(book, settings, today), group)
        with book.writing(f"Changed the group {group.name}", at=stamp(today)) as writing:
            storage.change_group(writing, group, **values)
        size = len(group_members(query_context(book, settings, today), group))
    if json:
        show_json(group_json(group, size))
    else:
        show_text(f"Changed the group {one_line(group.name)}{_counted(group, size)}.\n")


@app.command()
def add(
    name: Name,
    query: Query,
    *,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Put contacts into a hand-picked group; asks from three on.

    \b
    Example:
      followup group add VIP "city:上海 grade:A,B"
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        group = storage.group_named(book.connection, name)
        storage.hand_picked(book.connection, [group.name])
        ids = find_to_change(query_context(book, settings, today), query)
        members = set(storage.members(book.connection, group))
        new = [number for number in ids if number not in members]
        people = names_by_id(book.connection, new)
        confirm_many("Add", people, yes=yes, rest=f" to {group.name}")
        with book.writing(f"Added {names_or_count(people)} to the group {group.name}", at=stamp(today)) as writing:
            storage.add_members(writing, group, new)
    already = f" ({len(ids) - len(new)} of {len(ids)} found were in it)" if len(new) < len(ids) else ""
    if json:
        show_json({"group": group.name, "added": new})
    elif new:
        show_text(change_text("Added", people, f" to {one_line(group.name)}{already}"))
    else:
        show_text(f"All {len(ids)} are in {one_line(group.name)} already.\n")


@app.command()
def remove(
    name: Name,
    query: Query,
    *,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Take contacts out of a hand-picked group; they stay in the book. Asks from three on.

    \b
    Example:
      followup group remove VIP 张伟
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        group = storage.group_named(book.connection, name)
        storage.hand_picked(book.connection, [group.name])
        ids = find_to_change(query_context(book, settings, today), query)
        members = set(storage.members(book.connection, group))
        removed = [number for number in ids if number in members]
        people = names_by_id(book.connection, removed)
        confirm_many("Take", people, yes=yes, rest=f" out of {group.name}")
        with book.writing(f"Took {names_or_count(people)} out of the group {group.name}", at=stamp(today)) as writing:
            storage.drop_members(writing, group, removed)
    if json:
        show_json({"group": group.name, "removed": removed})
    elif removed:
        show_text(change_text("Took", people, f" out of {one_line(group.name)}"))
    else:
        show_text(f"None of the {len(ids)} found is in {one_line(group.name)}.\n")


@app.command()
def rename(
    old: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is called from now on.")],
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Give a group another name.

    \b
    Example:
      followup group rename VIP "Key accounts"
    """
    new = _name(new)
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        group = storage.group_named(book.connection, old)
        _check_unused(groups_that_ask_for(query_context(book, settings, today), group), group.name)
        with book.writing(f"Renamed the group {group.name} to {new}", at=stamp(today)) as writing:
            storage.change_group(writing, group, name=new)
        size = len(group_members(query_context(book, settings, today), storage.group_named(book.connection, new)))
        group = storage.group_named(book.connection, new)
    if json:
        show_json(group_json(group, size))
    else:
        show_text(f"Renamed {one_line(old)} to {one_line(new)}.\n")


@app.command()
def delete(
    name: Name,
    *,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Delete a group; its contacts stay in the book. Asks where three or more are in it.

    \b
    Example:
      followup group delete VIP
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        group = storage.group_named(book.connection, name)
        _check_unused(groups_that_ask_for(query_context(book, settings, today), group), group.name)
        people = names_by_id(book.connection, storage.members(book.connection, group))
        confirm_many(f"Delete {group.name} with its", people, yes=yes)
        with book.writing(f"Deleted the group {group.name}", at=stamp(today)) as writing:
            storage.delete_group(writing, group)
    if json:
        show_json({"deleted": group.name})
    else:
        show_text(f"Deleted the group {one_line(group.name)}; its contacts stay.\n")


def _name(text: str) -> str:
    name = clean("a group's name", text)
    if not name:
        raise WrongUsageError("a group needs a name", "followup group create VIP")
    return name


def _days(option: str, text: str | None) -> str:
    """Return a cadence as the book stores it; empty for `none`, no cadence of the group's own."""
    return "" if text is None or fold(text) in {"", "none"} else read_cadence(option, text)


def _counted(group: storage.Group, size: int) -> str:
    return "" if group.query is None else f": {size} {'is' if size == 1 else 'are'} in it"


def _check_unused(others: list[str], name: str) -> None:
    if others:
        raise WrongUsageError(f"the smart group {others[0]} asks for {name}", f"delete {others[0]} first")
