"""What somebody named and is no ordinary file of a size is told in a line: nothing waits, nothing fills the memory."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="named pipes and the limit of memory: run it on Linux")
MEMORY = 600 << 20
PATIENCE = 30
"""Seconds after which a command that waits for a pipe is taken for hung."""


def limited(run: Any, *words: str) -> subprocess.CompletedProcess[str]:
    """Run followup with the address space limited, and not for ever."""
    command = (
        "import os, resource, sys; "
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
        "os.execv(sys.executable, [sys.executable, '-m', 'followup', *sys.argv[1:]])"
    )
    return subprocess.run(
        [sys.executable, "-c", command, *words], cwd=run.folder, env=run.env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE,
    )  # fmt: skip


def pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe")
    return "pipe"


def endless(folder: Path) -> str:
    (folder / "endless").symlink_to("/dev/zero")
    return "endless"


def huge(folder: Path) -> str:
    with (folder / "huge").open("wb") as file:
        file.truncate(1 << 30)
    return "huge"


def nobodys(_: Path) -> str:
    return "~nobody-of-that-name/team.ics"


def untellable(_: Path) -> str:
    return "a\\u0000b.ics"


def deep(folder: Path) -> str:
    (folder / "deep.ics").write_text("BEGIN:VCALENDAR\n" * 5000, encoding="utf-8")
    return "deep.ics"


UNFIT = {pipe: "no ordinary file", endless: "no ordinary file", huge: "larger than"}


@pytest.mark.parametrize("make", [*UNFIT, nobodys, untellable, deep])
@pytest.mark.parametrize("command", ["remind", "agenda"])
def test_a_calendar_that_is_no_file_does_not_stop_the_morning(run: Any, make: Any, command: str) -> None:
    run.done("add", "张伟")
    run.done("task", "add", "1", "call back", "--due", "today")
    name = make(run.folder)
    (run.folder / "config.toml").write_text(f'[agenda]\nbusy = ["{name}"]\n', encoding="utf-8")
    answer = limited(run, command)
    assert (answer.returncode, "call back" in answer.stdout) == (0, True), answer.stderr
    assert "agenda.busy: " in answer.stderr
    assert UNFIT.get(make, "") in answer.stderr


@pytest.mark.parametrize("make", UNFIT)
@pytest.mark.parametrize("words", [["list"], ["config", "show"], ["config", "edit"]])
def test_settings_that_are_no_file_are_refused_in_a_line(run: Any, make: Any, words: list[str]) -> None:
    name = make(run.folder)
    answer = limited(run, *words, "--config", name)
    assert answer.returncode == 5, answer.stderr
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"followup: the settings {name} cannot be read: it is ")
    assert UNFIT[make] in line


@pytest.mark.parametrize("make", UNFIT)
def test_a_table_of_sales_that_is_no_file_is_refused_in_a_line(run: Any, make: Any) -> None:
    name = make(run.folder)
    for words in (["import", name], ["sale", "import", name]):
        answer = limited(run, *words)
        assert answer.returncode == 5, answer.stderr
        assert UNFIT[make] in answer.stderr


def test_a_pipe_in_a_folder_of_cards_is_not_waited_for(run: Any) -> None:
    run.done("add", "张伟")
    run.done("export", "--to", "people/")
    (card,) = (run.folder / "people").glob("*.vcf")
    card.unlink()
    os.mkfifo(card)
    answer = limited(run, "export", "--to", "people/")
    assert (answer.returncode, "another program made or changed" in answer.stderr) == (7, True), answer.stderr
