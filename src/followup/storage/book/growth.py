"""How a book stays small: old history is deleted, and free pages are returned to the disk.

A book that was made at step 10 or later has `auto_vacuum = INCREMENTAL`: it can return some free pages at a time. An
older one gets it by one VACUUM, which writes the whole file anew.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date, timedelta
from itertools import takewhile
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

KEPT_COMMANDS = 200
KEPT_DAYS = 90
_FORGOTTEN_AT_ONCE = 20
_PAGES_AT_ONCE = 256
_VACUUM_TAKES = 3
"""VACUUM needs this many times the size of the book: a copy in a temporary file, another in the WAL, and a margin."""


def forget_old_history(connection: sqlite3.Connection, at: str) -> None:
    """Delete the oldest commands that are neither among the last 200 nor of the 90 days before `at`.

    The command of the time `at` does this in its own transaction, a few at a time, so that nobody waits for it. Only
    the beginning of the history is deleted: undo goes backwards from its end.
    """
    since = (date.fromisoformat(at[:10]) - timedelta(days=KEPT_DAYS)).isoformat()
    oldest = connection.execute(
        "SELECT id, at FROM command WHERE id <= (SELECT id FROM command ORDER BY id DESC LIMIT 1 OFFSET ?)"
        " ORDER BY id LIMIT ?",
        (KEPT_COMMANDS, _FORGOTTEN_AT_ONCE),
    ).fetchall()
    expired = list(takewhile(lambda command: command[1] < since, oldest))
    if not expired:
        return
    last, its_time = expired[-1]
    connection.execute("DELETE FROM change WHERE command_id <= ?", (last,))
    connection.execute("DELETE FROM command WHERE id <= ?", (last,))
    before = connection.execute("SELECT ifnull(sum(commands), 0) FROM forgotten").fetchone()[0]
    connection.execute("DELETE FROM forgotten")
    connection.execute("INSERT INTO forgotten (commands, at) VALUES (?, ?)", (before + len(expired), its_time))


def give_pages_back(connection: sqlite3.Connection) -> None:
    """Return free pages to the disk, at most a MiB of them; the transaction is the caller's."""
    free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for _ in range(min(free, _PAGES_AT_ONCE)):
        # Asked for more pages, it returns only one as long as its result rows are not read.
        connection.execute("PRAGMA incremental_vacuum(1)")


def vacuum_once(connection: sqlite3.Connection) -> None:
    """Write an older book anew, outside any transaction, so that it can return free pages.

    Where that is impossible now (another program reads it, no room on the disk), the next command tries again.
    """
    if connection.execute("PRAGMA auto_vacuum").fetchone()[0]:
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(DatabaseError, OSError):
        if _has_room(connection):
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")
    connection.execute(f"PRAGMA busy_timeout = {patience}")


def _has_room(connection: sqlite3.Connection) -> bool:
    (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    return not file or shutil.disk_usage(file).free > _VACUUM_TAKES * pages * size
