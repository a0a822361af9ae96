"""Measure followup as a person meets it: whole processes of an installed wheel, against bare Python in the same run.

    make bench              all of it; the books are made once and kept in bench/.books
    make bench ROUNDS=3     quicker, noisier

A ratio says how many times `python -c pass` a command takes (best of several, taken in turns so that a slow minute of
the machine hits both). Nothing here is a test: machines differ, and a timing that fails a build teaches to look away.
"""

from __future__ import annotations

import hashlib
import os
import pty
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from make_book import TODAY, write_vcf

HERE = Path(__file__).parent
ROOT = HERE.parent
BOOKS = HERE / ".books"
BENCH = ROOT / ".venv-bench"
PYTHON = BENCH / "bin/python"
FOLLOWUP = BENCH / "bin/followup"
ROUNDS = int(os.environ.get("ROUNDS", "7"))
READ_ALONE = """
import sys, time, vobject
started = time.perf_counter()
with open(sys.argv[1], encoding="utf-8") as file:
    for card in vobject.readComponents(file):
        pass
print(time.perf_counter() - started)
"""


class Run(NamedTuple):
    """One process: its seconds, and the most memory it had, in MiB."""

    seconds: float
    memory: float


class Row(NamedTuple):
    """One line of the result; `target` 0 is only told."""

    measure: str
    ratio: float
    target: float
    memory: float


