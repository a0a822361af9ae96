"""The options that commands share. Only here is the clock read; elsewhere the day is an argument."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from followup.cli.input.completion import complete_who
from followup.core.text.yes_no import is_yes


def command_app(help_text: str | None = None) -> typer.Typer:
    """Return an empty typer app for a command module: with plain help, without completion of its own."""
    return typer.Typer(
        rich_markup_mode=None, add_completion=False, help=help_text, no_args_is_help=help_text is not None
    )


def _clock() -> datetime:
    return datetime.now().astimezone()


def _real_today() -> date:
    return _clock().date()


def _parse_today(text: str | date) -> date:
    if isinstance(text, date):  # typer runs a default through the parser as well
        return text
    from followup.core.dates.parsing import parse_day, within_reach

    return within_reach(parse_day(text, _real_today(), "back"))


def stamp(today: date) -> str:
    """Return the time of a change for the history: to the minute, or only the day where `--today` sets it."""
    now = _clock()
    return now.strftime("%Y-%m-%dT%H:%M") if now.date() == today else today.isoformat()


def _default_book() -> Path:
    if sys.platform == "linux":  # the same as platformdirs, without the time to import it
        base = os.environ.get("XDG_DATA_HOME", "")
        root = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share"
        return root / "followup" / "book.db"
    from platformdirs import user_data_path

    return user_data_path("followup", appauthor=False) / "book.db"


Who = Annotated[
    str,
    typer.Argument(metavar="WHO", help="The contact: id, name, pinyin, phone, e-mail.", shell_complete=complete_who),
]
Query = Annotated[list[str], typer.Argument(metavar="QUERY", help="Whom: words, field:value, id:42.")]
BookFile = Annotated[
    Path,
    typer.Option(
        "--book", envvar="FOLLOWUP_BOOK", metavar="FILE", default_factory=_default_book, show_default=False,
        readable=False, show_envvar=False, help="The book to use [env: FOLLOWUP_BOOK].",
    ),
]  # fmt: skip
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", envvar="FOLLOWUP_CONFIG", metavar="FILE", show_default=False, show_envvar=False,
        readable=False, help="The settings to use [env: FOLLOWUP_CONFIG].",
    ),
]  # fmt: skip
Today = Annotated[
    date,
    typer.Option(
        "--today", envvar="FOLLOWUP_TODAY", metavar="DATE", default_factory=_real_today, show_default=False,
        parser=_parse_today, show_envvar=False, help="Answer as if it were that day [env: FOLLOWUP_TODAY].",
    ),
]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def can_ask() -> bool:
    """Whether there is a person at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_yes_no(question: str) -> bool:
    """Ask a yes-or-no question on stderr; no answer is no."""
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return is_yes(sys.stdin.readline()) is True
