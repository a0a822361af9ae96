"""Plan an import: whom each card of a file is, and what that changes. Nothing is written here.

Drafts come from an iterator and the plan leaves batch by batch, so that memory grows with neither photos nor files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.importing.batch import BatchPlan, ImportState
from followup.core.importing.draft import Draft
from followup.core.importing.prepare import prepare_or_refuse
from followup.core.importing.report import FileReport, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.core.importing.draft import Reading, Refusal
    from followup.core.importing.report import ImportReport
    from followup.core.importing.types import ChangeSet, Choices, ContactIndex

_BATCH_CARDS = 250
_BATCH_BYTES = 1 << 20


def plan_import(
    files: Sequence[tuple[str, Reading]], index: ContactIndex, choices: Choices, report: ImportReport
) -> Iterator[ChangeSet]:
    """Plan files (name, reading) one after the other; `report` fills as their changes come, a set a batch.

    Each set has to be written before the next is asked for.
    """
    state = ImportState(index, choices, report)
    for name, reading in files:
        file = FileReport(name, reading.format, reading.encoding)
        report.files.append(file)
        state.matcher.begin_file()
        source = last_part(name)
        for drafts in _batches(reading.drafts):
            batch = BatchPlan(state, file, source)
            batch.decide([prepare_or_refuse(draft, choices, index.book, source) for draft in drafts])
            yield batch.changes
        file.encoding = reading.encoding  # only now it is certain
        report.problems += [Problem(name, doubt.line, None, doubt.reason) for doubt in reading.doubts]
    state.duplicates.add_by_sound()


def _batches(drafts: Iterator[Draft | Refusal]) -> Iterator[list[Draft | Refusal]]:
    """Yield the drafts in lists that fit into memory, photos included."""
    batch: list[Draft | Refusal] = []
    size = 0
    for draft in drafts:
        batch.append(draft)
        size += draft.size if isinstance(draft, Draft) else 0
        if len(batch) == _BATCH_CARDS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def last_part(path: str) -> str:
    """Return a file's name without its folders, on whatever system."""
    return path.replace("\\", "/").rpartition("/")[2]
