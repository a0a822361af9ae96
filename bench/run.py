"""Measure followup as a person meets it: whole processes of an installed wheel, against bare Python in the same run.

    make bench              all of it; the books are made once and kept in bench/.books
    make bench ROUNDS=3     quicker, noisier

A ratio says how many times `python -c pass` a command takes (best of several, taken in turns so that a slow minute of
the machine hits both); beside it the same ratio of processor time, which says more where the machine has other work.
Nothing here is a test: machines differ, and a timing that fails a build teaches to look away.
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
SUM_BY_CUSTOMER = "SELECT contact_id, sum(coalesce(profit, CAST(round(amount * 0.3) AS INTEGER))) FROM sale GROUP BY 1"
GROWTH = 1.3
READ_ALONE = """
import sys, time, vobject
started, busy = time.perf_counter(), time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    for card in vobject.readComponents(file):
        pass
print(time.perf_counter() - started, time.process_time() - busy)
"""


class Run(NamedTuple):
    """One process: its seconds, those of them that it had a processor, and the most memory it had, in MiB."""

    seconds: float
    busy: float
    memory: float


class Row(NamedTuple):
    """One line of the result: both ratios, and the target for the first; `target` 0 is only told."""

    measure: str
    ratio: float
    busy: float
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
    memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory)


def drain(reader: int) -> None:
    """Read until the other end is gone; a terminal says so with an error."""
    try:
        while os.read(reader, 1 << 16):
            pass
    except OSError:
        pass
    finally:
        os.close(reader)


def bare_python(book: Path) -> Run:
    """The measure of all measures: the same interpreter, doing nothing."""
    return run([str(PYTHON), "-c", "pass"], book)


def row(measure: str, target: float, runs: list[Run], bare: list[Run]) -> Row:
    """What the best of the runs is, as a ratio to the best bare Python of the same minutes; told as soon as known."""
    quickest, least = min(each.seconds for each in runs), min(each.busy for each in runs)
    ratio = quickest / min(each.seconds for each in bare)
    busy = least / min(each.busy for each in bare)
    return told(Row(measure, ratio, busy, target, max(each.memory for each in runs)))


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
    bare, runs = [], []
    for _ in range(ROUNDS):
        bare.append(bare_python(book))
        runs.append(run([str(FOLLOWUP), *arguments], book, terminal=terminal))
    return row(measure, target, runs, bare)


def told(row: Row) -> Row:
    """Print a row: the whole takes minutes."""
    verdict = "" if not row.target else "ok" if row.ratio <= row.target else "MISSED"
    target = f"<= {row.target:g}x" if row.target else ""
    print(
        f"{row.measure:<46}{row.ratio:>8.2f}x  {target:>9}  {verdict:<6}"
        f"  processor{row.busy:>7.2f}x{row.memory:>6.0f} MiB",
        flush=True,
    )
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
        measured("warnings --json", ["warnings", "--json"], 20, book),
        measured("brief 42", ["brief", "42"], 20, book),
    ]
    return rows


def writes(book: Path) -> list[Row]:
    """What a salesperson writes down all day, into a copy of the book of 10,000."""
    fresh = BOOKS / "written.db"
    emptied(fresh)
    shutil.copy(book, fresh)
    return [
        measured("note 42", ["note", "42", "likes tea"], 25, fresh),
        measured("log 42 call", ["log", "42", "call", "told the price"], 0, fresh),
        measured("edit 42 --set", ["edit", "42", "--set", "title=Buyer", "--set", "nickname=Q"], 0, fresh),
    ]


def mornings(book: Path) -> list[Row]:
    """The first question of a day, and of a book: what has to be computed or noted once is paid here."""
    rows = []
    for command in (["agenda", "--json"], ["remind"]):
        fresh = BOOKS / "morning.db"
        shutil.copy(book, fresh)
        words = " ".join(command)
        rows.append(row(f"{words}, first of a book", 0, [run([str(FOLLOWUP), *command], fresh)], [bare_python(fresh)]))
        bare, days = [], []
        for day in range(1, 6):
            morning = (TODAY + timedelta(days=day)).isoformat()
            bare.append(bare_python(fresh))
            days.append(run([str(FOLLOWUP), *command, "--today", morning], fresh))
        rows.append(row(f"{words}, first of a day", 25, days, bare))
    return rows


def large(book: Path) -> list[Row]:
    """Search with 100,000 in the book."""
    return [
        measured(f"100,000: list {word} --json", ["list", word, "--json"], 20, book)
        for word in ("王", "张伟", "zw", "barometers")
    ] + [measured("100,000: show 42 --json", ["show", "42", "--json"], 20, book), planned(book)]


def planned(book: Path) -> Row:
    """Planning a week for 100,000, beside listing them all."""
    runs, alone = [], []
    for _ in range(min(ROUNDS, 3)):
        runs.append(run([str(FOLLOWUP), "agenda", "--json"], book))
        alone.append(run([str(FOLLOWUP), "list", "--json"], book))
    return row("100,000: agenda --json / list --json", 3, runs, alone)


def near_the_best() -> None:
    """How near the planner comes to an exact solver, in generated weeks."""
    judge = [sys.executable, str(HERE / "exact_week.py"), os.environ.get("WEEKS", "40")]
    print(subprocess.run(judge, check=True, capture_output=True, text=True).stdout.splitlines()[0], flush=True)


def imported() -> list[Row]:
    """Whole imports against the time that vobject.readComponents alone takes inside its process; how they grow."""
    fresh = BOOKS / "import.db"
    rows, seconds = [], {}
    runs: list[Run] = []
    vcf = BOOKS
    for count, rounds in ((10_000, 3), (100_000, 1)):
        vcf, _ = books(count)
        alone = [_read_alone(vcf) for _ in range(rounds)]
        runs = [_import(vcf, fresh) for _ in range(rounds)]
        rows.append(row(f"import of {count:,} cards / vobject reading them", 0.45, runs, alone))
        seconds[count] = min(runs).seconds
    rows.append(row("100,000: the second import / the first", 1, [_import(vcf, fresh, again=True)], runs))
    few = BOOKS / "few.vcf"
    write_vcf(2_000, few)
    seconds[2_000] = min(_import(few, fresh) for _ in range(3)).seconds
    a_card = {count: taken / count * 1e6 for count, taken in sorted(seconds.items())}
    print("(" + ", ".join(f"of {count:,} a card takes {taken:.0f} µs" for count, taken in a_card.items()) + ")")
    growth = a_card[100_000] / a_card[2_000]
    verdict = "ok" if growth <= GROWTH else "MISSED"
    print(
        f"{'import: a card of 100,000 / one of 2,000':<46}{growth:>8.2f}x  {f'<= {GROWTH:g}x':>9}  {verdict}",
        flush=True,
    )
    return rows


def _read_alone(vcf: Path) -> Run:
    done = subprocess.run([PYTHON, "-c", READ_ALONE, vcf], check=True, capture_output=True, text=True)
    seconds, busy = map(float, done.stdout.split())
    return Run(seconds, busy, 0)


def _import(vcf: Path, fresh: Path, *, again: bool = False) -> Run:
    if not again:
        emptied(fresh)
    return run([str(FOLLOWUP), "import", str(vcf)], fresh)


def emptied(book: Path) -> None:
    """Remove a book and what SQLite keeps beside it."""
    for left in book.parent.glob(f"{book.name}*"):
        left.unlink()


def doubles(book: Path) -> list[Row]:
    """How good `duplicates` is at doubles that are known, and how long 100,000 take beside reading them all out."""
    judge = [str(PYTHON), str(HERE / "doubles.py"), "20000"]
    precision, recall, sorts = subprocess.run(judge, check=True, capture_output=True, text=True).stdout.split(" ", 2)
    for measure, found, goal in (("precision", float(precision), 0.98), ("recall", float(recall), 0.9)):
        verdict = "ok" if found >= goal else "MISSED"
        print(f"{f'duplicates: {measure}':<46}{found:>8.3f}   {f'>= {goal:g}':>9}  {verdict}", flush=True)
    print(f"(recall by sort: {sorts.strip()})")
    runs, out = [], []
    for _ in range(2):
        runs.append(run([str(FOLLOWUP), "duplicates", "--json"], book))
        out.append(run([str(FOLLOWUP), "export", "--to", "-"], book))
    few = min(run([str(FOLLOWUP), "duplicates", "--json"], books(10_000)[1]) for _ in range(2))
    print(f"(a contact of 10,000 takes {few.busy * 100:.0f} µs, one of 100,000 {min(runs).busy * 10:.0f} µs)")
    return [row("100,000: duplicates / export --to -", 5, runs, out)]


def sales_book() -> Path:
    """The book of 100,000 customers and a million sales, made anew only when its makers or the schema changed."""
    recipe = [HERE / "make_sales.py", HERE / "people.py", *sorted((ROOT / "src/followup/storage/schema").glob("*.sql"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in recipe)).hexdigest()[:8]
    book = BOOKS / f"sales-{digest}.db"
    if not book.exists():
        print("making a book of 1,000,000 sales ...", file=sys.stderr)
        making = book.with_suffix(".making")
        making.unlink(missing_ok=True)
        subprocess.run([PYTHON, HERE / "make_sales.py", "100000", "1000000", making], check=True)
        making.rename(book)
    return book


def values() -> list[Row]:
    """What value and grades take, beside the one query that sums sales by customer in SQLite's own shell."""
    shell = shutil.which("sqlite3")
    if not shell:
        print("value and grade auto are not measured: the sqlite3 shell is missing (apt install sqlite3)")
        return []
    book = sales_book()
    rows = []
    for words in (["value", "--json", "--limit", "100"], ["grade", "auto", "--dry-run"]):
        runs, alone = [], []
        for _ in range(min(ROUNDS, 3)):
            alone.append(run([shell, str(book), SUM_BY_CUSTOMER], book))
            runs.append(run([str(FOLLOWUP), *words], book))
        rows.append(row(f"1M sales: {' '.join(words)} / sqlite3", 3, runs, alone))
    return rows


def main() -> None:
    BOOKS.mkdir(exist_ok=True)
    install()
    _, book = books(10_000)
    _, hundred_thousand = books(100_000)
    bare = min(bare_python(book) for _ in range(ROUNDS))
    print(f"python -c pass: {bare.seconds * 1000:.1f} ms, {bare.busy * 1000:.1f} ms of a processor")
    print(f"ratios to that, best of {ROUNDS}; 10,000 contacts, all graded, unless said otherwise")
    rows = [
        *questions(book),
        *mornings(book),
        *writes(book),
        *large(hundred_thousand),
        *values(),
        *imported(),
        *doubles(hundred_thousand),
    ]
    near_the_best()
    missed = [each for each in rows if each.target and each.ratio > each.target]
    print(f"{len(rows) - len(missed)} of {len(rows)} within their targets or told without one, {len(missed)} missed")


if __name__ == "__main__":
    main()
