"""Groups: hand-picked ones have members, smart ones a query; none is made, filled or renamed by a slip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Address, Contact
from followup.errors import FollowupError, NotFoundError, WrongUsageError
from followup.storage.contacts.groups import (
    Group,
    add_members,
    all_groups,
    change_group,
    create_group,
    delete_group,
    drop_members,
    group_named,
    hand_picked,
    members,
)
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.smart_groups import check_group, group_members, groups_that_ask_for

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"


@pytest.fixture(autouse=True)
def people(book: Book) -> None:
    contacts = [
        Contact(number, name, added=TODAY, addresses=(Address(city=city),))
        for number, (name, city) in enumerate([("张伟", "北京"), ("李雷", "上海"), ("王芳", "北京")], 1)
    ]
    with book.writing("people", NOW) as writing:
        add_contacts(writing, contacts)
        create_group(writing, "VIP", query=None, private=False)
        create_group(writing, "Family", query=None, private=True)
        create_group(writing, "Beijing", query="city:北京", private=False, cadence_visit="45")


def context(book: Book) -> QueryContext:
    return QueryContext(book.connection, TODAY)


def test_members_are_counted_once_and_leave_again(book: Book) -> None:
    with book.writing("in", NOW) as writing:
        vip = group_named(book.connection, "vip")
        assert add_members(writing, vip, [1, 2]) == 2
        assert add_members(writing, vip, [2, 3]) == 1
        assert drop_members(writing, vip, [1, 9]) == 1
    assert members(book.connection, vip) == [2, 3]  # 李雷 before 王芳: by their sound
    assert [(group.name, group.members) for group in all_groups(book.connection)] == [
        ("Beijing", None), ("Family", 0), ("VIP", 2),
    ]  # fmt: skip


def test_a_smart_groups_members_are_those_its_query_finds(book: Book) -> None:
    assert group_members(context(book), group_named(book.connection, "Beijing")) == [3, 1]


def test_a_smart_group_takes_nobody_and_loses_nobody(book: Book) -> None:
    beijing = group_named(book.connection, "Beijing")
    for change in (add_members, drop_members):
        with pytest.raises(WrongUsageError, match="smart group"), book.writing("no", NOW) as writing:
            change(writing, beijing, [2])
    with pytest.raises(WrongUsageError, match="smart group"):
        hand_picked(book.connection, ["beijing"])


def test_the_groups_somebody_is_put_into_are_known_by_any_spelling(book: Book) -> None:
    found = hand_picked(book.connection, ["ｖｉｐ", "New"])
    assert {name: group and group.name for name, group in found.items()} == {"VIP": "VIP", "New": None}


def test_membership_of_a_private_group_makes_private(book: Book) -> None:
    with book.writing("in", NOW) as writing:
        add_members(writing, group_named(book.connection, "Family"), [1])
    assert load_contact(book.connection, 1).private
    assert not load_contact(book.connection, 2).private


def test_a_mistyped_group_is_met_with_the_nearest(book: Book) -> None:
    with pytest.raises(NotFoundError) as missing:
        group_named(book.connection, "Bejing")
    assert missing.value.hint == "did you mean Beijing?"


def test_no_two_groups_bear_one_name(book: Book) -> None:
    with pytest.raises(WrongUsageError, match="a group VIP already"), book.writing("no", NOW) as writing:
        create_group(writing, "vip", query=None, private=False)
    with pytest.raises(WrongUsageError, match="a group VIP already"), book.writing("no", NOW) as writing:
        change_group(writing, group_named(book.connection, "Family"), name="VIP")
    with book.writing("another case", NOW) as writing:
        change_group(writing, group_named(book.connection, "VIP"), name="Vip")
    assert group_named(book.connection, "VIP").name == "Vip"


def test_a_deleted_group_leaves_its_contacts(book: Book) -> None:
    with book.writing("in and gone", NOW) as writing:
        vip = group_named(book.connection, "VIP")
        add_members(writing, vip, [1, 2])
        delete_group(writing, vip)
    assert load_contact(book.connection, 1).groups == ()


@pytest.mark.parametrize(
    ("query", "why"),
    [("", "needs a query"), ("grde:A", "grde"), ("group:Bejing", "Bejing"), ("(city:北京", "parenthesis"),
     ("group:Fresh", "itself"), ("idle:often", "often")],
)  # fmt: skip
def test_a_query_that_cannot_be_asked_makes_no_group(book: Book, query: str, why: str) -> None:
    with pytest.raises(FollowupError, match=why):
        check_group(
            context(book), Group(0, "Fresh", query, private=False, cadence_visit="", cadence_call="", members=None)
        )


def test_a_group_that_others_ask_for_stays_what_they_may_ask_for(book: Book) -> None:
    with book.writing("another", NOW) as writing:
        create_group(writing, "North", query="city:北京", private=False)
        create_group(writing, "South", query="not group:north", private=False, cadence_visit="30")
    north = group_named(book.connection, "North")
    check_group(context(book), north._replace(query="city:北京,哈尔滨"))
    for query, why in (("due:week", "due:"), ("group:South", "itself")):
        with pytest.raises(WrongUsageError, match=why):
            check_group(context(book), north._replace(query=query))


def test_who_asks_for_a_group_is_known(book: Book) -> None:
    with book.writing("another", NOW) as writing:
        create_group(writing, "South", query="not group:beijing", private=False)
    assert groups_that_ask_for(context(book), group_named(book.connection, "Beijing")) == ["South"]
    assert groups_that_ask_for(context(book), group_named(book.connection, "South")) == []
