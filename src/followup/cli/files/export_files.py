"""Writes exports: to a file, a folder of a file for each contact, or stdout; no file of others is overwritten."""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup.cli.files.file_bytes import LARGEST_FILE
from followup.cli.files.whole_files import make_folder, write_whole
from followup.cli.input.confirm import confirm
from followup.errors import FileUnreadableError, FollowupError, WrongUsageError
from followup.ordinary_files import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from followup.core.model.export_record import ExportRecord

FORMATS: Final = ("vcf", "csv", "google", "outlook", "json", "ics", "vdir")
STDOUT: Final = "-"
MANIFEST: Final = ".followup-export"
"""In an exported folder: the names of the files we wrote with their digests, to recognise them next time."""

_ENDINGS: Final = {".vcf": "vcf", ".vcard": "vcf", ".csv": "csv", ".json": "json", ".ics": "ics"}
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_HEAD: Final = 4096
_NAMED: Final = 3
_NO_CARD_OF_OURS: Final = frozenset({errno.EINVAL, errno.EFBIG})
"""What `ordinary_files` says of a pipe, a device, or more than anybody's card."""


def format_of(target: str, asked: str | None) -> str:
    """Return the format to write: the one asked for, else by the ending; JSON to stdout, cards into a folder.

    A new name without an ending is a folder. Raises WrongUsageError for an unknown ending, and for a folder of cards to
    stdout.
    """
    if target == STDOUT:
        if asked == "vdir":
            raise WrongUsageError("a folder of cards cannot go to stdout", "name a folder: --to people/")
        return asked or "json"
    if asked:
        return asked
    path = Path(target)
    if path.is_dir() or target.endswith(os.sep) or not (path.suffix or path.exists()):
        return "vdir"
    format_ = _ENDINGS.get(path.suffix.lower())
    if not format_:
        raise WrongUsageError(
            f"{target} does not say in which format",
            f"end it in .vcf, .csv, .json or .ics, or say --format {'|'.join(FORMATS)}",
        )
    return format_


def write_stdout(texts: Iterable[str]) -> None:
    """Write an export to stdout, as the bytes it would have in a file."""
    sys.stdout.flush()
    for text in texts:
        sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_file(path: Path, texts: Iterable[str], is_ours: Callable[[Path], bool], *, yes: bool) -> None:
    """Write an export into a file for its owner only, whole or not at all.

    Raises RefusedError where another file would be overwritten and nobody can be asked.
    """
    if path.is_dir():
        raise WrongUsageError(f"{path} is a folder", "name a file in it, or say --format vdir")
    if path.exists() and not path.is_file():  # a pipe, or /dev/null
        with path.open("wb") as out:
            out.writelines(text.encode() for text in texts)
        return
    if path.exists() and not is_ours(path):
        confirm(f"Overwrite {path}?", f"{path} exists, and may hold what is nowhere else", yes=yes)
    _make_folder(path.parent)
    _replace(path, texts)


def write_page(path: Path, html: str, mark: str, *, yes: bool) -> None:
    """Write a page for a browser; one of ours (it holds the mark) is replaced, another file only after asking."""
    write_file(path, [html], lambda old: mark in head_of(old), yes=yes)


def is_our_vcard(path: Path, mark: str) -> bool:
    """Whether every card of a file bears our mark."""
    data = path.read_bytes()
    return 0 < data.count(b"BEGIN:VCARD") == data.count(f"PRODID:{mark}".encode())


def head_of(path: Path) -> str:
    """Return the beginning of a file."""
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8", "replace")


def write_folder(
    folder: Path, people: Callable[[], Iterable[ExportRecord]], write: Callable[[ExportRecord], str], *, yes: bool
) -> list[str]:
    """Write a file for each contact; return the files of contacts no longer exported that others have changed.

    A file that we wrote and nobody changed since is replaced, and removed when its contact is no longer exported.
    Raises RefusedError, before anything is written, where another's file would be overwritten and nobody can be asked.
    """
    _make_folder(folder)
    ours = _manifest(folder)
    names = _file_names(people())
    changed = [name for name in names.values() if not _is_unchanged(folder / name, ours.get(name))]
    if changed:
        few = ", ".join(changed[:_NAMED]) + (f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else "")
        confirm("Overwrite them?", f"in {folder}, another program made or changed {few}", yes=yes)
    written: dict[str, str] = {}
    for person in people():
        card = write(person).encode()
        name = names[person.contact.id]
        written[name] = _digest(card)
        if _read(folder / name) != card:
            _replace(folder / name, [card.decode()])
    left = _remove_unchanged(folder, {name: digest for name, digest in ours.items() if name not in written})
    _replace(folder / MANIFEST, (f"{digest} {name}\n" for name, digest in sorted(written.items())))
    return left


def _file_names(people: Iterable[ExportRecord]) -> dict[int, str]:
    """Return a stable name for each contact's file: its UID where that can be a name, else a digest of it."""
    names: dict[int, str] = {}
    used: set[str] = set()
    for person in people:
        uid = (person.uid or f"contact-{person.contact.id}").removeprefix("urn:uuid:")
        if not _PLAIN_NAME.fullmatch(uid) or uid.lower() in used:  # some file systems ignore case
            uid = _digest(f"{uid}\0{person.contact.id if uid.lower() in used else ''}".encode())
        used.add(uid.lower())
        names[person.contact.id] = f"{uid}.vcf"
    return names


def _remove_unchanged(folder: Path, digests: dict[str, str]) -> list[str]:
    """Remove the files that are as we wrote them; return the names of the others."""
    changed = []
    for name, digest in digests.items():
        if _is_unchanged(folder / name, digest):
            (folder / name).unlink(missing_ok=True)
        else:
            changed.append(name)
    return changed


def _manifest(folder: Path) -> dict[str, str]:
    """Return the files we wrote into the folder, with their digests; a line that cannot be ours is ignored."""
    lines = (_read(folder / MANIFEST) or b"").decode("utf-8", "replace").splitlines()
    pairs = (line.partition(" ") for line in lines)
    return {
        name: digest
        for digest, _, name in pairs
        if name.endswith(".vcf") and _PLAIN_NAME.fullmatch(name.removesuffix(".vcf"))
    }


def _is_unchanged(path: Path, digest: str | None) -> bool:
    """Whether a file is missing, or is as we wrote it."""
    data = _read(path)
    return data is None or _digest(data) == digest


def _read(path: Path) -> bytes | None:
    """Return the content of a file; None where it is missing, nothing for a pipe, a device or a huge file."""
    try:
        return read_ordinary(path, LARGEST_FILE)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _NO_CARD_OF_OURS:
            return b""
        raise


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _make_folder(folder: Path) -> None:
    with _writing(folder):
        make_folder(folder)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Raise errors that name this file, and not the temporary one beside it, where it cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise FollowupError(
                f"{path} cannot be written: {error.strerror}", "make room, or name another disk"
            ) from error
        raise FileUnreadableError(f"{path} cannot be written: {error.strerror}", "name another place") from error


def _replace(path: Path, texts: Iterable[str]) -> None:
    with _writing(path):
        write_whole(path, texts)
