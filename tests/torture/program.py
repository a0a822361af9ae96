"""The real program for a torture: run quickly, killed, traced and disturbed; and what a book holds afterwards."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from forked_commands import CommandServer

from followup.cli.commands.demo import with_days
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

TODAY = "2026-06-02"
SECONDS = 60
"""No command of a torture takes a tenth of it: one that does hangs."""
BAD = "bad: "
"""What a count begins with that must not be there."""
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
DEMO = Path(__file__).parents[2] / "src" / "followup" / "cli" / "demo"


class Answer(NamedTuple):
    """How a command ended (negative: the signal that ended it), and what it said."""

    code: int
    out: str
    err: str

    @property
    def fault(self) -> str:
        """What no command may do, however it was disturbed; "" where it did not."""
        if "Traceback" in self.err or "made a mistake" in self.err:
            return "a mistake of ours"
        if self.code == -14:
            return "hung"
        return "" if self.code in {*range(8), -9} else f"ended with {self.code}"

    @property
    def is_clear(self) -> bool:
        """Whether it was done, or said in a line why not."""
        said = self.err.splitlines()  # problems of single cards may stand above
        return not self.fault and (self.code == 0 or any(line.startswith("followup: ") for line in said))


class Program:
    """Runs followup's commands in a folder, on its `book.db`; each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "book.db"
        self.files = folder / "streams"
        self.files.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").touch()
        clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TZ", "SYSTEMROOT"}}
        self.env = clean | {
            "FOLLOWUP_BOOK": str(self.book), "FOLLOWUP_CONFIG": str(folder / "config.toml"), "FOLLOWUP_TODAY": TODAY,
            "TMPDIR": str(folder), "LANG": "C.UTF-8",
        }  # fmt: skip
        self._server = CommandServer(clean | {"PYTHONDONTWRITEBYTECODE": "1"}, "-X", "utf8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)

    def __call__(
        self,
        *words: str,
        input: str = "",  # noqa: A002
        env: Mapping[str, str] | None = None,
        kill_after: float | None = None,
        trace: Sequence[str] = (),
        user: int | None = None,
        largest_file: int | None = None,
    ) -> Answer:
        """Run a command; killed after so many seconds, under strace, as another user, with no larger files (bytes)."""
        code = self._server.run(
            words=words, env=self.env | dict(env or {}), folder=str(self.folder), files=str(self.files), input=input,
            kill_after=kill_after, trace=list(trace), user=user, seconds=SECONDS, largest_file=largest_file,
        )  # fmt: skip
        out, err = ((self.files / name).read_bytes().decode("utf-8", "replace") for name in ("out", "err"))
        return Answer(code, out, err)

    def done(self, *words: str, input: str = "") -> Answer:  # noqa: A002
        """Run a command that must succeed: what a torture begins with."""
        answer = self(*words, input=input)
        assert answer.code == 0, (words, answer)
        return answer

    def put_back(self, book: Mapping[str, bytes]) -> None:
        """Make the book, with the files beside it, what `kept` gave."""
        for file in self.folder.glob("book.db*"):
            file.unlink()
        for name, content in book.items():
            (self.folder / name).write_bytes(content)

    def kept(self) -> dict[str, bytes]:
        """The book, with the files beside it."""
        return {file.name: file.read_bytes() for file in self.folder.glob("book.db*")}


def furnish(program: Program) -> None:
    """Give the program a book with something of everything in it, and the files it came from beside it."""
    people, orders = ((DEMO / name).read_text(encoding="utf-8") for name in ("phone.vcf", "orders.csv"))
    shutil.copy(DEMO / "fair.csv", program.folder)
    (program.folder / "phone.vcf").write_text(people, encoding="utf-8")
    (program.folder / "changed.vcf").write_text(people.replace("TITLE:", "TITLE:新"), encoding="utf-8")
    orders = "".join(with_days(orders.splitlines(keepends=True), date.fromisoformat(TODAY)))
    (program.folder / "orders.csv").write_text(orders, encoding="utf-8")
    program.done("import", "phone.vcf", "--yes", "--group", "fair")
    program.done("grade", "set", "group:VIP", "A", "--yes")
    program.done("grade", "set", "no:grade", "C", "--yes", "--no-lock")
    program.done("note", "1", "Likes **green tea**")
    program.done("log", "1", "visit", "showed the new line", "--next", "send samples", "--due", "fri")
    program.done("sale", "add", "2", "12000", "--profit", "3000", "--product", "X200")
    program.done("complaint", "open", "3", "came late")
    program.done("link", "4", "5", "--as", "spouse")


@cache
def has_strace() -> bool:
    """Whether strace is there, and may take hold of a process that another one has started."""
    if shutil.which("strace") is None:
        return False
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        try:
            held = subprocess.Popen(["strace", "-p", str(sleeper.pid)], stderr=subprocess.PIPE, text=True)
            assert held.stderr is not None
            said = held.stderr.readline()
            held.terminate()
            held.communicate()
        finally:
            sleeper.kill()
    return "attached" in said


def open_plainly(path: Path) -> closing[sqlite3.Connection]:
    """The book as SQLite alone sees it."""
    return closing(sqlite3.connect(path, isolation_level=None))


def content(path: Path) -> list[str]:
    """All that the salesperson has in a book, and its history: row by row, for comparison."""
    with open_plainly(path) as connection:
        lines = [
            f"{table} {row!r}"
            for table in schema.data_tables(connection)
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")
        ]
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'touched'").fetchone():
            lines += [f"touched {row!r}" for row in connection.execute("SELECT * FROM touched ORDER BY contact_id")]
        lines += [f"command {row!r}" for row in connection.execute("SELECT id, words FROM command ORDER BY id")]
        return lines


def shape(path: Path) -> list[tuple[object, ...]]:
    """All tables, indexes and triggers of a book."""
    with open_plainly(path) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def damage(path: Path) -> str:
    """What SQLite finds wrong with a book; "" where it is whole."""
    with open_plainly(path) as connection:
        try:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            said += [f"an orphan in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            return str(error)
    return "" if said == ["ok"] else "; ".join(said)
