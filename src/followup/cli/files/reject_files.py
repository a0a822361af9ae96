"""What an import refused, in a file of the same format beside the one it came from: to be corrected and imported again.

A file that is there is never written over; a folder that cannot be written, or stdin, gives way to the current one.
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
    """Whether an import wrote it: whoever names a folder does not mean these."""
    return _REJECTED.search(path.stem) is not None


def write_refused(report: ImportReport, readings: Sequence[tuple[str, Reading]]) -> None:
    """Write a file for each of the report's files that had refusals, and say so there; what cannot be is a problem."""
    for tally, (name, reading) in zip(report.files, readings, strict=True):
        if tally.refused:
            ending = "vcf" if reading.format == "vcard" else "csv"
            write_rejects(report, name, ending, reading.head, tally.refused)


def write_rejects(report: ImportReport, name: str, ending: str, head: bytes, originals: Sequence[bytes]) -> None:
    """Write what was refused of a file, below its head, and say where in the report; or that it could not be."""
    path = _written(Path(name), ending, head, originals)
    if path:
        report.rejects.append(Rejects(name, str(path), len(originals)))
    else:
        reason = "what was refused could not be written to a file, neither beside this one nor here"
        report.problems.append(Problem(name, None, None, reason))


def _written(source: Path, ending: str, head: bytes, originals: Sequence[bytes]) -> Path | None:
    content = plain_bytes(head + b"".join(originals))
    stem = _REJECTED.sub("", source.stem)
    for folder in dict.fromkeys((source.parent, Path())):
        try:
            return _new_file(folder, stem, ending, content)
        except OSError:
            continue
    return None


def _new_file(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    """Write the content under a name that is free; a file with this very content will do."""
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
        except OSError:  # half of it would be taken for all
            path.unlink()
            raise
        return path
    raise AssertionError  # count() has no end
