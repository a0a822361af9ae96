"""How often a contact is due for a visit or a call, and since when: computed when asked, never stored.

Days are ordinals (`date.toordinal`) and 0 is never: a week asks this of thousands of people.
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


class Person(NamedTuple):
    """A contact as the week sees it.

    `own_visit` and `own_call` are the contact's cadence as stored: empty, `never` or days as digits; `groups` those of
    its groups, as (visit, call). `first_touch` and `last_touch` are of any answered interaction, `last_attempt` of one
    in vain; `first_touch` is only known of those without a grade.
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
    """When the next visit and the next call are due (0: never), and how often they are.

    `first` says that the call is the first follow-up after meeting somebody, which comes once.
    """

    visit: int
    call: int
    beat: Intervals
    first: bool = False


NOTHING_DUE = Dues(0, 0, Intervals())
_made = tuple.__new__
"""Makes a named tuple of all its values in a third of the time that its name needs: a week makes thousands."""


def beat_of(person: Person, rules: CadenceRules) -> Intervals:
    """How often: the contact's own beats its groups' (the shortest; never beats all) beats its grade's."""
    beat = rules.intervals[person.grade]
    if not (person.own_visit or person.own_call or person.groups):
        return beat
    return Intervals(
        _interval(person.own_visit, [visit for visit, _ in person.groups if visit], beat.visit),
        _interval(person.own_call, [call for _, call in person.groups if call], beat.call),
    )


def dues(person: Person, today: int, rules: CadenceRules) -> Dues:
    """When a contact is due: the last qualifying interaction and the interval; never met, spread over the interval.

    Private people, those not to be contacted, and those who are lost or archived are never due.
    """
    if person.private or person.do_not_contact or not person.active:
        return NOTHING_DUE
    beat = beat_of(person, rules)
    visits, calls = beat
    last = person.last_visit
    visit = 0
    if visits:
        visit = last + visits if last else _unmet(person, visits)
    if calls:
        last = max(last, person.last_call)
        return _made(Dues, (visit, last + calls if last else _unmet(person, calls), beat, False))
    if person.grade is None:
        first = _first_follow_up(person, today, rules)
        return Dues(visit, first, Intervals(visits, max(rules.first_days, 1)), bool(first))
    return Dues(visit, 0, beat)


def rested(person: Person, today: int, calendar: Calendar, rules: CadenceRules) -> int:
    """The first day on which a contact may be approached again: after a rest, and two working days after a vain try."""
    day = max(today, person.last_touch + rules.rest_days)
    if person.last_attempt and person.last_attempt >= person.last_touch:
        while day <= calendar.last and calendar.between(person.last_attempt, day) < rules.retry_days:
            day += 1
    return day


def longest(beat: Intervals) -> int:
    """The longest interval of a cadence, in days; 0 without one."""
    return max(beat.visit or 0, beat.call or 0)


def spread(contact_id: int, interval: int) -> int:
    """How many days into its interval somebody never met is due: spread evenly, and the same for the same contact."""
    return int.from_bytes(_sha256()(str(contact_id).encode()).digest()) % interval


@cache
def _sha256() -> Callable[[bytes], Any]:
    """Python's own SHA-256, of two names: `hashlib` would load OpenSSL, which takes longer than a thousand ids."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            found: Callable[[bytes], Any] = import_module(module).sha256
            return found
    from hashlib import sha256

    return sha256


def _interval(own: str, groups: list[str], grade: int | None) -> int | None:
    if own:
        return None if own == NEVER else max(1, int(own))
    if not groups:
        return grade
    return None if NEVER in groups else max(1, min(map(int, groups)))


def _unmet(person: Person, interval: int) -> int:
    """When somebody is due who was never visited or called."""
    return max(person.added, person.graded) + spread(person.id, interval)


def _first_follow_up(person: Person, today: int, rules: CadenceRules) -> int:
    """After meeting somebody (or adding them by hand) one call is due; any touch on a later day was that call."""
    recently = person.first_touch and today - person.first_touch <= rules.met_within
    met = person.added if person.by_hand else person.first_touch if recently else 0
    return met + rules.first_days if met and person.last_touch <= met else 0
