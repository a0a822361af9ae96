"""The kept week in the book: bookkeeping, read back with what became of it."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.agenda.kept import KeptLine, KeptWeek, LastChange, LineState
from followup.core.model.contact import Complaint, Contact, Interaction, Task
from followup.core.model.ids import parse_record_id
from followup.core.scheduling.item import ChangeKind
from followup.errors import BookUnusableError
from followup.storage.activities.complaints import add_complaint
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.snoozes import load_snoozes, put_off
from followup.storage.activities.tasks import add_task
from followup.storage.agenda.kept import load_kept, store_decision, store_plan
from followup.storage.book.book import open_book
from followup.storage.book.undo import history, undo
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts, remove_contacts
from followup.storage.matching.merge import merge_into
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
TUE, WED = MON + 1, MON + 2
TODAY = date(2026, 11, 26)


def line(item: str, contact: int | None = 1, kind: str = "visit", **more: object) -> KeptLine:
    fields = {"planned": TUE, "day": TUE, "added": MON} | more
    return KeptLine(item, contact, kind, f"{kind} 张伟", "due", 1, "A", MON, "", 60, "浦东", 64.5, **fields)  # type: ignore[arg-type]


def kept(*lines: KeptLine, **more: object) -> KeptWeek:
    return KeptWeek(MON, {each.item: each for each in lines}, **more)  # type: ignore[arg-type]


def load(book: Book, today: date = TODAY, monday: date = MONDAY) -> KeptWeek:
    return load_kept(QueryContext(book.connection, today), monday)


@pytest.fixture
def people(book: Book) -> Book:
    with book.writing("Added", "2026-11-01") as writing:
        add_contacts(writing, [Contact(number, name, added=MONDAY) for number, name in ((1, "张伟"), (2, "王芳"))])
    return book


def test_a_week_is_read_back_as_it_was_kept(people: Book) -> None:
    lines = (
        line(
            "v1",
            name="张伟",
            later=True,
            weeks=3,
            state=LineState.PINNED,
            change=LastChange(WED, ChangeKind.PINNED, TUE),
        ),
        line("c2", 2, "call", name="王芳", state=LineState.SKIPPED, reason="ill", day=0, planned=0),
        line("f3", None, "festival", contacts=12),
    )
    before = kept(*lines, waiting=frozenset({"v7", "c9"}), carried={"v1": 2})
    store_plan(people, MONDAY, KeptWeek(), before)
    assert load(people) == before
    assert load(people, monday=date(2026, 11, 16)) == KeptWeek()


def test_what_an_older_followup_wrote_about_a_change_is_not_told_again_and_nothing_else_is_lost(people: Book) -> None:
    store_plan(people, MONDAY, KeptWeek(), kept(line("v1", name="张伟", state=LineState.PINNED)))
    for cause in ("is pinned to Wed 25 Nov", "moved|never|", "|", ""):
        people.connection.execute("UPDATE kept_item SET changed = '2026-11-25', cause = ?", (cause,))
        stored = load(people).lines["v1"]
        assert stored.state is LineState.PINNED
        assert stored.change is None or stored.change == LastChange(WED, ChangeKind.MOVED)


def test_only_what_changed_is_written_and_nothing_of_it_is_history(people: Book) -> None:
    before = kept(line("v1", name="张伟"), line("v2", 2, name="王芳"))
    store_plan(people, MONDAY, KeptWeek(), before)
    written = people.connection.total_changes
    store_plan(people, MONDAY, load(people), before)
    assert people.connection.total_changes == written
    after = kept(line("v1", name="张伟", day=WED), line("v2", 2, name="王芳"))
    store_plan(people, MONDAY, before, after)
    assert people.connection.total_changes - written == 2, "the week and a line"
    assert load(people) == after
    assert len(history(people.connection)) == 1
    undo(people, 1)
    assert people.connection.execute("SELECT count(*) FROM kept_item").fetchone() == (2,)


def test_a_book_that_cannot_be_written_is_left_as_it_is(people: Book, tmp_path: Path) -> None:
    with open_book(tmp_path / "none.db") as empty:
        store_plan(empty, MONDAY, KeptWeek(), kept(line("v1")))
        assert load(empty) == KeptWeek()
    people.connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(people.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store_plan(people, MONDAY, KeptWeek(), kept(line("v1")))
    other.execute("ROLLBACK")
    other.close()
    assert load(people) == KeptWeek()


def test_what_was_done_is_read_off_the_book_and_undone_with_it(people: Book) -> None:
    with people.writing("Promised", "2026-11-20") as writing:
        task = add_task(writing, Task(0, 1, "quote", date(2026, 11, 25)))
        complaint = add_complaint(writing, Complaint(0, 2, MONDAY, "torn"))
    names = (f"t{task}", f"k{complaint}")
    lines = (line("v1"), line("c2", 2, "call"), line(names[0], 1, "task"), line(names[1], 2, "complaint"),
             line("f3", None, "festival"), line("w2", 2, "warning"))  # fmt: skip
    store_plan(people, MONDAY, KeptWeek(), kept(*lines))
    assert {each.done for each in load(people).lines.values()} == {0}
    assert load(people).lines[names[0]].until == date(2026, 11, 25).toordinal()
    with people.writing("Lived", "2026-11-25") as writing:
        add_interaction(writing, Interaction(0, 1, date(2026, 11, 24), "visit"))
        add_interaction(writing, Interaction(0, 2, date(2026, 11, 25), "call", outcome="no-answer"))
        add_interaction(writing, Interaction(0, 2, date(2026, 11, 25), "greeting", item="f3"))
        add_interaction(writing, Interaction(0, 2, date(2026, 11, 27), "call"))
        writing.connection.execute("UPDATE task SET done = '2026-11-25'")
        writing.connection.execute("UPDATE complaint SET resolved = '2026-11-24'")
    found = {name: each.done for name, each in load(people).lines.items()}
    assert found == {"v1": TUE, "c2": 0, names[0]: WED, names[1]: TUE, "f3": WED, "w2": 0}
    assert load(people, date(2026, 11, 27)).lines["c2"].done == MON + 4, "a day to come is not done yet"
    undo(people, 1)
    assert {each.done for each in load(people).lines.values()} == {0}


def test_a_complaint_and_the_question_after_it_are_two_lines(people: Book) -> None:
    with people.writing("Complained", "2026-11-20") as writing:
        add_complaint(writing, Complaint(0, 1, MONDAY, "torn", resolved=MONDAY))
    first, second = line("k1", 1, "complaint", done=MON), line("k1", 1, "satisfaction", added=WED)
    store_plan(people, MONDAY, KeptWeek(), KeptWeek(MON, {"k1 complaint": first, "k1": second}))
    assert {name: (each.kind, each.done) for name, each in load(people).lines.items()} == {
        "k1 complaint": ("complaint", MON), "k1": ("satisfaction", 0),
    }  # fmt: skip


def test_a_new_week_knows_what_the_last_one_left_undone(people: Book) -> None:
    with people.writing("Visited", "2026-11-24") as writing:
        add_interaction(writing, Interaction(0, 2, date(2026, 11, 24), "visit"))
    lines = (line("v1", weeks=2), line("v2", 2), line("c1", 1, "call", state=LineState.DROPPED))
    store_plan(people, MONDAY, KeptWeek(), kept(*lines))
    assert load(people, date(2026, 12, 7), date(2026, 12, 7)) == KeptWeek(carried={"v1": 2}, latest=1)


def test_what_was_said_fails_where_it_cannot_be_kept(people: Book) -> None:
    people.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.OperationalError):
        store_decision(people, MONDAY, kept(line("v1")))
    people.connection.execute("PRAGMA query_only = OFF")
    people.unwritable = BookUnusableError("can only be read")
    with pytest.raises(BookUnusableError, match="can only be read"):
        store_decision(people, MONDAY, kept(line("v1")))
    store_plan(people, MONDAY, KeptWeek(), kept(line("v1")))
    assert load(people) == KeptWeek()
    people.unwritable = None
    store_decision(people, MONDAY, kept(line("v1", name="张伟", state=LineState.PINNED)))
    assert load(people).lines["v1"].state is LineState.PINNED


def test_lines_of_a_removed_contact_are_left_out(people: Book) -> None:
    store_plan(people, MONDAY, KeptWeek(), kept(line("v1"), line("v2", 2)))
    with people.writing("Removed", "2026-11-24") as writing:
        remove_contacts(writing, [2])
    assert list(load(people).lines) == ["v1"]
    undo(people, 1)
    assert list(load(people).lines) == ["v1", "v2"]


def test_what_is_put_off_is_data_with_a_history(people: Book) -> None:
    for day in (27, 30):
        with people.writing(f"Snoozed to {day}", "2026-11-24") as writing:
            put_off(writing, parse_record_id("v1"), 1, date(2026, 11, 24), date(2026, 11, day))
    assert load_snoozes(people.connection)["v1"] == (MON + 7, TUE)
    undo(people, 1)
    assert load_snoozes(people.connection) == {"v1": (MON + 4, TUE)}
    store_plan(people, MONDAY, KeptWeek(), kept(line("v1")))
    assert load(people).lines["v1"].until == MON + 4


def test_what_is_put_off_moves_in_a_merge_and_the_kept_ones_day_stands(people: Book) -> None:
    with people.writing("Snoozed", "2026-11-24") as writing:
        put_off(writing, parse_record_id("v1"), 1, MONDAY, date(2026, 12, 1))
        put_off(writing, parse_record_id("v2"), 2, MONDAY, date(2026, 12, 2))
        put_off(writing, parse_record_id("c2"), 2, MONDAY, date(2026, 12, 3))
    one, two = load_contact(people.connection, 1), load_contact(people.connection, 2)
    with people.writing("Merged", "2026-11-25") as writing:
        merge_into(writing, one, two, one)
    found = {name: date.fromordinal(each.until).day for name, each in load_snoozes(people.connection).items()}
    assert found == {"v1": 1, "c1": 3}
    undo(people, 1)
    assert len(load_snoozes(people.connection)) == 3


def test_lines_of_merged_contacts_are_those_of_the_kept_one(people: Book) -> None:
    store_plan(
        people,
        MONDAY,
        KeptWeek(),
        kept(line("v1"), line("v2", 2, weeks=2), line("c2", 2, "call"), line("t5", 2, "task")),
    )
    one, two = load_contact(people.connection, 1), load_contact(people.connection, 2)
    with people.writing("Visited", "2026-11-25") as writing:
        add_interaction(writing, Interaction(0, 2, date(2026, 11, 25), "call", item="c2"))
    with people.writing("Merged", "2026-11-25") as writing:
        merge_into(writing, one, two, one)
    found = load(people).lines
    assert {name: (each.contact, each.weeks) for name, each in found.items()} == {
        "v1": (1, 1), "c1": (1, 1), "t5": (1, 1),
    }  # fmt: skip
    assert found["c1"].done == WED
