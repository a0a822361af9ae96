"""README and documents, run as written: a reader who types what stands there gets what stands there."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
from forked_commands import CommandServer

from followup.cli.commands.demo import with_days

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PEOPLE = ROOT / "src/followup/cli/demo"
EXPORTS = ROOT / "tests/exchange/samples"
FILES = {
    "contacts.vcf": PEOPLE / "phone.vcf",
    "fair.csv": PEOPLE / "fair.csv",
    "iphone.vcf": EXPORTS / "icloud_zh.vcf",
    "android.vcf": EXPORTS / "android_aosp_zh.vcf",
    "google.csv": EXPORTS / "google_new_zh.csv",
    "outlook.csv": EXPORTS / "outlook_en_cp1252.csv",
    "qq.csv": EXPORTS / "qq_sync_assistant_gbk.csv",
    "customers.csv": Path(__file__).parent / "samples/customers.csv",
}
DOCUMENTS = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/how-to/*.md"), *ROOT.glob("docs/tutorial/*.md")])
LINKING = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TODAY = date(2026, 6, 2)
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
DESCRIBING = [
    ROOT / "CONTRIBUTING.md",
    *sorted(ROOT.glob("docs/explanation/*.md")),
    *sorted(ROOT.glob("docs/reference/*.md")),
]
A_PATH = re.compile(r"`([a-z_]+(?:/[a-z_]+)+(?:\.py|/)?)`")
FOR_A_SHELL = re.compile(r"^(?!followup )|[|&;<>()$`\\*?\[\]{}~#!]")
START = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8"}
HUNG = 300
"""Seconds after which a command hangs, also on a slow machine that does five other things."""
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


class Step(NamedTuple):
    """A command as written, and the lines that are printed below it (`...` stands for any)."""

    command: str
    shown: tuple[str, ...]


def steps(document: Path) -> list[Step]:
    """The commands of a document's console blocks, in order."""
    found = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip().split("\n")
            found.append(Step(command, tuple(line.strip() for line in shown if line.strip() not in {"", "..."})))
    return found


def run(
    command: str, folder: Path, exported: dict[str, str], server: CommandServer | None
) -> subprocess.CompletedProcess[str]:
    """One line of a shell, in a home of its own where only followup, and nobody's settings, are at hand.

    What a line exports is there for the next ones, as in a terminal. With a server, it runs followup where the line
    asks nothing else of the shell.
    """
    environment = START | {
        "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
        "FOLLOWUP_BOOK": str(folder / "book.db"), "FOLLOWUP_TODAY": TODAY.isoformat(),
    } | exported  # fmt: skip
    if command.startswith("export "):
        name, value = command.removeprefix("export ").split("=")
        exported[name] = value
    if server and not FOR_A_SHELL.search(command):
        streams = folder / "streams"
        streams.mkdir(exist_ok=True)
        words = shlex.split(command)[1:]
        code = server.run(words=words, env=environment, folder=str(folder), files=str(streams), seconds=HUNG)
        return subprocess.CompletedProcess(
            command, code, *((streams / name).read_text("utf-8") for name in ("out", "err"))
        )
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def save_as_excel(file: Path) -> None:
    """The same table as an .xlsx beside it, amounts and numbers as Excel keeps them."""
    book = openpyxl.Workbook()
    book.active.title = "Customers"
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows):
            book.active.append([float(cell) if cell.replace(".", "").isdecimal() else cell or None for cell in row])
    book.save(file.with_suffix(".xlsx"))


@pytest.fixture(scope="module")
def server() -> Iterator[CommandServer]:
    with CommandServer(START) as server:
        yield server


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if steps(path)], ids=lambda path: path.name)
def test_the_commands_of_a_document_work_as_written(document: Path, server: CommandServer, tmp_path: Path) -> None:
    """Those of the README really are started by a shell, as its reader does before anything else."""
    for name, source in FILES.items():
        shutil.copy(source, tmp_path / name)
    save_as_excel(tmp_path / "customers.csv")
    orders = (PEOPLE / "orders.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "orders.csv").write_text("".join(with_days(orders, TODAY)), encoding="utf-8")
    exported: dict[str, str] = {}
    quick = None if document.parent == ROOT else server
    for step in steps(document):
        done = run(step.command, tmp_path, exported, quick)
        assert done.returncode == 0, f"$ {step.command}\n{done.stdout}{done.stderr}"
        for line in step.shown:
            assert line in done.stdout, f"$ {step.command}\n{done.stdout}"


@pytest.mark.parametrize("document", LINKING, ids=lambda path: path.name)
def test_no_document_holds_both_sides_of_a_merge(document: Path) -> None:
    assert not re.search(r"^(?:<{7}|={7}|>{7})(?: |$)", document.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("document", LINKING, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    missing = [
        link for link in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DESCRIBING, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_or_package_that_a_document_names_exists(document: Path) -> None:
    """Decisions are history: they may name what is gone."""
    named = A_PATH.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if not any((top / path).exists() for top in (ROOT, ROOT / "src/followup"))] == []


def test_the_readme_says_how_to_test_and_ci_does_that() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "exec make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
