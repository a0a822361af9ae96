"""Writes what an import refused to a file of the same format beside the imported one, to be corrected and tried again.

No existing file is overwritten. Where the folder cannot be written, or the cards came from stdin, the file is in the
current folder.
"""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from followup.core.importing.report import Problem, Rejects
from followup.core.text.plain_text import plain_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.draft import Reading
    from followup.core.importing.report import ImportReport

_MODE = 0o600
_REJECTED = re.compile(r"\.rejected(-\d+)?$")


def is_reject_file(path: Path) -> bool:
    """Whether an import wrote the file: naming a folder does not import it."""
    return _REJECTED.search(path.stem) is not None


def write_refused(report: ImportReport, readings: Sequence[tuple[str, Reading]]) -> None:
    """Write a file for each of the report's files with refusals, and note it in the report."""
    for file, (name, reading) in zip(report.files, readings, strict=True):
        if file.refused:
            ending = "vcf" if reading.format == "vcard" else "csv"
            write_rejects(report, name, ending, reading.head, file.refused)


def write_rejects(report: ImportReport, name: str, ending: str, head: bytes, originals: Sequence[bytes]) -> None:
    """Write the refused cards or rows of a file, below its head; note in the report where, or that it failed."""
    path = _write_beside(Path(name), ending, head, originals)
    if path:
        report.rejects.append(Rejects(name, str(path), len(originals)))
    else:
        reason = "what was refused could not be written to a file, neither beside this one nor here"
        report.problems.append(Problem(name, None, None, reason))


def _write_beside(source: Path, ending: str, head: bytes, originals: Sequence[bytes]) -> Path | None:
    """Return the file that was written beside the source or here; None where neither was possible."""
    content = plain_bytes(head + b"".join(originals))
    stem = _REJECTED.sub("", source.stem)
    for folder in dict.fromkeys((source.parent, Path())):
        try:
            return _write_new(folder, stem, ending, content)
        except OSError:
            continue
    return None


def _write_new(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    """Write the content under a free name and return it; an existing file with this very content will do."""
    for number in count(1):
        path = folder / f"{stem}.rejected{f'-{number}' if number > 1 else ''}.{ending}"
        try:
            file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MODE)
        except FileExistsError:
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return path
            continue
        try:
            with os.fdopen(file, "wb") as opened:
                opened.write(content)
        except OSError:  # nobody should take a part of it for all
            path.unlink()
            raise
        return path
    raise AssertionError  # count() has no end
