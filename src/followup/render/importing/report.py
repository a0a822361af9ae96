"""What an import did: files and counts, problems by their line, who may be the same person."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from followup.render.contacts.links import link_json
from followup.render.formats.table import is_terminal, table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.report import ImportReport, Problem

_COUNTS = ("cards", "created", "updated", "unchanged", "skipped")
_BROUGHT = ("interactions", "tasks", "sales", "grades")
_MOST_LINES = 20


def import_json(report: ImportReport) -> dict[str, object]:
    """The report as promised to scripts."""
    return {
        "files": [{name: value for name, value in asdict(file).items() if name != "refused"} for file in report.files],
        **{count: report.total(count) for count in (*_COUNTS, "removed_before")},
        **{count: getattr(report, count) for count in _BROUGHT},
        "problems": [problem._asdict() for problem in report.problems],
        "possible_duplicates": [pair._asdict() for pair in report.possible_duplicates],
        "conflicts": [conflict._asdict() for conflict in report.conflicts],
        "linked": [link_json(link) for link in report.linked],
        "rejects": [rejects._asdict() for rejects in report.rejects],
        "batch": report.batch,
    }


def import_text(report: ImportReport, *, dry_run: bool) -> str:
    """The counts of each file, possible duplicates with the command that joins them, and how to undo the import."""
    parts = [
        _files(report),
        _brought(report),
        _conflicts(report),
        _links(report),
        _duplicates(report),
        _rejects(report),
    ]
    if dry_run:
        parts.append("A dry run: nothing was written.\n")
    elif report.batch is None:
        parts.append("Nothing new: the book is as it was.\n")
    else:
        parts.append("Take it back with: followup undo\n")
    return "".join(parts)


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """A line for each problem, as `file:line: reason`; on a terminal the first ones and how many more there are."""
    lines = [
        f"{one_line(problem.file)}{f':{problem.line}' if problem.line else ''}: {one_line(problem.reason)}"
        for problem in problems
    ]
    return _first(lines, "problems")


def history_words(report: ImportReport, names: Sequence[str]) -> str:
    """What `followup history` says of the import."""
    what = one_line(names[0]) if len(names) == 1 else f"{len(names)} files"
    return f"Imported {what}: {report.total('created')} new, {report.total('updated')} updated"


def _files(report: ImportReport) -> str:
    removed = report.total("removed_before")
    headings = ["file", "format", "encoding", *_COUNTS, *(["removed before"] if removed else [])]
    counts = [*_COUNTS, *(["removed_before"] if removed else [])]
    rows = [
        [file.file, file.format, file.encoding, *(str(getattr(file, count)) for count in counts)]
        for file in report.files
    ]
    if len(rows) > 1:
        rows.append(["together", "", "", *(str(report.total(count)) for count in counts)])
    return table(headings, rows)


def _brought(report: ImportReport) -> str:
    """What came with the contacts, in a sentence."""
    counts = [(getattr(report, count), count) for count in _BROUGHT]
    words = [f"{count} {what if count > 1 else what.removesuffix('s')}" for count, what in counts if count]
    return f"With them came {', '.join(words)}.\n" if words else ""


def _conflicts(report: ImportReport) -> str:
    lines = [
        f"  {one_line(conflict.field)} of {conflict.contact}: {one_line(conflict.kept)} stays,"
        f" {one_line(conflict.other)} is kept as {one_line(conflict.field)} (also)"
        for conflict in report.conflicts
    ]
    return "\n".join(["Book and file differ:", *_first(lines, "differences"), ""]) if lines else ""


def _links(report: ImportReport) -> str:
    lines = [f"  {one_line(str(link))}" for link in report.linked]
    return "\n".join(["Named on a card, and a contact:", *_first(lines, "links"), ""]) if lines else ""


def _duplicates(report: ImportReport) -> str:
    lines = [
        f"  followup merge {min(pair.contact, pair.other)} {max(pair.contact, pair.other)}   {one_line(pair.reason)}"
        for pair in report.possible_duplicates
    ]
    return "\n".join(["May be one person; join them with:", *_first(lines, "pairs"), ""]) if lines else ""


def _rejects(report: ImportReport) -> str:
    lines = [
        f"Refused, to be corrected and imported again: {one_line(rejects.path)} ({rejects.cards} of"
        f" {one_line(rejects.file)})\n"
        for rejects in report.rejects
    ]
    return "".join(lines)


def _first(lines: list[str], what: str) -> list[str]:
    if not is_terminal() or len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_MOST_LINES], f"  and {len(lines) - _MOST_LINES} more {what}: --json lists all"]
