"""How often a contact is due and who says so, for a person and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.parsing import format_day
from followup.core.model.grades import grade_label
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from datetime import date

    from followup.core.reports.cadence import CadenceReport, CadenceSource, TouchCadence


def cadence_json(found: CadenceReport) -> dict[str, object]:
    """Return the keys as promised to scripts; `days` are null for never."""
    return {
        "contact": {"id": found.id, "name": found.name, "grade": found.grade},
        **{rhythm.way: _rhythm_json(rhythm) for rhythm in found.rhythms},
    }


def _rhythm_json(rhythm: TouchCadence) -> dict[str, object]:
    last = rhythm.last
    return {
        "days": rhythm.days,
        "said": [
            {"by": voice.by, "name": voice.name or None, "days": voice.days, "applies": voice.applies}
            for voice in rhythm.voices
        ],
        "last": {"id": f"i{last.id}", "on": last.on.isoformat(), "kind": last.kind} if last else None,
        "due": rhythm.due.isoformat() if rhythm.due else None,
        "why": rhythm.why,
        "put_off": rhythm.put_off.isoformat() if rhythm.put_off else None,
    }


def cadence_text(found: CadenceReport, today: date, labels: str) -> str:
    """Return a paragraph for visits and one for calls: what applies, who says what, the last, the next."""
    grade = grade_label(found.grade, labels)
    head = f"{one_line(found.name)} (id {found.id}{f', grade {grade}' if grade else ', no grade'})\n"
    return "\n".join([head, *(_rhythm_text(rhythm, today, labels) for rhythm in found.rhythms)])


def _rhythm_text(rhythm: TouchCadence, today: date, labels: str) -> str:
    rows = [(_who(voice, labels), _often(voice.days), "applies" if voice.applies else "") for voice in rhythm.voices]
    last = f"{rhythm.last.kind} {format_day(rhythm.last.on, today)} (i{rhythm.last.id})" if rhythm.last else "never"
    late = (today - rhythm.due).days if rhythm.due else 0
    overdue = f", overdue {late} day{'s' if late > 1 else ''}" if late > 0 else ""
    following = f"{format_day(rhythm.due, today)}{overdue}" if rhythm.due else "never"
    return (
        f"{rhythm.way.capitalize()}: {_often(rhythm.days)}\n{table(('who says', 'how often', ''), rows)}"
        f"last  {last}\nnext  {following}{f' ({rhythm.why})' if rhythm.why else ''}\n"
    )


def _who(voice: CadenceSource, labels: str) -> str:
    if voice.by == "own":
        return "the contact"
    if voice.by == "group":
        return f"group {voice.name}"
    return f"grade {grade_label(voice.name, labels)}" if voice.name else "no grade"


def _often(days: int | None) -> str:
    return f"every {days} days" if days else "never"
