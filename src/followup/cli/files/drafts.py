"""What is being written in an editor, in a private folder beside the file it is for, until it stands there.

A draft outlives followup where that is killed. The next note about the same contact offers its text; drafts of other
commands, which start from what is known by then, are removed.
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
    """A text with the file that an editor opens, alone in its folder but for what the editor lays beside it."""

    file: Path
    initial: str

    def text(self) -> str:
        """The text as it is now, line ends as everywhere here. Raises FollowupError where it is no UTF-8 text."""
        try:
            return self.file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise FollowupError("what the editor left cannot be read as UTF-8 text", "nothing was changed") from error

    def is_worth_keeping(self) -> bool:
        """Whether somebody wrote something: into the file, or into one in which an editor keeps what is unsaved."""
        if any(other.name != self.file.name for other in self.file.parent.iterdir()):
            return True
        with suppress(FollowupError):
            return self.text().strip() not in {"", self.initial.strip()}
        return True

    def keep_aside(self, text: str) -> Path:
        """Keep a text that nobody could use in a file of its own, which stays until somebody removes it."""
        aside = self.file.parent.with_suffix(self.file.suffix)
        write_whole(aside, [text])
        return aside


def note_of(contact: int) -> str:
    """Return whose note a draft is."""
    return f"{_NOTE}{contact}"


def unfinished_drafts(place: Path, whose: str, initial: str) -> list[EditorDraft]:
    """Drafts that a followup which is no more has left, the last begun first. `place` is the book or the settings."""
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
    """A draft for an editor, new or gone on with; it is removed at the end.

    Where the block raises, the draft of a note stays if there is something in it. `suffix` (`.md`, `.toml`) tells the
    editor what it is.
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
    """Remove a draft with what an editor left beside it, and the folder of drafts when it was the last."""
    from shutil import rmtree

    rmtree(draft.file.parent, ignore_errors=True)
    with suppress(OSError):
        draft.file.parent.parent.rmdir()


def _home(place: Path) -> Path:
    place = place.resolve()
    return place.with_name(f"{place.name}.drafts")


def _is_private(home: Path) -> bool:
    """Whether the folder of drafts is one, is ours, and is closed to others."""
    try:
        state = home.lstat()
    except FileNotFoundError:
        return False
    ours = not hasattr(os, "getuid") or state.st_uid == os.getuid()
    return stat.S_ISDIR(state.st_mode) and ours and (os.name == "nt" or not state.st_mode & 0o077)


def _remove_others(home: Path, own: Path) -> None:
    """Remove what other commands left that were killed; a note's is asked about."""
    from shutil import rmtree

    for folder in home.iterdir():
        if folder != own and folder.is_dir() and not folder.name.startswith(_NOTE) and _is_free(folder):
            rmtree(folder, ignore_errors=True)


def _is_free(folder: Path) -> bool:
    """Whether no followup that is running works in a draft's folder."""
    held = _hold(folder)
    if held == _IN_USE:
        return False
    os.close(held)
    return True


def _hold(folder: Path) -> int:
    """Mark a draft's folder as in use for as long as this process lives, or the returned descriptor is open."""
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
