"""Contacts as JSON made by SQLite, and as lines of a table: the same as by way of values."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.core.model.rules import Rules
from followup.render.contacts.listing import contact_json
from followup.storage.book.book import open_book
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.reads import load_contacts
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.contact_lines import contact_json_lines, list_rows
from followup.storage.query.context import QueryContext
from followup.storage.query.stages import with_stage

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
CONTACTS = st.builds(
    Contact,
    id=st.just(1),
    name=TEXT.filter(bool),
    nickname=TEXT,
    organization=TEXT,
    title=TEXT,
    grade=st.sampled_from([None, "A", "E"]),
    grade_locked=st.booleans(),
    stage=st.sampled_from([None, "client"]),
    status=st.sampled_from(["active", "lost"]),
    private=st.booleans(),
    important=st.booleans(),
    added=st.dates(),
    uid=TEXT,
    groups=st.lists(st.sampled_from(["客户", "VIP", "family"]), unique=True).map(lambda names: tuple(sorted(names))),
    phones=st.lists(st.builds(Phone, TEXT, TEXT, st.none() | TEXT, st.none() | TEXT), max_size=3).map(tuple),
    emails=st.lists(st.builds(Email, TEXT, TEXT), max_size=2).map(tuple),
    addresses=st.lists(st.builds(Address, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    urls=st.lists(TEXT, max_size=2).map(tuple),
    occasions=st.lists(
        st.builds(
            Occasion, TEXT, st.none() | st.integers(1900, 2030), st.none() | st.integers(1, 12),
            st.none() | st.integers(1, 31),
            st.sampled_from(["solar", "lunar"]), st.booleans(), st.none(),
        ),
        max_size=2,
    ).map(tuple),
    relations=st.lists(st.builds(Relation, TEXT, TEXT, st.none()), max_size=1).map(tuple),
    graded=st.none() | st.dates(),
    fields=st.dictionaries(TEXT, TEXT, max_size=3),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(CONTACTS)
def test_sqlite_writes_the_json_that_a_value_gives(book: Book, contact: Contact) -> None:
    with book.writing("one", "2026-01-01", keep=False) as writing:
        create_group(writing, "family", query=None, private=True)
        add_contacts(writing, [contact])
        lines = list(contact_json_lines(asked(book)))
        [loaded] = load_contacts(book.connection)
    [line] = lines
    assert "\n" not in line
    assert json.loads(line) == contact_json(with_stage(asked(book), loaded))


def asked(book: Book) -> QueryContext:
    return QueryContext(book.connection, date(2026, 6, 2), Rules())


def people(count: int) -> list[Contact]:
    return [Contact(number, f"Nobody {number:03}", added=date(2026, 1, 1)) for number in range(1, count + 1)]


def test_lines_come_in_the_order_asked_for_and_all_by_name(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        with book.writing("people", "2026-01-01") as writing:
            add_contacts(writing, [*people(600), Contact(601, "Anna", added=date(2026, 1, 1))])
        assert [row.id for row in list_rows(book.connection, [5, 3, 999])] == [5, 3]
        assert [json.loads(line)["id"] for line in contact_json_lines(asked(book), [5, 3])] == [5, 3]
        many = [600, *range(1, 560)]
        assert [row.id for row in list_rows(book.connection, many)] == many
        assert [row.name for row in list_rows(book.connection)][:2] == ["Anna", "Nobody 001"]
        assert list(contact_json_lines(asked(book), [])) == []


def test_a_line_of_the_table_shows_the_first_number_the_first_city_or_the_area_and_the_groups(book: Book) -> None:
    contacts = [
        Contact(1, "张伟", grade="A", organization="华为", groups=("客户", "VIP"), added=date(2026, 1, 1), area="浦东",
                phones=(Phone("", "138"), Phone("", "139")), addresses=(Address(street="x"), Address(city="上海"))),
        Contact(2, "Zoe", area="East", added=date(2026, 1, 1)),
    ]  # fmt: skip
    with book.writing("people", "2026-01-01") as writing:
        add_contacts(writing, contacts)
    assert list_rows(book.connection) == [
        (1, "张伟", "A", "华为", "138", "上海", "VIP, 客户"),
        (2, "Zoe", "", "", "", "East", ""),
    ]


def test_those_who_are_private_by_a_smart_group_are_told_from_outside(book: Book) -> None:
    with book.writing("two", at="2026-06-02") as writing:
        add_contacts(writing, [Contact(number, f"P{number}", added=date(2026, 6, 2)) for number in (1, 2)])
    for ids in (None, [1, 2]):
        lines = contact_json_lines(asked(book), ids, private=[2])
        assert [json.loads(line)["private"] for line in lines] == [False, True]
