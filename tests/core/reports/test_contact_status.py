"""How one contact stands, on Wednesday 25 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

from followup.core.dates.workdays import Calendar, work_calendar
from followup.core.model.contact import Address, Complaint, Contact, Interaction, Sale, Task
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.reports.contact_status import ContactHistory, standing

TODAY = date(2026, 11, 25)
RULES = Rules()
BUYER = Contact(1, "张伟", grade="A", added=date(2025, 1, 1), graded=date(2025, 1, 1), source="phone.vcf")
SALE = Sale(1, 1, date(2026, 10, 1), 100_000)


def working_days() -> Calendar:
    return work_calendar(TODAY.toordinal() - 400, TODAY.toordinal() + 60, WorkdayRules())


def met(days_ago: int, kind: str = "visit", outcome: str = "") -> Interaction:
    return Interaction(days_ago, 1, TODAY - timedelta(days=days_ago), kind, outcome=outcome)


def test_a_grade_says_how_often_and_the_last_visit_since_when() -> None:
    found = standing(ContactHistory(BUYER, interactions=[met(3)]), TODAY, RULES, working_days)
    assert (found.beat.visit, found.beat.call, found.said_by) == (14, 7, "grade")
    assert date.fromordinal(found.dues.visit) == TODAY + timedelta(days=11)
    assert date.fromordinal(found.dues.call) == TODAY + timedelta(days=4)


def test_messages_count_as_calls_and_vain_attempts_and_tomorrow_as_nothing() -> None:
    interactions = [met(-1), met(1, "call", "no-answer"), met(2, "message"), met(9)]
    found = standing(ContactHistory(BUYER, interactions=interactions), TODAY, RULES, working_days)
    assert date.fromordinal(found.dues.call) == TODAY + timedelta(days=5)
    assert date.fromordinal(found.dues.visit) == TODAY + timedelta(days=5)
    strict = RULES._replace(cadence=RULES.cadence._replace(message_counts=False))
    found = standing(ContactHistory(BUYER, interactions=interactions), TODAY, strict, working_days)
    assert date.fromordinal(found.dues.call) == TODAY - timedelta(days=2)


def test_the_contact_s_own_cadence_beats_its_groups_and_those_its_grade() -> None:
    known = ContactHistory(BUYER, beats=(("20", ""),))
    assert standing(known, TODAY, RULES, working_days).said_by == "group"
    own = known._replace(contact=Contact(1, "张伟", grade="A", cadence_visit="never", added=TODAY))
    found = standing(own, TODAY, RULES, working_days)
    assert (found.said_by, found.beat.visit, found.dues.visit) == ("own", None, 0)
    plain = ContactHistory(Contact(1, "Fang", added=TODAY, addresses=(Address(city="Berlin"),)))
    assert standing(plain, TODAY, RULES, working_days).said_by == ""


def test_private_people_have_no_cadence_and_no_warning() -> None:
    private = Contact(1, "妈妈", grade="A", private=True, added=TODAY)
    found = standing(ContactHistory(private, sales=[SALE]), TODAY, RULES, working_days)
    assert (found.dues.visit, found.dues.call, found.warned) == (0, 0, None)


def test_who_bought_nothing_yet_is_not_warned_about() -> None:
    tomorrow = Sale(1, 1, TODAY + timedelta(days=1), 100)
    assert standing(ContactHistory(BUYER, sales=[tomorrow]), TODAY, RULES, working_days).warned is None


def test_a_silent_customer_is_warned_about_with_the_profit_at_risk() -> None:
    warned = standing(ContactHistory(BUYER, interactions=[met(40)], sales=[SALE]), TODAY, RULES, working_days).warned
    assert warned
    assert (warned.stage, warned.rule, warned.profit_at_risk) == ("early", "silence", 30_000)


def test_a_complaint_open_for_over_three_days_is_acute() -> None:
    complaints = [
        Complaint(1, 1, TODAY - timedelta(days=9), "late", resolved=TODAY),
        Complaint(2, 1, TODAY - timedelta(days=4), "broken"),
    ]
    known = ContactHistory(BUYER, interactions=[met(1)], sales=[SALE], complaints=complaints)
    warned = standing(known, TODAY, RULES, working_days).warned
    assert warned
    assert (warned.stage, warned.rule) == ("acute", "complaint")


def test_a_promise_over_a_week_late_is_taken_from_the_account() -> None:
    late = Task(1, 1, "quote", due=TODAY - timedelta(days=8))
    kept = Task(2, 1, "call", due=TODAY - timedelta(days=30), done=TODAY - timedelta(days=30))
    some_day = Task(3, 1, "lunch")
    found = standing(ContactHistory(BUYER, tasks=[late, kept, some_day]), TODAY, RULES, working_days)
    assert found.balance.points == RULES.balance.late_task
