"""Upgrade an older book to the latest step, after a backup of it was written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from glob import escape
from typing import TYPE_CHECKING

from followup.storage.book import growth
from followup.storage.book.opening import PRIVATE_FILE
from followup.storage.schema import schema

if TYPE_CHECKING:
    from pathlib import Path


def upgrade(path: Path, connection: sqlite3.Connection) -> None:
    """Upgrade the open book at `path` to the latest step, after a backup beside it; a new book needs none."""
    if schema.version(connection):
        back_up(connection, path.with_name(f"{path.name}.before-step-{schema.LATEST}"))
    schema.migrate(connection)
    growth.vacuum_once(connection)
    for unfinished in path.parent.glob(f"{escape(path.name)}.before-step-*.new"):
        with suppress(OSError):
            unfinished.unlink()


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open book to `target`, readable by its owner only, before it is upgraded.

    The copy gets its name when it is complete and on the disk: until then an older copy stays. Nothing is done where
    another program has upgraded the book meanwhile: it has made the copy.
    """
    new = target.with_name(f"{target.name}.{os.getpid()}.new")
    connection.execute("BEGIN")
    try:
        if (
            schema.version(connection) < schema.LATEST
        ):  # this read begins the transaction, so that no other program upgrades meanwhile
            _copy(connection, new)
            with suppress(FileNotFoundError):  # another program, which upgraded meanwhile, has removed it
                new.replace(target)
            _sync(target.parent)
    finally:
        connection.rollback()
        new.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, new: Path) -> None:
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    with closing(sqlite3.connect(new)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a journal beside it could later be mistaken for another copy's
        connection.backup(copy)
    _sync(new)


def _sync(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk; Windows cannot open folders."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
