"""The bytes of an ordinary file of a limited size: what is none ends neither in waiting without end nor in no memory.

A named pipe waits until somebody writes, /dev/zero never ends, and a terminal waits for what is typed.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


def read_ordinary(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most so many bytes.

    Raises OSError for what is missing, is no ordinary file (EINVAL) or is larger (EFBIG); its `strerror` says it in
    words.
    """
    with open_ordinary(path, most) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size + 1)
        if len(data) > size:  # it grew since, or is one of the system's own that tell no size
            data += file.read(most + 1 - len(data))
    if len(data) > most:
        raise _too_large(path, most)
    return data


def open_ordinary(path: Path, most: int) -> BinaryIO:
    """Open an ordinary file of at most so many bytes for reading. Raises OSError as `read_ordinary` does."""
    _refuse(path, path.stat(), most)  # before it is opened: opening alone does something to some devices
    file = open(path, "rb", opener=_at_once)  # noqa: SIM115 - who asked for it closes it
    try:
        _refuse(path, os.fstat(file.fileno()), most)  # another may have come into its place
    except OSError:
        file.close()
        raise
    return file


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse(path: Path, known: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(known.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(known.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    if known.st_size > most:
        raise _too_large(path, most)


def _too_large(path: Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"it is larger than {most >> 20} MB, the most that is read", str(path))
