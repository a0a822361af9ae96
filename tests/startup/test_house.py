"""The house rules that no linter has a name for."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

from followup.version import VERSION

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
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


def test_the_package_itself_runs_nothing() -> None:
    """Importing any submodule runs `followup/__init__.py`."""
    lines = (ROOT / "src/followup/__init__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith('"""')


def test_the_pins_are_names_and_versions_only() -> None:
    """An address in constraints.txt would tie every checkout to one machine's mirror."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line)] == []


def test_the_version_that_is_told_is_the_version_that_is_built() -> None:
    assert metadata.version("followup") == VERSION
