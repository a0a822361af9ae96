"""What the week needs to know, read back from a book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from followup.core.agenda.snapshot import Answer, FreshSale, OpenComplaint, OpenTask
from followup.core.cadence.due import ContactRhythm
from followup.core.model.contact import ContactOccasion
from followup.core.model.rules import INTERVALS, CadenceRules, Intervals, Rules, WorkdayRules
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.snapshot import Days, load_people, load_person, load_snapshot
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.storage.book.book import Book

TODAY = date(2026, 11, 23)
NOW = TODAY.toordinal()
ADDED = TODAY - timedelta(200)


@pytest.fixture
def put(book: Book) -> Callable[..., int]:
    """Insert a row: `put("contact", name="张伟", grade="A")` gives its id."""
    book.connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")

    def insert(table: str, **values: object) -> int:
        if table == "contact":
            values = {"name": "x", "added": ADDED} | values
        if table in ("interaction", "task", "note"):
            values = {"search": ""} | values
        texts = [value.isoformat() if isinstance(value, date) else value for value in values.values()]
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        return book.connection.execute(sql, texts).lastrowid or 0

    return insert


@pytest.fixture
def gathered(book: Book) -> Callable[..., WeekSnapshot]:
    def ask(rules: Rules | None = None, until: date = TODAY + timedelta(6)) -> WeekSnapshot:
        context = QueryContext(book.connection, TODAY, rules or Rules())
        return load_snapshot(context, TODAY, until, load_calendar(book, TODAY, WorkdayRules()))

    return ask


def back(days: int) -> date:
    return TODAY - timedelta(days)


def test_a_contact_is_read_with_everything_the_week_asks_for(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put(
        "contact", name="张伟", grade="A", graded=back(90), organization="Huawei", language="zh", important=1,
        do_not_contact=1, status="lost", source="hand", cadence_visit="never", cadence_call="9", area="Pudong",
        private=1,
    )  # fmt: skip
    assert gathered().people == {
        number: ContactRhythm(
            number, "张伟", "A", "Huawei", "zh", important=True, do_not_contact=True, active=False, by_hand=True,
            own_visit="never", own_call="9", area="Pudong", private=True, added=NOW - 200, graded=NOW - 90,
        )
    }  # fmt: skip


def test_the_last_of_each_sort_of_touch_counts_and_none_that_is_still_to_come(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact", grade="A")
    for kind, days, outcome in (
        ("visit", 40, ""), ("meal", 30, ""), ("visit", 50, ""), ("call", 20, ""), ("email", 12, ""), ("gift", 9, ""),
        ("call", 5, "no-answer"), ("call", 7, "no-answer"), ("visit", -3, ""),
    ):  # fmt: skip
        put("interaction", contact_id=number, kind=kind, day=back(days), outcome=outcome)
    person = gathered().people[number]
    assert (person.last_visit, person.last_call, person.last_touch, person.last_attempt) == (
        NOW - 30, NOW - 12, NOW - 9, NOW - 5,
    )  # fmt: skip
    calls_only = gathered(Rules(cadence=CadenceRules(message_counts=False))).people[number]
    assert calls_only.last_call == NOW - 20
    assert person.first_touch == 0, "only asked for those without a grade"


def test_people_without_a_grade_matter_when_added_by_hand_or_met_lately_or_named(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    by_hand = put("contact", source="hand")
    met, long_ago, born, _stranger = (put("contact", source="a.vcf") for _ in range(4))
    put("interaction", contact_id=met, kind="visit", day=back(30))
    put("interaction", contact_id=long_ago, kind="visit", day=back(31))
    put("occasion", contact_id=born, kind="birthday", month=11, day=25)
    found = gathered()
    assert sorted(found.people) == [by_hand, met, born]
    assert found.people[met].first_touch == NOW - 30
    assert (found.contacts, found.ungraded) == (5, 5)


def test_grades_without_a_cadence_are_read_only_when_a_festival_is_near(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact", grade="E")
    assert gathered().people == {}
    assert list(gathered(until=date(2026, 12, 25)).people) == [number]
    yearly = Rules(cadence=CadenceRules(intervals={**INTERVALS, "E": Intervals(None, 360)}))
    assert list(gathered(yearly).people) == [number]


def test_with_a_cadence_for_everybody_everybody_is_read(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot], book: Book
) -> None:
    number = put("contact")
    assert list(gathered(Rules(cadence=CadenceRules(intervals={**INTERVALS, None: Intervals(None, 360)}))).people) == [
        number
    ]
    assert list(load_people(QueryContext(book.connection, TODAY), Days())) == [number]
    assert load_people(QueryContext(book.connection, TODAY), Days(), []) == {}


def test_groups_give_their_cadence_and_their_privacy_smart_ones_too(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    one, two, three = (put("contact", organization=name, search=name) for name in ("huawei", "zte", "xiaomi"))
    vip = put("groups", name="vip", folded="vip", cadence_visit="10")
    family = put("groups", name="family", folded="family", private=1)
    put("groups", name="phones", folded="phones", query="org:huawei", cadence_call="5")
    put("groups", name="plain", folded="plain")
    put("membership", group_id=vip, contact_id=one)
    put("membership", group_id=vip, contact_id=two)
    put("membership", group_id=family, contact_id=two)
    people = gathered().people
    assert sorted(people) == [one, two]
    assert sorted(people[one].groups) == [("", "5"), ("10", "")]
    assert people[two].groups == (("10", ""),)
    assert (people[one].private, people[two].private) == (False, True)
    assert three not in people


def test_without_an_area_the_city_of_the_first_address_is_it(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact", grade="A")
    for position, city in enumerate(("", "Shanghai", "Berlin")):
        put("address", contact_id=number, position=position, label="", street="", city=city, region="", postcode="",
            country="")  # fmt: skip
    assert gathered().people[number].area == "Shanghai"


def test_open_tasks_and_complaints_are_read(put: Callable[..., int], gathered: Callable[..., WeekSnapshot]) -> None:
    number = put("contact")
    task = put("task", contact_id=number, text="quote", due=TODAY, time="14:00", minutes=90, place="here", important=1)
    put("task", contact_id=number, text="done", due=TODAY, done=TODAY)
    put("task", contact_id=number, text="some day")
    put("task", contact_id=number, text="later", due=TODAY + timedelta(7))
    opened = put("complaint", contact_id=number, opened=back(3), text="late")
    asked = put("complaint", contact_id=number, opened=back(9), text="broken", resolved=back(4))
    put("complaint", contact_id=number, opened=back(9), text="over", resolved=back(4), satisfied=back(1))
    found = gathered()
    assert found.tasks == [OpenTask(task, number, "quote", TODAY, "14:00", 90, "here", important=True)]
    assert found.complaints == [
        OpenComplaint(opened, number, back(3), "late"),
        OpenComplaint(asked, number, back(9), "broken", back(4)),
    ]
    assert number in found.people


def test_occasions_of_the_days_asked_for_are_read_and_all_lunar_ones(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact")
    soon = put("occasion", contact_id=number, kind="birthday", year=1980, month=11, day=25)
    put("occasion", contact_id=number, kind="birthday", month=12, day=25)
    put("occasion", contact_id=number, kind="birthday", month=11)
    lunar = put("occasion", contact_id=number, kind="birthday", month=1, day=2, calendar="lunar", leap_month=1)
    assert gathered().occasions == [
        ContactOccasion(soon, number, "birthday", 1980, 11, 25),
        ContactOccasion(lunar, number, "birthday", None, 1, 2, "lunar", leap_month=True),
    ]


def test_the_latest_sale_of_the_last_two_weeks_is_to_be_thanked_for(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact")
    put("sale", contact_id=number, day=back(14), amount=100)
    put("sale", contact_id=number, day=back(9), amount=200)
    latest = put("sale", contact_id=number, day=back(3), amount=300, product="tyres")
    put("sale", contact_id=number, day=TODAY + timedelta(1), amount=400)
    assert gathered().sales == [FreshSale(latest, number, back(3), 300, "tyres")]


def test_greetings_and_answers_of_the_last_month_are_read(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    number = put("contact")
    put("interaction", contact_id=number, kind="greeting", day=back(2))
    put("interaction", contact_id=number, kind="message", day=back(3), item="y3")
    put("interaction", contact_id=number, kind="message", day=back(4))
    put("interaction", contact_id=number, kind="greeting", day=back(5), outcome="no-answer")
    put("interaction", contact_id=number, kind="greeting", day=back(40), item="g3")
    assert gathered().answers == {number: [Answer(NOW - 3, "message", "y3"), Answer(NOW - 2, "greeting", "")]}


def test_customers_graded_a_to_c_are_warned_about_and_nobody_private(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    people = {grade: put("contact", grade=grade) for grade in "ABCD"}
    hidden = put("contact", grade="A", private=1)
    for number in (*people.values(), hidden):
        put("sale", contact_id=number, day=back(100), amount=1000_00)
        put("interaction", contact_id=number, kind="call", day=back(95))
    found = gathered().warnings
    assert {grade: found[number].stage for grade, number in people.items() if number in found} == {
        "A": "acute", "B": "early",
    }  # fmt: skip
    assert found[people["A"]].profit_at_risk == 300_00


def test_an_overdrawn_account_and_an_open_complaint_are_acute(
    put: Callable[..., int], gathered: Callable[..., WeekSnapshot]
) -> None:
    taken, late, angry, calm = (put("contact", grade="C") for _ in range(4))
    for number in (taken, late, angry, calm):
        put("sale", contact_id=number, day=back(100), amount=1000_00)
        for days in (3, 4, 5):
            put("interaction", contact_id=number, kind="message", day=back(days))
    put("interaction", contact_id=taken, kind="ask", day=back(1))
    put("task", contact_id=late, text="quote", due=back(8))
    put("task", contact_id=late, text="kept", due=back(20), done=back(20))
    put("complaint", contact_id=angry, opened=back(4), text="late")
    put("complaint", contact_id=angry, opened=back(2), text="late again")
    put("complaint", contact_id=calm, opened=back(9), text="over", resolved=back(8))
    found = gathered().warnings
    assert {number: warned.rule for number, warned in found.items()} == {
        taken: "balance", late: "balance", angry: "complaint",
    }  # fmt: skip


def test_an_empty_book_has_nothing(gathered: Callable[..., WeekSnapshot]) -> None:
    found = gathered()
    assert (found.people, found.warnings, found.contacts) == ({}, {}, 0)


def test_what_was_noted_of_touches_is_read_and_the_interactions_only_where_it_lies_after_today(
    put: Callable[..., int], book: Book
) -> None:
    number = put("contact", grade="A")
    put("interaction", contact_id=number, kind="visit", day=back(9))
    put("interaction", contact_id=number, kind="visit", day=back(2))
    for ago, last in ((0, 2), (5, 9), (10, NOW)):
        person = load_person(QueryContext(book.connection, back(ago)), number)
        assert person is not None
        assert (person.last_visit, person.last_touch) == (NOW - last, NOW - last)


def test_one_contact_is_read_alone(put: Callable[..., int], book: Book) -> None:
    number, other = put("contact", grade="A"), put("contact", grade="B")
    context = QueryContext(book.connection, TODAY)
    assert load_person(context, other) == load_people(context, Days())[other]
    assert load_person(context, max(number, other) + 1) is None
