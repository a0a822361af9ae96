"""Reads the bytes of a file within limits: what cannot be a list of contacts is refused without reading all of it.

The limits stand in docs/reference/limits.md, too.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

from followup.errors import FileUnreadableError
from followup.exchange.encoding import refuse_binary
from followup.ordinary_files import open_ordinary

STDIN: Final = "-"
LARGEST_FILE: Final = 512 << 20
LONGEST_LINE: Final = 32 << 20
"""Bytes: a photo of 20 MB on one line still passes."""
_CHUNK_BYTES: Final = 1 << 20
_SPLIT: Final = "Split it, or leave the photos out, and import the parts."
_HINTS: Final = {errno.EINVAL: "pipe it in: cat {name} | followup import -", errno.EFBIG: _SPLIT}


def bytes_of(name: str) -> bytes:
    """Return the content of a file, or of stdin for `-`.

    Raises FileUnreadableError for what is missing, is no ordinary file, is larger than LARGEST_FILE, or has a line
    longer than LONGEST_LINE: before more than a chunk of it is in memory.
    """
    try:
        if name == STDIN:
            return _piped(sys.stdin.buffer)
        with open_ordinary(Path(name), LARGEST_FILE) as file:
            _refuse_long_lines(file, name)
            return file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = _HINTS.get(getattr(error, "errno", None) or 0, "check its name and permissions").format(name=name)
        raise FileUnreadableError(f"{name}: {reason[:1].lower()}{reason[1:]}", hint) from error


def _refuse_long_lines(file: BinaryIO, name: str) -> None:
    """Check the lines of a file that is large enough to have one too long, and go back to its beginning."""
    if os.fstat(file.fileno()).st_size <= LONGEST_LINE:
        return
    lines = _LineLengths(name)
    while chunk := file.read(_CHUNK_BYTES):
        lines.add(chunk)
    file.seek(0)


class _LineLengths:
    """Measures the lines of a file chunk by chunk."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.length = 0

    def add(self, chunk: bytes) -> None:
        """Measure the next chunk; raise FileUnreadableError where the line that goes on in it gets too long."""
        ends = [end for end in (chunk.find(b"\n"), chunk.find(b"\r")) if end >= 0]
        self.length += min(ends) if ends else len(chunk)
        if self.length > LONGEST_LINE:
            raise FileUnreadableError(
                f"{self.name} has a line of more than {LONGEST_LINE >> 20} MB: that is no list of contacts", _SPLIT
            )
        if ends:
            self.length = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))


def _piped(stream: BinaryIO) -> bytes:
    """Return all that comes through a pipe, within the limits of a file."""
    lines = _LineLengths("stdin")
    chunks: list[bytes] = []
    while chunk := stream.read(_CHUNK_BYTES):
        if not chunks and chunk.startswith(b"\0" * 64):
            refuse_binary(chunk, "stdin")
        lines.add(chunk)
        chunks.append(chunk)
        if len(chunks) * _CHUNK_BYTES > LARGEST_FILE:
            raise FileUnreadableError(f"stdin is larger than {LARGEST_FILE >> 20} MB, the most that is read", _SPLIT)
    return b"".join(chunks)
