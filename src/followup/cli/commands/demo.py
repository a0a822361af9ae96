"""followup demo: the program at work on an invented book; commands are shown and really run."""

from __future__ import annotations

import os
import re
import sys
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.files.whole_files import write_whole
from followup.cli.input.options import Today, command_app
from followup.errors import FollowupError, RefusedError
from followup.render.formats.output import show_text
from followup.render.formats.table import is_coloured

if TYPE_CHECKING:
    from collections.abc import Iterable

app = command_app()
_DATA = ("phone.vcf", "fair.csv")
_DATED = "orders.csv"
_SETTINGS = 'currency = "CNY"\n\n[phone]\nregion = "CN"\n\n[agenda]\ncountry = "CN"\n'
_DAY = re.compile(r"\{([+-]\d+)(?::(\d{4}))?\}")


@app.command()
def demo(
    *,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FILE", help="Leave the book in FILE, to play with.")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--files", metavar="FOLDER", help="Leave its contacts and orders in FOLDER, too."),
    ] = None,
    today: Today,
) -> None:
    """Show followup at work on an invented book of 60 people, in a temporary folder. Your own book stays as it is.

    \b
    Example:
      followup demo --keep play.db
      followup agenda --book play.db
    """
    from tempfile import TemporaryDirectory

    left = [into / name for name in (*_DATA, _DATED)] if into else []
    for file in (keep, *left):
        if file is not None and file.exists():
            raise RefusedError(f"{file} exists already", "name another, or move it away")
    with TemporaryDirectory(prefix="followup-demo-") as folder:
        _play(Path(folder), keep.absolute() if keep else Path(folder) / "book.db", today)
        for file in left:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, [(Path(folder) / file.name).read_bytes()])
    if keep is not None:
        show_text(f"\nThe book is kept. Play with it:\n  export FOLLOWUP_BOOK={keep}\n  followup agenda\n")


def _play(folder: Path, book: Path, today: date) -> None:
    source = files("followup.cli").joinpath("demo")
    for name in _DATA:
        (folder / name).write_bytes(source.joinpath(name).read_bytes())
    orders = source.joinpath(_DATED).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / _DATED).write_text("".join(with_days(orders, today)), encoding="utf-8")
    (folder / "config.toml").write_text(_SETTINGS, encoding="utf-8")
    environment = os.environ | {
        "FOLLOWUP_BOOK": str(book),
        "FOLLOWUP_CONFIG": str(folder / "config.toml"),
        "FOLLOWUP_TODAY": today.isoformat(),
    }
    for line in with_days(source.joinpath("story.txt").read_text(encoding="utf-8").splitlines(), today):
        _show_line(line)
        if line.startswith("$ "):
            _run(line, folder, environment)


def with_days(story: Iterable[str], today: date) -> list[str]:
    """Return lines with their days filled in: `{-42}` is 42 days before `today`, `{+1:1984}` tomorrow's day in 1984."""

    def day_for(match: re.Match[str]) -> str:
        day = today + timedelta(days=int(match[1]))
        return f"{match[2]}-{day:%m-%d}" if match[2] else day.isoformat()

    return [_DAY.sub(day_for, line) for line in story if not line.startswith("#")]


def _show_line(line: str) -> None:
    show_text(f"\x1b[1m{line}\x1b[0m\n" if line.startswith("$ ") and is_coloured() else f"{line}\n")
    sys.stdout.flush()


def _run(line: str, folder: Path, environment: dict[str, str]) -> None:
    """Run a command as a process of its own, on the same terminal or pipe."""
    import shlex
    import subprocess

    words = shlex.split(line.removeprefix("$ followup "))
    command = [sys.executable, "-m", "followup", *words]  # from our own story, and without a shell
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise FollowupError(f"the demo stopped at: {line}", "the line above says why; please report it")
