"""Whatever stands in a book's texts, no control sign leaves: no terminal is steered, no row broken, no formula run."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from followup.storage.schema.columns import COLUMNS, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOSTILE = (
    "\r=cmd|'/c calc'!A1", "\x1b[2Jwiped", "a\r\nb\rc\x0bd", "\x1b\r\n@SUM(1)", "=1+1", "\t-2", "\x9b31mred\x85next",
    "moc.elpmaxe\u202e\u2066x\u2069\u202c", "two\u2028three\u2029four", "bell\x07del\x7f\x08", "\n+1", "\x01=2",
    "می\u200cخواهم", "क्\u200dष",
)  # fmt: skip
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
HARMLESS = re.compile(r"\+[\d\s().-]{5,}|--\d\d-\d\d")
KEPT = "\u200c"
LOOKED_UP = {("change", "tab"), ("groups", "query"), ("reminded", "channel")}


def texts() -> Iterator[tuple[str, str]]:
    """Every column that holds a text, as it is declared; those that name something the program looks up are left."""
    for table, kinds in COLUMNS.items():
        for column, kind in kinds.items():
            if kind == TEXT and (table, column) not in LOOKED_UP:
                yield table, column


def poison(book: Path) -> None:
    """Put a hostile text into every text column of every row."""
    with closing(sqlite3.connect(book)) as connection, connection:
        for place, (table, column) in enumerate(texts()):
            rows = connection.execute(f"SELECT rowid FROM {table}").fetchall()
            for number, (row,) in enumerate(rows):
                text = HOSTILE[(place + number) % len(HOSTILE)]
                if column in {"folded", "name"}:
                    text = f"{text}{number}"
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, row))


@pytest.fixture(scope="module")
def hostile(program: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A book in which every text is hostile, and something stands in nearly every table."""
    run = program(tmp_path_factory.mktemp("hostile"))
    people = [f"Person {number}" for number in range(len(HOSTILE))]
    (run.folder / "people.vcf").write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;TYPE=CELL:+861380013{number:04}\nEMAIL:p{number}@example.com\n"
            f"ORG:Org {number}\nADR:;;Road {number};Town;;;\nURL:http://example.com/{number}\nNICKNAME:Nick\n"
            f"BDAY:1980-06-{number + 1:02}\nCATEGORIES:G{number}\nX-SKILL:chess\nNOTE:remember\nEND:VCARD\n"
            for number, name in enumerate(people)
        ),
        encoding="utf-8",
    )
    run.done("import", "people.vcf")
    for number in range(1, len(HOSTILE) + 1):
        run.done("task", "add", f"id:{number}", "promise", "--due", "today")
    run.done("log", "Person 1", "visit", "tea", "--on", "2026-05-28")
    run.done("complaint", "open", "Person 2", "late")
    run.done("sale", "add", "Person 3", "1200", "--on", "2026-05-01")
    run.done("link", "Person 4", "Person 5", "--as", "spouse")
    run.done("grade", "set", "Person", "A", "--yes")
    run.done("agenda")
    poison(run.book)
    return run


