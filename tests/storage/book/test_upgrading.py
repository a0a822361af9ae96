"""An older book, of whatever step, becomes one of today: nothing of it is lost, whenever the program is killed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import killed_upgrades
import pytest
from old_books import STEPS, data, write_old_book

from followup.storage.book.book import open_book
from followup.storage.book.undo import history, undo
from followup.storage.book.upgrading import back_up
from followup.storage.contacts.writes import remove_contacts
from followup.storage.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

NOW = "2026-06-03T09:00"
each_step = pytest.mark.parametrize("step", STEPS)


def backup_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.before-step-{schema.LATEST}")


def shape(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def assert_is_of(path: Path, step: int, rows: list[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert schema.version(connection) == step
        assert data(connection) == rows


def auto_vacuum(connection: sqlite3.Connection) -> int:
    mode: int = connection.execute("PRAGMA auto_vacuum").fetchone()[0]
    return mode


@each_step
def test_an_upgraded_book_is_like_a_fresh_one_and_keeps_its_rows_and_its_backup(
    tmp_path: Path, book: Book, step: int
) -> None:
    path = tmp_path / "old.db"
    before = write_old_book(path, step)
    with open_book(path) as upgraded:
        assert schema.version(upgraded.connection) == schema.LATEST
        assert shape(upgraded.connection) == shape(book.connection)
        assert auto_vacuum(upgraded.connection) == auto_vacuum(book.connection) == 2  # incremental
        assert data(upgraded.connection) == before
        assert upgraded.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert_is_of(backup_of(path), step, before)
    assert backup_of(path).stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith("old")) == [
        path.name, backup_of(path).name,
    ]  # fmt: skip


@each_step
def test_what_was_done_before_the_upgrade_is_undone_after_it(tmp_path: Path, step: int) -> None:
    path = tmp_path / "old.db"
    write_old_book(path, step)
    with open_book(path) as upgraded:
        start = data(upgraded.connection)
        with upgraded.writing("Removed", at=NOW) as writing:
            remove_contacts(writing, [1, 2])
        assert undo(upgraded, 1) == ["Removed"]
        assert data(upgraded.connection) == start
        grades = "SELECT id, grade, graded, grade_locked FROM contact WHERE id IN (1, 4)"
        for words, said in (("Graded 李雷, 王芳 B", "A"), ("Graded 李雷, 王芳 A", None)):
            while undo(upgraded, 1) != [words]:
                pass
            day, locked = (said and "2026-06-02"), int(said is not None)
            assert upgraded.connection.execute(grades).fetchall() == [(who, said, day, locked) for who in (1, 4)]
        undo(upgraded, len(history(upgraded.connection)))
        assert data(upgraded.connection) == []


@pytest.mark.slow
@each_step
def test_an_upgrade_that_is_killed_leaves_the_old_book_or_the_new_one_and_the_backup_of_the_old(
    tmp_path: Path, step: int
) -> None:
    path = tmp_path / "book.db"
    before = write_old_book(path, step)
    stride = 3 if step == max(STEPS) else 40
    done = subprocess.run(
        [sys.executable, killed_upgrades.__file__, str(path), str(stride), str(step % 3)],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    copies = [tmp_path / str(number) / path.name for number in range(int(done.stdout))]
    assert len(copies) > 10
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            reached = schema.version(connection)
        assert reached in {step, schema.LATEST}
        assert_is_of(copy, reached, before)
        if reached > step or backup_of(copy).exists():
            assert_is_of(backup_of(copy), step, before)
        with open_book(copy) as book:
            assert schema.version(book.connection) == schema.LATEST
            assert data(book.connection) == before
            with book.writing("Removed", at=NOW) as writing:
                remove_contacts(writing, [1])
            assert auto_vacuum(book.connection) == 2
        assert_is_of(backup_of(copy), step, before)
        assert {file.name for file in copy.parent.iterdir()} == {copy.name, backup_of(copy).name}


def test_a_backup_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    before = write_old_book(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        back_up(connection, backup_of(path))
        (tmp_path / "folder").mkdir()
        with pytest.raises(OSError, match="folder"):
            back_up(connection, tmp_path / "folder")
    assert_is_of(backup_of(path), 3, before)
    assert {file.name for file in tmp_path.iterdir()} == {path.name, backup_of(path).name, "folder"}


def test_whoever_comes_late_to_an_upgrade_leaves_the_backup_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    before = write_old_book(path, 5)
    with closing(sqlite3.connect(path, isolation_level=None)) as late:
        open_book(path).connection.close()
        back_up(late, backup_of(path))
    assert_is_of(backup_of(path), 5, before)
