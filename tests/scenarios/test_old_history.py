"""What was done long ago is no longer undone, and the program says so."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    Program = Any


def with_an_old_history(run: Program) -> None:
    """A book in which 205 commands were done a year ago, and one today."""
    run.done("add", "张伟")
    with closing(sqlite3.connect(run.book)) as book, book:
        book.execute("UPDATE command SET at = '2025-05-01T09:00'")
        book.executemany(
            "INSERT INTO command (at, words, sequences) VALUES ('2025-06-01T09:00', ?, '{\"contact\":1}')",
            [(f"Noted n{number}",) for number in range(204)],
        )
    run.done("note", "张伟", "tea")


def test_undo_and_history_say_what_is_no_longer_kept(run: Program) -> None:
    with_an_old_history(run)
    too_many = run("undo", "201")
    assert (too_many.code, too_many.out) == (3, "")
    assert "only 200 can be taken back: what was done until 2025-06-01 is no longer kept" in too_many.err
    short = run.done("history")
    assert "no longer kept" not in short.err + short.out
    whole = run.done("history", "--limit", "200")
    assert "Noted n203" in whole.out
    assert "6 older ones, until 2025-06-01, are no longer kept: 200 or 90 days are." in whole.err
    assert len(json.loads(run.done("history", "--limit", "900", "--json").out)) == 200


def test_when_all_that_is_kept_was_undone_that_is_not_nothing(run: Program) -> None:
    with_an_old_history(run)
    run.done("undo", "200")
    answer = run("undo")
    assert answer.code == 3
    assert "nothing can be taken back any more: what was done until 2025-06-01 is no longer kept" in answer.err
    history = run.done("history")
    assert history.out == ""
    assert "6 older ones" in history.err
    assert "张伟" in run.done("list").out
