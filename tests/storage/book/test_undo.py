"""Undo: whatever was done, taking it back gives the book of before, to the last byte and id."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.matching.merge import merge_contacts
from followup.core.model.contact import Contact, Interaction, Occasion, Phone, Sale, Task
from followup.core.model.ids import parse_record_id
from followup.core.text.folding import fold
from followup.errors import BookUnusableError
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.notes import add_note, load_note, replace_note
from followup.storage.activities.records import delete_record
from followup.storage.activities.sales import add_sale
from followup.storage.activities.tasks import add_task
from followup.storage.book.book import open_book
from followup.storage.book.rows import insert_row
from followup.storage.book.undo import history, undo
from followup.storage.contacts.groups import add_members, all_groups, create_group, delete_group, drop_members
from followup.storage.contacts.reads import load_contact, load_contacts
from followup.storage.contacts.writes import add_contacts, next_id, remove_contacts, replace_contact
from followup.storage.matching.merge import merge_into
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from followup.storage.book.book import Book, Writing

NOW = "2026-11-27T09:00"
TODAY = date(2026, 11, 27)
Command = tuple[str, int, str]


def dump(book: Book) -> list[str]:
    """Everything but the day on which the book was looked at."""
    return [line for line in book.connection.iterdump() if not line.startswith('INSERT INTO "reminded"')]


def somebody(connection: sqlite3.Connection, pick: int) -> int | None:
    """One of the contacts that are there."""
    ids = [number for (number,) in connection.execute("SELECT id FROM contact ORDER BY id")]
    return ids[pick % len(ids)] if ids else None


def add(writing: Writing, _pick: int, text: str) -> None:
    number = next_id(writing.connection)
    contact = Contact(
        number, text, added=TODAY, groups=("VIP", "家人"), phones=(Phone("", text),),
        occasions=(Occasion("birthday", None, 2, 29),), fields={"hobby": text},
    )  # fmt: skip
    add_contacts(writing, [contact])
    insert_row(writing, "photo", {"contact_id": number, "mime": "image/png", "data": text.encode()})


def edit(writing: Writing, pick: int, text: str) -> None:
    number = somebody(writing.connection, pick)
    if number is not None:
        before = load_contact(writing.connection, number)
        after = before._replace(name=text, groups=("VIP", text or "x"), occasions=(), fields={text: "y"}, phones=())
        replace_contact(writing, before, after)


def remove(writing: Writing, pick: int, _text: str) -> None:
    number = somebody(writing.connection, pick)
    if number is not None:
        remove_contacts(writing, [number])


def happen(writing: Writing, pick: int, text: str) -> None:
    contact = somebody(writing.connection, pick)
    if contact is not None:
        number = add_note(writing, contact, TODAY, text)
        add_interaction(writing, Interaction(0, contact, TODAY, "visit", text))
        add_task(writing, Task(0, contact, text, TODAY))
        add_sale(writing, Sale(0, contact, TODAY, 100, None, text))
        replace_note(writing, load_note(writing.connection, number)._replace(text=text[::-1]))


def forget(writing: Writing, pick: int, _text: str) -> None:
    for kind, table in (("n", "note"), ("i", "interaction"), ("t", "task"), ("s", "sale")):
        for (number,) in writing.connection.execute(f"SELECT id FROM {table} WHERE id % 2 = ?", (pick % 2,)).fetchall():
            delete_record(writing, parse_record_id(f"{kind}{number}"))


def grade(writing: Writing, pick: int, text: str) -> None:
    ids = [number for (number,) in writing.connection.execute("SELECT id FROM contact")]
    set_grade(writing, ids, (None, "A", "B")[pick % 3], locked=pick % 2 == 0, day=TODAY, reason=text)


def group(writing: Writing, pick: int, text: str) -> None:
    everybody = [number for (number,) in writing.connection.execute("SELECT id FROM contact")]
    for there in all_groups(writing.connection):
        if there.query is None and pick % 3:
            (add_members if pick % 3 == 1 else drop_members)(writing, there, everybody)
        elif pick % 2:
            delete_group(writing, there)
    name = f"{text} in Shanghai" if pick % 2 else text  # a smart group's is none that `edit` puts somebody into by hand
    if fold(name) not in {fold(there.name) for there in all_groups(writing.connection)}:
        create_group(writing, name, query="city:上海" if pick % 2 else None, private=pick % 5 == 0, cadence_visit="30")


def merge(writing: Writing, pick: int, _text: str) -> None:
    contacts = load_contacts(writing.connection)
    if len(contacts) > 1:
        kept, other = contacts[pick % len(contacts)], contacts[(pick + 1) % len(contacts)]
        merge_into(writing, kept, other, merge_contacts(kept, other).contact)


COMMANDS: dict[str, Callable[[Writing, int, str], None]] = {
    "add": add, "edit": edit, "remove": remove, "happen": happen, "forget": forget, "grade": grade,
    "group": group, "merge": merge,
}  # fmt: skip
# Without control characters: no command lets one into a name.
texts = some.text(some.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
commands = some.tuples(some.sampled_from(sorted(COMMANDS)), some.integers(0, 9), texts)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book for all examples: each undoes what it did."""
    with open_book(tmp_path_factory.mktemp("undo") / "book.db", create=True) as book:
        yield book


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=some.lists(commands, max_size=6), at_once=some.booleans())
def test_any_sequence_of_commands_undone_gives_back_the_start(
    shared: Book, story: list[Command], at_once: bool
) -> None:
    dumps = []
    for name, pick, text in story:
        before = dump(shared)
        with shared.writing(name, at=NOW) as writing:
            COMMANDS[name](writing, pick, text)
        if dump(shared) != before:
            dumps.append(before)
    done = len(history(shared.connection))
    assert done == len(dumps)
    if at_once:
        undo(shared, done)
        assert dump(shared) == (dumps or [dump(shared)])[0]
    for before in () if at_once else reversed(dumps):
        undo(shared, 1)
        assert dump(shared) == before
    assert load_contacts(shared.connection) == []


