"""Tasks, and ticking things off, through the real program. The day is Tuesday, 2 June 2026."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any


PEOPLE = (
    ("add", "张伟", "--org", "华为", "--birthday", "1984-06-03", "--grade", "A"),
    ("add", "John Smith"),
)


@pytest.fixture
def people(begun: Callable[..., Program]) -> Program:
    """The program, with 张伟 (1, grade A, birthday g1) and John Smith (2) in the book."""
    return begun(*PEOPLE)


@pytest.fixture
def written(begun: Callable[..., Program]) -> Program:
    """The program, with something written down about 张伟."""
    return begun(*PEOPLE, ("task", "add", "张伟", "send the quote"))


def test_a_promise_has_a_day_and_with_a_time_it_is_an_appointment(people: Program) -> None:
    task = people.done("task", "add", "张伟", "send", "the quote", "--due", "fri", "--important", "--json").json
    assert task == {
        "id": "t1", "text": "send the quote", "due": "2026-06-05", "time": None, "minutes": None, "place": "",
        "important": True, "done": None, "outcome": "", "contact": {"id": 1, "name": "张伟"},
    }  # fmt: skip
    told = people.done(
        "task", "add", "John", "samples", "--due", "next mon 14:00", "--minutes", "90", "--place", "Pudong"
    )
    assert told.out == "t2 for John Smith: samples, at Mon 8 Jun 14:00, Pudong\n"


def test_tasks_are_listed_by_their_day_and_what_is_overdue_is_marked(people: Program) -> None:
    people.done("task", "add", "张伟", "think")
    people.done("task", "add", "张伟", "send the quote", "--due", "fri")
    people.done("task", "add", "John", "call back", "--due", "-2d")
    people.done("done", "t1")
    assert [task["id"] for task in people.done("task", "list", "--json").json] == ["t3", "t2"]
    assert [task["id"] for task in people.done("task", "list", "--all", "--json").json] == ["t3", "t2", "t1"]
    assert [task["id"] for task in people.done("task", "list", "John", "--json").json] == ["t3"]
    table = people.done("task", "list").out.splitlines()
    assert table[1].split()[:8] == ["t3", "Sun", "31", "May", "overdue", "2", "days", "John"]
    assert "overdue" not in table[2]


def test_no_tasks_is_a_sentence(run: Program) -> None:
    assert run.done("task", "list").out == "Nothing is promised.\n"
    assert run.done("task", "list", "--json").json == []
    assert not run.book.exists()


def test_a_task_is_done_once_with_what_came_of_it(people: Program) -> None:
    people.done("task", "add", "张伟", "send the quote", "--due", "fri")
    assert people.done("done", "T1", "sent,", "he called back").out == "t1 done: send the quote (张伟)\n"
    book = people.book.read_bytes()
    again = people.done("done", "t1", "again", "--json").json
    assert [(tick["done"], tick["already"], tick["record"]["outcome"]) for tick in again] == [
        ("t1", True, "sent, he called back")
    ]
    assert people.book.read_bytes() == book


def test_several_are_done_at_once_and_undone_at_once(people: Program) -> None:
    for text in ("one", "two"):
        people.done("task", "add", "张伟", text)
    assert people.done("done", "t1", "t2", "v1", "well").out == (
        "t1 done: one (张伟)\nt2 done: two (张伟)\nv1 done: i1 visit with 张伟\n"
    )
    assert "Done: t1 (张伟), t2 (张伟), v1 (张伟): well" in people.done("history", "-n1").out
    people.done("undo")
    assert len(people.done("task", "list", "--json").json) == 2


@pytest.mark.parametrize(
    ("item", "kind", "answers"),
    [
        ("v1", "visit", "v1"),
        ("c1", "call", "c1"),
        ("w1", "call", "w1"),
        ("g1", "greeting", "g1"),
        ("f1-1", "greeting", "f1"),
    ],
)
def test_a_line_of_the_agenda_is_logged_when_it_is_done(people: Program, item: str, kind: str, answers: str) -> None:
    tick = people.done("done", item, "went well", "--json").json[0]
    assert tick["record"] == {
        "id": "i1", "on": "2026-06-02", "kind": kind, "summary": "went well", "minutes": None, "outcome": "",
        "item": answers, "contact": {"id": 1, "name": "张伟"},
    }  # fmt: skip
    assert people.done("done", item).out.startswith(f"{item} was done before")


def test_a_festivals_batch_is_done_at_once(people: Program) -> None:
    for name in ("王芳", "李雷"):
        people.done("add", name, "--grade", "C")
    told = people.done("done", "f5", "粽子", "--today", "2026-06-19")
    assert told.out == "f5: greeted 2 contacts\n"
    assert people.done("done", "f5", "f5-1", "--today", "2026-06-19").out == (
        "f5-1 done: i3 greeting with 张伟\nf5: nobody is left to greet\n"
    )
    assert "Done: f5: greeted 2 contacts: 粽子" in people.done("history", "-n2").out
    assert people("done", "f5").code == 3


def test_a_sale_is_thanked_for_and_a_complaint_resolved_then_found_well(people: Program) -> None:
    with sqlite3.connect(people.book) as book:
        book.execute("INSERT INTO sale (contact_id, day, amount) VALUES (1, '2026-05-30', 120000)")
        book.execute("INSERT INTO complaint (contact_id, opened, text) VALUES (1, '2026-05-30', 'late again')")
    book.close()
    assert people.done("done", "y1").out == "y1 done: i1 message with 张伟\n"
    resolved = people.done("done", "k1", "sent a new one", "--json").json[0]["record"]
    assert (resolved["resolved"], resolved["remedy"], resolved["satisfied"]) == ("2026-06-02", "sent a new one", None)
    assert people.done("done", "k1").out.startswith("k1 was done before")
    assert people.done("done", "k1", "--today", "2026-06-05").out == "k1 satisfied: 张伟\n"
    amended = people.done("amend", "s1", "--amount", "1.5万", "--profit", "300", "--product", "pumps", "--json").json
    assert (amended["amount"], amended["profit"], amended["product"]) == ("15000.00", "300.00", "pumps")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("done", "t9"), 3, "there is no task t9"),
        (("done", "t1", "t9"), 3, "there is no task t9"),
        (("done", "v9"), 3, "no contact 9"),
        (("done", "g9"), 3, "no occasion 9"),
        (("done", "y9"), 3, "no sale 9"),
        (("done", "x9"), 2, '"x9" is no id'),
        (("done", "t1", "x9"), 2, '"x9" is no id'),
        (("done", "1"), 2, "t1 task"),
        (("done", "n1"), 2, "n1 is a note, which cannot be done"),
        (("task", "add", "张伟", ""), 2, "the task is empty"),
        (("task", "add", "张伟", "x", "--due", "03/04/26"), 2, "more than one date"),
        (("task", "add", "张伟", "x", "--minutes", "0"), 2, "minutes"),
        (("task", "add", "somebody", "x"), 3, "somebody"),
        (("task", "list", "grde:A"), 2, "grade"),
        (("task", "lst"), 2, "list"),
        (("amend", "t1"), 2, "nothing is said to be different about t1"),
        (("amend", "t1", "--due", "blursday"), 2, "blursday"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_changes_nothing(
    written: Program, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = written.book.read_bytes()
    refused = written(*arguments)
    assert refused.code == code
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert written.book.read_bytes() == before


def test_a_task_is_amended(people: Program) -> None:
    people.done("task", "add", "张伟", "send the quote", "--due", "fri 14:00")
    amended = people.done("amend", "t1", "send two quotes", "--due", "none", "--minutes", "15", "--json").json
    assert (amended["text"], amended["due"], amended["time"], amended["minutes"]) == ("send two quotes", None, None, 15)
