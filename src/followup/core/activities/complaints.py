"""A complaint from opened through resolved to satisfied, and the causes of complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.activities.entry import required_text, short_text
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup.core.model.contact import Complaint

SATISFACTION_DAYS = 3
"""So many days after a complaint was resolved the customer is asked whether all is well."""
REPEATED_TIMES = 2
"""A cause that was given so many times counts as a repeated one."""


class Cause(NamedTuple):
    """Why customers complained: how many times, how many contacts, and when last. Spelled as the first time."""

    cause: str
    times: int
    contacts: int
    latest: date


def resolve_complaint(complaint: Complaint, remedy: str, cause: str, on: date | None, today: date) -> Complaint:
    """Return the complaint, resolved by `remedy`, with its cause if one is given; a second time corrects the first.

    `on` is the day; None is the day it was resolved before, or today. Raises WrongUsageError where there is no remedy
    yet, for a day before the complaint was opened, and once the customer is satisfied.
    """
    name = f"k{complaint.id}"
    if complaint.satisfied:
        raise WrongUsageError(
            f"{name} is settled since {complaint.satisfied}", "followup complaint open begins another"
        )
    day = on or complaint.resolved or today
    if day < complaint.opened:
        raise WrongUsageError(f"{name} was opened on {complaint.opened}, after {day}", "say the day with --on")
    remedy = remedy.strip() or complaint.remedy or required_text("", f"what was done about {name}")
    return complaint._replace(resolved=day, remedy=remedy, cause=short_text(cause, "--cause") or complaint.cause)


def close_complaint(complaint: Complaint, on: date) -> Complaint:
    """Return the complaint, closed because the customer is satisfied. WrongUsageError where it is not resolved yet."""
    if complaint.resolved is None:
        hint = f'followup complaint resolve k{complaint.id} "what was done" --cause "why it happened"'
        raise WrongUsageError(f"k{complaint.id} is not resolved yet", hint)
    return complaint if complaint.satisfied else complaint._replace(satisfied=max(on, complaint.resolved))


def count_causes(complaints: Iterable[Complaint]) -> list[Cause]:
    """Count the causes, the most frequent first; case, width and accents make no difference."""
    by_cause: dict[str, list[Complaint]] = {}
    for complaint in complaints:
        if complaint.cause:
            by_cause.setdefault(fold(complaint.cause), []).append(complaint)
    causes = [
        Cause(
            same[0].cause,
            len(same),
            len({complaint.contact_id for complaint in same}),
            max(complaint.opened for complaint in same),
        )
        for same in by_cause.values()
    ]
    return sorted(causes, key=lambda cause: (-cause.times, -cause.latest.toordinal(), cause.cause))
