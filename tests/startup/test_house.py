"""The house rules that no linter has a name for."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

from followup.version import VERSION

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PACKAGES = sorted({path.parent for path in SOURCES})
LAYERS = ("core", "storage", "exchange", "render", "actions", "board", "cli", "settings", "reminders")
# Tests right in a layer's folder are about the whole layer.
MIRRORS = [path for layer in LAYERS for path in sorted((ROOT / "tests" / layer).rglob("*/test_*.py"))]
MOST_MODULES = 12
CODE = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
LONGEST = 400
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "service", "factory"}
SQL_CLOCK = re.compile(r"""['"]now['"]|CURRENT_(?:DATE|TIME|TIMESTAMP)|unixepoch\(""")


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_in_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_name_says_what_is_inside(path: Path) -> None:
    assert not SAY_NOTHING & set(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize(
    "path",
    [*SOURCES, *sorted((ROOT / "src").rglob("*.sql"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_sql_asks_what_day_it_is(path: Path) -> None:
    """The day is part of the question: only cli/input/options.py reads the clock (ruff sees to Python's own)."""
    assert not SQL_CLOCK.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_folder_is_read_at_a_glance(folder: Path) -> None:
    """A stranger finds a file by the names in a folder; `cli/commands` has one a command, and each bears its name."""
    if folder != ROOT / "src/followup/cli/commands":
        assert len([path for path in folder.glob("*.py") if path.stem != "__init__"]) <= MOST_MODULES


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_says_in_a_line_what_is_inside(folder: Path) -> None:
    """And runs nothing: importing any of its modules runs its `__init__`."""
    text = (folder / "__init__.py").read_text(encoding="utf-8")
    assert re.fullmatch(r'"""[^"\n]+\."""\n', text)


@pytest.mark.parametrize("path", MIRRORS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_test_stands_where_its_module_stands(path: Path) -> None:
    """`tests/core/text/test_folding.py` is about `core/text/folding.py`, `test_folding_long_texts.py` would be too."""
    folder = ROOT / "src/followup" / path.parent.relative_to(ROOT / "tests")
    name = path.stem.removeprefix("test_")
    assert any(name == module.stem or name.startswith(f"{module.stem}_") for module in folder.glob("*.py"))


def test_the_pins_are_names_and_versions_only() -> None:
    """An address in constraints.txt would tie every checkout to one machine's mirror."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line)] == []


def test_the_version_that_is_told_is_the_version_that_is_built() -> None:
    assert metadata.version("followup") == VERSION
