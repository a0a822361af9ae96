"""One contact judged out of its own records stands as the week has it; and what queries ask the rules for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Address, Complaint, Contact, Interaction, Sale, Task
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.model.stages import WARNING_STAGES
from followup.core.reports.contact_status import person_of, standing
from followup.errors import NotFoundError
from followup.storage.activities.complaints import add_complaint, open_complaints
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.sales import add_sale
from followup.storage.activities.tasks import add_task
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.snapshot import Days, load_people
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.reports.computed import FromBook
from followup.storage.reports.contact_status import load_history
from followup.storage.retention.lost import set_back, set_lost
from followup.storage.retention.warnings import load_falls, load_warnings
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 11, 25)
RULES = Rules()
LONG_AGO = date(2025, 1, 1)
PEOPLE = (
    Contact(1, "张伟", grade="A", added=LONG_AGO, graded=LONG_AGO, groups=("weekly",), source="x.vcf"),
    Contact(2, "王芳", grade="B", added=LONG_AGO, graded=LONG_AGO, addresses=(Address(city="上海"),), source="x.vcf"),
    Contact(3, "Vera", grade="C", added=LONG_AGO, cadence_call="10", area="West", source="x.vcf"),
    Contact(4, "妈妈", added=LONG_AGO, source="hand"),
    Contact(5, "John", added=TODAY - timedelta(days=1), source="hand"),
    Contact(6, "Max", added=LONG_AGO, source="x.vcf"),
    Contact(7, "Lost", grade="A", status="lost", added=LONG_AGO, source="x.vcf", do_not_contact=True, important=True),
)


@pytest.fixture
def lived_in(book: Book) -> Book:
    """A book in which a little of everything has happened."""
    with book.writing("a little of everything", "2026-11-25") as writing:
        create_group(writing, "weekly", query=None, private=False, cadence_visit="7")
        create_group(writing, "family", query="妈妈", private=True)
        create_group(writing, "West", query="area:West", private=False, cadence_visit="5")
        create_group(writing, "plain", query="John", private=False)
        add_contacts(writing, PEOPLE)
        for number, kind, days, outcome in (
            (1, "visit", 40, ""), (1, "message", 30, ""), (1, "ask", 29, ""), (2, "call", 3, ""),
            (2, "call", 1, "no-answer"),
            (3, "help", 5, ""), (6, "meal", 2, ""), (6, "meal", 1, ""), (7, "ask", 3, ""), (2, "visit", -4, ""),
        ):  # fmt: skip
            add_interaction(writing, Interaction(0, number, TODAY - timedelta(days=days), kind, outcome=outcome))
        for number, amount, days in (
            (1, 900_000, 30),
            (1, 500_000, 400),
            (2, 70_001, 300),
            (3, 10_000, 200),
            (7, 5_000, 500),
            (5, 999, 3),
        ):
            add_sale(writing, Sale(0, number, TODAY - timedelta(days=days), amount))
        add_task(writing, Task(0, 2, "quote", due=TODAY - timedelta(days=20)))
        add_complaint(writing, Complaint(0, 3, TODAY - timedelta(days=5), "broken"))
    return book


def test_a_contact_stands_as_the_week_has_it(lived_in: Book) -> None:
    context = QueryContext(lived_in.connection, TODAY, RULES)
    calendar = load_calendar(lived_in, TODAY, WorkdayRules())
    people = load_people(context, Days())
    warnings = load_warnings(context, people, open_complaints(lived_in.connection), calendar, WARNING_STAGES)
    assert len(warnings) == 4
    for number, person in people.items():
        known = load_history(context, number)
        assert person_of(known, TODAY, RULES) == person
        assert standing(known, TODAY, RULES, lambda: calendar).warned == warnings.get(number)


def test_a_private_smart_group_makes_private_and_a_smart_group_s_cadence_counts(lived_in: Book) -> None:
    context = QueryContext(lived_in.connection, TODAY, RULES)
    assert load_history(context, 4).contact.private
    assert load_history(context, 3).beats == (("5", ""),)
    assert load_history(context, 1).beats == (("7", ""),)
    assert load_history(context, 5).beats == ()


def test_who_is_not_there_is_not_found(lived_in: Book) -> None:
    with pytest.raises(NotFoundError):
        load_history(QueryContext(lived_in.connection, TODAY, RULES), 99)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("warning:acute", "1 3"), ("warning:lost", "7"), ("has:warning", "1 3 7"), ("no:warning", "2 4 5 6"),
        ("segment:new", "5"), ("segment:top", "1"), ("segment:core", "2 3"), ("no:segment", "4 6 7"),
        ("due:late", "1 2 3"), ("due:<7d", "1 2 3 5"), ("due:week", "5"),
    ],
)  # fmt: skip
def test_queries_ask_the_rules(lived_in: Book, text: str, found: str) -> None:
    context = QueryContext(lived_in.connection, TODAY, RULES, FromBook(lived_in, TODAY, RULES, WorkdayRules()))
    assert sorted(find(text, context)) == [int(number) for number in found.split()]


def test_who_was_marked_as_lost_is_so_for_that_reason_and_who_is_archived_is_not_warned_about(lived_in: Book) -> None:
    with lived_in.writing("lose", "2026-11-25") as writing:
        set_lost(writing, 1, TODAY, "price")
        writing.connection.execute("UPDATE contact SET status = 'archived' WHERE id = 2")
    found = FromBook(lived_in, TODAY, RULES, WorkdayRules()).drifting
    assert 2 not in found
    assert found[1][1].why == "lost since 2026-11-25: price"
    assert found[7][1].why == "lost: no reason given"
    known = [load_history(QueryContext(lived_in.connection, TODAY, RULES), number) for number in (1, 2)]
    warned = [standing(each, TODAY, RULES, lambda: load_calendar(lived_in, TODAY, WorkdayRules())) for each in known]
    assert [each.warned for each in warned] == [found[1][1], None]
    with lived_in.writing("back", "2026-11-25") as writing:
        set_back(writing, 1)
    assert load_history(QueryContext(lived_in.connection, TODAY, RULES), 1).lost == ("", 0)


def test_an_a_that_a_policy_took_away_this_year_is_a_warning_and_one_taken_by_hand_is_none(lived_in: Book) -> None:
    with lived_in.writing("grade", "2026-11-25") as writing:
        add_interaction(writing, Interaction(0, 2, TODAY, "visit"))
        add_sale(writing, Sale(0, 2, TODAY, 900_000))
        for number, grade, locked in ((2, "A", False), (2, "B", False), (3, "A", False), (3, "C", True)):
            set_grade(writing, [number], grade, locked=locked, day=TODAY, reason="by profit")
    assert load_falls(lived_in.connection, TODAY, RULES) == {2: "from A to B on 2026-11-25"}
    context = QueryContext(lived_in.connection, TODAY, RULES)
    judged = standing(
        load_history(context, 2), TODAY, RULES, lambda: load_calendar(lived_in, TODAY, WorkdayRules())
    ).warned
    assert judged == FromBook(lived_in, TODAY, RULES, WorkdayRules()).drifting[2][1]
    assert judged
    assert (judged.stage, judged.rule) == ("watch", "grade")
    assert load_falls(lived_in.connection, TODAY + timedelta(days=400), RULES) == {}
