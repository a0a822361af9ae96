"""Books as people, programs and kills leave them: what the tests of opening one begin with."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Run = Any
Limit = Any

QUESTIONS = (("list",), ("list", "zw", "--json"), ("show", "张伟"), ("remind",), ("agenda",), ("history",))
PEOPLE = ("add", "张伟", "--phone", "13800138000", "--grade", "A")
TWO_COMMANDS = (PEOPLE, ("note", "张伟", "likes tea"))
ENDINGS = ("-wal", "-shm", "-journal")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def beside(book: Path) -> dict[str, bytes]:
    """The book and all that lies beside it."""
    return {file.name: file.read_bytes() for file in book.parent.glob(f"{book.name}*")}


def refused(run: Run, *words: str, limit: Limit | None = None) -> str:
    """What a command says that ends with 6, in one line."""
    answer = run(*words, limit=limit)
    assert (answer.code, answer.out, answer.err.count("\n")) == (6, "", 1), answer
    return str(answer.err)


KILLED_WHILE_WRITING = """
import os, sqlite3, sys
path, what = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
if what == "wal":
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO note (contact_id, day, text, search) VALUES (1, '2026-06-01', 'kept', 'kept')")
    connection.execute("INSERT INTO interaction (contact_id, day, kind) VALUES (1, '2026-06-01', 'call')")
else:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN")
    for number in range(200):
        texts = (f"half {number}" * 200, "")
        connection.execute("INSERT INTO note (contact_id, day, text, search) VALUES (1, '2026-06-01', ?, ?)", texts)
print("there", flush=True)
sys.stdin.read()
os._exit(0)
"""


class killed_while_noting:  # noqa: N801 - reads as what it does
    """Another program that wrote and holds the book; killed when the block ends."""

    def __init__(self, run: Run, what: str = "wal") -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-c", KILLED_WHILE_WRITING, str(run.book), what],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> None:
        assert self.program.stdout
        assert self.program.stdout.readline() == "there\n"

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.communicate()


def notes(run: Run) -> list[str]:
    return [note["text"] for note in run.done("show", "张伟", "--json").json["notes"]]


def cards(path: Path, count: int) -> Path:
    """A file of so many cards."""
    text = "".join(
        f"BEGIN:VCARD\nFN:{path.stem} Person {number}\nNOTE:{'n' * 300}\nEND:VCARD\n" for number in range(count)
    )
    path.write_text(text, encoding="utf-8")
    return path
