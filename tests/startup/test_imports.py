"""What a question loads: everything here costs more than the question itself, so it stays out."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = {"rich.table", "rich.panel", "rich.markdown"}
SLOW = DRAWING | {
    "dateutil", "holidays", "lunardate", "phonenumbers", "platformdirs", "pydantic", "pypinyin", "rapidfuzz",
    "sqlalchemy", "sqlmodel", "tomlkit", "vobject",
    "asyncio", "email", "importlib.metadata", "subprocess", "urllib.request",
}  # fmt: skip
# Runs the program as its script does, then tells on stderr what has been imported.
PROBE = """
import sys
from followup.cli.app import main
try:
    main()
except SystemExit as end:
    code = end.code
print("MODULES", *sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def loaded(book: Path, *arguments: str) -> set[str]:
    """The modules that `followup ARGUMENTS` imports, as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    environment |= {"FOLLOWUP_BOOK": str(book), "FOLLOWUP_CONFIG": str(book.with_suffix(".toml")), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("MODULES ")[2].split())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one person in it."""
    path = tmp_path_factory.mktemp("startup") / "book.db"
    path.with_suffix(".toml").touch()
    loaded(path, "add", "王芳", "--phone", "13800138000", "--today", "2026-06-01")
    return path


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["add", "--help"]], ids=" ".join)
def test_help_loads_no_database(book: Path, arguments: list[str]) -> None:
    assert not loaded(book, *arguments) & ((SLOW | {"sqlite3"}) - DRAWING)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "王芳", "--json"],
        ["list", "--json"],
        ["list", "wangfang", "--json"],
        ["agenda", "--json"],
        ["remind", "--json"],
        ["remind"],
    ],
    ids=" ".join,
)
def test_a_question_loads_nothing_slow(book: Path, arguments: list[str]) -> None:
    loaded(book, *arguments, "--today", "2026-06-02")  # the first of a year computes its working days, once
    assert not loaded(book, *arguments, "--today", "2026-06-02") & SLOW


def test_writing_does_load_them(book: Path) -> None:
    """So the probe sees what it looks for."""
    assert {"sqlmodel", "phonenumbers"} <= loaded(book, "add", "李雷", "--phone", "13900139000")
