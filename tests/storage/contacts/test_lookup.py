"""WHO: by id, name, nickname, pinyin, phone in any spelling, e-mail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact, Email, Phone
from followup.errors import AmbiguousError, NotFoundError
from followup.storage.book.book import open_book
from followup.storage.contacts import completion
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.lookup import find_matches, find_one, names_and_nicknames
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

PEOPLE = (
    ("张伟", "伟哥", "13800138000", "zw@example.com"), ("王芳", "", "+86 139 0013 9000", "fang.wang@example.com"),
    ("王小明", "小王", "", ""), ("Wang Fang", "", "", ""), ("Anna Lee", "", "", ""), ("Annabel Leeds", "", "", ""),
    ("赵敏", "", "10086", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    contacts = [
        Contact(
            number, name, nickname=nickname, added=date(2026, 1, 1), organization="华为" if number == 1 else "",
            phones=(Phone("", phone, "+86" + phone[-13:].replace(" ",
            "")[-11:] if len(phone) > 10 else None),) if phone else (),
            emails=(Email("", email),) if email else (),
        )
        for number, (name, nickname, phone, email) in enumerate(PEOPLE, 1)
    ]  # fmt: skip
    with open_book(tmp_path_factory.mktemp("who") / "book.db", create=True) as book:
        with book.writing("people", "2026-01-01") as writing:
            add_contacts(writing, contacts)
            for name in ("客户", "Clients", "Cold"):
                create_group(writing, name, query=None, private=False)
        yield book.connection


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", [1]), ("id:1", [1]), ("id:99", []),
        ("张伟", [1]), ("zhangwei", [1]), ("Zhang Wei", [1]), ("zw", [1]), ("伟哥", [1]),
        ("13800138000", [1]), ("+86 138-0013-8000", [1]), ("0086 138 0013 8000", [1]), ("1380013", [1]),
        ("10086", [7]), ("zw@example.com", [1]), ("ZW@Example.com", [1]), ("fang.wang", [2]),
        ("anna lee", [5]), ("annab", [6]), ("leeds", [6]), ("lee anna", [5, 6]),
        # exact beats prefix beats part: 小王 is a nickname, 王 begins two names
        ("小王", [3]), ("王", [2, 3]), ("小", [3]), ("wang fang", [4, 2]), ("wf", [2]), ("anna", [5, 6]),
        ("nobody", []), ("", []), ("  ", []), ("99", []), ("%", []), ("华为", []), ("9" * 30, []),
    ],
)  # fmt: skip
def test_who_answers_to(connection: Connection, text: str, numbers: list[int]) -> None:
    assert [match.id for match in find_matches(connection, text)] == numbers


def test_the_one_who_answers_is_given_by_id(connection: Connection) -> None:
    assert find_one(connection, "zw") == 1


def test_several_are_listed_to_choose_from(connection: Connection) -> None:
    with pytest.raises(AmbiguousError, match=r'2 contacts answer to "王": 2 王芳, 3 王小明'):
        find_one(connection, "王")


def test_nobody_is_answered_with_the_nearest_names(connection: Connection) -> None:
    with pytest.raises(NotFoundError) as error:
        find_one(connection, "Ana Leee")
    assert "Anna Lee" in error.value.hint
    with pytest.raises(NotFoundError) as error:
        find_one(connection, "Leee")
    assert "Anna Lee" in error.value.hint
    with pytest.raises(NotFoundError) as error:
        find_one(connection, "xyzzy")
    assert "followup list" in error.value.hint


def test_of_many_the_ten_likeliest_are_listed_and_how_to_narrow(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_book(tmp_path_factory.mktemp("many") / "book.db", create=True) as book:
        with book.writing("people", "2026-01-01") as writing:
            grades = {300: "A", 200: "B"}
            many = [Contact(n, f"王{n:03}", grade=grades.get(n), added=date(2026, 1, 1)) for n in range(1, 301)]
            add_contacts(writing, many)
        with pytest.raises(AmbiguousError, match=r": 300 王300, 200 王200, 1 .*, 8 王008 and 290 more$") as error:
            find_one(book.connection, "王")
        assert error.value.hint.endswith('followup list "王" shows all of them')


def test_candidates_are_names_and_nicknames(connection: Connection) -> None:
    assert {"张伟", "伟哥", "小王"} <= set(names_and_nicknames(connection))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("王", ["王芳", "王小明"]), ("zhang", ["张伟"]), ("wangf", ["王芳"]), ("lee", ["Anna Lee", "Annabel Leeds"]),
        ("anna l", ["Anna Lee"]), ("小王", ["王小明"]), ("q", []), ("%", []),
    ],
)  # fmt: skip
def test_names_that_begin_so_are_offered(connection: Connection, typed: str, offered: list[str]) -> None:
    assert completion.names(connection, typed) == offered


def test_everybody_is_offered_at_first_and_groups_by_how_they_begin(connection: Connection) -> None:
    assert len(completion.names(connection, "")) == len(PEOPLE)
    assert completion.groups(connection, "") == ["Clients", "Cold", "客户"]
    assert completion.groups(connection, "CL") == ["Clients"]


def test_completion_never_fails(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_book(tmp_path_factory.mktemp("closed") / "book.db", create=True) as book:
        connection = book.connection
    assert completion.names(connection, "a") == []
    assert completion.groups(connection, "a") == []
