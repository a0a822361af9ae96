"""A disk that is full, broken or read-only in the middle of a command: a clear line, a whole book, and life goes on.

strace answers for the disk from the n-th write, sync or open of the book's files on; where it is not there, a limit of
the files' size does. And what needs neither: closed streams, and files that an ordinary user may not write.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from disturbed import COMMANDS, Disturbed
from program import BAD, SECONDS, Answer, Program, content, has_strace

if TYPE_CHECKING:
    from disturbed import Measured

SHORT = 24
ERRORS = ("ENOSPC", "EIO", "EROFS")
CALLS = ("pwrite64,write,ftruncate,fallocate", "fdatasync,fsync", "openat")
NOBODY = 65534
STREAMS = ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full")
ASKED = (("list",), ("note", "1", "with closed streams"), ("show", "1"), ("list", "--json"))


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Disturb `rounds` commands; what was tried, and what came of it."""
    counts: Counter[str] = Counter()
    random = Random(seed)
    with Program(folder) as program:
        disturbed = Disturbed(program, random)
        names = random.sample(sorted(COMMANDS), len(COMMANDS))
        for number in range(rounds):
            name = names[(number - number // 6 * 2) % len(names)]  # two of six rounds have commands of their own
            kind, outcome = _round(disturbed, name, random, number)
            counts["rounds"] += 1
            counts[kind] += 1
            counts[f"{outcome} ({name}, {kind})" if outcome.startswith(BAD) else outcome] += 1
    return counts


def _round(disturbed: Disturbed, name: str, random: Random, number: int) -> tuple[str, str]:
    if number % 6 == 4:
        streams = random.choice(STREAMS)
        return f"streams {streams}", _with_streams(disturbed, streams, random.choice(ASKED))
    if number % 6 == 5:
        return "an ordinary user", _unwritable(disturbed, random)
    measured = disturbed.measured(name)
    if not has_strace():
        answer = _limited(disturbed, measured, random)
        return "a file may not grow", _judged(disturbed, measured, answer, full=False)
    error, calls = random.choice(ERRORS), random.choice(CALLS)
    answer = _failing(disturbed, measured, f"inject={calls}:error={error}:when={_moment(measured, calls, random)}+")
    return f"{error} at {calls.partition(',')[0]}", _judged(
        disturbed, measured, answer, full=error == "ENOSPC" and calls == CALLS[0]
    )


def _moment(measured: Measured, calls: str, random: Random) -> int:
    return random.randint(1, measured.writes if "write" in calls else 6)


def _failing(disturbed: Disturbed, measured: Measured, inject: str) -> Answer:
    """The command with a disk that fails from a moment on; only the book and the files beside it lie on it."""
    book = disturbed.program.book
    paths = [str(book), *(f"{book}{ending}" for ending in ("-wal", "-shm", "-journal"))]
    options = [part for path in paths for part in ("-P", path)]
    return disturbed.run(measured, trace=("-o", "/dev/null", *options, "-e", f"trace={_calls(inject)}", "-e", inject))


def _calls(inject: str) -> str:
    return inject.removeprefix("inject=").partition(":")[0]


def _limited(disturbed: Disturbed, measured: Measured, random: Random) -> Answer:
    """The command with files that may not grow beyond a size."""
    size = random.randint(0, len(measured.begin.get("book.db", b"")) + 100_000)
    return disturbed.run(measured, largest_file=size)


def _judged(disturbed: Disturbed, measured: Measured, answer: Answer, *, full: bool) -> str:
    if not answer.fault and not answer.is_clear:
        return f"{BAD}no clear line"
    if full and answer.code not in {0, 1}:
        return f"{BAD}a full disk is {answer.code} and not 1"
    return disturbed.judged(measured, answer)


def _with_streams(disturbed: Disturbed, streams: str, words: tuple[str, ...]) -> str:
    """A command as a shell starts it without streams, or with full ones: a process of its own, loaded anew."""
    program = disturbed.program
    program.put_back(disturbed.measured("note").begin)
    line = f'exec "$@" {streams}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", sys.executable, "-m", "followup", *words], cwd=program.folder, env=program.env,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False,
    )  # fmt: skip
    answer = Answer(done.returncode, done.stdout, done.stderr)
    before = disturbed.measured("note").before
    if answer.fault:
        return f"{BAD}{answer.fault}"
    if streams == ">/dev/full" and answer.code != 1:
        return f"{BAD}what nobody could hear is {answer.code}"
    noted = len(content(program.book)) - len(before)
    if words[0] == "note" and answer.code == 0 and not noted:
        return f"{BAD}said to be done, and is not"
    return "as after" if noted else "as before"


def _unwritable(disturbed: Disturbed, random: Random) -> str:
    """A book, or its folder, that an ordinary user may not write: asked, told to write, and mended again."""
    with tempfile.TemporaryDirectory(prefix="followup-user-") as place:
        folder = Path(place)
        user = NOBODY if os.getuid() == 0 else None
        book, settings = folder / "book.db", folder / "config.toml"
        settings.touch()
        book.write_bytes(disturbed.measured("note").begin["book.db"])
        before = content(book)
        if user is not None:
            for path in (folder, book, settings):
                os.chown(path, user, user)
        barred, mode = random.choice([(book, 0o400), (book, 0o000), (folder, 0o500)])
        usual = 0o700 if barred is folder else 0o600
        barred.chmod(mode)

        def say(*words: str) -> Answer:
            env = {"FOLLOWUP_BOOK": str(book), "FOLLOWUP_CONFIG": str(settings), "TMPDIR": place}
            return disturbed.program(*words, env=env, user=user)

        asked = say(*random.choice([("list",), ("show", "1"), ("remind",)]))
        told = say("note", "1", "tea")
        barred.chmod(usual)
        later = say("note", "1", "tea")
        if asked.fault or told.fault or not (asked.is_clear and told.is_clear):
            return f"{BAD}no clear line"
        if told.code == 0 or (asked.code and mode != 0):
            return f"{BAD}{barred.name} {mode:o}: asking ends with {asked.code}, writing with {told.code}"
        if later.code or len(content(book)) <= len(before):
            return f"{BAD}{barred.name} {mode:o}: it cannot be written once it may be again"
        return "as after"
