"""Search goes over names, pinyin, organisation, notes, fields and phone digits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact, Phone
from followup.storage.activities.notes import add_note
from followup.storage.book.book import open_book
from followup.storage.contacts.writes import add_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    contacts = [
        Contact(1, "张伟", added=TODAY, phones=(Phone("", "+86 138-0013-8000", "+8613800138000"),)),
        Contact(2, "王芳", added=TODAY, organization="华为技术有限公司", fields={"爱好": "羽毛球"}),
        Contact(3, "José Álvarez", added=TODAY),
        Contact(4, "Anna 100%", added=TODAY),
    ]
    with open_book(tmp_path_factory.mktemp("search") / "book.db", create=True) as book:
        with book.writing("people", "2026-06-01") as writing:
            add_contacts(writing, contacts)
            add_note(writing, 3, TODAY, "# Family\nhis daughter studies 建筑 in Delft")
        yield book.connection


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("王", [2]), ("张伟", [1]), ("zw", [1]), ("zhangw", [1]), ("138", [1]), ("00138000", [1]),
        ("138 0013 8000", [1]),
        ("daughter", [3]), ("建筑", [3]), ("family delft", [3]), ("jose", [3]), ("ALVAREZ", [3]), ("华为", [2]),
        ("羽毛", [2]),
        ("技术 wf", [2]), ("０１３８", [1]), ("100%", [4]), ("%", [4]), ("_", []), ("技术王", []),
    ],
)  # fmt: skip
def test_search_finds(connection: Connection, words: str, found: list[int]) -> None:
    assert find(words, QueryContext(connection, TODAY)) == found
