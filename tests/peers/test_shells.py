"""Real shells, on a terminal: what TAB puts into the line is the name itself, and nothing in it is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.peer, pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")]
SHELLS = [
    pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"needs {name} (apt install {name})"))
    for name in ("bash", "zsh", "fish")
]
# Each begins with a word that only it has, and ends with one by which the terminal shows that it is there.
HARD = [
    "{} $(touch PWN) {}", "{} `touch PWN` {}", "{} O'Brien \"Bo\" {}", "{} back\\slash \\$HOME {}",
    "{} a;b & c | d > PWN {}", "{} !history !! {}", "{} 张伟 (VIP) {}", "{} * ? [a-z]* #x {{a}} {}",
]  # fmt: skip
# Of WHO any word may be typed.
LEADING = ["~root {} {}", "=ls {} {}", "!! {} {}", "$(touch PWN) {} {}", "张三 {} {}"]
UNSEEN = "{} two\\nlines \u202ebidi\u202c zero\u200bwidth {}"
PROMPT = "READY> "
PROMPTS = {
    "bash": (".bashrc", f"PS1='{PROMPT}'\n"),
    "zsh": (".zshrc", f"PS1='{PROMPT}'\n"),
    "fish": (".config/fish/config.fish", f"set -g fish_greeting\nfunction fish_prompt; echo -n '{PROMPT}'; end\n"),
}
# Tells what it was called with, an argument a line, and when it is done.
PROGRAM = """#!/bin/sh
if [ -n "$_FOLLOWUP_COMPLETE" ]; then exec '{python}' -m followup "$@"; fi
printf '%s\\n' "$@" >'{home}/arguments'
'{python}' -m followup "$@"
echo "ENDED $?"
"""


@dataclass
class Shell:
    """A shell that a person types into."""

    child: pexpect.spawn[str]
    home: Path

    def completed(self, typed: str, end: str) -> list[str]:
        """Press TAB behind what was typed, Enter when the end is there; the arguments that the program was given."""
        (self.home / "arguments").unlink(missing_ok=True)
        self.child.send(f"{typed}\t")
        self.child.expect_exact(end)
        self.child.send("\r")
        self.child.expect(r"ENDED (\d)")
        assert self.child.match[1] == "0", self.child.before
        self.child.expect_exact(PROMPT)
        return (self.home / "arguments").read_text(encoding="utf-8").splitlines()


def card(name: str, group: str = "") -> str:
    escaped = re.sub(r"([\\,;])(?!n)", r"\\\1", name), re.sub(r"([\\,;])", r"\\\1", group)
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{escaped[0]}\nCATEGORIES:{escaped[1]}\nEND:VCARD\n"


def with_words(pattern: str, number: int, kind: str) -> tuple[str, str, str]:
    begin, end = f"{kind}{chr(97 + number)}", f"Done{kind}{number}x"
    return pattern.format(begin, end), begin, end


PEOPLE = [with_words(pattern, number, "Q") for number, pattern in enumerate([*HARD, *LEADING])]
GROUPS = [with_words(pattern, number, "G") for number, pattern in enumerate(HARD)]
INVISIBLE = with_words(UNSEEN, 0, "U")


@pytest.fixture
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """The shell with our completion installed, in front of a book with hard names."""
    home, name = tmp_path, request.param
    program = home / "bin" / "followup"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable, home=home))
    program.chmod(0o700)
    (home / "config.toml").touch()
    environment = {
        "HOME": str(home), "PATH": f"{program.parent}:/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8",
        "FOLLOWUP_BOOK": str(home / "book.db"), "FOLLOWUP_CONFIG": str(home / "config.toml"),
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",  # so that it can be named
    }  # fmt: skip
    groups = [group for group, _, _ in GROUPS]
    cards = [
        card(person, groups[number] if number < len(groups) else "") for number, (person, _, _) in enumerate(PEOPLE)
    ]
    cards += [card(INVISIBLE[0]), card("-dash Last DoneDash")]
    (home / "cards.vcf").write_text("".join(cards), encoding="utf-8")
    for arguments in (["import", "cards.vcf"], ["sale", "add", "Qa", "5", "--product", "P $(touch PWN) DoneP"]):
        subprocess.run([program, *arguments], cwd=home, env=environment, check=True, capture_output=True)
    subprocess.run([program, "--install-completion", name], cwd=home, env=environment, check=True, capture_output=True)
    where, prompt = PROMPTS[name]
    rc = home / where
    rc.parent.mkdir(parents=True, exist_ok=True)
    rc.write_text(prompt + (rc.read_text(encoding="utf-8") if rc.exists() else ""), encoding="utf-8")
    child = pexpect.spawn(
        name, ["-i"], cwd=str(home), env=environment, encoding="utf-8", timeout=60, dimensions=(50, 250)
    )
    child.expect_exact(PROMPT)
    if name == "zsh":  # typer's script is loaded by the first TAB, and answers from the second on
        child.send("followup sho\t")
        child.sendcontrol("u")
    yield Shell(child, home)
    child.close(force=True)
    assert not (home / "PWN").exists()


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_every_name_arrives_as_itself(shell: Shell) -> None:
    for name, begin, end in PEOPLE:
        assert shell.completed(f"followup show {begin}", end) == ["show", name]
    for name, begin, end in GROUPS:
        assert shell.completed(f"followup group show {begin}", end) == ["group", "show", name]
    product = shell.completed("followup sale add Qb 7 --product P", "DoneP")
    assert product == ["sale", "add", "Qb", "7", "--product", "P $(touch PWN) DoneP"]
    assert not (shell.home / "PWN").exists()


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_names_arrive_as_themselves_behind_an_open_quote(shell: Shell) -> None:
    for quote in ("'", '"'):
        for name, begin, end in PEOPLE[: len(HARD)]:
            assert shell.completed(f"followup show {quote}{begin}", end) == ["show", name]
    name, begin, end = PEOPLE[0]
    assert shell.completed(f"followup show {begin}\\ \\$", end) == ["show", name]


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_signs_that_nobody_sees_and_a_leading_hyphen_do_no_harm(shell: Shell) -> None:
    _, begin, end = INVISIBLE
    assert shell.completed(f"followup show {begin}", end) == ["show", f"{begin} two lines bidi zerowidth {end}"]
    assert shell.completed("followup show Last", "DoneDash") == ["show", "\N{HYPHEN}dash Last DoneDash"]
    assert shell.completed("followup show -- -d", "DoneDash") == ["show", "--", "-dash Last DoneDash"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "powershell"])
def test_no_sign_that_a_terminal_obeys_leaves(tmp_path: Path, name: str) -> None:
    environment = {**os.environ, "FOLLOWUP_BOOK": str(tmp_path / "book.db"), "FOLLOWUP_CONFIG": str(tmp_path / "c")}
    hidden = "Uma \u202ebidi\u202c zero\u200bwidth"
    (tmp_path / "c").touch()
    (tmp_path / "cards.vcf").write_text(card(hidden, hidden), encoding="utf-8")
    command = [sys.executable, "-m", "followup"]
    subprocess.run([*command, "import", "cards.vcf"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    for line in ("followup show U", "followup group show U", "followup s"):
        words: list[str] = line.split()
        asked: dict[str, Any] = {
            "_FOLLOWUP_COMPLETE": f"complete_{name}", "COMP_WORDS": "\n".join(words), "_TYPER_COMPLETE_ARGS": line,
            "COMP_CWORD": str(len(words) - 1), "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        }  # fmt: skip
        answer = subprocess.run(command, env=environment | asked, check=True, capture_output=True).stdout.decode()
        assert "zerowidth" in answer.replace("\\040", " ") or "snooze" in answer
        assert all(sign.isprintable() or sign == "\n" for sign in answer.replace("\t", ""))
