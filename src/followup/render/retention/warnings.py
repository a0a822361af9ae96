"""Warnings by stage, with the rule and its numbers, the profit at risk and the advice; as text and as JSON."""

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
ContactWarning = tuple["ContactRhythm", "CustomerWarning"]


def warned_json(warning: CustomerWarning) -> dict[str, object]:
    """Return a warning's keys."""
    return {
        "stage": warning.stage,
        "rule": warning.rule,
        "why": warning.why,
        "advice": warning.advice,
        "profit_at_risk": format_money(warning.profit_at_risk),
        "loss": warning.loss,
    }


def warning_json(person: ContactRhythm, warning: CustomerWarning) -> dict[str, object]:
    """Return a warning's keys with its contact."""
    return {"contact": {"id": person.id, "name": person.name, "grade": person.grade}, **warned_json(warning)}


def warnings_text(warnings: Sequence[ContactWarning], labels: str, *, judged: bool = True) -> str:
    """Return who may leave, who buys less and who seems to be lost, as tables; of those marked as lost only the number.

    `labels` says how grades are shown, `judged` whether there is anybody who can be warned about.
    """
    if not judged:
        return "Nobody can be judged: warnings rest on sales (followup sale) and grades A to C (followup grade).\n"
    leaving = [
        (person, warning) for person, warning in warnings if warning.stage != "lost" and warning.loss == "customer"
    ]
    less = [(person, warning) for person, warning in warnings if warning.stage != "lost" and warning.loss == "value"]
    lost = [
        (person, warning) for person, warning in warnings if warning.stage == "lost" and warning.rule != MARKED_LOST
    ]
    parts = [
        _part("Customers about to leave", leaving, labels),
        _part("Customers who buy less", less, labels),
        _part("Lost, as it seems (followup lose says why)", lost, labels),
    ]
    marked = len(warnings) - len(leaving) - len(less) - len(lost)
    if marked:
        parts.append(f"{marked} {'is' if marked == 1 else 'are'} marked as lost: followup lose --report\n")
    return "\n".join(filter(None, parts)) or "Nobody drifts away.\n"


def _part(title: str, warnings: Sequence[ContactWarning], labels: str) -> str:
    if not warnings:
        return ""
    rows = [
        (
            f"w{person.id}",
            warning.stage,
            person.name,
            grade_label(person.grade, labels),
            amount_text(warning.profit_at_risk),
            warning.why,
            warning.advice,
        )
        for person, warning in warnings
    ]
    total = amount_text(sum(warning.profit_at_risk for _, warning in warnings))
    head = heading(f"{title}: {len(warnings):,}, with {total} of profit at risk")
    return head + listing(_HEADINGS, rows, below=2, right={4})
