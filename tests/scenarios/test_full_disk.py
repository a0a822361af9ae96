"""Where no disk takes another byte, questions are answered, and what writes ends with 1 and leaves the book whole."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from left_books import (
    PEOPLE,
    QUESTIONS,
    TWO_COMMANDS,
    beside,
    killed_while_noting,
)

from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Run = Any
Limit = Any


def no_room() -> None:
    """As a full disk: not one more byte can be written to a file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.parametrize("commands", [(PEOPLE,), TWO_COMMANDS], ids=["first command", "later"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_full_disk_does_not_keep_a_question_from_its_answer(
    begun: Callable[..., Run], commands: tuple[tuple[str, ...], ...], question: tuple[str, ...]
) -> None:
    run = begun(*commands)
    before = run.book.read_bytes()
    answer = run.done(*question, limit=no_room)
    assert ("张伟" in answer.out, answer.err) == (True, "")
    assert run.book.read_bytes() == before


SORTING = """
import sys
from pathlib import Path
from followup.storage.book.book import open_book
with open_book(Path(sys.argv[1])) as book:
    book.connection.execute(
        "CREATE TEMP TABLE many AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
        " SELECT i, 'what is put aside for a question' FROM n"
    )
    print(*book.connection.execute("SELECT count(*) FROM many").fetchone())
"""


def test_what_a_question_puts_aside_needs_no_room(begun: Callable[..., Run]) -> None:
    run = begun(PEOPLE)
    done = subprocess.run(
        [sys.executable, "-c", SORTING, str(run.book)], preexec_fn=no_room, env=run.unmeasured,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("300000\n", "")


def test_a_full_disk_does_not_keep_an_old_book_from_its_answer(run: Run) -> None:
    connection = sqlite3.connect(run.book, isolation_level=None)
    schema.migrate(connection, 1)
    connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
    connection.execute("INSERT INTO contact (name, added, search) VALUES ('张伟', '2026-01-01', '张伟')")
    connection.close()
    before = run.book.read_bytes()
    answer = run.done("list", "张", limit=no_room)
    assert ("张伟" in answer.out, answer.err) == (True, "")
    assert run.book.read_bytes() == before


def test_what_was_left_is_read_on_a_full_disk_and_stays(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        pass
    Path(f"{run.book}-shm").unlink()
    before = beside(run.book)
    assert "kept" in run.done("show", "张伟", limit=no_room).out
    assert beside(run.book).items() >= before.items()


def test_what_changes_a_book_on_a_full_disk_says_that_it_is_full(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    answer = run("note", "张伟", "more", limit=no_room)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "no space left on the disk" in answer.err
    assert "more" not in run.done("show", "张伟").out


def no_file_above_64_kib() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))


def test_a_disk_that_takes_no_more_ends_the_command_with_1_and_leaves_the_book_whole(
    begun: Callable[..., Run],
) -> None:
    run = begun(("add", "王芳"), ("note", "王芳", "first"))
    refused = subprocess.run(
        [sys.executable, "-m", "followup", "note", "王芳", "-"], preexec_fn=no_file_above_64_kib,
        env=run.unmeasured, input="long " * 30_000, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 1, refused.stderr
    assert f"followup: {run.book}: " in refused.stderr.splitlines()[-1]
    assert "nothing was changed" in refused.stderr
    assert "Not kept:\nlong long" in refused.stderr
    run.done("note", "王芳", "second")
    notes = [note["text"] for note in run.done("show", "王芳", "--json").json["notes"]]
    assert sorted(notes) == ["first", "second"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small disk takes root: run this test with sudo, or in a container with CAP_SYS_ADMIN")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_read_as_ever(
    small_disk: Path, tmp_path: Path, program: Callable[[Path], Run], begun: Callable[..., Run]
) -> None:
    made = begun(*TWO_COMMANDS)
    run = program(small_disk)
    shutil.copy(made.book, run.book)
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        for size in (4096, 1):
            while True:
                try:
                    filler.write(b"x" * size)
                except OSError:
                    break
    before = run.book.read_bytes()
    for question in QUESTIONS:
        answer = run.done(*question)
        assert ("张伟" in answer.out, answer.err) == (True, "")
    for name in ("people.vcf", "people.csv", "book.json"):
        run.done("export", "--to", str(tmp_path / name))
        assert "张伟" in (tmp_path / name).read_text(encoding="utf-8")
    assert run.book.read_bytes() == before
    full = run("note", "张伟", "more")
    assert (full.code, "no space left on the disk" in full.err) == (1, True)
    (small_disk / "filler").unlink()
    run.done("note", "张伟", "more")
    assert "more" in run.done("show", "张伟").out
