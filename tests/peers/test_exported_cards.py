"""Other programs read what followup exports: vobject strictly, khard as its address book."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import vobject

DEMO = Path(__file__).parents[2] / "src/followup/cli/demo"
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
KHARD = """
[addressbooks]
[[work]]
path = {people}
[general]
default_action = list
[contact table]
display = formatted_name
"""
pytestmark = pytest.mark.peer


def followup(folder: Path, *arguments: str) -> None:
    """Run the real program on a book of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    env |= {"FOLLOWUP_BOOK": str(folder / "book.db"), "FOLLOWUP_CONFIG": str(folder / "none.toml"), "LANG": "C.UTF-8"}
    (folder / "none.toml").touch()
    done = subprocess.run(
        [sys.executable, "-m", "followup", *arguments, "--today", "2026-06-02"],
        cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of many phones' contacts, exported as a file and as a folder."""
    folder = tmp_path_factory.mktemp("peers")
    files = [DEMO / "phone.vcf", DEMO / "fair.csv", *sorted(SAMPLES.glob("*.vcf")), *sorted(SAMPLES.glob("*.csv"))]
    copies = folder / "files"  # what is refused is written beside the file
    copies.mkdir()
    followup(folder, "import", *(str(shutil.copy(file, copies)) for file in files))
    followup(folder, "export", "--to", "people.vcf")
    followup(folder, "export", "--to", "people/")
    return folder


def cards(path: Path) -> list[Any]:
    return list(vobject.readComponents(path.read_text(encoding="utf-8")))


def test_vobject_reads_every_card_strictly(folder: Path) -> None:
    found = cards(folder / "people.vcf")
    assert len(found) == len(list((folder / "people").glob("*.vcf"))) > 50
    assert all(card.fn.value and card.uid.value for card in found)
    assert any(getattr(card, "org", None) and card.org.value[0] == "青禾食品" for card in found)


def test_khard_lists_the_folder(folder: Path) -> None:
    config = folder / "khard.conf"
    config.write_text(KHARD.format(people=folder / "people"), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "khard", "--config", config, "list", "--parsable"],
        env=os.environ | {"LANG": "C.UTF-8", "EDITOR": "true", "MERGE_EDITOR": "true"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    listed = {line.split("\t")[0]: line.split("\t")[1] for line in done.stdout.splitlines()}
    written = {card.uid.value: card.fn.value for card in cards(folder / "people.vcf")}
    assert listed == written
