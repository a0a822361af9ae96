"""The cadence of a contact and where it comes from, for a person and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import format_day
from followup.core.model.grades import grade_label
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from datetime import date

    from followup.core.reports.cadence import CadenceReport, CadenceSource, TouchCadence


def cadence_json(report: CadenceReport) -> dict[str, object]:
    """Return the keys as promised to scripts; `days` are null for never."""
    return {
        "contact": {"id": report.id, "name": report.name, "grade": report.grade},
        **{cadence.way: _cadence_json(cadence) for cadence in report.cadences},
    }


def _cadence_json(cadence: TouchCadence) -> dict[str, object]:
    last = cadence.last
    return {
        "days": cadence.days,
        "said": [
            {"by": source.by, "name": source.name or None, "days": source.days, "applies": source.applies}
            for source in cadence.sources
        ],
        "last": {"id": f"i{last.id}", "on": last.on.isoformat(), "kind": last.kind} if last else None,
        "due": cadence.due.isoformat() if cadence.due else None,
        "why": cadence.why,
        "put_off": cadence.put_off.isoformat() if cadence.put_off else None,
    }


def cadence_text(report: CadenceReport, today: date, labels: str) -> str:
    """Return a paragraph on visits and one on calls: the cadences, the one that applies, the last and the next day."""
    grade = grade_label(report.grade, labels)
    head = f"{one_line(report.name)} (id {report.id}{f', grade {grade}' if grade else ', no grade'})\n"
    return "\n".join([head, *(_cadence_text(cadence, today, labels) for cadence in report.cadences)])


def _cadence_text(cadence: TouchCadence, today: date, labels: str) -> str:
    rows = [
        (_source(source, labels), _often(source.days), "applies" if source.applies else "")
        for source in cadence.sources
    ]
    last = f"{cadence.last.kind} {format_day(cadence.last.on, today)} (i{cadence.last.id})" if cadence.last else "never"
    late = (today - cadence.due).days if cadence.due else 0
    overdue = f", overdue {late} day{'s' if late > 1 else ''}" if late > 0 else ""
    following = f"{format_day(cadence.due, today)}{overdue}" if cadence.due else "never"
    return (
        f"{cadence.way.capitalize()}: {_often(cadence.days)}\n{table(('who says', 'how often', ''), rows)}"
        f"last  {last}\nnext  {following}{f' ({cadence.why})' if cadence.why else ''}\n"
    )


def _source(source: CadenceSource, labels: str) -> str:
    if source.by == "own":
        return "the contact"
    if source.by == "group":
        return f"group {source.name}"
    return f"grade {grade_label(source.name, labels)}" if source.name else "no grade"


def _often(days: int | None) -> str:
    return f"every {days} days" if days else "never"
