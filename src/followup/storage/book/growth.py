"""How a book stays small: history is forgotten after a while, and the room of what is gone goes back to the disk.

A book made from step 10 on is an `auto_vacuum = INCREMENTAL` one: it can give back some of its free pages at a time. An
older one becomes so by one VACUUM, which writes it anew.
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
"""So many times the book's size: its new self in the temporary files, again in the WAL, and some air."""


def forget_old_history(connection: sqlite3.Connection, at: str) -> None:
    """Within a command of the time `at`: forget the oldest commands that are neither of the last 200 nor of 90 days.

    A few at a time, so that nobody waits for them. What is kept is always the end of the history: undo goes backwards.
    """
    since = (date.fromisoformat(at[:10]) - timedelta(days=KEPT_DAYS)).isoformat()
    oldest = connection.execute(
        "SELECT id, at FROM command WHERE id <= (SELECT id FROM command ORDER BY id DESC LIMIT 1 OFFSET ?)"
        " ORDER BY id LIMIT ?",
        (KEPT_COMMANDS, _FORGOTTEN_AT_ONCE),
    ).fetchall()
    gone = list(takewhile(lambda command: command[1] < since, oldest))
    if not gone:
        return
    last, its_time = gone[-1]
    connection.execute("DELETE FROM change WHERE command_id <= ?", (last,))
    connection.execute("DELETE FROM command WHERE id <= ?", (last,))
    before = connection.execute("SELECT ifnull(sum(commands), 0) FROM forgotten").fetchone()[0]
    connection.execute("DELETE FROM forgotten")
    connection.execute("INSERT INTO forgotten (commands, at) VALUES (?, ?)", (before + len(gone), its_time))


def give_pages_back(connection: sqlite3.Connection) -> None:
    """Within a transaction: shorten the file by at most a MiB of the pages that nothing uses any more."""
    free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for _ in range(min(free, _PAGES_AT_ONCE)):
        connection.execute(
            "PRAGMA incremental_vacuum(1)"
        )  # asked for more, it gives one all the same: no rows are read


def vacuum_once(connection: sqlite3.Connection) -> None:
    """Outside a transaction: write an older book anew, so that it can give pages back.

    Where that cannot be done now (another program reads, no room on the disk) it is left to the next command.
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