def write(book: Book, words: str, name: str) -> None:
    with book.writing(words, at=NOW) as writing:
        add(writing, 0, name)


def test_history_is_told_in_words_the_latest_first(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    write(book, "Added 李娜", "李娜")
    assert [(at, words) for _, at, words in history(book.connection)] == [(NOW, "Added 李娜"), (NOW, "Added 张伟")]
    assert [words for _, _, words in history(book.connection, 1)] == ["Added 李娜"]


def test_undo_says_what_it_took_back(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    write(book, "Added 李娜", "李娜")
    assert undo(book, 2) == ["Added 李娜", "Added 张伟"]
    assert history(book.connection) == []


def test_an_id_given_back_is_given_again(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    undo(book, 1)
    write(book, "Added 李娜", "李娜")
    assert [(contact.id, contact.name) for contact in load_contacts(book.connection)] == [(1, "李娜")]


def test_the_id_of_a_removed_contact_is_never_given_again(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    with book.writing("Removed 张伟", at=NOW) as writing:
        remove_contacts(writing, [1])
    write(book, "Added 李娜", "李娜")
    assert [contact.id for contact in load_contacts(book.connection)] == [2]


def test_what_was_done_outside_the_salespersons_data_stays(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    with book.noting() as connection:
        connection.execute("INSERT INTO reminded (day, channel) VALUES ('2026-11-27', '')")
    undo(book, 1)
    assert book.connection.execute("SELECT day FROM reminded").fetchall() == [("2026-11-27",)]


def test_a_history_that_does_not_fit_takes_nothing_back(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    with book.writing("Removed", at=NOW) as writing:
        remove_contacts(writing, [1])
    with book.noting() as connection:
        connection.execute("UPDATE change SET old = json_set(old, '$.contact_id', 99) WHERE tab = 'phone'")
        connection.execute("UPDATE change SET old = json_set(old, '$.name', NULL) WHERE tab = 'contact' AND op = 'd'")
    before = dump(book)
    with pytest.raises(BookUnusableError, match="nothing was taken back"):
        undo(book, 1)
    assert dump(book) == before


def test_ids_are_never_given_twice_whatever_a_command_says_of_them(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    write(book, "Added 李雷", "李雷")
    with book.noting() as connection:
        connection.execute("UPDATE command SET sequences = '{}'")
    undo(book, 1)
    assert next_id(book.connection) == 2


def test_a_removed_contact_comes_back_with_all_that_hung_on_it(book: Book) -> None:
    write(book, "Added 张伟", "张伟")
    with book.writing("Noted", at=NOW) as writing:
        happen(writing, 0, "tea")
    before = dump(book)
    with book.writing("Removed", at=NOW) as writing:
        remove_contacts(writing, [1])
    assert book.connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    undo(book, 1)
    assert dump(book) == before


def test_rows_that_come_together_are_one_line_of_the_change_table_and_go_together(book: Book) -> None:
    with book.writing("Added one", at=NOW) as writing:
        add_contacts(writing, [Contact(1, "before", added=TODAY)])
    start = dump(book)
    people = [Contact(number, f"x{number}", added=TODAY, phones=(Phone("", "1"),)) for number in range(2, 52)]
    with book.writing("Imported", at=NOW) as writing:
        add_contacts(writing, people)
    assert book.connection.execute("SELECT tab, row, op, old FROM change WHERE command_id = 2").fetchall() == [
        ("contact", 2, "i", "51"), ("phone", 1, "i", "50"),
    ]  # fmt: skip
    imported = dump(book)
    with book.writing("Changed", at=NOW) as writing:
        remove_contacts(writing, [7])
        replace_contact(writing, people[0], people[0]._replace(name="y", phones=()))
    assert undo(book, 1) == ["Changed"]
    assert dump(book) == imported
    assert undo(book, 1) == ["Imported"]
    assert dump(book) == start


def test_rows_with_ids_of_their_own_that_leave_gaps_are_written_down_one_by_one(book: Book) -> None:
    with book.writing("Added one", at=NOW) as writing:
        add_contacts(writing, [Contact(31, "in the gap", added=TODAY)])
    start = dump(book)
    with book.writing("Imported", at=NOW) as writing:
        add_contacts(writing, [Contact(number, "x", added=TODAY) for number in range(2, 100, 4)])
    assert undo(book, 1) == ["Imported"]
    assert dump(book) == start
