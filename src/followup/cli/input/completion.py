"""What there is to offer for WHO, names of groups, ids of tasks and complaints, and for our own words.

How it has to be written for the shell that asks is the business of `shells`, for all of these alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    from followup.storage.book.book import Connection


def complete_who(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Names of contacts that what was typed can mean: `zh` is completed to 张伟."""
    from followup.storage.contacts.completion import names

    return _offered(context, incomplete, names)


def complete_group(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Names of groups that begin so."""
    from followup.storage.contacts.completion import groups

    return _offered(context, incomplete, groups)


def complete_item(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Ids of what the week last shown has, and of open tasks."""
    from followup.storage.contacts.completion import items

    return _offered(context, incomplete, items)


def complete_complaint(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Ids of complaints that are not closed."""
    from followup.storage.contacts.completion import complaints

    return _offered(context, incomplete, complaints)


def complete_away(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Ids of days off."""
    from followup.storage.contacts.completion import aways

    return _offered(context, incomplete, aways)


def complete_reason(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Reasons for losing a customer that begin so."""
    from followup.core.retention.lost import reasons_like

    return reasons_like(incomplete)


def complete_link_kind(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Kinds of link that begin so."""
    from followup.core.contacts.links import link_kinds_like

    return link_kinds_like(incomplete)


def complete_product(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Products that were sold before and begin so."""
    from followup.storage.contacts.completion import products

    return _offered(context, incomplete, products)


def complete_kind(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Kinds of interaction that begin so, in English, and in Chinese where that is typed."""
    from followup.core.activities.kinds import kinds_like

    return kinds_like(incomplete)


def _offered(context: typer.Context, incomplete: str, names: Callable[[Connection, str], list[str]]) -> list[str]:
    from followup.storage.book.book import open_book

    path = context.params.get("book_file")
    try:
        with open_book(Path(path) if path else _default(context)) as book:
            return names(book.connection, incomplete)
    except FollowupError:  # a shell shows no errors
        return []


def _default(context: typer.Context) -> Path:
    """The book that the command would use, where its options are not read yet."""
    for parameter in context.command.params:
        if parameter.name == "book_file":
            return Path(parameter.resolve_envvar_value(context) or str(parameter.get_default(context)))
    raise FollowupError("this command has no book")
