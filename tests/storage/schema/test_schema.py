"""The shape of the book: two descriptions say the same, and an old book becomes a new one without losing a thing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import SQLModel

from followup.storage.book.book import open_book
from followup.storage.book.undo import undo
from followup.storage.schema import schema, tables  # noqa: F401 - declares what SQLModel.metadata holds

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

STORED = {"VARCHAR": "TEXT", "DATE": "TEXT", "INTEGER": "INTEGER", "BOOLEAN": "INTEGER", "BLOB": "BLOB"}


def shape(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """All tables, indexes and triggers, as SQLite keeps them."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def test_every_data_table_is_declared_once(book: Book) -> None:
    assert schema.data_tables(book.connection) == sorted(SQLModel.metadata.tables)


@pytest.mark.parametrize("name", sorted(SQLModel.metadata.tables))
def test_sql_and_sqlmodel_name_the_same_columns(book: Book, name: str) -> None:
    declared = SQLModel.metadata.tables[name]
    columns = book.connection.execute(f"PRAGMA table_info({name})").fetchall()
    in_sql = [(column, kind, bool(required or key), bool(key)) for _, column, kind, required, _, key in columns]
    assert in_sql == [
        (column.name, STORED[str(column.type)], not column.nullable, column.primary_key) for column in declared.columns
    ]


@pytest.mark.parametrize("name", sorted(SQLModel.metadata.tables))
def test_sql_and_sqlmodel_name_the_same_references(book: Book, name: str) -> None:
    references = book.connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    in_sql = {(column, target, key or "id") for _, _, target, column, key, *_ in references}
    declared = SQLModel.metadata.tables[name].foreign_keys
    assert in_sql == {(key.parent.name, key.column.table.name, key.column.name) for key in declared}


@pytest.mark.parametrize("name", sorted(SQLModel.metadata.tables))
def test_undo_watches_every_data_table(book: Book, name: str) -> None:
    triggers = book.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'undo%' AND tbl_name = ?", (name,)
    )
    assert {trigger for (trigger,) in triggers} == {f"undo_{name}_{event}" for event in ("insert", "update", "delete")}


def book_of_step_1(path: Path) -> list[str]:
    """A real file as the first version left it, with people in it; its data."""
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, 1)
    connection.executescript(
        """
        INSERT INTO command (at, words, sequences) VALUES ('2026-01-01', 'Added 张伟', '{}');
        INSERT INTO contact (name, added, grade) VALUES ('张伟', '2026-01-01', 'A'), ('John', '2026-01-01', NULL);
        INSERT INTO note (contact_id, day, text, search) VALUES (1, '2026-01-02', 'Likes *tea*', 'likes *tea*');
        INSERT INTO photo (contact_id, mime, data) VALUES (1, 'image/png', x'0089ff');
        """
    )
    data = list(rows(connection))
    connection.close()
    return data


def rows(connection: sqlite3.Connection) -> list[str]:
    """What a dump puts into the tables, the book's own random name apart."""
    return [line for line in connection.iterdump() if line.startswith("INSERT") and '"identity"' not in line]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "book.db"
    book_of_step_1(path)
    return path


def test_a_migrated_book_has_the_shape_of_a_fresh_one(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    book_of_step_1(path)
    with open_book(path) as migrated:
        assert schema.version(migrated.connection) == schema.LATEST
        assert shape(migrated.connection) == shape(book.connection)


def test_a_migrated_book_keeps_its_data(tmp_path: Path) -> None:
    before = book_of_step_1(tmp_path / "old.db")
    with open_book(tmp_path / "old.db") as migrated:
        assert rows(migrated.connection) == before


def test_a_book_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    before = book_of_step_1(tmp_path / "old.db")
    open_book(tmp_path / "old.db").connection.close()
    copy = tmp_path / f"old.db.before-step-{schema.LATEST}"
    assert copy.stat().st_mode & 0o777 == 0o600
    connection = sqlite3.connect(copy)
    assert schema.version(connection) == 1
    assert rows(connection) == before
    connection.close()


def test_what_was_done_before_the_migration_can_be_undone_after_it(old: Path) -> None:
    with open_book(old) as migrated:
        assert undo(migrated, 1) == ["Added 张伟"]
        assert rows(migrated.connection) == []


def test_a_migrated_book_is_not_migrated_again(old: Path) -> None:
    open_book(old).connection.close()
    backup = old.with_name(f"{old.name}.before-step-{schema.LATEST}")
    backup.unlink()
    open_book(old).connection.close()
    assert not backup.exists()


def test_a_step_that_fails_leaves_the_book_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(old)
    before = shape(connection)
    connection.close()
    good = schema.step
    monkeypatch.setattr(schema, "step", lambda number: f"{good(number)}; SELECT broken FROM nowhere;")
    with pytest.raises(Exception, match="nowhere"):
        open_book(old)
    connection = sqlite3.connect(old)
    assert schema.version(connection) == 1
    assert shape(connection) == before
    connection.close()
