"""Drafts: texts in an editor, stored in a private folder beside the book or the settings until these have them.

A draft remains where followup is killed. The next note about the same contact offers to continue it; drafts of other
commands, which start from the present state of the book, are removed.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.cli.files.whole_files import PRIVATE_FOLDER, make_folder, write_whole
from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = "followup"
_NOTE: Final = "note-"
_IN_USE: Final = -1


class EditorDraft(NamedTuple):
    """The initial text, and the file that the editor opens; only files of the editor share its folder."""

    file: Path
    initial: str

    def text(self) -> str:
        """Return the present text of the file, with line feeds. FollowupError where it is no UTF-8 text."""
        try:
            return self.file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise FollowupError("what the editor left cannot be read as UTF-8 text", "nothing was changed") from error

    def is_worth_keeping(self) -> bool:
        """Whether somebody wrote something, into the file or into one in which the editor keeps unsaved text."""
        if any(other.name != self.file.name for other in self.file.parent.iterdir()):
            return True
        with suppress(FollowupError):
            return self.text().strip() not in {"", self.initial.strip()}
        return True

    def keep_aside(self, text: str) -> Path:
        """Save a text in a file of its own beside the folder, for the person to use or remove, and return its path."""
        aside = self.file.parent.with_suffix(self.file.suffix)
        write_whole(aside, [text])
        return aside


def note_of(contact: int) -> str:
    """Return the name of drafts of notes about a contact."""
    return f"{_NOTE}{contact}"


def unfinished_drafts(place: Path, whose: str, initial: str) -> list[EditorDraft]:
    """Return the drafts that no running followup uses, the newest first. `place` is the book or the settings file."""
    home = _home(place)
    if not _is_private(home):
        return []
    drafts = [
        EditorDraft(file, initial) for file in home.glob(f"{whose}-*/{_NAME}.*") if file.suffix in {".md", ".toml"}
    ]
    return sorted(
        (draft for draft in drafts if draft.is_worth_keeping() and _is_free(draft.file.parent)),
        key=lambda draft: draft.file.stat().st_mtime,
        reverse=True,
    )


@contextmanager
def drafting(
    place: Path, whose: str, suffix: str, initial: str, *, goes_on: EditorDraft | None = None
) -> Iterator[EditorDraft]:
    """Open a draft, a new one or `goes_on`, and remove it at the end.

    Where the block raises, the draft of a note stays if it is worth keeping. `suffix` (`.md`, `.toml`) tells the editor
    the kind of text.
    """
    home = _home(place)
    make_folder(home)
    if not _is_private(home):
        raise FollowupError(f"{home} is no folder of yours alone", "remove it, or close it to others: chmod 700")
    folder = goes_on.file.parent if goes_on else home / f"{whose}-{os.urandom(8).hex()}"
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=goes_on is not None)
    held = _hold(folder)
    draft = EditorDraft(folder / f"{_NAME}{suffix}", initial)
    stays = False
    try:
        _remove_others(home, folder)
        if not goes_on:
            write_whole(draft.file, [initial])
        yield draft
    except BaseException:
        stays = whose.startswith(_NOTE) and draft.is_worth_keeping()
        raise
    finally:
        if held != _IN_USE:
            os.close(held)
        if not stays:
            remove(draft)


def remove(draft: EditorDraft) -> None:
    """Remove a draft with the files of the editor beside it, and the folder of drafts where it was the last."""
    from shutil import rmtree

    rmtree(draft.file.parent, ignore_errors=True)
    with suppress(OSError):
        draft.file.parent.parent.rmdir()


def _home(place: Path) -> Path:
    place = place.resolve()
    return place.with_name(f"{place.name}.drafts")


def _is_private(home: Path) -> bool:
    """Whether the folder of drafts is a folder, belongs to us, and is closed to others."""
    try:
        state = home.lstat()
    except FileNotFoundError:
        return False
    ours = not hasattr(os, "getuid") or state.st_uid == os.getuid()
    return stat.S_ISDIR(state.st_mode) and ours and (os.name == "nt" or not state.st_mode & 0o077)


def _remove_others(home: Path, own: Path) -> None:
    """Remove the drafts of commands that were killed, except notes, which are offered."""
    from shutil import rmtree

    for folder in home.iterdir():
        if folder != own and folder.is_dir() and not folder.name.startswith(_NOTE) and _is_free(folder):
            rmtree(folder, ignore_errors=True)


def _is_free(folder: Path) -> bool:
    """Whether no running followup uses the folder of a draft."""
    held = _hold(folder)
    if held == _IN_USE:
        return False
    os.close(held)
    return True


def _hold(folder: Path) -> int:
    """Lock the folder of a draft until the returned descriptor is closed; _IN_USE where another process has it."""
    try:
        import fcntl

        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except (ImportError, OSError):  # a system where folders cannot be locked
        return os.open(os.devnull, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return _IN_USE
    except OSError:  # a network's folder
        return held
    return held
