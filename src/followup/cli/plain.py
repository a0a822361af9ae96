"""A plain question, read without typer: WHO or QUERY, and of the options those that every question has.

It reads only what has one meaning. Everything else, and everything wrong, is left to typer; both go by the same
declarations (docs/decisions/0010).
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from followup.cli.options import BookFile, ConfigFile, Today

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup.cli.declaring import Declared

_DECLARED: dict[str, Declared] = {
    "book_file": get_args(BookFile)[1],
    "config_file": get_args(ConfigFile)[1],
    "today": get_args(Today)[1],
}
_NAMES = {"--json": "json"} | {declared.names[0]: name for name, declared in _DECLARED.items()}


def plain_call(question: Callable[..., None], words: Sequence[str]) -> Callable[[], None] | None:
    """The call that the words behind a command's name ask for; None where they say more than is read here."""
    given: dict[str, str] = {}
    whom: list[str] = []
    left = iter(words)
    for word in left:
        if not word.startswith("-"):
            whom.append(word)
            continue
        name = _NAMES.get(word, "")
        value = word.strip("-") if name == "json" else next(left, "")
        if not name or name in given or not value or value.startswith("-"):
            return None
        given[name] = value
    arguments = _arguments(question, whom)
    if arguments is None:
        return None
    options = {name: _value(declared, given.get(name)) for name, declared in _DECLARED.items()}
    return partial(question, *arguments, json="json" in given, **options)


def _arguments(question: Callable[..., None], whom: list[str]) -> list[object] | None:
    """What a question is asked about: nothing, one contact, or those that a query finds; None where it is not that."""
    code = question.__code__
    (name,) = code.co_varnames[: code.co_argcount] or ("",)
    if name == "query":
        return [whom or None]
    return [*whom] if len(whom) == (name == "who") else None


def _value(declared: Declared, text: str | None) -> object:
    """An option's value: as it was typed, from the environment (an empty variable is none), or its default."""
    text = text or os.environ.get(declared.told["envvar"])
    if text:
        read = declared.told.get("parser", Path)
        return read(text)
    default = declared.told.get("default_factory")
    return default() if default else None
