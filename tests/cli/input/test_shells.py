"""What shells are offered, as they have to be given it: they read it back as the very name, and run nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from followup.cli.input.shells import for_bash, for_powershell, for_zsh, opened_in_bash, typed_words, visible

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "张伟", "Li Wei (VIP)", "O'Brien", "$(touch PWN)", "`touch PWN`", '"both"', "'one'", "a;b&c|d>PWN<e", "back\\slash",
    "ends with \\", "*", "? [a-z] @(a) +(b) !(c)", "~", "~root", "=ls", "!!", "!his", "#x", "{a,b}", "-dash", "$HOME",
    "a:b", "%s", "％", "‘smart’", "é", "x=1", "$'\\x41'", "''", '""', "\\", "^a^b",
]  # fmt: skip


def names() -> list[str]:
    """The names that are known to be hard, and as many again of signs that shells obey."""
    draw = random.Random(11)
    signs = "\"'`$\\!*?[](){}<>|&;#~=%^:@+-,. ab张’"
    made = ("".join(draw.choices(signs, k=draw.randint(1, 9))) for _ in range(400))
    return NAMES + [name for name in map(visible, made) if name]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("张伟", "张伟"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("one\ntwo\tthree", "one two three"),
        ("\u202eevil\u202c\u200b\ufeff", "evil"),
        ("Zoë\u200d \u2028 B", "Zoë B"),
        ("\x9b1m\u061c\u2066x", "1mx"),
    ],
)
def test_signs_that_nobody_sees_are_left_out(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize("opened", ["", "'", '"', "$'"])
def test_bash_reads_each_name_back(tmp_path: Path, opened: str) -> None:
    for name in ("a", "b", "'*'", "ab", "!"):  # what a pattern could become
        (tmp_path / name).touch()
    offered = [for_bash(name, opened) for name in names()]
    (tmp_path / "offered").write_text("\n".join(offered), encoding="utf-8")
    # As typer's script takes it; the quote is put before it and behind it as bash does.
    script = """
    shopt -s extglob; IFS=$'\\n'; all=( $(cat offered) ); unset IFS
    for one in "${all[@]}"; do
        [[ -n $1 && $one != "$1"* ]] && one=$1$one
        eval "printf '%s\\\\n' $one${1#$}"
    done
    """
    done = subprocess.run(
        ["bash", "-c", script, "bash", opened], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split("\n")[:-1] == names()
    assert not (tmp_path / "PWN").exists()


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh (apt install zsh)")
def test_zsh_reads_each_name_back_from_code_that_it_evaluates(tmp_path: Path) -> None:
    (tmp_path / "offered").write_text(f"all=( {' '.join(map(for_zsh, names()))} )", encoding="utf-8")
    script = "eval $(cat offered); printf '%s\\n' \"${all[@]}\""
    done = subprocess.run(["zsh", "-fc", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.split("\n")[:-1] == names()
    assert not (tmp_path / "PWN").exists()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("张伟", "张伟"),
        ("Li Wei", "'Li Wei'"),
        ("O'Brien", "'O''Brien'"),
        ("O’Brien", "'O’’Brien'"),  # PowerShell takes the curly ones for quotes, too
        ("$(touch PWN)", "'$(touch PWN)'"),
        ("`n", "'`n'"),
        ("a;b|c", "'a;b|c'"),
        ("@x", "'@x'"),
        ('say "hi"', None),
        ("a:::b", None),
        ("path\\", None),
    ],
)
def test_powershell_is_given_one_argument_or_nothing(name: str, written: str | None) -> None:
    assert for_powershell(name) == written


@pytest.mark.parametrize(
    ("word", "opened"),
    [
        ("", ""), ("Vera", ""), ("Vera\\ O\\'B", ""), ("'Vera O", "'"), ('"Vera O', '"'), ('"a\\"b', '"'),
        ("$'Vera", "$'"), ('$"Vera', '"'), ('Vera\\ "O', None), ('"Vera "O', None), ("'a'b", None), ("Vera$(", None),
        ("`x", None),
    ],
)  # fmt: skip
def test_bash_is_answered_only_behind_what_could_be_a_beginning(word: str, opened: str | None) -> None:
    assert opened_in_bash(word) == opened


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("followup ", ([], "")),
        ("followup show", ([], "show")),
        ("followup show ", (["show"], "")),
        ("followup show Vera\\ ", (["show"], "Vera ")),
        ('followup show "Vera O', (["show"], "Vera O")),
        ("followup show Vera\\", (["show"], "Vera")),
        ("", ([], "")),
    ],
)
def test_what_was_typed_is_understood_unfinished(line: str, words: tuple[list[str], str]) -> None:
    assert typed_words(line) == words
