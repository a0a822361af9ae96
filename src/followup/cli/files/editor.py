"""The person's own editor, for what is too long for an option: a note, a contact, the settings."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, TypeVar

from followup.cli.files.whole_files import write_whole
from followup.errors import FollowupError, WrongUsageError
from followup.render.formats.output import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followup.cli.files.drafts import EditorDraft

T = TypeVar("T")
_TRIES = 5
_USUAL = ("nano", "vi", "notepad")
_MARK = "#! "
_PROBLEM_LINES = re.compile(rf"^{_MARK}.*\n?", re.MULTILINE)


def edit_text(draft: EditorDraft) -> str | None:
    """The text as the person left it in the editor; None when it is as the draft was to begin with.

    Raises FollowupError when the editor is missing, fails, or leaves no UTF-8 text.
    """
    edit_file(draft.file)
    text = draft.text()
    return None if text == draft.initial else text


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


def edit_checked(draft: EditorDraft, check: Callable[[str], T], problem: WrongUsageError | None = None) -> T | None:
    """What `check` makes of the edited text; None when it was left as it is.

    A WrongUsageError of `check` opens the editor again on what was typed, the error as a `#` comment on top, until it
    is mended; it is raised when the person leaves it so. `problem` is one that the text has from the start. After some
    tries the text is kept in a file that is told, and that is the end: an editor may be what breaks it.
    """
    text = draft.initial
    for _ in range(_TRIES):
        shown = draft._replace(initial=_with_problem(text, problem))
        write_whole(draft.file, [shown.initial])
        typed = edit_text(shown)
        if typed is None:
            if problem:
                if text != draft.initial:
                    say(f"Not kept:\n{text}")  # it stands nowhere else
                raise problem
            return None
        text = _PROBLEM_LINES.sub("", typed)
        if text == draft.initial:
            return None
        try:
            return check(text)
        except WrongUsageError as error:
            problem = error
    raise WrongUsageError(
        f"{problem}: after {_TRIES} tries nothing was changed", f"what you typed is in {draft.keep_aside(text)}"
    )


def _with_problem(text: str, problem: WrongUsageError | None) -> str:
    if problem is None:
        return text
    words = [str(problem), problem.hint, "Mend it below (line 1 is the next one), or leave it as it is to give up."]
    return "".join(f"{_MARK}{' '.join(line.split())}\n" for line in words if line) + text
