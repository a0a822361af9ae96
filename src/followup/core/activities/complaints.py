"""A complaint's path from opened through resolved to satisfied, and the causes that come again."""

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
    """Why people complained: how many times, how many contacts did, and when last. Spelled as it was at first."""

    cause: str
    times: int
    contacts: int
    latest: date


def resolve_complaint(complaint: Complaint, remedy: str, cause: str, on: date | None, today: date) -> Complaint:
    """The complaint put right by `remedy`, with its cause where one is said; said again, it corrects what was said.

    `on` is the day, None: today, or as it was. Raises WrongUsageError where no remedy was ever said, for a day before
    it was opened, and once the customer is satisfied.
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
    """The complaint whose customer says that it is well; as it is once that was said. WrongUsageError while open."""
    if complaint.resolved is None:
        hint = f'followup complaint resolve k{complaint.id} "what was done" --cause "why it happened"'
        raise WrongUsageError(f"k{complaint.id} is not resolved yet", hint)
    return complaint if complaint.satisfied else complaint._replace(satisfied=max(on, complaint.resolved))


def count_causes(complaints: Iterable[Complaint]) -> list[Cause]:
    """Count the causes, the most frequent first; upper case, width and accents make no second one."""
    found: dict[str, list[Complaint]] = {}
    for complaint in complaints:
        if complaint.cause:
            found.setdefault(fold(complaint.cause), []).append(complaint)
    counted = [
        Cause(them[0].cause, len(them), len({each.contact_id for each in them}), max(each.opened for each in them))
        for them in found.values()
    ]
    return sorted(counted, key=lambda each: (-each.times, -each.latest.toordinal(), each.cause))
