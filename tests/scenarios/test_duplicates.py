"""People who are in the book twice, found and joined through the real program."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any


@pytest.fixture
def book(run: Program) -> Program:
    """Two pairs, and somebody who is nobody else."""
    run.done("add", "张伟", "--phone", "13800138000", "--org", "云图")
    run.done("add", "Wei Zhang", "--phone", "13800138000", "--yes")
    run.done("add", "Bob Miller", "--org", "Contoso", "--group", "fair")
    run.done("add", "Robert Miller", "--org", "Contoso")
    run.done("add", "李娜", "--phone", "13900139000")
    return run


@pytest.fixture
def terminal(book: Program) -> Callable[..., pexpect.spawn[str]]:
    """Start the program on a terminal."""

    def start(*arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", *arguments], cwd=str(book.folder),
            env={**book.env, "TERM": "xterm", "COLUMNS": "200", "LINES": "60"}, encoding="utf-8", timeout=30,
        )  # fmt: skip

    return start


def offered(run: Program, *words: str) -> list[tuple[int, int]]:
    return [(pair["contact"]["id"], pair["other"]["id"]) for pair in run.done("duplicates", "--json", *words).json]


def test_each_pair_says_why_and_how_to_join_it(book: Program) -> None:
    lines = book.done("duplicates").out.splitlines()
    assert lines[0] == "0.93  张伟 (1) and Wei Zhang (2)   followup merge 1 2"
    assert lines[1].strip() == "same phone +8613800138000; names alike: 张伟 / Wei Zhang (pinyin)"
    assert "followup merge 3 4" in lines[2]
    book.done("merge", "1", "2", "--yes")
    assert offered(book) == [(3, 4)]


def test_a_script_gets_ids_score_and_reasons(book: Program) -> None:
    first = book.done("duplicates", "--json").json[0]
    assert first == {
        "contact": {"id": 1, "name": "张伟"}, "other": {"id": 2, "name": "Wei Zhang"}, "score": 0.93,
        "reasons": ["same phone +8613800138000", "names alike: 张伟 / Wei Zhang (pinyin)"],
        "join": "followup merge 1 2",
    }  # fmt: skip


def test_a_query_a_limit_and_a_score_narrow_it(book: Program) -> None:
    assert offered(book, "group:fair") == [(3, 4)]
    assert offered(book, "--limit", "1") == [(1, 2)]
    assert offered(book, "--least", "0.9") == [(1, 2)]
    assert "and 1 more: --limit 2 shows all" in book.done("duplicates", "--limit", "1").out


def test_two_people_after_all_are_not_offered_again_nor_by_an_import(book: Program) -> None:
    book.done("duplicates", "--not-same", "Wei Zhang", "1")
    book.done("duplicates", "--not-same", "1", "2")
    assert offered(book) == [(3, 4)]
    assert "张伟 are not the same" in book.done("history").out
    book.done("undo")
    assert offered(book) == [(1, 2), (3, 4)]


def test_one_contact_is_not_two(book: Program) -> None:
    answer = book("duplicates", "--not-same", "1", "张伟")
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert book("duplicates", "--not-same", "1", "nobody").code == 3


def test_asking_needs_somebody_to_ask(book: Program) -> None:
    assert book("duplicates", "--ask").code == 2
    assert book("duplicates", "--ask", "--json").code == 2


def test_nobody_twice_is_said(run: Program) -> None:
    answer = run.done("duplicates")
    assert (answer.out, answer.err) == (
        "",
        "Nobody seems to be in the book twice (followup duplicates --least 0.3 shows fainter likenesses).\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="run on a system with pseudo-terminals")
def test_one_after_the_other_at_the_terminal(book: Program, terminal: Any) -> None:
    book.done("add", "zhangwei", "--phone", "13800138000", "--yes")
    book.done("note", "1", "likes tea")
    book.done("note", "2", "plays go")
    screen = terminal("duplicates", "--ask")
    screen.expect("merge, not the same, later")
    assert re.search(r"notes +1 +1 +2\b", screen.before)
    assert "␛" not in screen.before
    screen.sendline("x")
    screen.expect("m, n, l or q")
    screen.sendline("m")
    screen.expect("Merged")
    for answer in ("m", "n"):
        screen.expect("merge, not the same, later")
        screen.sendline(answer)
    screen.expect(pexpect.EOF)
    assert offered(book) == []
    assert len(book.done("list", "--json").json) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="run on a system with pseudo-terminals")
@pytest.mark.parametrize("end", ["q", "\x04"])
def test_enough_is_enough(book: Program, terminal: Any, end: str) -> None:
    screen = terminal("duplicates", "--ask")
    screen.expect("merge, not the same, later")
    screen.sendline("")
    screen.expect("merge, not the same, later")
    screen.send(end if end == "\x04" else f"{end}\n")
    screen.expect(pexpect.EOF)
    assert len(offered(book)) == 2
