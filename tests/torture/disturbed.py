"""Commands that write, for kills and write errors: the book each begins with, and what must hold afterwards."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from program import BAD, Answer, content, damage, furnish, shape

from followup.storage.schema import schema

if TYPE_CHECKING:
    from random import Random

    from program import Program

WRITES = "pwrite64,write,ftruncate,fallocate,fdatasync,fsync,rename,unlink"
"""The system calls by which something on the disk becomes different."""
EDITOR = {"EDITOR": "sed -i s/green/black/"}
Kept = dict[str, bytes]


class Command(NamedTuple):
    """A command, and the name of the book that it begins with."""

    words: tuple[str, ...]
    begin: str = "furnished"
    is_undone: bool = True
    """`undo` takes it back: not an undo itself, nor what no history tells."""


COMMANDS = {
    "first import": Command(("import", "phone.vcf", "fair.csv", "--yes"), "nothing"),
    "second import": Command(("import", "changed.vcf", "fair.csv", "--yes", "--group", "again")),
    "merge": Command(("merge", "1", "2", "--yes")),
    "undo of all": Command(("undo", "8"), is_undone=False),
    "undo of a removal": Command(("undo",), "removed", is_undone=False),
    "migration": Command(("list",), "old", is_undone=False),
    "restoring": Command(("import", "book.json", "--yes"), "nothing", is_undone=False),
    "grade set": Command(("grade", "set", "group:fair", "B", "--yes")),
    "remove": Command(("remove", "group:fair", "--yes")),
    "edit": Command(("edit", "1", "--set", "title=buyer", "--set", "hobby=tea", "--unset", "birthday")),
    "amend in the editor": Command(("amend", "NOTE")),
    "note": Command(("note", "1", "x" * 20_000)),
    "sales": Command(("sale", "import", "orders.csv")),
    "group": Command(("group", "create", "new", "--query", "city:上海")),
}


class Measured(NamedTuple):
    """A command as it goes undisturbed."""

    command: Command
    begin: Kept
    before: list[str]
    after: list[str]
    writes: int
    seconds: float


class Disturbed:
    """Makes the books and files that the commands begin with, runs them, and judges what is left."""

    def __init__(self, program: Program, random: Random) -> None:
        self.program = program
        self.random = random
        self._measured: dict[str, Measured] = {}
        program.done("add", "somebody")
        self.shape = shape(program.book)
        program.put_back({})
        furnish(program)
        self._begins: dict[str, Kept] = {"nothing": {}, "furnished": program.kept()}
        program.done("export", "--to", "book.json", "--yes")
        program.done("remove", "group:fair", "--yes")
        self._begins["removed"] = program.kept()

    def measured(self, name: str) -> Measured:
        """The command as it goes undisturbed: run once by itself, and once to count its writes."""
        command = COMMANDS[name]
        begin = command.begin
        if begin == "old":
            step = self.random.randrange(1, schema.LATEST)
            begin = f"a book of step {step}"
            if begin not in self._begins:
                self._begins[begin] = self._old_book(step)
        key = f"{name} {begin}"
        if key not in self._measured:
            self._measured[key] = self._measure(command, self._begins[begin])
        return self._measured[key]

    def _old_book(self, step: int) -> Kept:
        """A book as an earlier version left it."""
        self.program.put_back({})
        with closing(sqlite3.connect(self.program.book, isolation_level=None)) as connection:
            schema.migrate(connection, step)
            connection.execute("BEGIN")
            connection.execute("INSERT INTO command (at, words, sequences) VALUES ('2026-01-01', 'Imported', '{}')")
            connection.executemany(
                "INSERT INTO contact (name, added, grade) VALUES (?, '2026-01-01', 'A')",
                [(f"张伟 {number}",) for number in range(200)],
            )
            connection.executemany(
                "INSERT INTO interaction (contact_id, day, kind) VALUES (?, '2026-02-01', 'visit')",
                [(number,) for number in range(1, 201)],
            )
            connection.execute("INSERT INTO photo (contact_id, mime, data) VALUES (1, 'image/png', x'0089ff')")
            connection.execute("COMMIT")
        return self.program.kept()

    def _measure(self, command: Command, begin: Kept) -> Measured:
        self.program.put_back(begin)
        before = self._content() if begin else []
        started = time.monotonic()
        answer = self._run(command)
        seconds = time.monotonic() - started
        assert answer.code == 0, (command, answer)
        after = self._content()
        if command.begin == "old":  # looking completes it
            before = after
        self.program.put_back(begin)
        log = self.program.folder / "writes.log"
        self._run(command, trace=("-o", str(log), "-e", f"trace={WRITES}"))
        writes = sum("(" in line for line in log.read_text("utf-8", "replace").splitlines()) if log.exists() else 1
        return Measured(command, begin, before, after, max(writes, 1), seconds)

    def run(self, measured: Measured, **how: Any) -> Answer:
        """Run the command on its book, disturbed."""
        self.program.put_back(measured.begin)
        return self._run(measured.command, **how)

    def _run(self, command: Command, **how: Any) -> Answer:
        words = [f"n{self._note()}" if word == "NOTE" else word for word in command.words]
        return self.program(*words, env=EDITOR, **how)

    def _note(self) -> int:
        with closing(sqlite3.connect(self.program.book)) as connection:
            number: int = connection.execute("SELECT id FROM note WHERE text LIKE '%green tea%'").fetchone()[0]
        return number

    def _content(self) -> list[str]:
        return content(self.program.book) if self.program.book.exists() else []

    def judged(self, measured: Measured, answer: Answer) -> str:
        """What became of the book: "as before", "as after", or what is wrong with it."""
        if answer.fault:
            return f"{BAD}{answer.fault}"
        opened = self.program("list")
        if opened.code:
            return f"{BAD}the book does not open"
        state = self._state(measured, done=answer.code == 0)
        return state if state.startswith(BAD) else self._going_on(measured, state)

    def _state(self, measured: Measured, *, done: bool) -> str:
        if self.program.book.exists() and (found := damage(self.program.book)):
            return f"{BAD}damaged: {found}"
        if self.program.book.exists() and shape(self.program.book) != self.shape:
            return f"{BAD}the schema is not whole"
        now = self._content()
        if now == measured.after:
            return self._state_of_the_backup(measured) or "as after"
        if done:
            return f"{BAD}said to be done, and is not"
        return "as before" if now == measured.before else f"{BAD}half done"

    def _state_of_the_backup(self, measured: Measured) -> str:
        """What is wrong with the backup of a migrated book; "" where it is the book of before."""
        if measured.command.begin != "old":
            return ""
        backups = list(self.program.folder.glob("book.db.before-step-*"))
        old = self.program.folder / "old.db"
        old.write_bytes(measured.begin["book.db"])
        if any((content(backup), shape(backup)) == (content(old), shape(old)) for backup in backups):
            return ""
        return f"{BAD}no backup is the book of before"

    def _going_on(self, measured: Measured, state: str) -> str:
        if self._content() and self.program("undo").code:
            return f"{BAD}undo does not work"
        if state == "as after" and measured.command.is_undone and self._content() != measured.before:
            return f"{BAD}undo does not give back what was before"
        if self.program("add", "somebody", "--yes").code or damage(self.program.book):
            return f"{BAD}the next command does not work"
        return state