def environment(book: Path) -> dict[str, str]:
    """What the measured processes see: bytecode is kept, and nobody's own settings count."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    home = BOOKS / "home"
    return kept | {
        "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "TERM": "xterm-256color",
        "COLUMNS": "140", "LINES": "50", "FOLLOWUP_BOOK": str(book), "FOLLOWUP_TODAY": TODAY.isoformat(),
    }  # fmt: skip


def run(arguments: list[str], book: Path, *, terminal: bool = False) -> Run:
    """Run one process to its end, its output thrown away: into a pipe, or drawn on a terminal of 140 columns."""
    reader, writer = pty.openpty() if terminal else os.pipe()
    started = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=writer, stderr=subprocess.DEVNULL, env=environment(book))
    os.close(writer)
    drain(reader)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}: nothing to measure")
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def drain(reader: int) -> None:
    """Read until the other end is gone; a terminal says so with an error."""
    try:
        while os.read(reader, 1 << 16):
            pass
    except OSError:
        pass
    finally:
        os.close(reader)


def best(arguments: list[str], book: Path, *, terminal: bool = False, rounds: int = ROUNDS) -> tuple[float, Run]:
    """The best of `rounds` runs as a ratio to the best bare Python of the same minutes, and that run."""
    bare, runs = [], []
    for _ in range(rounds):
        bare.append(run([str(PYTHON), "-c", "pass"], book).seconds)
        runs.append(run(arguments, book, terminal=terminal))
    quickest = min(runs)
    return quickest.seconds / min(bare), quickest


def install() -> None:
    """Build the wheel and install it, compiled, into an environment of its own."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH)], check=True)
    wheels = BOOKS / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([sys.executable, *pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT], check=True)
    (wheel,) = wheels.glob("*.whl")
    constrained = ["-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run([PYTHON, *pip, "install", *constrained], check=True)
    subprocess.run([PYTHON, *pip, "install", "--no-deps", "--force-reinstall", *constrained], check=True)


def books(count: int) -> tuple[Path, Path]:
    """The .vcf of `count` people and their book, made anew only when the generator or the schema changed."""
    recipe = [*HERE.glob("*.py"), *sorted((ROOT / "src/followup/storage/schema").glob("*.sql"))]
    sources = [path.read_bytes() for path in recipe if path != Path(__file__)]
    name = f"{count}-{hashlib.sha256(b''.join(sources)).hexdigest()[:8]}"
    vcf, book = BOOKS / f"{name}.vcf", BOOKS / f"{name}.db"
    if not book.exists():
        print(f"making a book of {count:,} ...", file=sys.stderr)
        write_vcf(count, vcf)
        making = book.with_suffix(".making")
        making.unlink(missing_ok=True)
        subprocess.run(
            [PYTHON, HERE / "make_book.py", "book", vcf, making], check=True, env=environment(making), cwd=BOOKS
        )
        making.rename(book)
    return vcf, book


def measured(measure: str, arguments: list[str], target: float, book: Path, *, terminal: bool = False) -> Row:
    """A row for one command line of followup."""
    ratio, quickest = best([str(FOLLOWUP), *arguments], book, terminal=terminal)
    return told(Row(measure, ratio, target, quickest.memory))


def told(row: Row) -> Row:
    """Print a row as soon as it is known: the whole takes minutes."""
    verdict = "" if not row.target else "ok" if row.ratio <= row.target else "MISSED"
    target = f"<= {row.target:g}x" if row.target else ""
    print(f"{row.measure:<52}{row.ratio:>8.2f}x  {target:>9}  {verdict:<6}{row.memory:>6.0f} MiB", flush=True)
    return row


def questions(book: Path) -> list[Row]:
    """What a salesperson asks all day, with 10,000 in the book."""
    rows = [measured("--version", ["--version"], 7, book)]
    for words in (["show", "42"], ["list", "barometers"], *(["list", word] for word in ("王", "张伟", "zw"))):
        rows.append(measured(f"{' '.join(words)} --json", [*words, "--json"], 10, book))
        rows.append(measured(f"{' '.join(words)}, drawn", words, 18, book, terminal=True))
    rows += [
        measured("list --json, all", ["list", "--json"], 40, book),
        measured("list, all into a pipe", ["list"], 60, book),
        measured("agenda --json", ["agenda", "--json"], 25, book),
        measured("remind", ["remind"], 25, book),
    ]
    return rows


def mornings(book: Path) -> list[Row]:
    """The first question of a day, and of a book: what has to be computed or noted once is paid here."""
    rows = []
    for command in (["agenda", "--json"], ["remind"]):
        fresh = BOOKS / "morning.db"
        shutil.copy(book, fresh)
        first = run([str(FOLLOWUP), *command], fresh)
        bare, days = [], []
        for day in range(1, 6):
            bare.append(run([str(PYTHON), "-c", "pass"], fresh).seconds)
            morning = (TODAY + timedelta(days=day)).isoformat()
            days.append(run([str(FOLLOWUP), *command, "--today", morning], fresh))
        words = " ".join(command)
        rows.append(told(Row(f"{words}, first of a day", min(days).seconds / min(bare), 25, min(days).memory)))
        rows.append(told(Row(f"{words}, first of a book's life", first.seconds / min(bare), 0, first.memory)))
    return rows


def large(book: Path) -> list[Row]:
    """Search with 100,000 in the book."""
    return [
        measured(f"100,000: list {word} --json", ["list", word, "--json"], 20, book)
        for word in ("王", "张伟", "zw", "barometers")
    ] + [measured("100,000: show 42 --json", ["show", "42", "--json"], 20, book)]


def imported(vcf: Path) -> list[Row]:
    """A whole import of the file, against the time vobject.readComponents alone takes inside its process."""
    alone, runs = [], []
    for _ in range(3):
        done = subprocess.run([PYTHON, "-c", READ_ALONE, vcf], check=True, capture_output=True, text=True)
        alone.append(float(done.stdout))
        fresh = BOOKS / "import.db"
        for left in BOOKS.glob("import.db*"):
            left.unlink()
        runs.append(run([str(FOLLOWUP), "import", str(vcf)], fresh))
    print(f"(vobject.readComponents alone: {min(alone):.2f} s, the whole import: {min(runs).seconds:.2f} s)")
    return [
        told(
            Row("import of 10,000 cards / vobject reading them", min(runs).seconds / min(alone), 0.4, min(runs).memory)
        )
    ]


def main() -> None:
    BOOKS.mkdir(exist_ok=True)
    install()
    vcf, book = books(10_000)
    _, hundred_thousand = books(100_000)
    bare = min(run([str(PYTHON), "-c", "pass"], book).seconds for _ in range(ROUNDS))
    print(f"python -c pass: {bare * 1000:.1f} ms; ratios to it, best of {ROUNDS}; 10,000 contacts, all graded")
    rows = [*questions(book), *mornings(book), *large(hundred_thousand), *imported(vcf)]
    missed = [row for row in rows if row.target and row.ratio > row.target]
    print(f"{len(rows) - len(missed)} of {len(rows)} within their targets or told without one, {len(missed)} missed")


if __name__ == "__main__":
    main()
