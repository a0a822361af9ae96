"""Several followups at once on one book: each command waits its turn, and none writes over what another wrote."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Program = Any

PROCESSES = 8
ROUNDS = 3
OTHER = """\
#!{python}
import pathlib, subprocess, sys
command = [sys.executable, "-m", "followup", *{arguments!r}]
subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
file = pathlib.Path(sys.argv[-1])
text = file.read_text(encoding="utf-8")
file.write_text(text.replace({old!r}, {new!r}) if {old!r} else {new!r}, encoding="utf-8")
"""


@pytest.fixture
def meanwhile(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Makes an editor in which, before the person's text is saved, another followup command is run."""

    def make(*arguments: str, new: str, old: str = "") -> dict[str, str]:
        editor = tmp_path / "editor"
        editor.write_text(OTHER.format(python=sys.executable, arguments=arguments, old=old, new=new), encoding="utf-8")
        editor.chmod(0o700)
        return {"EDITOR": f"'{editor}'"}

    return make


@pytest.fixture
def two(begun: Callable[..., Program]) -> Program:
    return begun(("add", "王芳"), ("add", "李娜"), ("note", "李娜", "likes tea"))


def commands(process: int, turn: int) -> list[tuple[str, ...]]:
    """What one of the processes does in one of its turns: four commands that write."""
    who = f"id:{process + 1}"
    return [
        ("note", who, f"note {turn}"),
        ("log", who, "call", f"call {turn}"),
        ("task", "add", who, f"task {turn}", "--due", "fri"),
        ("edit", "id:1", "--set", f"f{process}x{turn}={turn}"),  # all of them change the same contact
    ]


def test_many_that_write_at_once_all_succeed_and_nothing_is_lost(begun: Callable[..., Program]) -> None:
    run = begun(*(("add", f"Emma {process}") for process in range(PROCESSES)))

    def work(process: int) -> list[tuple[int, str]]:
        done = [run(*words) for turn in range(ROUNDS) for words in commands(process, turn)]
        done += [run("show", f"id:{process + 1}", "--json")]
        return [(answer.code, answer.err) for answer in done]

    with ThreadPoolExecutor(PROCESSES) as pool:
        results = [result for results in pool.map(work, range(PROCESSES)) for result in results]
    assert [result for result in results if result[0]] == []
    connection = sqlite3.connect(run.book)
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("note", "interaction", "task", "field", "command")
    }
    (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    each = PROCESSES * ROUNDS
    expected = {"note": each, "interaction": each, "task": each, "field": each, "command": 4 * each + PROCESSES}
    assert (counts, sound) == (expected, "ok")


def test_whoever_asks_while_another_writes_is_answered(two: Program) -> None:
    writer = sqlite3.connect(two.book, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO contact (name, added) VALUES ('half', '2026-06-02')")
    for words in (("list",), ("show", "王芳"), ("agenda",), ("remind",), ("export", "--to", "-")):
        answer = two(*words)
        assert answer.code == 0, answer.err
        assert "half" not in answer.out
    writer.close()


def test_a_note_about_somebody_who_was_merged_meanwhile_is_told_back(
    two: Program, meanwhile: Callable[..., dict[str, str]]
) -> None:
    answer = two("note", "李娜", env=meanwhile("merge", "王芳", "李娜", "--yes", new="has moved to Suzhou\n"))
    assert answer.code == 3
    assert "Not kept:\nhas moved to Suzhou\n" in answer.err
    assert answer.err.splitlines()[-1] == (
        "followup: there is no contact 2 any more: Merged 李娜 into 王芳"
        " (nothing was changed; followup history shows what happened)"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(("remove", "李娜", "--yes"), 3, "there is no contact 2 any more: Removed 李娜"),
     (("undo", "2"), 3, "there is no contact 2"),
     (("edit", "李娜", "--set", "city=苏州"), 1, "李娜 was changed meanwhile by another command")],
)  # fmt: skip
def test_a_contact_that_another_changed_meanwhile_is_not_written_over(
    two: Program, meanwhile: Callable[..., dict[str, str]], words: tuple[str, ...], code: int, said: str
) -> None:
    answer = two("edit", "李娜", env=meanwhile(*words, old='title = ""', new='title = "Buyer"'))
    assert answer.code == code
    assert "Not kept:\n" in answer.err
    assert 'title = "Buyer"' in answer.err
    assert said in answer.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(("delete", "n1"), 3, "there is no note n1"),
     (("amend", "n1", "likes coffee"), 1, "n1 was changed meanwhile by another command")],
)  # fmt: skip
def test_a_note_that_another_changed_meanwhile_is_not_written_over(
    two: Program, meanwhile: Callable[..., dict[str, str]], words: tuple[str, ...], code: int, said: str
) -> None:
    answer = two("amend", "n1", env=meanwhile(*words, new="likes water\n"))
    assert answer.code == code
    assert "Not kept:\nlikes water\n" in answer.err
    assert said in answer.err.splitlines()[-1]


def heed_interrupts() -> None:
    """Let Ctrl-C end the process, as at a terminal: a script's background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_while_another_writes_ends_the_wait(two: Program) -> None:
    writer = sqlite3.connect(two.book, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    process = subprocess.Popen(
        [sys.executable, "-m", "followup", "edit", "王芳", "--set", "city=苏州"],
        env=two.env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - nothing else runs in this process
    )  # fmt: skip
    assert process.stderr
    assert "another program is writing" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    writer.execute("ROLLBACK")
    writer.close()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "")
