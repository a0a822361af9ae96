"""Which cadence applies, and why: the contact's own beats its groups' (the shortest) beats its grade's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from followup.core.model.contact import Contact, Interaction, Snooze
from followup.core.model.rules import CadenceRules, Rules
from followup.core.reports.cadence import Rhythm, Voice, said_cadence
from followup.core.reports.contact_status import ContactHistory

TODAY = date(2026, 6, 2)


def rhythms(
    *interactions: tuple[str, str, str],
    beats: dict[str, tuple[str, str]] | None = None,
    rules: Rules | None = None,
    snoozed: dict[str, Snooze] | None = None,
    **contact: Any,
) -> tuple[Rhythm, Rhythm]:
    """The rhythms of visits and calls of a contact added on 1 January, by default of grade A."""
    known = ContactHistory(
        Contact(7, "张伟", **{"grade": "A", "added": date(2026, 1, 1), "source": "x.vcf", **contact}),
        interactions=[
            Interaction(number, 7, date.fromisoformat(on), kind, outcome=outcome)
            for number, (on, kind, outcome) in enumerate(interactions, 1)
        ],
        beats=tuple((beats or {}).values()),
        beat_groups=tuple(beats or {}),
        snoozed=snoozed or {},
    )
    found = said_cadence(known, TODAY, rules or Rules())
    assert (found.id, found.name) == (7, "张伟")
    visit, call = found.rhythms
    assert (visit.way, call.way) == ("visit", "call")
    return visit, call


def test_the_grade_says_how_often_where_nobody_else_does() -> None:
    visit, call = rhythms(("2026-05-20", "meal", ""))
    assert visit.voices == [Voice("grade", "A", 14, applies=True)]
    assert (visit.days, visit.due, visit.why) == (14, date(2026, 6, 3), "meal 2026-05-20, and 14 days")
    assert (call.days, call.due) == (7, date(2026, 5, 27))  # a meal counts as a call too


def test_the_shortest_of_the_groups_beats_the_grade_and_never_beats_all() -> None:
    visit, call = rhythms(beats={"Slow": ("60", "never"), "VIP": ("10", "5"), "Other": ("", "90")})
    assert visit.voices == [
        Voice("group", "VIP", 10, applies=True), Voice("group", "Slow", 60), Voice("grade", "A", 14),
    ]  # fmt: skip
    assert [voice.name for voice in call.voices] == ["Slow", "VIP", "Other", "A"]
    assert (call.days, call.due, call.why) == (None, None, "the cadence is never")


def test_the_contacts_own_beats_them_all_for_visits_and_calls_apart() -> None:
    visit, call = rhythms(beats={"VIP": ("10", "5")}, cadence_visit="21")
    assert [(voice.by, voice.days, voice.applies) for voice in visit.voices] == [
        ("own", 21, True), ("group", 10, False), ("grade", 14, False),
    ]  # fmt: skip
    assert (visit.days, call.days) == (21, 5)
    assert rhythms(cadence_visit="never")[0].days is None


def test_what_counts_is_answered_past_and_of_the_right_kind() -> None:
    visit, call = rhythms(
        ("2026-05-01", "visit", ""), ("2026-05-10", "call", ""), ("2026-05-20", "message", ""),
        ("2026-05-30", "visit", "no-answer"), ("2026-06-20", "visit", ""), ("2026-06-01", "gift", ""),
    )  # fmt: skip
    assert (visit.last and visit.last.on, call.last and call.last.kind) == (date(2026, 5, 1), "message")
    silent = Rules(cadence=CadenceRules(message_counts=False))
    call = rhythms(("2026-05-10", "call", ""), ("2026-05-20", "message", ""), rules=silent)[1]
    assert call.why == "call 2026-05-10, and 7 days"


def test_who_was_never_met_is_spread_over_the_interval() -> None:
    visit, _ = rhythms()
    assert visit.why == "no visit yet: added 2026-01-01, spread over 14 days"
    assert visit.due is not None
    assert 0 <= (visit.due - date(2026, 1, 1)).days < 14
    assert rhythms(graded=date(2026, 5, 1))[0].why == "no visit yet: graded 2026-05-01, spread over 14 days"


def test_a_first_follow_up_needs_no_grade() -> None:
    visit, call = rhythms(grade=None, source="hand", added=date(2026, 6, 1))
    assert (visit.days, visit.why) == (None, "the cadence is never")
    assert (call.days, call.due, call.why) == (None, date(2026, 6, 4), "a first follow-up after meeting")


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ({"private": True}, "private people are only greeted"),
        ({"do_not_contact": True}, "not to be contacted"),
        ({"status": "lost"}, "lost or archived"),
    ],
)
def test_who_is_never_due_is_told_why(contact: dict[str, Any], why: str) -> None:
    visit, call = rhythms(("2026-05-20", "visit", ""), **contact)
    assert (visit.due, visit.why, call.due, call.why) == (None, why, None, why)


def test_what_is_put_off_is_said_with_its_day() -> None:
    today, until = TODAY.toordinal(), date(2026, 6, 17)
    snoozed = {"v7": Snooze(until.toordinal(), today), "c7": Snooze(today + 1, today)}
    visit, call = rhythms(("2026-05-20", "visit", ""), ("2026-05-31", "call", ""), snoozed=snoozed)
    assert (visit.due, visit.put_off) == (until, until)
    assert visit.why == "put off until 2026-06-17; visit 2026-05-20, and 14 days"
    assert (call.due, call.put_off, call.why) == (date(2026, 6, 7), None, "call 2026-05-31, and 7 days")
