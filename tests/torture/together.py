"""Eight programs at once on one book, from the first that makes it on: none waits in vain, none is lost, none doubled.

Each is a process of its own, started as from a shell: what it does while it holds the lock is part of what is tried.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from program import BAD, SECONDS, Answer, Program, damage, open_plainly

if TYPE_CHECKING:
    from pathlib import Path

SHORT = 32
AT_ONCE = 8
CARDS = 300


class Task(NamedTuple):
    """A command, and what it puts into the book: so many rows of a table for which a condition holds."""

    kind: str
    words: tuple[str, ...]
    table: str = ""
    condition: str = ""
    adds: int = 1


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Run `rounds` commands, eight at a time; what was tried, and what came of it."""
    random = Random(seed)
    counts: Counter[str] = Counter()
    with Program(folder) as program, ThreadPoolExecutor(AT_ONCE) as threads:
        first = [_task("add", number, program.folder, random) for number in range(min(rounds, AT_ONCE))]
        answers = list(threads.map(lambda task: _started(program, task), first))
        kinds = ["import", "remind", "list"]
        while len(kinds) < rounds - len(first):
            kinds += random.sample(KINDS, len(KINDS))
        later = [
            _task(kind, AT_ONCE + at, program.folder, random) for at, kind in enumerate(kinds[: rounds - len(first)])
        ]
        answers += threads.map(lambda task: _started(program, task), later)
        _judge([*first, *later], answers, program, counts)
    return counts


# A command, and where its mark is found: (table, column). Each does something whatever the others did before.
WRITING = {
    "add": ("add|MARK", "contact", "name"),
    "note": ("note|WHO|MARK", "note", "text"),
    "log": ("log|WHO|call|MARK", "interaction", "summary"),
    "task": ("task|add|WHO|MARK", "task", "text"),
    "sale": ("sale|add|WHO|12.50|--note|MARK", "sale", "note"),
    "complaint": ("complaint|open|WHO|MARK", "complaint", "text"),
    "edit": ("edit|WHO|--set|field-NUMBER=MARK", "field", "value"),
    "group": ("group|create|MARK", "groups", "name"),
}
KINDS = (*WRITING, "edit", "note", "import", "list", "remind", "show")


def _task(kind: str, number: int, folder: Path, random: Random) -> Task:
    who = str(random.randint(1, AT_ONCE))
    mark = f"mark {number} of all"
    if kind in WRITING:
        words, table, column = WRITING[kind]
        told = words.replace("WHO", who).replace("MARK", mark).replace("NUMBER", str(number))
        return Task(kind, tuple(told.split("|")), table, f"{column} = '{mark}'")
    if kind == "show":
        return Task(kind, (kind, who))
    if kind != "import":
        return Task(kind, (kind,))
    file = folder / f"{number}.vcf"
    cards = (f"BEGIN:VCARD\nVERSION:3.0\nFN:P{at} of {number} all\nEND:VCARD\n" for at in range(CARDS))
    file.write_text("".join(cards), encoding="utf-8")
    return Task(kind, ("import", file.name, "--yes"), "contact", f"name LIKE 'P% of {number} all'", CARDS)


def _started(program: Program, task: Task) -> Answer:
    done = subprocess.run(
        [sys.executable, "-m", "followup", *task.words], cwd=program.folder, env=program.env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", timeout=SECONDS * 2, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


def _judge(tasks: list[Task], answers: list[Answer], program: Program, counts: Counter[str]) -> None:
    written = 0
    with open_plainly(program.book) as connection:
        for task, answer in zip(tasks, answers, strict=True):
            counts["rounds"] += 1
            counts[task.kind] += 1
            if answer.fault or answer.code:
                counts[f"{BAD}{task.kind} ended with {answer.code}: {answer.err.strip()[-120:]}"] += 1
            if not task.table:
                continue
            written += answer.code == 0
            found = connection.execute(f"SELECT count(*) FROM {task.table} WHERE {task.condition}").fetchone()[0]
            if found != (task.adds if answer.code == 0 else 0):
                counts[f"{BAD}{task.kind}: {found} in the book instead of {task.adds}"] += 1
        told = connection.execute("SELECT count(*) FROM command").fetchone()[0]
    counts["waited, and said so"] = sum("waiting up to" in answer.err for answer in answers)
    if told != written:
        counts[f"{BAD}{told} lines of the history for {written} commands"] += 1
    if found := damage(program.book):
        counts[f"{BAD}damaged: {found}"] += 1
