"""The person's own editor, for what is too long for an option: a note, a contact, the settings."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from followup.errors import FollowupError, WrongUsageError
from followup.render.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_USUAL = ("nano", "vi", "notepad")
_MARK = "#! "
_PROBLEM_LINES = re.compile(rf"^{_MARK}.*\n?", re.MULTILINE)


def edit_text(initial: str, suffix: str) -> str | None:
    """The text as the person left it in the editor, line ends as everywhere here; None when it was not changed.

    `suffix` (`.md`, `.toml`) tells the editor what it is. The text lies in a file of its owner only, in a folder of its
    owner only, until the editor ends. Raises FollowupError when the editor is missing, fails, or leaves no UTF-8 text.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="followup-") as folder:
        file = Path(folder) / f"followup{suffix}"
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(initial.encode())
        edit_file(file)
        try:
            text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise FollowupError("what the editor left cannot be read as UTF-8 text", "nothing was changed") from error
    return None if text == initial else text


def edit_file(file: Path) -> None:
    """Open a file in the editor and wait until it is closed; FollowupError when that cannot be done."""
    import subprocess

    command = _editor()
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603 - the person's own editor
    except OSError as error:
        raise FollowupError(
            f"the editor {command[0]} cannot be started: {error.strerror}", "name another one in $VISUAL or $EDITOR"
        ) from error
    if code:
        raise FollowupError(f"the editor {command[0]} ended with an error ({code})", "nothing was changed")


def _editor() -> list[str]:
    """The editor's command, arguments and all: $VISUAL, $EDITOR, else one that is there."""
    for name in ("VISUAL", "EDITOR"):
        if words := _words(name, os.environ.get(name, "")):
            return words
    if not sys.stdin.isatty():
        raise WrongUsageError("there is no terminal for the editor", "say it on the command line, or set $EDITOR")
    from shutil import which

    for name in _USUAL:
        if which(name):
            return [name]
    raise FollowupError("there is no editor: none of nano, vi, notepad", "name one in $VISUAL or $EDITOR")


def _words(name: str, command: str) -> list[str]:
    """A command line in words; a quoted path with blanks is one, and a Windows path keeps its backslashes."""
    from shlex import split

    windows = os.name == "nt"
    try:
        words = split(command, posix=not windows)
    except ValueError as error:
        raise WrongUsageError(f"${name} cannot be read: {command}", "a quote is not closed") from error
    return [word.strip('"') for word in words] if windows else words


def edit_checked(
    initial: str, suffix: str, check: Callable[[str], T], problem: WrongUsageError | None = None
) -> T | None:
    """What `check` makes of the edited text; None when it was left as it is.

    A WrongUsageError of `check` opens the editor again on what was typed, the error as a `#` comment on top, until it
    is mended; it is raised when the person leaves it so. `problem` is one that the text has from the start.
    """
    text = initial
    while True:
        typed = edit_text(_with_problem(text, problem), suffix)
        if typed is None:
            if problem:
                if text != initial:
                    say(f"Not kept:\n{text}")  # it stands nowhere else
                raise problem
            return None
        text = _PROBLEM_LINES.sub("", typed)
        if text == initial:
            return None
        try:
            return check(text)
        except WrongUsageError as error:
            problem = error


def _with_problem(text: str, problem: WrongUsageError | None) -> str:
    if problem is None:
        return text
    words = [str(problem), problem.hint, "Mend it below (line 1 is the next one), or leave it as it is to give up."]
    return "".join(f"{_MARK}{' '.join(line.split())}\n" for line in words if line) + text
