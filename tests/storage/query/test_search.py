"""A QUERY asked of a book of twelve, on Wednesday 25 November 2026."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.core.model.contact import Address, Contact, Email, Interaction, Occasion, Phone, Sale, Task
from followup.errors import NotFoundError, WrongUsageError
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.notes import add_note
from followup.storage.activities.sales import add_sale
from followup.storage.activities.tasks import add_task
from followup.storage.book.book import open_book
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from sqlite3 import Connection

TODAY = date(2026, 11, 25)
Find = "Callable[[str], str]"


def born(month: int, day: int | None, year: int | None = None, *, lunar: bool = False) -> tuple[Occasion, ...]:
    return (Occasion("birthday", year, month, day, "lunar" if lunar else "solar"),)


PEOPLE = (
    Contact(
        1, "张伟", family="张", given="伟", grade="A", organization="华为技术有限公司", title="采购经理", area="浦东",
        added=date(2026, 11, 20), groups=("客户", "VIP"),
        phones=(Phone("cell", "+86 138-0013-8000", "+8613800138000"),),
        addresses=(Address(city="上海市"),), occasions=born(12, 1, 1980), fields={"预算": "12万", "等级": "A"},
        source="phone.vcf",
    ),
    Contact(
        2, "王芳", family="王", given="芳", grade="B", organization="中国银行", added=date(2026, 1, 5),
        groups=("客户",),
        phones=(Phone("cell", "13900139000", "+8613900139000"),), emails=(Email("work", "Fang.Wang@Example.COM"),),
        occasions=born(11, None), fields={"预算": "5000"}, source="phone.vcf",
    ),
    Contact(3, "Vera Müller", given="Vera", family="Müller", grade="C", organization="Acme, Inc.", title="CEO",
            added=date(2025, 11, 25), addresses=(Address(city="Berlin"),), occasions=born(2, 29, 1988), source="hand"),
    Contact(4, "王小明", family="王", given="小明", nickname="小王", added=date(2026, 11, 25),
    occasions=born(10, 18, lunar=True),
            private=True),
    Contact(5, "John Smith", given="John", family="Smith", status="lost", stage="client", added=date(2024, 2, 1),
            groups=("family",), fields={"Lead Source": "trade fair", "signed": "2026-03-01"}),
    Contact(6, "Acme, Inc.", company=True, added=date(2026, 6, 1),
    phones=(Phone("work", "+1 212 555 0123 ext 9", "+12125550123", "9"),)),
)  # fmt: skip


class Core:
    """What rules would say."""

    def warnings(self) -> Mapping[int, str]:
        return {1: "fine", 2: "acute", 3: "early"}

    def segments(self) -> Mapping[int, str]:
        return {1: "top", 2: "new"}

    def dues(self) -> Mapping[int, tuple[date, ...]]:
        return {1: (date(2026, 11, 25), date(2026, 12, 24)), 2: (date(2026, 11, 1),)}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with open_book(tmp_path_factory.mktemp("query") / "book.db", create=True) as book:
        with book.writing("a book to ask", "2026-11-25") as writing:
            create_group(writing, "family", query=None, private=True)
            add_contacts(writing, PEOPLE)
            add_note(writing, 3, TODAY, "Likes *green tea*，not coffee")
            add_interaction(writing, Interaction(0, 1, date(2026, 11, 20), "visit", "showed the new catalogue"))
            add_interaction(writing, Interaction(0, 2, date(2026, 9, 1), "call"))
            add_interaction(writing, Interaction(0, 2, date(2026, 11, 24), "call", outcome="no-answer"))
            add_interaction(writing, Interaction(0, 3, date(2026, 9, 26), "meal"))
            add_task(writing, Task(0, 3, "send the quote", due=date(2026, 11, 27)))
            add_task(writing, Task(0, 5, "done long ago", due=date(2026, 11, 20), done=date(2026, 11, 20)))
            add_sale(writing, Sale(0, 1, date(2026, 10, 1), 5_000_000, 1_000_000, "Winter tyres"))
            add_sale(writing, Sale(0, 2, date(2026, 3, 1), 1_000_000, None, "机油"))
            add_sale(writing, Sale(0, 2, date(2025, 3, 1), 9_000_000, None, "机油"))
            add_sale(writing, Sale(0, 5, date(2026, 5, 1), 8_000_000, 8_000_000, "a car"))  # family has no value
            create_group(writing, "Big", query="grade:A,B", private=False)
            create_group(writing, "Big in Shanghai", query="group:Big city:上海", private=False)
            create_group(writing, "Ouroboros", query="group:Tail", private=False)
            create_group(writing, "Tail", query="王 or group:Ouroboros", private=False)
            create_group(writing, "Nephews", query="小明", private=True)
        yield book.connection


@pytest.fixture(scope="module")
def ids(connection: Connection) -> Callable[[str], list[int]]:
    return lambda text: sorted(find(text, QueryContext(connection, TODAY, computed=Core())))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "1 2 3 4 5 6"),
        # words search everything
        ("王", "2 4"), ("张伟", "1"), ("zw", "1"), ("zhangwei", "1"), ("xiaowang", "4"), ("138", "1"),
        ("green tea", "3"),
        ("茶", ""), ("muller", "3"), ("ＡＣＭＥ", "3 6"), ("catalogue", "1"), ("quote", "3"), ("example.com", "2"),
        ("上海", "1"),
        ("采购", "1"), ("138-0013-8000", "1"), ('"+86 139 0013 9000"', "2"), ('"trade fair"', "5"), ("tea,not", ""),
        ('"tea*,not"', "3"), ("%", ""), ("_", ""), ("*", "3"), ("'; drop table contact", ""), ("smith john", "5"),
        # fields
        ("id:2", "2"), ("id:2,3", "2 3"), ("id:2..4", "2 3 4"), ("id:>4", "5 6"),
        ("name:王", "2 4"), ("name:acme", "6"), ("name:=zw", "1"), ("name:小王", "4"), ("name:华为", ""),
        ("grade:A", "1"), ("grade:a,b", "1 2"), ("grade:>=B", "1 2"), ("grade:<B", "3"), ("grade:none", "4 5 6"),
        ("grade:1", "1"),
        ("grade:A..B", "1 2"), ("no:grade", "4 5 6"), ("has:grade", "1 2 3"),
        ("group:客户", "1 2"), ("group:vip", "1"), ("group:Big", "1 2"), ('group:"big in shanghai"', "1"),
        ("no:group", "3 4 6"),
        ("city:上海", "1"), ("city:berlin", "3"), ("city:=上海", ""), ("has:city", "1 3"),
        ("area:浦东", "1"), ("org:华为", "1"), ('org:"acme, inc."', "3"), ("title:经理", "1"), ("title:=ceo", "3"),
        ("stage:client", "5"), ("stage:first", "1"), ("stage:repeat", "2"), ("no:stage", "3 4 6"),
        ("segment:top", "1"), ("warning:acute,early", "2 3"), ("has:warning", "2 3"), ("has:segment", "1 2"),
        ("phone:138", "1"), ('phone:"0086 138 0013"', "1"), ("phone:=13900139000", "2"), ("phone:+1212", "6"),
        ("no:phone", "3 4 5"),
        ("email:fang", "2"), ("email:=fang.wang@example.com", "2"), ("has:email", "2"),
        ("added:<30d", "1 4"), ("added:30d", "1 4"), ("added:>300d", "2 3 5"), ("added:2026-11", "1 4"),
        ("added:today", "4"),
        ("added:>=2026-06-01", "1 4 6"), ("added:2024", "5"),
        # never counts as more
        ("idle:>60d", "2 4 5 6"), ("idle:>=60d", "2 3 4 5 6"), ("idle:60d", "2 3 4 5 6"), ("idle:<2m", "1 3"),
        ("idle:never", "4 5 6"),
        ("idle:1w..12w", "3"), ("idle:3d..20w", "1 2 3"),
        ("due:today", "1"), ("due:week", "1 3"), ("due:late", "2"), ("due:<7d", "1 2 3"), ("due:2026-12-24", "1"),
        # no sales is 0; profit is amount x margin where it is not given
        ("value:>=10000", "1"), ("value:3000", "1 2"), ("value:<1", "3 4 5 6"), ("value:0..3000", "2 3 4 5 6"),
        ("value:=1万", "1"),
        ("birthday:<14d", "1 4"), ("birthday:this-month", "2 4"), ("birthday:12-01", "1"), ("birthday:12月", "1"),
        ("birthday:next-month", "1"), ("birthday:1980", "1"), ("birthday:today", ""), ("birthday:02-28", "3"),
        ("birthday:>14d", "3"),
        ("birthday:2026-11-26", "4"), ("birthday:11-01..12-15", "1 2 4"), ("has:birthday", "1 2 3 4"),
        ("bought:tyres", "1"), ("bought:never", "3 4 6"), ("bought:<90d", "1"), ("bought:>90d", "2 5"),
        ("bought:2025", "2"),
        ("bought:this-year", "1 2 5"),
        ("source:hand", "3"), ("source:phone", "1 2"), ("status:lost", "5"), ("private:yes", "4 5"),
        ("private:no", "1 2 3 6"),
        # the book's own
        ("等级:A", "1"), ("预算:>10000", "1"), ("预算：＞＝5000", "1 2"), ("预算:<1000", ""), ("预算:4000..6000", "2"),
        ("signed:>2026-01-01", "5"), ("signed:2026-01-01..2026-02-01", ""), ("预算:>nan", ""), ("signed:>0.125", ""),
        ('"lead source":fair', "5"),
        ("has:预算", "1 2"),
        # together
        ("王 or 张", "1 2 4"), ("王 not 小", "2"), ("（王 or 张） grade:A", "1"), ("not grade:A,B,C", "4 5 6"),
        ("王 and 芳", "2"),
    ],
)  # fmt: skip
def test_a_query_finds(ids: Callable[[str], list[int]], text: str, found: str) -> None:
    assert ids(text) == [int(number) for number in found.split()]


def test_contacts_are_found_by_name_chinese_ones_by_their_pinyin(connection: Connection) -> None:
    assert find("", QueryContext(connection, TODAY)) == [6, 5, 3, 2, 4, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("grade:F", "grade: knows"), ("grade:AB", "grade: knows"), ("warning:acut", "warning: knows"),
        ("status:gone", "status: knows"),
        ("idle:often", "no length of time"), ("added:sometime", "no date"), ("birthday:03/04/26", "more than one date"),
        ("value:much", "no amount"), ("id:x", "no id"), ("phone:x", "no number"), ("has:wings", "has: knows"),
        ("private:maybe", "neither yes nor no"), ("group:Ouroboros", "asks for itself: Ouroboros -> Tail -> Ouroboros"),
        ("added:99999y", "no day or time"), ("id:99999999999999999999", "no id"), ("grad:A", 'no field "grad"'),
        ("segment:upper", "segment: knows"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_refused(ids: Callable[[str], list[int]], text: str, sentence: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        ids(text)
    assert sentence in str(refused.value)
    assert refused.value.hint


def test_a_mistyped_group_is_given_its_nearest(ids: Callable[[str], list[int]]) -> None:
    with pytest.raises(NotFoundError) as refused:
        ids("group:vipp")
    assert "VIP" in refused.value.hint


@pytest.mark.parametrize("text", ["due:today", "warning:acute", "has:warning", "segment:top"])
def test_what_cannot_be_computed_is_said_and_not_answered(connection: Connection, text: str) -> None:
    with pytest.raises(WrongUsageError, match="cannot be asked"):
        find(text, QueryContext(connection, TODAY))


QUERIES = st.recursive(
    st.sampled_from(
        [
            "王", "zw", "grade:A", "no:grade", "group:Big", "idle:>60d", "due:week", "value:>=3000", "birthday:<14d",
            "city:上海", "等级:A", "预算:>1", "private:yes", "stage:first", "bought:<90d", "status:lost", "has:email",
            "phone:138",
        ]
    ),
    lambda inner: st.builds("({} or {})".format, inner, inner)
    | st.builds("({} {})".format, inner, inner)
    | st.builds("not {}".format, inner),
    max_leaves=6,
)  # fmt: skip
ASKED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ASKED
@given(QUERIES)
def test_not_not_is_as_it_was_and_not_is_everybody_else(ids: Callable[[str], list[int]], text: str) -> None:
    found = ids(text)
    assert ids(f"not not ({text})") == found
    assert sorted([*found, *ids(f"not ({text})")]) == [1, 2, 3, 4, 5, 6]


@ASKED
@given(QUERIES, QUERIES)
def test_side_by_side_is_both_and_or_is_either(ids: Callable[[str], list[int]], one: str, other: str) -> None:
    assert set(ids(f"({one}) ({other})")) == set(ids(one)) & set(ids(other))
    assert set(ids(f"({one}) or ({other})")) == set(ids(one)) | set(ids(other))


@ASKED
@given(
    st.sampled_from([("grade", "A", "B"), ("group", "VIP", "family"), ("city", "上海", "berlin"), ("等级", "A", "B"),
                     ("birthday", "12月", "today"), ("id", "1..2", "5"), ("phone", "138", "139"),
                     ("added", "2024", "<30d")]),
)  # fmt: skip
def test_a_comma_within_a_field_means_or(ids: Callable[[str], list[int]], field: tuple[str, str, str]) -> None:
    name, one, other = field
    assert ids(f"{name}:{one},{other}") == ids(f"{name}:{one} or {name}:{other}")


@ASKED
@given(
    st.text(max_size=20) | st.from_regex(r"(id|added|idle|due|value|birthday|bought|预算):[<>=]{0,2}[0-9dwm.\-]{1,9}")
)
def test_nothing_typed_fails_otherwise(ids: Callable[[str], list[int]], text: str) -> None:
    try:
        found = ids(text)
    except (WrongUsageError, NotFoundError):
        return
    assert set(found) <= {1, 2, 3, 4, 5, 6}
