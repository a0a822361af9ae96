"""The demo goes through, whenever it is run, and leaves a book to play with where it is told to."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.cli.commands.demo import with_days

if TYPE_CHECKING:
    from pathlib import Path


def followup(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "followup", *arguments],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_days_are_told_from_today_on() -> None:
    story = ["# not told", "said", "$ followup log X call --on {-3}", "$ followup edit X --set birthday={+1:1984}"]
    assert with_days(story, date(2026, 2, 28)) == [
        "said", "$ followup log X call --on 2026-02-25", "$ followup edit X --set birthday=1984-03-01",
    ]  # fmt: skip


def test_a_birthday_told_from_a_leap_year_exists() -> None:
    assert with_days(["{+1:1984}"], date(2028, 2, 28)) == ["1984-02-29"]


@pytest.mark.slow
def test_the_demo_shows_each_command_and_what_it_answers_on_a_holiday_saturday_too(tmp_path: Path) -> None:
    day = ("--today", "2026-10-03")
    done = followup("demo", "--keep", "play.db", "--files", "files", *day, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "$ followup import phone.vcf fair.csv" in done.stdout
    assert "\x1b[" not in done.stdout
    agenda = followup("agenda", "--json", "--book", "play.db", *day, folder=tmp_path)
    kinds = {item["kind"] for item in json.loads(agenda.stdout)["items"]}
    assert {"visit", "call", "task", "appointment", "greeting"} <= kinds
    orders = followup("sale", "import", "files/orders.csv", "--book", "play.db", *day, folder=tmp_path)
    assert "131 in the book already" in orders.stdout


def test_the_demo_never_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("mine")
    done = followup("demo", "--keep", "mine.db", folder=tmp_path)
    assert done.returncode == 7
    assert (tmp_path / "mine.db").read_text() == "mine"
    (tmp_path / "fair.csv").write_text("mine")
    done = followup("demo", "--files", ".", folder=tmp_path)
    assert done.returncode == 7
    assert (tmp_path / "fair.csv").read_text() == "mine"