def written(run: Any, *words: str) -> str:
    """What a command writes to stdout, with its line ends as they are."""
    done = subprocess.run(
        [sys.executable, "-m", "followup", *words], cwd=run.folder, env=run.env, stdin=subprocess.DEVNULL,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert NEVER.search(done.stderr.decode()) is None
    return done.stdout.decode()


@pytest.mark.parametrize("wanted", ["vcf", "csv", "google", "outlook", "json", "ics"])
def test_no_control_sign_leaves_in_an_export(hostile: Any, wanted: str) -> None:
    text = written(hostile, "export", "--to", "-", "--format", wanted)
    assert NEVER.search(text) is None, ascii(NEVER.search(text))
    assert re.search(r"\r(?!\n)", text) is None
    assert KEPT in text


@pytest.mark.parametrize("words", [("--format", "google"), ("--format", "outlook"), ("--format", "csv"), ()])
def test_every_row_of_a_table_stays_one_and_runs_nothing(hostile: Any, words: tuple[str, ...]) -> None:
    text = written(hostile, *(("export", "--to", "-", *words) if words else ("agenda", "--csv", "-")))
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert len(rows) == len(HOSTILE) if words else len(rows) >= len(HOSTILE)
    assert {len(row) for row in rows} == {len(header)}
    cells = [cell for row in (header, *rows) for cell in row]
    assert [cell for cell in cells if "\r" in cell] == []
    begins = [cell for cell in cells if FORMULA.match(cell) and not HARMLESS.fullmatch(cell)]
    assert [cell for cell in begins if not cell.startswith("'")] == []


@pytest.mark.parametrize(
    "words",
    [
        ("agenda",), ("agenda", "--json"), ("agenda", "--csv", "-"), ("agenda", "--ics", "-"),
        ("agenda", "--html", "-"), ("review", "--md", "-"), ("brief", "1"), ("brief", "1", "--html", "-"), ("list",),
        ("list", "--json"), ("show", "1"), ("show", "3", "--json"), ("history",), ("history", "--json"),
        ("group", "list"), ("remind",), ("task", "list"), ("value", "--html", "-"), ("duplicates",), ("warnings",),
        ("referrals",),
    ],
)  # fmt: skip
def test_no_control_sign_is_shown(hostile: Any, words: tuple[str, ...]) -> None:
    text = written(hostile, *words)
    assert NEVER.search(text) is None, ascii(NEVER.search(text))
    assert re.search(r"\r(?!\n)", text) is None


def test_a_folder_of_cards_has_none(hostile: Any) -> None:
    hostile.done("export", "--to", "people/")
    cards = [path.read_bytes().decode() for path in (hostile.folder / "people").iterdir()]
    assert len(cards) == len(HOSTILE) + 1
    assert [ascii(card) for card in cards if NEVER.search(card) or re.search(r"\r(?!\n)", card)] == []


def test_json_says_the_same_as_the_book(hostile: Any) -> None:
    rows = json.loads(written(hostile, "export", "--to", "-", "--format", "json"))["tables"]["note"]
    with closing(sqlite3.connect(hostile.book)) as connection:
        assert [row["text"] for row in rows] == [text for (text,) in connection.execute("SELECT text FROM note")]


@pytest.mark.parametrize("ending", ["vcf", "csv"])
def test_what_left_comes_back_the_same_from_then_on(hostile: Any, program: Any, tmp_path: Path, ending: str) -> None:
    (tmp_path / f"once.{ending}").write_bytes(written(hostile, "export", "--to", "-", "--format", ending).encode())
    other = program(tmp_path)
    other.done("import", f"once.{ending}")
    once = other.done("export", "--to", "-", "--format", ending).out
    assert "می\u200cخواهم" in once
    assert NEVER.search(once.replace("\r", "")) is None


def test_the_text_of_an_editor_has_none_and_says_the_same(hostile: Any, editor: Any) -> None:
    answer = hostile("edit", "1", env=editor.will(""))
    assert answer.code == 0, answer.err
    (seen,) = editor.seen
    assert NEVER.search(seen) is None, ascii(NEVER.search(seen))
    assert "nothing" in (answer.out + answer.err).lower()


def test_what_an_import_refused_is_written_without_any(run: Any) -> None:
    run.done("add", "Ann")
    (run.folder / "bad.csv").write_bytes(b"Date,Customer,Amount\r\n2026-03-01,Nobody\x1b[2J\x07\xc2\x9b31m,12\r\n")
    run("sale", "import", "bad.csv")
    rejected = (run.folder / "bad.rejected.csv").read_bytes().decode()
    assert NEVER.search(rejected) is None
    assert rejected.endswith("\r\n2026-03-01,Nobody[2J31m,12\r\n")


def test_what_is_typed_or_piped_comes_without_any_into_the_book(run: Any) -> None:
    run.done("add", "Ann")
    run.done("note", "Ann", "-", input="one\r\ntwo\rthree\x1b[2J\u202e")
    run.done("log", "Ann", "call", "said \x1b[1mso\x07")
    run.done("task", "add", "Ann", "call\x7f back", "--due", "fri")
    with closing(sqlite3.connect(run.book)) as connection:
        assert connection.execute("SELECT text FROM note").fetchall() == [("one\ntwo\nthree[2J",)]
        assert connection.execute("SELECT summary FROM interaction").fetchall() == [("said [1mso",)]
        assert connection.execute("SELECT text FROM task").fetchall() == [("call back",)]
