"""How often a contact is due for a visit or a call, and since when: computed when asked, never stored.

Days are ordinals (`date.toordinal`) and 0 is never: a week asks this of thousands of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.rules import Beat

if TYPE_CHECKING:
    from followup.core.rules import CadenceRules
    from followup.core.workdays import Calendar

NEVER = "never"
VISITS = ("visit", "meal", "meeting")
CALLS = ("call",)
MESSAGES = ("message", "email")
NO_ANSWER = "no-answer"


class Person(NamedTuple):
    """A contact as the week sees it.

    `own` and `groups` are cadences of (visit, call) as stored: empty, `never` or days as digits. `first_touch` and
    `last_touch` are of any answered interaction, `last_attempt` of one in vain.
    """

    id: int
    name: str
    grade: str | None = None
    organization: str = ""
    area: str = ""
    language: str = ""
    important: bool = False
    do_not_contact: bool = False
    private: bool = False
    active: bool = True
    by_hand: bool = False
    own: tuple[str, str] = ("", "")
    groups: tuple[tuple[str, str], ...] = ()
    added: int = 0
    graded: int = 0
    first_touch: int = 0
    last_touch: int = 0
    last_visit: int = 0
    last_call: int = 0
    last_attempt: int = 0


class Due(NamedTuple):
    """A visit or a call that is due on `day`: every `interval` days, counted from `last` (0: never happened)."""

    way: str
    day: int
    interval: int
    last: int
    first: bool = False


def beat_of(person: Person, rules: CadenceRules) -> Beat:
    """How often: the contact's own beats its groups' (the shortest; never beats all) beats its grade's."""
    beat = rules.beats[person.grade]
    if person.own == ("", "") and not person.groups:
        return beat
    return Beat(
        _interval(person.own[0], [visit for visit, _ in person.groups if visit], beat.visit),
        _interval(person.own[1], [call for _, call in person.groups if call], beat.call),
    )


def dues(person: Person, today: int, rules: CadenceRules) -> tuple[Due | None, Due | None]:
    """When the next visit and the next call are due; None for what is not due ever.

    Private people, those not to be contacted, and those who are lost or archived are never due.
    """
    if person.private or person.do_not_contact or not person.active:
        return None, None
    beat = beat_of(person, rules)
    visit = None if beat.visit is None else _due("visit", beat.visit, person.last_visit, person)
    if beat.call is not None:
        return visit, _due("call", beat.call, max(person.last_call, person.last_visit), person)
    if person.grade is None:
        return visit, _first_follow_up(person, today, rules)
    return visit, None


def rested(person: Person, today: int, calendar: Calendar, rules: CadenceRules) -> int:
    """The first day on which a contact may be approached again: after a rest, and two working days after a vain try."""
    day = today
    if person.last_touch:
        day = max(day, person.last_touch + rules.rest_days)
    if person.last_attempt >= max(person.last_touch, 1):
        while day <= calendar.last and calendar.between(person.last_attempt, day) < rules.retry_days:
            day += 1
    return day


def longest(beat: Beat) -> int:
    """The longest interval of a cadence, in days; 0 without one."""
    return max(beat.visit or 0, beat.call or 0)


def spread(contact_id: int, interval: int) -> int:
    """How many days into its interval somebody never met is due: spread evenly, and the same for the same contact."""
    from hashlib import sha256

    return int.from_bytes(sha256(str(contact_id).encode()).digest()) % interval


def _interval(own: str, groups: list[str], grade: int | None) -> int | None:
    if own:
        return None if own == NEVER else max(1, int(own))
    if not groups:
        return grade
    return None if NEVER in groups else max(1, min(map(int, groups)))


def _due(way: str, interval: int, last: int, person: Person) -> Due:
    if last:
        return Due(way, last + interval, interval, last)
    return Due(way, max(person.added, person.graded) + spread(person.id, interval), interval, 0)


def _first_follow_up(person: Person, today: int, rules: CadenceRules) -> Due | None:
    """After meeting somebody (or adding them by hand) one call is due; any touch on a later day was that call."""
    recently = person.first_touch and today - person.first_touch <= rules.met_within
    met = person.added if person.by_hand else person.first_touch if recently else 0
    if not met or person.last_touch > met:
        return None
    return Due("call", met + rules.first_days, max(rules.first_days, 1), person.last_touch, first=True)
