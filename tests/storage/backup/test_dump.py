"""A book that leaves as JSON comes back the same, to the last row, id and step of undo."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.model.contact import Complaint, Contact, Email, Interaction, Occasion, Phone, Relation, Sale, Task
from followup.errors import FileUnreadableError, RefusedError
from followup.storage.activities.complaints import add_complaint
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.notes import add_note
from followup.storage.activities.sales import add_sale
from followup.storage.activities.tasks import add_task
from followup.storage.backup import dump as book_json
from followup.storage.backup.dump import VERSION, book_lines, columns
from followup.storage.backup.restore import is_book_json, restore_book
from followup.storage.book.book import open_book
from followup.storage.book.rows import insert_row
from followup.storage.book.undo import history, undo
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts, next_id, remove_contacts
from followup.storage.schema import schema
from followup.storage.schema.columns import COLUMNS
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book, Writing

NOW = "2026-11-27T09:00"
TODAY = date(2026, 11, 27)
texts = some.text(some.characters(exclude_characters="\0", codec="utf-8"), max_size=20) | some.sampled_from(
    ['张"伟"\n', "\x1b[2J\u202e", "]\n}}\n", '"contact": [']
)


def dump(book: Book) -> list[str]:
    return list(book.connection.iterdump())


def person(writing: Writing, name: str = "张伟", text: str = "x") -> int:
    """A contact with something in every table."""
    number = next_id(writing.connection)
    contact = Contact(
        number, name, added=TODAY, groups=("VIP",), phones=(Phone("mobile", "13800138000", "+8613800138000"),),
        emails=(Email("work", text),), urls=(text,), occasions=(Occasion("birthday", None, 2, 29),),
        relations=(Relation("spouse", text),), fields={"hobby": text},
    )  # fmt: skip
    add_contacts(writing, [contact])
    insert_row(writing, "photo", {"contact_id": number, "mime": "image/png", "data": b"\x89PNG\x00\xff"})
    add_note(writing, number, TODAY, text)
    add_interaction(writing, Interaction(0, number, TODAY, "visit", text))
    add_task(writing, Task(0, number, text, TODAY))
    add_sale(writing, Sale(0, number, TODAY, -(10**15), None, text))
    add_complaint(writing, Complaint(0, number, TODAY, text))
    set_grade(writing, [number], "A", locked=True, day=TODAY, reason=text)
    batch = insert_row(writing, "batch", {"day": TODAY, "files": "[]"})
    card = {"batch_id": batch, "contact_id": number, "fingerprint": b"\x00", "content": b"\xff", "original": b""}
    insert_row(writing, "card", card)
    return number


def restored(document: str, path: Path) -> Book:
    book = open_book(path, create=True)
    restore_book(book, StringIO(document))
    return book


@pytest.fixture
def full(book: Book) -> Book:
    with book.writing("Added two", at=NOW) as writing:
        person(writing)
        person(writing, "李雷")
        create_group(writing, "smart", query="grade:A", private=False)
        create_group(writing, "家人", query=None, private=True)
        insert_row(writing, "not_same", {"contact_id": 1, "other_id": 2})
        insert_row(writing, "remembered", {"name": "phone.region", "value": "CN"})
    with book.writing("Removed 李雷", at=NOW) as writing:
        remove_contacts(writing, [2])
    with book.noting() as connection:
        connection.execute("INSERT INTO reminded VALUES ('2026-11-27', 'page')")
    return book


def test_every_table_of_a_book_comes_back(full: Book, tmp_path: Path) -> None:
    with restored("".join(book_lines(full.connection)), tmp_path / "new.db") as new:
        assert dump(new) == dump(full)


def test_it_can_be_undone_as_before(full: Book, tmp_path: Path) -> None:
    with restored("".join(book_lines(full.connection)), tmp_path / "new.db") as new:
        assert undo(new, 1) == ["Removed 李雷"]
        assert [name for (name,) in new.connection.execute("SELECT name FROM contact")] == ["张伟", "李雷"]
        with new.writing("more", at=NOW) as writing:
            person(writing, "王芳")
        assert history(new.connection, 1)[0][2] == "more"


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=some.lists(some.lists(some.tuples(texts, texts), max_size=2), max_size=3), remove=some.booleans())
def test_any_book_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, commands: list[list[tuple[str, str]]], remove: bool
) -> None:
    folder = tmp_path_factory.mktemp("json")
    with open_book(folder / "book.db", create=True) as book:
        for names in commands:
            with book.writing("did", at=NOW) as writing:
                ids = [person(writing, name, text) for name, text in names]
                if remove:
                    remove_contacts(writing, ids[:1])
        document = "".join(book_lines(book.connection))
        with restored(document, folder / "new.db") as new:
            assert dump(new) == dump(book)


def test_another_layout_of_the_same_document_is_read_too(full: Book, tmp_path: Path) -> None:
    document = json.dumps(json.loads("".join(book_lines(full.connection))), indent=1)
    assert is_book_json(document)
    with restored(document, tmp_path / "new.db") as new:
        assert dump(new) == dump(full)


def test_some_contacts_leave_with_what_is_theirs_and_no_history(book: Book, tmp_path: Path) -> None:
    with book.writing("Added three", at=NOW) as writing:
        for name in ("张伟", "李雷", "王芳"):
            person(writing, name)
        insert_row(writing, "not_same", {"contact_id": 1, "other_id": 2})
        insert_row(writing, "relation", {"contact_id": 1, "kind": "boss", "name": "李雷", "other_id": 2})
    with restored("".join(book_lines(book.connection, [1, 3])), tmp_path / "new.db") as new:
        rows = new.connection.execute("SELECT id, name FROM contact").fetchall()
        assert rows == [(1, "张伟"), (3, "王芳")]
        assert new.connection.execute("SELECT count(*) FROM note").fetchone() == (2,)
        assert new.connection.execute("SELECT name FROM groups").fetchall() == [("VIP",)]
        assert new.connection.execute("SELECT count(*) FROM not_same").fetchone() == (0,)
        assert history(new.connection) == []
        assert next_id(new.connection) == 4


def test_a_link_leaves_with_both_its_ends_and_as_a_name_with_one(book: Book, tmp_path: Path) -> None:
    with book.writing("linked", NOW) as writing:
        add_contacts(
            writing,
            [
                Contact(1, "张伟", added=TODAY, relations=(Relation("spouse", "李娜", 2),)),
                Contact(2, "李娜", added=TODAY),
            ],
        )
    for ids, other in ([1, 2], 2), ([1], None):
        with restored("".join(book_lines(book.connection, ids)), tmp_path / f"{len(ids)}.db") as new:
            assert load_contact(new.connection, 1).relations == (Relation("spouse", "李娜", other),)


def test_a_book_that_is_not_empty_is_not_written_over(full: Book) -> None:
    before = dump(full)
    with pytest.raises(RefusedError, match="not empty") as refused:
        restore_book(full, book_lines(full.connection))
    assert "--book" in refused.value.hint
    assert dump(full) == before


def document(**changes: Any) -> dict[str, Any]:
    whole = {"format": "followup book", "version": VERSION, "schema": schema.LATEST, "sequences": {}, "tables": {}}
    return whole | changes


COMMAND = {"id": 1, "at": "2026-11-27T09:00", "words": "x", "sequences": "{}"}
GROUP = {"id": 1, "name": "g", "folded": "g"}


def changed(old: str) -> dict[str, Any]:
    row = {"id": 1, "command_id": 1, "tab": "contact", "row": 1, "op": "u", "old": old}
    return document(tables={"command": [COMMAND], "change": [row]})


CONTACT = {"id": 1, "name": "张伟", "added": "2026-11-27"}
BAD = {
    "a newer version": (document(version=VERSION + 1), "newer followup"),
    "a newer schema": (document(schema=schema.LATEST + 1), "newer followup"),
    "no version": (document(version="x"), "line 1"),
    "another format": (document(format="x"), "line 1"),
    "sequences that are none": (document(sequences=[]), "line 1"),
    "no tables": (document(tables=[]), "line 1"),
    "a table that is no list": (document(tables={"contact": {}}), "line 1"),
    "a row that is none": (document(tables={"contact": [1]}), "a row is"),
    "a table that no book has": (document(tables={"sqlite_schema": [CONTACT]}), "a row is"),
    "a column that no table has": (document(tables={"contact": [CONTACT | {"name) --": 1}]}), "a row is"),
    "a value that is none": (document(tables={"contact": [CONTACT | {"family": ["x"]}]}), "contact"),
    "a value that is missing": (document(tables={"contact": [{"id": 1, "name": "x"}]}), "contact"),
    "the same row twice": (document(tables={"contact": [CONTACT, CONTACT]}), "contact"),
    "a blob that is none": (
        document(tables={"photo": [{"id": 1, "contact_id": 1, "mime": "", "data": 7}]}), "a row is"
    ),
    "a note of nobody": (
        document(tables={"note": [{"id": 1, "contact_id": 9, "day": "2026-11-27", "text": "", "search": ""}]}),
        "missing",
    ),
    "a history of other tables": (
        document(tables={"change": [{"id": 1, "command_id": 1, "tab": "contact; --", "row": 1, "op": "i"}]}), "history"
    ),
    "a history of a run that is none": (
        document(tables={"change": [{"id": 1, "command_id": 1, "tab": "contact", "row": 1, "op": "i", "old": "x"}]}),
        "row 1 of change has in old",
    ),
    "no object": ([], "line 1"),
    "a version before the first": (document(version=0), "line 1"),
    "a number that is a truth": (document(version=True), "line 1"),
    "a sequence beyond all numbers": (document(sequences={"contact": 10**40}), "line 1"),
    "a sequence that is none": (document(sequences={"contact": "7"}), "line 1"),
    "an empty row": (document(tables={"contact": [{}]}), "a row"),
    "an id beyond all numbers": (document(tables={"contact": [CONTACT | {"id": 10**40}]}), "contact"),
    "half a character": (document(tables={"contact": [CONTACT | {"name": "\ud800"}]}), "contact"),
    "a day that is none": (document(tables={"contact": [CONTACT | {"added": "2026-02-30"}]}), "contact has in added"),
    "a day that is a number": (document(tables={"contact": [CONTACT | {"graded": 5}]}), "contact has in graded"),
    "a truth that is a word": (document(tables={"contact": [CONTACT | {"private": "x"}]}), "contact has in private"),
    "a month that no year has": (
        document(tables={"contact": [CONTACT], "occasion": [{"id": 1, "contact_id": 1, "kind": "x", "month": 77}]}),
        "occasion has in month",
    ),
    "a time that no day has": (
        document(tables={"contact": [CONTACT], "task": [{"id": 1, "contact_id": 1, "text": "x", "time": "25:99"}]}),
        "task has in time",
    ),
    "ids that would be given twice": (
        document(tables={"contact": [CONTACT]}, sequences={"contact": 0}), "sequences.contact is lower"
    ),
    "a sequence of nobody": (document(sequences={"nobody": 1}), "sequences.nobody"),
    "a command's sequences that are a list": (
        document(tables={"command": [COMMAND | {"sequences": "[]"}]}), "row 1 of command has in sequences"
    ),
    "a command's sequences that are words": (
        document(tables={"command": [COMMAND | {"sequences": '{"contact": "x"}'}]}), "row 1 of command has in sequences"
    ),
    "a past that is no JSON": (changed("not json"), "row 1 of change has in old"),
    "a past with a column of nobody": (changed('{"id": 1, "x": 1}'), "row 1 of change has in old"),
    "a past that is nested": (changed('{"id": 1, "name": ["x"]}'), "row 1 of change has in old"),
    "a past with a day that was none": (changed('{"id": 1, "added": "yesterday"}'), "change has in added"),
    "a past without a name": (changed('{"id": 1, "name": null}'), "change has in name"),
    "a group that meets by the moon": (
        document(tables={"groups": [GROUP | {"cadence_visit": "lunar"}]}), "row 1 of groups has in cadence_visit"
    ),
    "a group that asks for itself": (
        document(tables={"groups": [GROUP | {"query": "group:g"}]}), "row 1 of groups has in query"
    ),
    "a query that cannot be read": (
        document(tables={"groups": [GROUP | {"query": "("}]}), "row 1 of groups has in query"
    ),
    "a grade that nobody has": (document(tables={"contact": [CONTACT | {"grade": "F"}]}), "contact.* has what no book"),
    "a text that ends early for some": (
        document(tables={"contact": [CONTACT | {"title": "a\0b"}]}), "row 1 of contact has in title"
    ),
    "a blob that is no base64": (
        document(tables={"photo": [{"id": 1, "contact_id": 1, "mime": "", "data": "!!!"}]}), "a row is"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_book_is_refused_and_nothing_stays_of_it(book: Book, name: str) -> None:
    before = dump(book)
    content, reason = BAD[name]
    with pytest.raises(FileUnreadableError, match=reason):
        restore_book(book, [json.dumps(content)])
    assert dump(book) == before


@pytest.mark.parametrize("deep", ["[" * 200_000, '{"a":' * 200_000])
@pytest.mark.parametrize("before", ['"tables": ', '\n"tables": {\n"contact": [\n{"id":'])
def test_what_is_nested_without_end_is_refused(book: Book, before: str, deep: str) -> None:
    head = json.dumps(document())[:-1].partition(', "tables"')[0]
    with pytest.raises(FileUnreadableError, match="line"):
        restore_book(book, StringIO(f"{head},{before}{deep}"))


def test_every_column_of_every_table_says_what_it_may_hold(book: Book) -> None:
    found = {table: {*columns(book.connection, table)} for table in book_json.tables(book.connection)}
    assert {table: {*kinds} for table, kinds in COLUMNS.items()} == found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\n]\n}}\n", "", "ends early"),
        ('"contact": [', "contact", "line"),
        ('{"id":1,', '{"id":', "line"),
        ('{"format"', '{format"', "line 1"),
    ],
)
def test_a_damaged_document_is_refused_with_its_line(
    full: Book, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    text = "".join(book_lines(full.connection))
    assert old in text
    with pytest.raises(FileUnreadableError, match=reason):
        restored(text.replace(old, new, 1), tmp_path / "new.db")


def test_nothing_but_a_book_is_taken_for_one() -> None:
    assert is_book_json('{"format": "followup book", "version": 1')
    assert not is_book_json('[{"id": 1}]')
    assert not is_book_json("BEGIN:VCARD")
