"""The file of a book: what is no book stays as it was, and a new one appears whole."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from left_books import (
    ENDINGS,
    PEOPLE,
    TWO_COMMANDS,
    beside,
    killed_while_noting,
    mode,
    refused,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Run = Any
Limit = Any


@pytest.mark.parametrize("command", [("list",), ("remind", "--quiet"), PEOPLE], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty, and no book"),
        (b"<html>" * 90, "is damaged or no followup book"),
        (b"SQLite format 3\0", "is damaged or no followup book"),
        (None, "is a database, but no followup book"),
    ],
    ids=["empty", "page", "short", "database"],
)
def test_a_file_that_is_no_book_is_refused_and_left_as_it_is(
    run: Run, content: bytes | None, said: str, command: tuple[str, ...]
) -> None:
    if content is None:
        connection = sqlite3.connect(run.book)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE place (url TEXT)")
        connection.close()
    else:
        run.book.write_bytes(content)
    run.book.chmod(0o644)
    before = beside(run.book)
    assert f"{run.book} {said}" in refused(run, *command)
    assert (mode(run.book), beside(run.book)) == (0o644, before)


def test_an_emptied_book_is_not_taken_for_a_new_one(begun: Callable[..., Run]) -> None:
    run = begun(PEOPLE)
    os.truncate(run.book, 0)
    assert "is empty" in refused(run, "remind", "--quiet")
    assert "is empty" in refused(run, "list")
    assert run.book.read_bytes() == b""


@pytest.mark.parametrize("command", [("list",), PEOPLE], ids=lambda words: words[0])
def test_what_is_no_file_is_refused_by_name_and_not_waited_for(run: Run, command: tuple[str, ...]) -> None:
    pipe, folder, unix = run.folder / "pipe", run.folder / "folder", run.folder / "s"
    os.mkfifo(pipe, 0o644)
    folder.mkdir(0o755)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(unix))
        for path, what in (
            (pipe, "a named pipe"), (folder, "a folder"), (unix, "a socket"),
            (Path("/dev/null"), "a device"), (Path("/dev/zero"), "a device"),
        ):  # fmt: skip
            before = path.stat().st_mode
            assert f"{path} is {what}, not a book" in refused(run, *command, "--book", str(path))
            assert path.stat().st_mode == before


def test_a_link_to_something_else_leaves_it_as_it_is(run: Run) -> None:
    page = run.folder / "page.html"
    page.write_text("<html>" * 90, encoding="utf-8")
    page.chmod(0o644)
    run.book.symlink_to(page)
    assert "no followup book" in refused(run, "list")
    assert (mode(page), page.read_text(encoding="utf-8")) == (0o644, "<html>" * 90)


def test_a_link_that_leads_round_is_refused(run: Run) -> None:
    run.book.symlink_to(run.book)
    assert str(run.book) in refused(run, "list")


def test_a_book_that_was_left_open_to_others_is_closed_to_them_with_what_is_beside_it(
    begun: Callable[..., Run],
) -> None:
    run = begun(*TWO_COMMANDS)
    moved = run.folder / "elsewhere.db"
    run.book.rename(moved)
    run.book.symlink_to(moved)  # a link to a book is one
    with killed_while_noting(run):
        pass
    for file in moved.parent.glob("elsewhere.db*"):
        file.chmod(0o644)
    with sqlite3.connect(moved) as other:  # so that they stay
        assert other.execute("SELECT count(*) FROM note").fetchone() == (2,)
        run.done("list")
        assert {file.name: mode(file) for file in moved.parent.glob("elsewhere.db*")} == dict.fromkeys(
            ("elsewhere.db", "elsewhere.db-wal", "elsewhere.db-shm"), 0o600
        )
    other.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pipe_beside_a_book_hangs_nothing(begun: Callable[..., Run], ending: str) -> None:
    run = begun(*TWO_COMMANDS)
    os.mkfifo(f"{run.book}{ending}")
    assert f"{run.book}{ending} is a named pipe" in refused(run, "list")


def test_only_what_writes_makes_a_book(run: Run) -> None:
    for question in (("list",), ("remind", "--quiet"), ("agenda",), ("history",)):
        run.done(*question)
    assert beside(run.book) == {}
    assert run("undo").code != 0
    assert beside(run.book) == {}


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_book_is_not_begun_beside_the_log_of_one_that_is_missing(begun: Callable[..., Run], ending: str) -> None:
    run = begun(*TWO_COMMANDS)
    run.book.rename(f"{run.book}{ending}")
    before = beside(run.book)
    for command in (PEOPLE, ("list",), ("remind", "--quiet")):
        assert f"{run.book} is missing, but {run.book.name}{ending} is there" in refused(run, *command)
    assert beside(run.book) == before


def test_a_link_to_no_file_yet_gets_its_book_where_it_leads(run: Run) -> None:
    run.book.symlink_to(run.folder / "new" / "real.db")
    run.done(*PEOPLE)
    assert run.book.is_symlink()
    assert (mode(run.folder / "new"), mode(run.folder / "new" / "real.db")) == (0o700, 0o600)


def test_two_who_begin_a_book_at_once_share_it(run: Run) -> None:
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "followup", "add", f"Somebody {number}"],
            env=run.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [(each.communicate()[1], each.returncode) for each in several] == [("", 0)] * 4
    assert len(run.done("list", "--json").json) == 4
    assert set(beside(run.book)) == {run.book.name}


KILLED_AT = """
import os, signal, sys
from followup.cli.app import main
def audit(event, arguments):
    if event == sys.argv[1] and any(str(each).endswith(sys.argv[2]) for each in arguments):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)
main(sys.argv[3:])
"""


@pytest.mark.parametrize("at", [("open", ".new"), ("os.link", "book.db"), ("os.remove", ".new")], ids=" ".join)
def test_who_is_killed_while_a_book_is_made_leaves_none_or_a_whole_one(run: Run, at: tuple[str, str]) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, *at, *PEOPLE], env=run.env, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert run.book.exists() == (at[0] == "os.remove")
    run.done(*PEOPLE)
    assert len(run.done("list", "--json").json) == 1
