"""Logging what happened, in a line and one after the other on a real terminal. The day is Tuesday, 2 June 2026."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any

# Python 3.12 warns of every fork beside threads; the child runs another program at once.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


@pytest.fixture
def people(begun: Callable[..., Program]) -> Program:
    """The program, with 张伟 (1, grade A), 张伟强 (2) and John Smith (3) in the book."""
    return begun(
        ("add", "张伟", "--org", "华为", "--grade", "A", "--today", "2026-05-01"),
        ("add", "张伟强", "--yes", "--today", "2026-05-01"),
        ("add", "John Smith", "--today", "2026-05-01"),
    )


@pytest.fixture
def terminal(people: Program) -> Callable[..., pexpect.spawn[str]]:
    """Start the program on a terminal."""

    def start(*arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", *arguments],
            env={**people.env, "TERM": "xterm", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null"},
            cwd=str(people.folder), encoding="utf-8", dimensions=(40, 120), timeout=20,
        )  # fmt: skip

    return start


def dialogue(child: pexpect.spawn[str], *turns: tuple[str, str]) -> str:
    """Wait for each question and answer it; all that was shown."""
    shown: str = ""
    for question, answer in turns:
        child.expect_exact(question)
        shown += child.before + child.after
        if answer == "^D":
            child.sendeof()
        else:
            child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    rest: str = child.before
    return shown + rest


def test_a_visit_is_logged_with_the_next_step(people: Program) -> None:
    logged = people.done(
        "log", "张伟", "拜访", "showed", "samples", "--on", "mon", "--minutes", "50",
        "--next", "send the quote", "--due", "fri 14:00", "--json",
    ).json  # fmt: skip
    task = logged.pop("next")
    assert logged == {
        "id": "i1", "on": "2026-06-01", "kind": "visit", "summary": "showed samples", "minutes": 50, "outcome": "",
        "item": "v1", "contact": {"id": 1, "name": "张伟"},
    }  # fmt: skip
    assert (task["id"], task["text"], task["due"], task["time"]) == ("t1", "send the quote", "2026-06-05", "14:00")
    people.done("undo")
    assert people.done("task", "list", "--json").json == []


def test_what_was_logged_is_told(people: Program) -> None:
    told = people.done("log", "john", "wechat", "samples arrived", "--next", "call", "--due", "+3d")
    assert told.out == "i1 message with John Smith today (answers c3)\nt1 for John Smith: call, due Fri 5 Jun\n"


def test_an_attempt_in_vain_answers_nothing(people: Program) -> None:
    logged = people.done("log", "1", "call", "--no-answer", "--json").json
    assert (logged["outcome"], logged["item"], logged["next"]) == ("no-answer", "", None)


def test_an_interaction_is_amended_and_deleted(people: Program) -> None:
    people.done("log", "1", "visit", "showed samples")
    amended = people.done(
        "amend", "i1", "called instead", "--kind", "电话", "--on", "-1d", "--minutes", "5", "--json"
    ).json
    assert (amended["kind"], amended["on"], amended["minutes"], amended["item"]) == ("call", "2026-06-01", 5, "")
    told = people.done("delete", "i1").out
    assert told == "Deleted interaction i1 with 张伟: call on 2026-06-01: called instead\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("log",), 2, "nobody to ask"),
        (("log", "张伟"), 2, "what happened with 张伟 is not said"),
        (("log", "张", "call"), 4, "1 张伟 (华为), 2 张伟强"),
        (("log", "jon smth", "call"), 3, "John Smith"),
        (("log", "张伟", "viist"), 2, "did you mean visit?"),
        (("log", "张伟", "call", "--on", "tomorrow"), 2, "still to come"),
        (("log", "张伟", "call", "--due", "fri"), 2, "nothing to do on it"),
        (("log", "张伟", "call", "--next", ""), 2, "the task is empty"),
        (("log", "张伟", "call", "--minutes", "-5"), 2, "minutes"),
        (("log", "张伟", "call", "--no-answr"), 2, "--no-answer"),
        (("log", "--next", "x"), 2, "whom it happened with"),
    ],
)
def test_what_cannot_be_logged_is_said_in_a_line_and_changes_nothing(
    people: Program, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = people.book.read_bytes()
    refused = people(*arguments)
    assert refused.code == code
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert people.book.read_bytes() == before


def test_catching_up_until_an_empty_name(people: Program, terminal: Callable[..., Any]) -> None:
    child = terminal("log", "--on", "yesterday")
    shown = dialogue(
        child,
        ("Who? ", "jhn smith"),
        ("Who? ", "john"),
        ("What with John Smith? ", "luch"),
        ("What with John Smith? ", "lunch"),
        ("What about? ", "the new line"),
        ("Next step? ", "send samples"),
        ("Due? ", "blursday"),
        ("Due? ", "fri"),
        ("Who? ", "张"),
        ("Which one? ", "7"),
        ("Which one? ", "2"),
        ("What with 张伟强? ", "电话"),
        ("What about? ", ""),
        ("Next step? ", ""),
        ("Who? ", "张伟"),
        ("What with 张伟? ", ""),
        ("Who? ", ""),
    )
    assert child.exitstatus == 0
    assert "did you mean John Smith?" in shown
    assert "meal" in shown
    assert "blursday" in shown
    words = [entry["words"] for entry in people.done("history", "--json").json][:2]
    assert words == [
        "Logged i2, call with 张伟强",
        "Logged i1, meal with John Smith: the new line; promised t1: send samples",
    ]
    task = people.done("task", "list", "--json").json[0]
    assert (task["text"], task["due"], task["contact"]["id"]) == ("send samples", "2026-06-05", 3)


def test_ctrl_d_ends_and_loses_nothing_that_was_typed(people: Program, terminal: Callable[..., Any]) -> None:
    child = terminal("log")
    dialogue(child, ("Who? ", "john"), ("What with", "visit"), ("What about? ", "the new line"), ("Next step? ", "^D"))
    assert child.exitstatus == 0
    assert "Logged i1, visit with John Smith: the new line" in people.done("history").out


def test_ctrl_d_at_the_name_ends(people: Program, terminal: Callable[..., Any]) -> None:
    child = terminal("log")
    dialogue(child, ("Who? ", "^D"))
    assert child.exitstatus == 0
    assert "Logged" not in people.done("history").out


def test_a_name_that_several_have_is_asked_for_on_a_terminal(people: Program, terminal: Callable[..., Any]) -> None:
    child = terminal("log", "张", "call")
    dialogue(child, ("1 张伟 (华为)", ""), ("Which one? ", "2"))
    child = terminal("log", "张", "call")
    dialogue(child, ("Which one? ", "1"))
    assert "Logged i1, call with 张伟" in people.done("history").out


def test_deleting_three_asks_on_a_terminal(people: Program, terminal: Callable[..., Any]) -> None:
    for _ in range(3):
        people.done("log", "1", "call")
    child = terminal("delete", "i1", "i2", "i3")
    dialogue(child, ("[y/N] ", "n"))
    assert child.exitstatus == 1
    child = terminal("delete", "i1", "i2", "i3")
    dialogue(child, ("[y/N] ", "y"))
    assert child.exitstatus == 0
    assert people("amend", "i1", "x").code == 3
