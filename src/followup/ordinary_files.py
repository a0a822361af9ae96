"""Reading ordinary files of a limited size, so that no path makes the program wait forever or run out of memory.

A named pipe waits until somebody writes, a terminal until somebody types, and /dev/zero never ends.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


def read_ordinary(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes.

    Raises OSError for a missing file, one that is no ordinary file (EINVAL), and a larger one (EFBIG); `strerror` is a
    text for the person.
    """
    with open_ordinary(path, most) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size + 1)
        if len(data) > size:  # it has grown, or is a file of /proc, whose size is 0
            data += file.read(most + 1 - len(data))
    if len(data) > most:
        raise _too_large(path, most)
    return data


def open_ordinary(path: Path, most: int) -> BinaryIO:
    """Open an ordinary file of at most `most` bytes for reading. Raises OSError as `read_ordinary` does."""
    _check(path, path.stat(), most)  # before it is opened, because opening alone has effects on some devices
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - the caller closes it
    try:
        _check(path, os.fstat(file.fileno()), most)  # the path may name another file by now
    except OSError:
        file.close()
        raise
    return file


def _without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check(path: Path, state: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    if state.st_size > most:
        raise _too_large(path, most)


def _too_large(path: Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"it is larger than {most >> 20} MB, the most that is read", str(path))
