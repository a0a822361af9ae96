"""Who is in a group, and which queries a smart group may have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import Group, add_members, create_group, group_named
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.smart_groups import check_group, group_members, groups_that_ask_for, smart_groups_of

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 6, 2)


@pytest.fixture
def context(book: Book) -> QueryContext:
    with book.writing("set up", at="2026-06-02") as writing:
        add_contacts(
            writing,
            [Contact(1, "Ann", organization="Acme", added=TODAY), Contact(2, "Bob", organization="Beta", added=TODAY)],
        )
        create_group(writing, "VIP", query=None, private=False)
        create_group(writing, "Acme people", query="org:Acme", private=False)
        create_group(writing, "Nested", query='group:"Acme people"', private=False)
        create_group(writing, "Due", query="due:today", private=False)
    with book.writing("set up", at="2026-06-02") as writing:
        add_members(writing, group_named(book.connection, "VIP"), [2])
    return QueryContext(book.connection, TODAY)


def test_members_are_picked_by_hand_or_found(context: QueryContext) -> None:
    def members(name: str) -> list[int]:
        return group_members(context, group_named(context.connection, name))

    assert (members("VIP"), members("Acme people"), members("Nested")) == ([2], [1], [1])


def test_the_smart_groups_of_a_contact_leave_out_what_is_computed(context: QueryContext) -> None:
    assert smart_groups_of(context) == {1: ["Acme people", "Nested"]}
    assert smart_groups_of(context, [2]) == {}


def test_a_group_that_others_ask_for_is_named_with_them(context: QueryContext) -> None:
    assert groups_that_ask_for(context, group_named(context.connection, "acme people")) == ["Nested"]


def test_a_group_may_not_ask_for_itself_or_for_nothing(context: QueryContext) -> None:
    acme = group_named(context.connection, "Acme people")
    for query in ("group:Nested", " ", "grade:X"):
        with pytest.raises(WrongUsageError):
            check_group(context, acme._replace(query=query))
    check_group(context, Group(0, "New", "org:Beta", private=False, cadence_visit="", cadence_call="", members=None))
