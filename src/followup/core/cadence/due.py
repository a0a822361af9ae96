"""How often a contact is due for a visit or a call, and when next: computed when asked, never stored.

Days are ordinals (`date.toordinal`) and 0 is never: a week computes this for thousands of contacts.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core.model.rules import Intervals

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import CadenceRules

NEVER = "never"
VISITS = ("visit", "meal", "meeting")
CALLS = ("call",)
MESSAGES = ("message", "email")
NO_ANSWER = "no-answer"


class ContactRhythm(NamedTuple):
    """What a contact's due dates are computed from: its grade, its own cadence and the days of its interactions.

    `own_visit` and `own_call` are the contact's own cadence as stored: empty, `never` or a number of days; `groups` are
    the cadences of its groups, as (visit, call). `first_touch` and `last_touch` are the days of answered interactions
    of any kind, `last_attempt` that of the last one without an answer; `first_touch` is only known of contacts without
    a grade. `by_hand` says that the contact was added by the user and not by an import.
    """

    id: int
    name: str
    grade: str | None = None
    organization: str = ""
    language: str = ""
    important: bool = False
    do_not_contact: bool = False
    active: bool = True
    by_hand: bool = False
    own_visit: str = ""
    own_call: str = ""
    area: str = ""
    private: bool = False
    groups: tuple[tuple[str, str], ...] = ()
    added: int = 0
    graded: int = 0
    first_touch: int = 0
    last_touch: int = 0
    last_visit: int = 0
    last_call: int = 0
    last_attempt: int = 0


class Dues(NamedTuple):
    """When the next visit and the next call are due (0: never), and at which intervals.

    `first` says that the call is the first follow-up after meeting somebody, which is due only once.
    """

    visit: int
    call: int
    beat: Intervals
    first: bool = False


NOTHING_DUE = Dues(0, 0, Intervals())


def cadence_of(person: ContactRhythm, rules: CadenceRules) -> Intervals:
    """Return the intervals for a contact: its own, else the shortest of its groups, else those of its grade.

    A group whose cadence is `never` overrules the other groups.
    """
    by_grade = rules.intervals[person.grade]
    if not (person.own_visit or person.own_call or person.groups):
        return by_grade
    return Intervals(
        _interval(person.own_visit, [visit for visit, _ in person.groups if visit], by_grade.visit),
        _interval(person.own_call, [call for _, call in person.groups if call], by_grade.call),
    )


def dues(person: ContactRhythm, today: int, rules: CadenceRules) -> Dues:
    """Return when a contact is due: one interval after the last visit, or the last visit or call.

    Contacts who were never visited or called are spread over the interval. Private people, contacts not to be
    contacted, and those who are lost or archived are never due.
    """
    if person.private or person.do_not_contact or not person.active:
        return NOTHING_DUE
    beat = cadence_of(person, rules)
    visit = _next_due(person, person.last_visit, beat.visit)
    if not beat.call and person.grade is None:
        first = _first_follow_up(person, today, rules)
        return Dues(visit, first, Intervals(beat.visit, max(rules.first_days, 1)), bool(first))
    return Dues(visit, _next_due(person, max(person.last_visit, person.last_call), beat.call), beat)


def earliest_contact(person: ContactRhythm, today: int, calendar: Calendar, rules: CadenceRules) -> int:
    """Return the first day for another touch: after a rest, and some working days after an attempt without answer."""
    day = max(today, person.last_touch + rules.rest_days)
    if person.last_attempt and person.last_attempt >= person.last_touch:
        while day <= calendar.last and calendar.between(person.last_attempt, day) < rules.retry_days:
            day += 1
    return day


def longest_interval(beat: Intervals) -> int:
    """Return the longer of the intervals for visits and calls, in days; 0 without one."""
    return max(beat.visit or 0, beat.call or 0)


def interval_offset(contact_id: int, interval: int) -> int:
    """Return how many days into its interval a contact never met is due: evenly spread, always the same for an id."""
    return int.from_bytes(_sha256()(str(contact_id).encode()).digest()) % interval


@cache
def _sha256() -> Callable[[bytes], Any]:
    """Return Python's own SHA-256 (named after the version): `hashlib` loads OpenSSL, 3 ms of every agenda."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            own: Callable[[bytes], Any] = import_module(module).sha256
            return own
    from hashlib import sha256

    return sha256


def _interval(own: str, groups: list[str], by_grade: int | None) -> int | None:
    if own:
        return None if own == NEVER else max(1, int(own))
    if not groups:
        return by_grade
    return None if NEVER in groups else max(1, min(map(int, groups)))


def _next_due(person: ContactRhythm, last: int, interval: int | None) -> int:
    """Return the day one interval after the last touch; 0 where there is no interval."""
    if not interval:
        return 0
    return last + interval if last else max(person.added, person.graded) + interval_offset(person.id, interval)


def _first_follow_up(person: ContactRhythm, today: int, rules: CadenceRules) -> int:
    """Return when the one call after meeting a contact (or adding it by hand) is due; a later touch was that call."""
    recently = person.first_touch and today - person.first_touch <= rules.met_within
    met = person.added if person.by_hand else person.first_touch if recently else 0
    return met + rules.first_days if met and person.last_touch <= met else 0
