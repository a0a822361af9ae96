"""Writing files whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)


def write_whole(path: Path, texts: Iterable[str | bytes]) -> None:
    """Write a temporary file beside `path`, and rename it to `path` when it is complete.

    Its name is random and must not exist, so that nobody can have put a link in its place. A link at `path` is
    replaced; the file it leads to stays.
    """
    beside = path.with_name(f".followup-{os.urandom(8).hex()}.part")
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINKS, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.writelines(text.encode() if isinstance(text, str) else text for text in texts)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Create a folder and those above it where they are missing, for their owner only."""
    for above in reversed((folder, *folder.parents)):
        if not above.exists():
            above.mkdir(mode=PRIVATE_FOLDER)
