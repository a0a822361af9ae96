"""The person's own editor, for texts that are too long for an option: a note, a contact, the settings."""

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

_Edited = TypeVar("_Edited")
_TRIES = 5
_USUAL = ("nano", "vi", "notepad")
_MARK = "#! "
_PROBLEM_LINES = re.compile(rf"^{_MARK}.*\n?", re.MULTILINE)


def edit_text(draft: EditorDraft) -> str | None:
    """Return the text after editing; None where it is the initial text of the draft.

    Raises FollowupError where there is no editor, it fails, or it leaves no UTF-8 text.
    """
    edit_file(draft.file)
    text = draft.text()
    return None if text == draft.initial else text


def edit_file(file: Path) -> None:
    """Open a file in the editor and wait until it is closed; FollowupError where that fails."""
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
    """Return the command of the editor with its arguments: $VISUAL, $EDITOR, or a usual one that is installed."""
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
    """Return a command line as words; a quoted path with blanks is one word, and Windows paths keep backslashes."""
    from shlex import split

    windows = os.name == "nt"
    try:
        words = split(command, posix=not windows)
    except ValueError as error:
        raise WrongUsageError(f"${name} cannot be read: {command}", "a quote is not closed") from error
    return [word.strip('"') for word in words] if windows else words


def edit_checked(
    draft: EditorDraft, check: Callable[[str], _Edited], problem: WrongUsageError | None = None
) -> _Edited | None:
    """Return the result of `check` for the edited text; None where the text was not changed.

    On a WrongUsageError of `check`, the editor opens again with the typed text, below the error as a comment; where the
    person changes nothing more, the error is raised. `problem` is an error of the initial text. After some tries the
    text is saved in a file that the error names, because it may be the editor that breaks the text.
    """
    text = draft.initial
    for _ in range(_TRIES):
        shown = draft._replace(initial=_with_problem(text, problem))
        write_whole(draft.file, [shown.initial])
        typed = edit_text(shown)
        if typed is None:
            if problem:
                if text != draft.initial:
                    say(f"Not kept:\n{text}")  # it is stored nowhere else
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
