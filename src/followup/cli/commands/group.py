"""followup group: hand-picked, smart and private groups."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.completion import complete_group
from followup.cli.confirming import answer, asking, confirm_many, counted, found_for_change, named
from followup.cli.options import BookFile, ConfigFile, Json, Today, Yes, command_app, stamp
from followup.core.field_values import clean, read_cadence
from followup.errors import FollowupError, WrongUsageError
from followup.render.groups import group_json, group_table, group_text, members_json
from followup.render.output import say, show_json, show_text
from followup.render.text import one_line
from followup.settings import load_settings
from followup.storage import groups as storage
from followup.storage.book import open_book
from followup.storage.contacts import load_contacts
from followup.storage.smart_groups import asking_for, group_members, new_query

app = command_app("Group contacts: hand-picked, smart (a saved query), private.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The group.", shell_complete=complete_group)]
Query = Annotated[list[str], typer.Argument(metavar="QUERY", help="Whom: words, field:value, id:42.")]


@app.command("list")
def list_(*, book_file: BookFile, config_file: ConfigFile = None, today: Today, json: Json = False) -> None:
    """List the groups with how many are in each.

    \b
    Example:
      followup group list
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        question = asking(book, settings, today)
        sizes: dict[storage.Group, int | None] = {}
        for group in storage.all_groups(book.connection):
            try:
                sizes[group] = len(group_members(question, group))
            except FollowupError as error:  # one query that went wrong must not hide the other groups
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
        members = load_contacts(book.connection, group_members(asking(book, settings, today), group))
    if json:
        show_json({**group_json(group, len(members)), "contacts": members_json(members)})
    else:
        show_text(group_text(group, members, settings.grade_labels))


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    *,
    query: Annotated[str | None, typer.Option("--query", help="Makes it smart: whom it finds is in it.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Family, friends: kept out of selling.")] = False,
    visit: Annotated[str, typer.Option("--visit", metavar="DAYS", help="How often to visit: days, or never.")] = "",
    call: Annotated[str, typer.Option("--call", metavar="DAYS", help="How often to call: days, or never.")] = "",
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
    cadence = {way: read_cadence(f"--{way}", days) if days else "" for way, days in (("visit", visit), ("call", call))}
    settings = load_settings(config_file)
    with open_book(book_file, create=True) as book:
        if query is not None:
            query = new_query(asking(book, settings, today), name, query, cadence=any(cadence.values()))
        with book.writing(f"Created the group {name}", at=stamp(today)) as writing:
            storage.create_group(
                writing, name, query=query, private=private,
                cadence_visit=cadence["visit"], cadence_call=cadence["call"],
            )  # fmt: skip
        group = storage.group_named(book.connection, name)
        size = len(group_members(asking(book, settings, today), group))
    if json:
        show_json(group_json(group, size))
    else:
        there = f": {size} {'is' if size == 1 else 'are'} in it" if query else ""
        show_text(f"Created the group {one_line(name)}{there}.\n")


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
        ids = found_for_change(asking(book, settings, today), query)
        there = set(storage.members(book.connection, group))
        new = [number for number in ids if number not in there]
        people = named(book.connection, new)
        confirm_many("Add", people, yes=yes, rest=f" to {group.name}")
        with book.writing(f"Added {counted(people)} to the group {group.name}", at=stamp(today)) as writing:
            storage.add_members(writing, group, new)
    known = f" ({len(ids) - len(new)} of {len(ids)} found were in it)" if len(new) < len(ids) else ""
    if json:
        show_json({"group": group.name, "added": new})
    elif new:
        show_text(answer("Added", people, f" to {one_line(group.name)}{known}"))
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
        ids = found_for_change(asking(book, settings, today), query)
        there = set(storage.members(book.connection, group))
        gone = [number for number in ids if number in there]
        people = named(book.connection, gone)
        confirm_many("Take", people, yes=yes, rest=f" out of {group.name}")
        with book.writing(f"Took {counted(people)} out of the group {group.name}", at=stamp(today)) as writing:
            storage.drop_members(writing, group, gone)
    if json:
        show_json({"group": group.name, "removed": gone})
    elif gone:
        show_text(answer("Took", people, f" out of {one_line(group.name)}"))
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
        _nobody_asks_for(asking_for(asking(book, settings, today), group), group.name)
        with book.writing(f"Renamed the group {group.name} to {new}", at=stamp(today)) as writing:
            storage.change_group(writing, group, name=new)
        size = len(group_members(asking(book, settings, today), storage.group_named(book.connection, new)))
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
        _nobody_asks_for(asking_for(asking(book, settings, today), group), group.name)
        people = named(book.connection, storage.members(book.connection, group))
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


def _nobody_asks_for(others: list[str], name: str) -> None:
    if others:
        raise WrongUsageError(f"the smart group {others[0]} asks for {name}", f"delete {others[0]} first")
