"""The command and settings references are what the program says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the references as they would be written now."""
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, DOCS / "make_reference.py", folder], check=True)
    return folder


@pytest.mark.parametrize("name", ["commands.md", "settings.md"])
def test_the_reference_is_up_to_date(written: Path, name: str) -> None:
    there = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert there == (written / name).read_text(encoding="utf-8"), "run: make docs"
