"""What a program that was killed left beside a book: tried first, then folded in; and what can only be read."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from left_books import (
    QUESTIONS,
    TWO_COMMANDS,
    beside,
    cards,
    killed_while_noting,
    notes,
    refused,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Run = Any
Limit = Any


@pytest.mark.parametrize(("what", "expected"), [("wal", {"likes tea", "kept"}), ("journal", {"likes tea"})])
def test_what_a_killed_program_left_is_folded_in(begun: Callable[..., Run], what: str, expected: set[str]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run, what):
        pass
    assert beside(run.book)[f"{run.book.name}-{what}"]
    assert set(notes(run)) == expected
    assert set(beside(run.book)) == {run.book.name}
    run.done("note", "张伟", "and coffee")
    assert set(notes(run)) == expected | {"and coffee"}


@pytest.mark.parametrize("what", ["wal", "journal"])
@pytest.mark.parametrize("only_to_be_read", [False, True])
def test_a_backup_copied_over_a_book_beside_what_was_left_is_refused_and_both_stay(
    begun: Callable[..., Run], ordinary: Limit, what: str, only_to_be_read: bool
) -> None:
    run = begun(*TWO_COMMANDS)
    backup = run.folder / "backup.db"
    shutil.copy(run.book, backup)
    for number in range(3):  # the book went on
        run.done("import", str(cards(run.folder / f"{number}.vcf", 60 + number)))
    with killed_while_noting(run, what):
        pass
    shutil.copy(backup, run.book)
    before = beside(run.book)
    assert before[f"{run.book.name}-{what}"]
    run.book.chmod(0o400 if only_to_be_read else 0o600)
    for command in (("list",), ("note", "张伟", "more"), ("remind", "--quiet")):
        said = refused(run, *command, limit=ordinary)
        assert f"{run.book} and {run.book.name}-{what} beside it do not belong together" in said
        assert f"move {run.book.name}-{what} away" in said
    assert beside(run.book) == before
    Path(f"{run.book}-{what}").rename(run.folder / "away")
    run.book.chmod(0o600)
    assert [person["name"] for person in run.done("list", "--json").json] == ["张伟"]


def test_a_log_that_another_program_uses_is_not_taken_for_a_left_one(begun: Callable[..., Run]) -> None:
    """The book is damaged where nothing but the trial on a copy looks: so it is seen that there was none."""
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        with sqlite3.connect(run.book) as other:
            other.execute("PRAGMA foreign_keys = OFF")
            other.execute("INSERT INTO note (contact_id, day, text, search) VALUES (77, '2026-06-01', 'x', 'x')")
        other.close()
        assert set(notes(run)) == {"likes tea", "kept"}
        run.done("note", "张伟", "more")
        assert set(notes(run)) == {"likes tea", "kept", "more"}
    assert "do not belong together" in refused(run, "list")


def test_many_who_open_what_was_left_at_once_all_answer_alike(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        pass
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "followup", "show", "张伟", "--json"],
            env=run.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for _ in range(4)
    ]  # fmt: skip
    answers = [(*each.communicate(), each.returncode) for each in several]
    assert {(errors, code, "kept" in out) for out, errors, code in answers} == {("", 0, True)}


def test_a_book_that_was_read_only_once_can_be_written_afterwards(begun: Callable[..., Run], ordinary: Limit) -> None:
    run = begun(*TWO_COMMANDS)
    run.book.chmod(0o400)
    for question in QUESTIONS:
        assert "张伟" in run.done(*question, limit=ordinary).out
    assert f"{run.book} can only be read" in refused(run, "note", "张伟", "more", limit=ordinary)
    assert set(beside(run.book)) == {run.book.name}
    run.book.chmod(0o600)
    run.done("note", "张伟", "more", limit=ordinary)
    assert "more" in notes(run)


@pytest.mark.parametrize("ending", ["-shm", "-wal"])
def test_a_book_with_a_read_only_file_left_beside_it_is_mended(
    begun: Callable[..., Run], ordinary: Limit, ending: str
) -> None:
    run = begun(*TWO_COMMANDS)
    left = Path(f"{run.book}{ending}")
    left.touch()
    left.chmod(0o400)
    run.done("note", "张伟", "more", limit=ordinary)
    assert "more" in notes(run)
    assert set(beside(run.book)) == {run.book.name}


@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
@pytest.mark.parametrize("what", ["wal", "journal"])
def test_a_log_beside_a_book_that_cannot_be_written_is_read_and_stays_in_use_or_left(
    begun: Callable[..., Run], ordinary: Limit, what: str, file: int, folder: int
) -> None:
    run = begun(*TWO_COMMANDS)

    def read() -> None:
        before = beside(run.book)
        answer = run.done("show", "张伟", limit=ordinary)
        assert ("likes tea" in answer.out, "kept" in answer.out, "half" in answer.out) == (True, what == "wal", False)
        assert beside(run.book) == before

    with killed_while_noting(run, what):
        run.book.chmod(file)
        run.folder.chmod(folder)
        read()
    read()
    run.folder.chmod(0o700)
