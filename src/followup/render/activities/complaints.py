"""Complaints as a line and as a table, and the causes that were given more than once."""

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
    """Return a complaint with its state, as a line."""
    return one_line(f"k{complaint.id} of {name}: {complaint.text} ({_state(complaint)})") + "\n"


def complaints_text(complaints: Sequence[Complaint], names: Mapping[int, str], today: date) -> str:
    """Return complaints as a table; a sentence where there are none."""
    if not complaints:
        return "No complaint is open.\n"
    rows = [
        (
            f"k{complaint.id}",
            format_day(complaint.opened, today),
            _short_state(complaint, today),
            names[complaint.contact_id],
            complaint.text,
            "; ".join(filter(None, (complaint.cause and f"cause: {complaint.cause}", complaint.remedy))),
        )
        for complaint in complaints
    ]
    return listing(("id", "opened", "state", "who", "what", "cause and remedy"), rows)


def causes_text(causes: Sequence[Cause], *, repeated: bool = False, of: str = "") -> str:
    """Return causes with how often they were given, as a table.

    With `repeated` only those that were given more than once; with `of` a sentence about that one.
    """
    repeated_causes = [cause for cause in causes if cause.times >= REPEATED_TIMES]
    if of:
        times = next((cause.times for cause in repeated_causes if fold(cause.cause) == fold(of)), 0)
        return f"{one_line(of)} was the cause {times} times by now: followup complaint causes\n" if times else ""
    shown = repeated_causes if repeated else causes
    if not shown:
        return ""
    rows = [(cause.cause, f"{cause.times:,}", f"{cause.contacts:,}", cause.latest.isoformat()) for cause in shown]
    text = table(("cause", "times", "contacts", "last"), rows, right={1, 2})
    return f"\n{heading('Causes that came again')}{text}" if repeated else text


def causes_json(causes: Sequence[Cause]) -> list[dict[str, object]]:
    """Return the keys of each cause."""
    return [{**cause._asdict(), "latest": cause.latest.isoformat()} for cause in causes]


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
