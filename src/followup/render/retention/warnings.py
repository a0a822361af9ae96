"""Who drifts away: by stage, with the rule and its numbers, the profit at risk and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import amount_text
from followup.core.model.grades import grade_label
from followup.core.model.money import format_money
from followup.core.retention.warnings import MARKED_LOST
from followup.render.formats.table import heading, listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.cadence.due import ContactRhythm
    from followup.core.retention.warnings import CustomerWarning

_HEADINGS = ("id", "stage", "name", "grade", "at risk", "why", "next")
Found = tuple["ContactRhythm", "CustomerWarning"]


def warned_json(warned: CustomerWarning) -> dict[str, object]:
    """A warning's keys as promised to scripts."""
    return {
        "stage": warned.stage,
        "rule": warned.rule,
        "why": warned.why,
        "advice": warned.advice,
        "profit_at_risk": format_money(warned.profit_at_risk),
        "loss": warned.loss,
    }


def warning_json(person: ContactRhythm, warned: CustomerWarning) -> dict[str, object]:
    """A warning beside whom it is about."""
    return {"contact": {"id": person.id, "name": person.name, "grade": person.grade}, **warned_json(warned)}


def warnings_text(found: Sequence[Found], labels: str, *, judged: bool = True) -> str:
    """Who may leave, who buys less, who seems to have left; of those marked as lost only the number.

    `labels` says how grades are shown, `judged` whether there is anybody who can be warned about.
    """
    if not judged:
        return "Nobody can be judged: warnings rest on sales (followup sale) and grades A to C (followup grade).\n"
    leaving = [each for each in found if each[1].stage != "lost" and each[1].loss == "customer"]
    less = [each for each in found if each[1].stage != "lost" and each[1].loss == "value"]
    gone = [each for each in found if each[1].stage == "lost" and each[1].rule != MARKED_LOST]
    parts = [
        _part("Customers about to leave", leaving, labels),
        _part("Customers who buy less", less, labels),
        _part("Lost, as it seems (followup lose says why)", gone, labels),
    ]
    said = len(found) - len(leaving) - len(less) - len(gone)
    if said:
        parts.append(f"{said} {'is' if said == 1 else 'are'} marked as lost: followup lose --report\n")
    return "\n".join(filter(None, parts)) or "Nobody drifts away.\n"


def _part(title: str, found: Sequence[Found], labels: str) -> str:
    if not found:
        return ""
    rows = [
        (
            f"w{person.id}",
            warned.stage,
            person.name,
            grade_label(person.grade, labels),
            amount_text(warned.profit_at_risk),
            warned.why,
            warned.advice,
        )
        for person, warned in found
    ]
    total = amount_text(sum(warned.profit_at_risk for _, warned in found))
    head = heading(f"{title}: {len(found):,}, with {total} of profit at risk")
    return head + listing(_HEADINGS, rows, below=2, right={4})
