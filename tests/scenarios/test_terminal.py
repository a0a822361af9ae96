"""What a person meets at the terminal besides the answers: questions, tables beside it, help, mistyped options."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Program = Any
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


@pytest.fixture
def people(run: Program) -> Program:
    """The program, with 王芳 (1), 王伟 (2) and David Miller (3) in the book."""
    run.done("add", "王芳", "--org", "青禾食品")
    run.done("add", "王伟")
    run.done("add", "David Miller")
    return run


@pytest.fixture
def terminal(people: Program) -> Callable[..., pexpect.spawn[str]]:
    """Start the program on a terminal."""

    def start(*arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", *arguments],
            env={**people.env, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
            cwd=str(people.folder), encoding="utf-8", dimensions=(40, 120), timeout=20,
            # Started in the background of a script, the tests themselves would not heed Ctrl-C, nor what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip

    return start


def test_ctrl_c_at_a_question_ends_its_line(terminal: Callable[..., Any]) -> None:
    child = terminal("show", "王")
    child.expect_exact("(its number) ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert child.before.endswith("\r\n")


def test_tables_beside_a_question_are_bold_and_show_no_escapes(people: Program, terminal: Callable[..., Any]) -> None:
    (people.folder / "odd.csv").write_text("name,shoe colour\n李雷,blue\n", encoding="utf-8")
    for arguments in (("merge", "1", "2"), ("import", "odd.csv")):
        child = terminal(*arguments)
        child.expect_exact("[y/N] ")
        shown = child.before
        child.sendline("n")
        child.expect(pexpect.EOF)
        child.close()
        assert "\x1b[1m" in shown
        assert "\N{SYMBOL FOR ESCAPE}" not in shown


@pytest.mark.parametrize("command", ["task", "group", "grade", "config"])
def test_a_command_with_commands_shows_its_page_of_help(run: Program, command: str) -> None:
    alone, asked = run(command), run.done(command, "--help")
    assert (alone.code, alone.out) == (2, "")
    assert alone.err == asked.out
    assert "..." not in asked.out.replace("[ARGS]...", "")


def test_a_mistyped_option_is_one_line_with_the_nearest(run: Program) -> None:
    refused = run("import", "--dryrun", "contacts.vcf")
    assert (refused.code, refused.err) == (2, "followup: No such option: --dryrun (did you mean --dry-run?)\n")


def test_help_is_understood_as_a_command(run: Program) -> None:
    assert run.done("help").out == run.done("--help").out
    assert run.done("help", "task", "add").out == run.done("task", "add", "--help").out


def test_the_first_page_of_help_shows_what_works(people: Program) -> None:
    shown = people.done("--help").out
    assert 'followup grade set "org:华为" A' in shown
    people.done("add", "李雷", "--org", "华为")
    assert people.done("grade", "set", "org:华为", "A").out.startswith("Graded 李雷 (id ")


def test_what_the_shell_took_away_of_a_query_is_told(run: Program) -> None:
    assert "in quotes: 'idle:value'" in run("list", "idle:").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log", "王芳", "call", "--minutes", "long"), "'long' is no whole number"),
        (("log", "王芳", "call", "--minutes", "-5"), "-5 is not from 1 to 1440"),
        (("undo", "0"), "0 is not 1 or more"),
        (("history", "--limit", "x"), "'x' is no whole number"),
    ],
)
def test_a_wrong_number_is_told_in_words(people: Program, arguments: tuple[str, ...], said: str) -> None:
    refused = people(*arguments)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert said in refused.err


def test_a_closed_stdout_ends_nothing(people: Program) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m followup list >&-"],
        env=people.env, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize(
    "command",
    [
        "list", "list --json", "export --to -", "export --to - --format vcf", "export --to - --format google",
        "agenda --csv -", "agenda --json", "history", "--help", "--version", "export --to /dev/stdout --format csv",
    ],
)  # fmt: skip
def test_who_stops_reading_is_told_nothing_more(people: Program, unread: int, command: str) -> None:
    before = people.done("history").out
    done = subprocess.run(
        [sys.executable, "-m", "followup", *command.split()],
        env=people.env, stdout=unread, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert people.done("history").out == before


@pytest.mark.parametrize(("command", "code"), [("show nobody", 3), ("list --nothing", 2), ("task", 2)])
def test_an_error_that_nobody_reads_is_one(people: Program, unread: int, command: str, code: int) -> None:
    line = [sys.executable, "-m", "followup", *command.split()]
    assert subprocess.run(line, env=people.env, stdout=unread, stderr=unread, check=False).returncode == code


def test_a_wrong_settings_file_is_named(run: Program, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[agenda]\nprotct = 3\n", encoding="utf-8")
    refused = run("list")
    assert refused.code == 2
    assert refused.err == (
        f'followup: {tmp_path / "config.toml"}: there is no setting "agenda.protct" (did you mean agenda.protect?)\n'
    )


@pytest.mark.parametrize("typed", ["王方", "Wag Fang", "wangfag"])
def test_a_name_that_sounds_alike_is_proposed(people: Program, typed: str) -> None:
    nobody = people("show", typed)
    assert nobody.code == 3
    assert "did you mean 王芳?" in nobody.err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Vera", "'Vera O Moor $(id)'"),
        ('"Vera O', r"""Vera O Moor "$'\044'"(id)"""),
        ("'Vera O", "Vera O Moor $(id)"),
        ("wangf", "王芳"),
    ],
)
def test_bash_is_offered_names_as_they_have_to_stand_in_a_line(people: Program, typed: str, offered: str) -> None:
    people.done("add", "Vera O Moor $(id)")
    asked = {"_FOLLOWUP_COMPLETE": "complete_bash", "COMP_WORDS": f"followup\nshow\n{typed}", "COMP_CWORD": "2"}
    assert people("", env=asked).out.rstrip("\n") == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("log 王芳 v", ["visit"]),
        ("log 王芳 电", ["电话"]),
        ("done t", ["t1"]),
        ("show wangf", ["王芳"]),
        ("lose 王芳 --reason pri", ["price"]),
        ("link 王芳 张伟 --as 配", ["配偶"]),
        ("complaint satisfied k", []),
    ],
)
def test_the_shell_completes_kinds_tasks_and_names(people: Program, typed: str, offered: list[str]) -> None:
    people.done("task", "add", "王芳", "send the quote", "--due", "fri")
    words = ["followup", *typed.split(" ")]
    asked = {"_FOLLOWUP_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    assert people("", env=asked).out.split() == offered
