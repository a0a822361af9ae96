"""An older book brought up to date: a copy of it set aside first, whole or not at all."""

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
    """Bring the open book at `path` to the latest step; a book that had one before is backed up beside it."""
    if schema.version(connection):
        back_up(connection, path.with_name(f"{path.name}.before-step-{schema.LATEST}"))
    schema.migrate(connection)
    growth.vacuum_once(connection)
    for unfinished in path.parent.glob(f"{escape(path.name)}.before-step-*.new"):
        with suppress(OSError):
            unfinished.unlink()


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open book, as it is before it is upgraded, to `target`, readable by its owner only.

    The copy takes its name when it is whole and on the disk: until then an older copy there stays. Nothing is done
    where another program was quicker with the upgrade: it has made the copy.
    """
    new = target.with_name(f"{target.name}.{os.getpid()}.new")
    connection.execute("BEGIN")
    try:
        if schema.version(connection) < schema.LATEST:  # a read, so that it stays so until the copy is made
            _copy(connection, new)
            with suppress(FileNotFoundError):  # the quicker one has cleared it away
                new.replace(target)
            _sync(target.parent)
    finally:
        connection.rollback()
        new.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, new: Path) -> None:
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    with closing(sqlite3.connect(new)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # no file of its own beside it, to be taken for another copy's later
        connection.backup(copy)
    _sync(new)


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk; Windows opens no folders."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
