"""What a question loads: everything here costs more than the question itself, so it stays out."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from followup.cli.app import SHORT, module_of

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = {"rich.table", "rich.panel", "rich.markdown"}
SLOW = DRAWING | {
    "dateutil", "holidays", "icalendar", "phonenumbers", "platformdirs", "pydantic", "pypinyin", "rapidfuzz",
    "recurring_ical_events",
    "sqlalchemy", "sqlmodel", "tomlkit", "vobject",
    "asyncio", "email", "importlib.metadata", "urllib.request",
}  # fmt: skip
# Runs the program as its script does, then tells on stderr what has been imported.
PROBE = """
import atexit, sys
atexit.register(lambda: print("MODULES", *sorted(sys.modules), file=sys.stderr, flush=True))
from followup.cli.app import main
main()
"""


def loaded(book: Path, *arguments: str, among: set[str] | None, probe: str = PROBE) -> list[str]:
    """Those modules (of all with None) that `followup ARGUMENTS` imports, as a process of its own."""
    # measuring coverage would itself import sqlite3 into the process
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FOLLOWUP_", "COVERAGE"))}
    environment |= {"FOLLOWUP_BOOK": str(book), "FOLLOWUP_CONFIG": str(book.with_suffix(".toml")), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    modules = set(done.stderr.splitlines()[-1].split()[1:])
    return sorted(modules if among is None else among & modules)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one person in it."""
    path = tmp_path_factory.mktemp("startup") / "book.db"
    path.with_suffix(".toml").touch()
    loaded(path, "add", "王芳", "--phone", "13800138000", "--today", "2026-06-01", among=set())
    return path


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]], ids=" ".join)
def test_help_loads_no_command_and_no_database(book: Path, arguments: list[str]) -> None:
    commands = {module_of(name) for name in SHORT}
    assert loaded(book, *arguments, among=SLOW | commands | {"sqlite3"}) == []


def test_a_commands_help_loads_nothing_slow(book: Path) -> None:
    assert loaded(book, "add", "--help", among=SLOW) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "王芳", "--json"],
        ["list", "--json"],
        ["list", "wangfang", "--json"],
        ["agenda", "--json"],
        ["remind", "--json"],
        ["remind"],
        ["value", "--json"],
        ["value"],
        ["sale", "list"],
        ["grade", "auto", "--dry-run"],
        ["warnings"],
        ["review"],
        ["complaint", "list"],
        ["lose", "--report"],
        ["referrals"],
    ],
    ids=" ".join,
)
def test_a_question_loads_nothing_slow(book: Path, arguments: list[str]) -> None:
    question = [*arguments, "--today", "2026-06-02"]
    loaded(book, *question, among=SLOW)  # the first of a year computes its working days, once
    assert loaded(book, *question, among=SLOW) == []


def test_new_people_are_imported_without_what_changes_them(book: Path, tmp_path: Path) -> None:
    """Half a second of each import, and an eighth of one of ten thousand."""
    file = tmp_path / "new.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Oliver\nTEL:+447700900299\nCATEGORIES:fair\nNOTE:tea\nEND:VCARD\n", encoding="utf-8"
    )
    assert loaded(book, "import", str(file), among={"sqlmodel", "sqlalchemy"}) == []


def test_writing_does_load_them(book: Path) -> None:
    """So the probe sees what it looks for."""
    assert loaded(book, "add", "Emma", "--phone", "+44 7700 900178", among={"phonenumbers"}) == ["phonenumbers"]
    assert loaded(book, "edit", "Emma", "--set", "title=Buyer", among={"sqlmodel"}) == ["sqlmodel"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["note", "王芳", "likes tea"],
        ["log", "王芳", "call", "told her", "--next", "send it", "--due", "fri"],
        ["task", "add", "王芳", "send the quote", "--due", "fri"],
        ["sale", "add", "王芳", "120"],
        ["away", "add", "2026-08-03"],
        ["group", "create", "friends"],
    ],
    ids=" ".join,
)
def test_what_only_adds_rows_does_without_what_changes_them(book: Path, arguments: list[str]) -> None:
    assert loaded(book, *arguments, "--today", "2026-06-02", among={"sqlmodel", "sqlalchemy", "pydantic"}) == []


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two people, a note, a task and a group, which every command that changes them begins with."""
    path = tmp_path_factory.mktemp("small") / "book.db"
    path.with_suffix(".toml").touch()
    for command in (
        ["add", "王芳", "--phone", "13800138000", "--note", "tea"],
        ["add", "Ben"],
        ["task", "add", "王芳", "call back"],
        ["group", "create", "fair"],
    ):
        loaded(path, *command, "--today", "2026-06-01", among=set())
    return path.read_bytes()


# Tells which modules were imported between the BEGIN and the COMMIT of each connection's writes.
HELD = """
import atexit, sqlite3, sys
connect, held, found = sqlite3.connect, [], []
def statement(sql):
    if sql.startswith("BEGIN"):
        held.append(sql)
    elif sql.startswith(("COMMIT", "ROLLBACK")):
        held.clear()
def traced(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_trace_callback(statement)
    return connection
def listen(event, arguments):
    if event == "import" and held:
        found.append(arguments[0])
sqlite3.connect = traced
sys.addaudithook(listen)
atexit.register(lambda: print("HELD", *found, file=sys.stderr, flush=True))
from followup.cli.app import main
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "Ben", "--phone", "+44 7700 900178", "--grade", "B", "--note", "tea", "--group", "fair2"],
        ["note", "王芳", "likes tea"],
        ["log", "王芳", "visit", "told her", "--next", "send it", "--due", "fri"],
        ["task", "add", "王芳", "send the quote", "--due", "fri"],
        ["edit", "王芳", "--set", "phone.work=+8613800138001", "--set", "hobby=tea", "--set", "birthday=1980-05-01"],
        ["amend", "n1", "likes coffee"],
        ["done", "t1"],
        ["complaint", "open", "王芳", "came late"],
        ["snooze", "v1", "fri"],
        ["grade", "set", "王芳", "A"],
        ["group", "create", "fair3"],
        ["group", "add", "fair", "王芳"],
        ["link", "Ben", "王芳", "--as", "boss"],
        ["lose", "王芳", "--reason", "price"],
        ["sale", "add", "王芳", "120"],
        ["away", "add", "2026-08-03"],
        ["delete", "n1"],
        ["merge", "王芳", "Ben", "--yes"],
        ["remove", "王芳", "--yes"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_nothing_slow_is_loaded_while_others_wait_to_write(
    tmp_path: Path, small_book: bytes, arguments: list[str]
) -> None:
    book = tmp_path / "book.db"
    book.write_bytes(small_book)
    book.with_suffix(".toml").touch()
    modules = loaded(book, *arguments, "--today", "2026-06-02", among=None, probe=HELD)
    roots = {module.partition(".")[0] for module in modules}
    assert roots & {*SLOW, "rich", "typer", "jinja2"} == set(), modules


@pytest.mark.parametrize("command", SHORT)
def test_every_command_in_the_table_of_contents_loads(command: str) -> None:
    assert importlib.import_module(module_of(command)).app
