"""Who may be in the book twice, how sure that is, and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.matching.duplicates import LIKELY, Person, find_duplicates, lookalikes
from followup.core.model.contact import Contact, Email, Phone

MOBILE, OTHER, LANDLINE = "+8613800138000", "+8613900139000", "+861055550123"


def who(number: int, name: str, *numbers: str, email: str = "", **values: Any) -> Person:
    return Person(number, name, numbers=numbers, emails=(email,) if email else (), **values)


def pairs(*people: Person, **asked: Any) -> list[tuple[int, int]]:
    return [(pair.contact, pair.other) for pair in find_duplicates(people, **asked)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who(1, "王伟", MOBILE), who(2, "Wang Wei", MOBILE)),
        (who(1, "王伟", organization="云图"), who(2, "wangwei", MOBILE, organization="云图")),
        (who(1, "张伟", MOBILE), who(2, "张总(华为)", MOBILE)),
        (who(1, "Robert Miller", email="r@example.com"), who(2, "Bob Miller", email="r@example.com")),
        (who(1, "John Smith", MOBILE), who(2, "Jonh Smith", MOBILE)),
        (who(1, "John Smith", organization="x"), who(2, "John Smiht", organization="x")),
        (who(1, "张伟", MOBILE, organization="云图"), who(2, "张伟", OTHER, organization="云图")),
        (who(1, "张伟", MOBILE, birthday="1980-05-05"), who(2, "张伟", OTHER, birthday="1980-05-05")),
        (who(1, "张伟", MOBILE, organization="云图"), who(2, "张伟", MOBILE, organization="远望")),
        (who(1, "张伟", LANDLINE), who(2, "张伟", LANDLINE)),
        (who(1, "张伟", MOBILE), who(2, "张伟")),
        (who(1, "Northwind", MOBILE, company=True), who(2, "Northwind", MOBILE)),
        (who(1, "Mary Smith", MOBILE, email="m@example.com"), who(2, "Mary Miller", MOBILE, email="m@example.com")),
    ],
)
def test_one_person_twice(one: Person, other: Person) -> None:
    (pair,) = find_duplicates([other, one])
    assert (pair.contact, pair.other) == (1, 2)
    assert LIKELY <= pair.score <= 1
    assert pair.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who(1, "张伟", MOBILE), who(2, "张伟", OTHER)),
        (who(1, "张伟", MOBILE), who(2, "李娜", MOBILE)),
        (who(1, "张伟", MOBILE), who(2, "张伟太太", MOBILE)),
        (who(1, "John Smith", MOBILE), who(2, "Mary Smith", MOBILE)),
        (who(1, "张伟", LANDLINE), who(2, "张总", LANDLINE)),
        (who(1, "张伟", email="info@example.com"), who(2, "张总", email="info@example.com")),
        (who(1, "张伟", organization="云图"), who(2, "张总", organization="云图")),
        (who(1, "张伟", MOBILE, birthday="1980-05-05"), who(2, "张伟", OTHER, birthday="1999-09-09")),
        (who(1, "Northwind", MOBILE, company=True), who(2, "Bob Northwind", MOBILE)),
        (who(1, "Anna", organization="x"), who(2, "Anne", organization="x")),
    ],
)
def test_two_people(one: Person, other: Person) -> None:
    assert find_duplicates([one, other]) == []


def test_the_reasons_are_said_in_words() -> None:
    (pair,) = find_duplicates(
        [
            who(1, "Wang Wei", MOBILE, organization="云图", birthday="1980-05-05", email="info@x.com"),
            who(2, "王伟", MOBILE, organization="云图", birthday="1980-05-05", email="info@x.com"),
        ]
    )
    assert pair.reasons == (
        "same phone +8613800138000", "same e-mail info@x.com, of several", "names alike: Wang Wei / 王伟 (pinyin)",
        "one firm: 云图", "born 1980-05-05",
    )  # fmt: skip


def test_a_number_of_people_who_contradict_each_other_says_little() -> None:
    assert pairs(who(1, "张伟", MOBILE), who(2, "李娜", MOBILE), who(3, "张总", MOBILE)) == []
    assert pairs(who(1, "张伟", MOBILE), who(2, "李娜", MOBILE), who(3, "张伟", MOBILE)) == [(1, 3)]


def test_a_name_alone_tells_only_while_nobody_else_bears_it() -> None:
    assert pairs(who(1, "张伟", MOBILE), who(2, "张伟")) == [(1, 2)]
    assert pairs(who(1, "张伟", MOBILE), who(2, "张伟"), who(3, "张伟", OTHER)) == []


def test_the_surest_come_first_and_those_told_apart_never() -> None:
    people = [
        who(1, "张伟", MOBILE), who(2, "张伟"), who(3, "John Smith", OTHER), who(4, "John Smith", OTHER),
    ]  # fmt: skip
    assert pairs(*people) == [(3, 4), (1, 2)]
    assert pairs(*people, not_same={(3, 4)}) == [(1, 2)]
    assert pairs(*people, only={2}) == [(1, 2)]
    assert pairs(*people, least=0.9) == [(3, 4)]


def test_a_switchboard_of_many_is_looked_through_by_name() -> None:
    crowd = [who(number, f"{family}芳", MOBILE) for number, family in enumerate("赵钱孙李周吴郑王冯陈褚卫", 1)]
    assert pairs(*crowd, who(20, "Fang Zhao", MOBILE)) == [(1, 20)]


def test_many_of_one_name_in_a_firm_are_compared_with_the_next() -> None:
    crowd = [who(number, "张伟", organization="云图") for number in range(1, 12)]
    assert len(pairs(*crowd)) == 10


def test_a_slip_is_found_among_many_colleagues() -> None:
    firm = [who(number, f"{chr(64 + number) * 6} Smith", organization="x") for number in range(1, 20)]
    slips = [who(30, "EEEEEF Smith", organization="x"), who(31, "XEEEEE Smith", organization="x")]
    assert {(5, 30), (5, 31)} <= set(pairs(*firm, *slips))


people = st.builds(
    who,
    st.integers(1, 6),
    st.sampled_from(["张伟", "Wei Zhang", "小张", "John Smith", "Jon Smith", "Bob Miller", "李娜"]),
    st.sampled_from([MOBILE, OTHER, LANDLINE]),
    email=st.sampled_from(["", "a@example.com", "info@example.com"]),
    organization=st.sampled_from(["", "云图", "x"]),
)


@given(st.lists(people, max_size=6, unique_by=lambda person: person.id))
def test_the_order_of_the_book_does_not_matter(book: list[Person]) -> None:
    found = find_duplicates(book, least=0)
    assert found == find_duplicates(book[::-1], least=0)
    assert all(pair.contact < pair.other and 0 <= pair.score <= 1 for pair in found)


ZHANG = Contact(
    1, "张伟", phones=(Phone("", "138 0013 8000", "+8613800138000"),), emails=(Email("", "zw@example.com"),)
)
DESK = Contact(2, "李雷", phones=(Phone("", "010-65123456", "+861065123456"),))


def number(e164: str) -> tuple[Phone, ...]:
    return (Phone("", e164, e164),)


@pytest.mark.parametrize(
    ("new", "why", "same"),
    [
        (Contact(0, "Zhang Wei", phones=number("+8613800138000")), "has the number +8613800138000 too", True),
        (Contact(0, "张总", phones=number("+8613800138000")), "has the number +8613800138000 too", True),
        (Contact(0, "张伟", emails=(Email("", "ZW@example.com"),)), "has the e-mail zw@example.com too", True),
        (Contact(0, "王芳", phones=number("+8613800138000")), "has the number +8613800138000 too", False),
        (Contact(0, "李雷", phones=number("+861065123456")), "has the number +861065123456 too", False),
        (Contact(0, "张伟"), "has the same name", False),
    ],
)
def test_what_they_have_in_common_is_said(new: Contact, why: str, same: bool) -> None:
    assert [(like.why, like.same) for like in lookalikes(new, [ZHANG, DESK])] == [(why, same)]


def test_strangers_are_not_alike_and_the_surest_comes_first() -> None:
    assert lookalikes(Contact(0, "王芳", phones=number("+8613900139000")), [ZHANG, DESK]) == []
    namesake = Contact(0, "张伟", phones=number("+8613800138000"))
    assert [like.id for like in lookalikes(namesake, [Contact(3, "张伟"), ZHANG])] == [1, 3]
