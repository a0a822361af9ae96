"""Links hang on the contact they describe, are seen from both sides, and are only offered for one full name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.contacts.links import End, Link
from followup.core.model.contact import Contact, Email, Relation, Sale
from followup.storage.activities.sales import add_sale
from followup.storage.contacts.link_offers import link_offers
from followup.storage.contacts.links import (
    add_links,
    edges,
    links_between,
    links_of,
    people,
    referrals,
    remove_links,
)
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts, remove_contacts
from followup.storage.query.profit import profits

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"
ZHANG, LI, WANG = End(1, "张伟"), End(2, "李娜"), End(3, "王芳")


@pytest.fixture(autouse=True)
def _people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(
            writing,
            [
                Contact(1, "张伟", added=DAY, relations=(Relation("spouse", "李娜"), Relation("child", "小明"))),
                Contact(2, "李娜", added=DAY, relations=(Relation("spouse", "张伟"),)),
                Contact(
                    3, "王芳", added=DAY, grade="B", relations=(Relation("boss", "王芳"), Relation("friend", "Li"))
                ),
                Contact(4, "Li Wei", added=DAY, relations=(Relation("colleague", "陈静"),)),
                Contact(5, "陈静", added=DAY),
                Contact(6, "陈静", added=DAY),
            ],
        )


def link(book: Book, *links: Link) -> None:
    with book.writing("link", NOW) as writing:
        add_links(writing, list(links))


def offered(book: Book) -> list[str]:
    return [str(each.link) for each in link_offers(book.connection)]


def test_a_name_on_a_card_becomes_a_link_in_its_place(book: Book) -> None:
    link(book, Link("spouse", LI, ZHANG))
    assert load_contact(book.connection, 1).relations == (Relation("spouse", "李娜", 2), Relation("child", "小明"))


def test_a_link_is_seen_from_both_sides_and_what_both_cards_say_once(book: Book) -> None:
    link(book, Link("spouse", LI, ZHANG), Link("spouse", ZHANG, LI), Link("referred", ZHANG, WANG))
    assert [str(each) for each in links_of(book.connection, 1)] == [
        "李娜 is 张伟's spouse", "小明 is 张伟's child", "张伟 referred 王芳",
    ]  # fmt: skip
    assert [str(each) for each in links_of(book.connection, 2)] == ["李娜 is 张伟's spouse"]
    assert len(links_between(book.connection, 2, 1)) == 2


def test_a_link_taken_away_is_gone_from_both_cards(book: Book) -> None:
    link(book, Link("spouse", LI, ZHANG), Link("spouse", ZHANG, LI))
    with book.writing("unlink", NOW) as writing:
        remove_links(writing, links_between(book.connection, 1, 2))
    assert [str(each) for each in links_of(book.connection, 1)] == ["小明 is 张伟's child"]
    assert load_contact(book.connection, 2).relations == ()


def test_only_the_full_name_of_exactly_one_other_contact_is_offered(book: Book) -> None:
    assert offered(book) == ["李娜 is 张伟's spouse", "张伟 is 李娜's spouse"]
    link(book, *(each.link for each in link_offers(book.connection)))
    assert link_offers(book.connection) == []


def test_a_card_may_also_name_somebody_by_uid_or_address(book: Book) -> None:
    uid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
    named = (Relation("spouse", f"urn:uuid:{uid}"), Relation("friend", "mailto:Tom@example.com"))
    with book.writing("more", NOW) as writing:
        add_contacts(
            writing,
            [
                Contact(7, "Heidi", added=DAY, relations=named),
                Contact(8, "Seal", added=DAY, uid=f"urn:uuid:{uid}"),
                Contact(9, "Tom", added=DAY, emails=(Email("", "tom@example.com"),)),
            ],
        )
    assert offered(book)[-2:] == ["Seal is Heidi's spouse", "Tom is Heidi's friend"]


def test_a_uid_and_an_address_are_sure_and_a_name_only_out_of_the_same_file(book: Book) -> None:
    named = (Relation("friend", "mailto:wang@example.com"),)
    with book.writing("more", NOW) as writing:
        add_contacts(writing, [Contact(7, "Heidi", added=DAY, relations=named)])
        add_contacts(writing, [Contact(8, "Wang", added=DAY, emails=(Email("", "wang@example.com"),))])
    assert [each.sure for each in link_offers(book.connection)] == [False, False, True]


def test_what_would_close_a_circle_of_referrals_is_not_offered(book: Book) -> None:
    named = (Relation("referred", "Heidi Klein"),)
    with book.writing("more", NOW) as writing:
        add_contacts(writing, [Contact(7, "Heidi Klein", added=DAY, relations=(Relation("referred", "Tom Gross"),))])
        add_contacts(writing, [Contact(8, "Tom Gross", added=DAY, relations=named)])
    assert offered(book)[-1:] == ["Tom Gross referred Heidi Klein"]


def test_who_referred_somebody_and_is_no_contact_is_a_name_in_the_tree_once(book: Book) -> None:
    with book.writing("more", NOW) as writing:
        named = (Relation("referred", "Ａunt Mei"),)
        add_contacts(writing, [Contact(7, "Heidi", added=DAY, relations=named)])
        add_contacts(writing, [Contact(8, "Tom", added=DAY, relations=(Relation("referred", "aunt mei"),))])
    assert edges(referrals(book.connection)) == ({-1: [7, 8]}, {-1: "Ａunt Mei"})


def test_who_is_removed_stays_a_name_on_the_card(book: Book) -> None:
    link(book, Link("spouse", LI, ZHANG))
    with book.writing("remove", NOW) as writing:
        remove_contacts(writing, [2])
    assert Relation("spouse", "李娜") in load_contact(book.connection, 1).relations


def test_referrals_come_as_edges_with_what_each_brought_in(book: Book) -> None:
    link(book, Link("referred", ZHANG, WANG), Link("referred", ZHANG, LI))
    with book.writing("sales", NOW) as writing:
        add_sale(writing, Sale(0, 3, DAY, 1000))
        add_sale(writing, Sale(0, 3, DAY, 1000, profit=50))
        add_sale(writing, Sale(0, 3, date(2026, 6, 3), 1000))
    assert edges(referrals(book.connection)) == ({1: [3, 2]}, {})
    assert profits(book.connection, date.min, DAY, 0.3) == {3: 350}
    assert people(book.connection, [3, 4]) == {3: ("王芳", "B"), 4: ("Li Wei", None)}
