"""Records are loaded, changed, deleted and counted by the ids that people type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Complaint, Contact, Interaction, Note, Record, Sale, Task
from followup.core.model.ids import parse_record_id
from followup.errors import NotFoundError, WrongUsageError
from followup.storage.activities.complaints import add_complaint, complaints_of
from followup.storage.activities.interactions import add_interaction, latest_answer
from followup.storage.activities.notes import add_note
from followup.storage.activities.records import (
    contact_names,
    delete_record,
    load_record,
    record_counts,
    replace_record,
)
from followup.storage.activities.sales import add_sale
from followup.storage.activities.tasks import add_task, all_tasks, open_tasks
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"
RECORDS: dict[str, Record] = {
    "n1": Note(1, 1, DAY, "likes tea"),
    "i1": Interaction(1, 1, DAY, "visit", "showed samples", 30, "", "v1"),
    "t1": Task(1, 1, "send the quote", DAY, "14:00", important=True),
    "s1": Sale(1, 1, DAY, 120_000, None, "pumps"),
    "k1": Complaint(1, 1, DAY, "broken"),
}


@pytest.fixture(autouse=True)
def _records(book: Book) -> None:
    with book.writing("begin", NOW) as writing:
        add_contacts(writing, [Contact(1, "张伟", added=DAY), Contact(2, "Emma", added=DAY)])
        add_note(writing, 1, DAY, "likes tea")
        add_interaction(writing, Interaction(0, 1, DAY, "visit", "showed samples", 30, "", "v1"))
        add_task(writing, Task(0, 1, "send the quote", DAY, "14:00", important=True))
        add_sale(writing, Sale(0, 1, DAY, 120_000, None, "pumps"))
        add_complaint(writing, Complaint(0, 1, DAY, "broken"))


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_what_was_added(book: Book, name: str) -> None:
    assert load_record(book.connection, parse_record_id(name)) == RECORDS[name]


@pytest.mark.parametrize("name", RECORDS)
def test_a_deleted_record_is_gone_and_the_sentence_says_which(book: Book, name: str) -> None:
    with book.writing("delete", NOW) as writing:
        delete_record(writing, parse_record_id(name))
    with pytest.raises(NotFoundError, match=f"there is no .* {name}"):
        load_record(book.connection, parse_record_id(name))


def test_a_changed_record_has_its_new_values_and_is_found_by_its_new_text(book: Book) -> None:
    changed = Note(1, 1, date(2026, 6, 1), "likes Coffee")
    with book.writing("change", NOW) as writing:
        replace_record(writing, changed)
    assert load_record(book.connection, parse_record_id("n1")) == changed
    assert book.connection.execute("SELECT search FROM note").fetchone() == ("likes coffee",)


def test_a_line_of_the_agenda_is_no_record(book: Book) -> None:
    with pytest.raises(WrongUsageError, match="v1 is a line of the agenda"):
        load_record(book.connection, parse_record_id("v1"))


def test_records_are_counted_by_kind_and_contacts_named_by_id(book: Book) -> None:
    assert record_counts(book.connection, 1) == {
        "notes": 1, "interactions": 1, "tasks": 1, "sales": 1, "complaints": 1, "photos": 0,
    }  # fmt: skip
    assert contact_names(book.connection, [2, 9]) == {2: "Emma"}


def test_open_tasks_come_by_due_day_and_time_and_done_ones_last(book: Book) -> None:
    with book.writing("more", NOW) as writing:
        for task in (
            Task(0, 1, "some day"), Task(0, 2, "in the morning", DAY, "09:00"), Task(0, 2, "that day", DAY),
            Task(0, 1, "done", date(2026, 1, 1), done=DAY),
        ):  # fmt: skip
            add_task(writing, task)
    everything = [task.text for task in all_tasks(book.connection)]
    assert everything == ["in the morning", "send the quote", "that day", "some day", "done"]
    assert [task.text for task in open_tasks(book.connection)] == everything[:-1]


def test_the_complaints_of_a_contact_come_with_the_latest_first(book: Book) -> None:
    with book.writing("more", NOW) as writing:
        add_complaint(writing, Complaint(0, 1, date(2026, 6, 1), "late"))
        add_complaint(writing, Complaint(0, 1, DAY, "torn"))
    assert [complaint.text for complaint in complaints_of(book.connection, 1)] == ["torn", "broken", "late"]


def test_the_latest_interaction_that_answered_an_item_counts_from_a_day_on(book: Book) -> None:
    with book.writing("more", NOW) as writing:
        add_interaction(writing, Interaction(0, 1, date(2026, 6, 1), "meal", "lunch", item="v1"))
    answer = latest_answer(book.connection, 1, "v1", date(2026, 5, 1))
    assert answer == RECORDS["i1"]
    assert latest_answer(book.connection, 1, "v1", date(2026, 6, 3)) is None
    assert latest_answer(book.connection, 2, "v1", date(2026, 5, 1)) is None
