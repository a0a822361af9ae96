"""Complaints in a line and in a table, and the causes that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.activities.complaints import REPEATED_TIMES
from followup.core.dates.formatting import format_day
from followup.core.text.folding import fold
from followup.render.formats.table import heading, listing, table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followup.core.activities.complaints import Cause
    from followup.core.model.contact import Complaint


def complaint_line(complaint: Complaint, name: str) -> str:
    """A complaint and how far it is."""
    return one_line(f"k{complaint.id} of {name}: {complaint.text} ({_state(complaint)})") + "\n"


def complaints_text(found: Sequence[Complaint], names: Mapping[int, str], today: date) -> str:
    """The complaints a line each; a sentence where there are none."""
    if not found:
        return "No complaint is open.\n"
    rows = [
        (
            f"k{each.id}",
            format_day(each.opened, today),
            _short_state(each, today),
            names[each.contact_id],
            each.text,
            "; ".join(filter(None, (each.cause and f"cause: {each.cause}", each.remedy))),
        )
        for each in found
    ]
    return listing(("id", "opened", "state", "who", "what", "cause and remedy"), rows)


def causes_text(causes: Sequence[Cause], *, repeated: bool = False, of: str = "") -> str:
    """Causes and how often they came; only those that came again with `repeated`, or in a sentence the one `of`."""
    again = [each for each in causes if each.times >= REPEATED_TIMES]
    if of:
        times = next((each.times for each in again if fold(each.cause) == fold(of)), 0)
        return f"{one_line(of)} was the cause {times} times by now: followup complaint causes\n" if times else ""
    shown = again if repeated else causes
    if not shown:
        return ""
    rows = [(each.cause, f"{each.times:,}", f"{each.contacts:,}", each.latest.isoformat()) for each in shown]
    text = table(("cause", "times", "contacts", "last"), rows, right={1, 2})
    return f"\n{heading('Causes that came again')}{text}" if repeated else text


def causes_json(causes: Sequence[Cause]) -> list[dict[str, object]]:
    """Each cause with its times, its contacts and its latest day."""
    return [{**each._asdict(), "latest": each.latest.isoformat()} for each in causes]


def _state(complaint: Complaint) -> str:
    if complaint.satisfied:
        return f"satisfied on {complaint.satisfied}"
    if complaint.resolved:
        return f"resolved on {complaint.resolved}: {complaint.remedy}"
    return f"open since {complaint.opened}"


def _short_state(complaint: Complaint, today: date) -> str:
    if complaint.satisfied:
        return "satisfied"
    if complaint.resolved:
        return "resolved"
    return f"open {(today - complaint.opened).days} d"
