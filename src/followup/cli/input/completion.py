"""Completions for contacts, groups, ids and our own terms; `shells` quotes them for the shell that asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    from followup.storage.book.book import Connection


def complete_who(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer the names of contacts that match: `zh` is completed to 张伟."""
    from followup.storage.contacts.completion import names

    return _offered(context, incomplete, names)


def complete_group(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer the names of groups that begin with what was typed."""
    from followup.storage.contacts.completion import groups

    return _offered(context, incomplete, groups)


def complete_item(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer the ids of the items of the week last shown, and of open tasks."""
    from followup.storage.contacts.completion import items

    return _offered(context, incomplete, items)


def complete_complaint(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer the ids of complaints that are not closed."""
    from followup.storage.contacts.completion import complaints

    return _offered(context, incomplete, complaints)


def complete_away(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer the ids of days off."""
    from followup.storage.contacts.completion import aways

    return _offered(context, incomplete, aways)


def complete_reason(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer reasons for losing a customer."""
    from followup.core.retention.lost import reasons_like

    return reasons_like(incomplete)


def complete_link_kind(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer kinds of link."""
    from followup.core.contacts.links import link_kinds_like

    return link_kinds_like(incomplete)


def complete_product(context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer products that were sold before."""
    from followup.storage.contacts.completion import products

    return _offered(context, incomplete, products)


def complete_kind(_context: typer.Context, _parameter: object, incomplete: str) -> list[str]:
    """Offer kinds of interaction, in English, and in Chinese where Chinese is typed."""
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
    """Return the book that the command would use; its options are not parsed yet."""
    for parameter in context.command.params:
        if parameter.name == "book_file":
            return Path(parameter.resolve_envvar_value(context) or str(parameter.get_default(context)))
    raise FollowupError("this command has no book")
