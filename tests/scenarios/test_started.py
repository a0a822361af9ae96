"""A command that is really started answers as one that is forked: every command, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.cli.app import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Program = Any

BOOK = (
    ("add", "张伟", "--org", "华为", "--phone", "138 0013 8000", "--birthday", "1985-06-04"),
    ("add", "Anna Weber", "--grade", "A"),
    ("log", "Anna Weber", "visit", "showed the new line", "--next", "send samples", "--due", "fri"),
    ("sale", "add", "Anna Weber", "12000", "--profit", "3000"),
)
# One line for every command of the table of contents.
COMMANDS = """
remind
agenda
pin c1 fri
snooze c1 +3d
skip c1
review
away add 2026-06-08..2026-06-10
brief Anna
warnings
add 李娜 --phone 13900139000
list --json
show Anna
edit 张伟 --set title=buyer
remove 张伟 --yes
merge 1 2 --yes
duplicates
import people.csv --yes
export --to -
group create fair --query org:华为
grade set org:华为 B
cadence show Anna
sale list
value
log 张伟 call 谈了价格
note 张伟 --json green
task add 张伟 samples --due fri
done t1
amend i1 --minutes 30
delete s1 --yes
complaint open Anna late
lose Anna --reason price
link 1 2 --as spouse
referrals
history
undo
config show
demo --help
""".strip().splitlines()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, program: Callable[[Path], Program]) -> bytes:
    run = program(tmp_path_factory.mktemp("book"))
    for command in BOOK:
        run.done(*command)
    content: bytes = run.book.read_bytes()
    return content


def test_every_command_is_tried() -> None:
    assert sorted({line.split()[0] for line in COMMANDS}) == sorted(SHORT)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_started_command_answers_as_a_forked_one(run: Program, book: bytes, line: str) -> None:
    (run.folder / "people.csv").write_text("name,phone\n王芳,13700137000\n", encoding="utf-8")
    run.book.write_bytes(book)
    forked = run(*line.split())
    for file in run.folder.glob("book.db*"):
        file.unlink()
    run.book.write_bytes(book)
    started = run.started(*line.split())
    assert forked == started
    assert started.code == 0, started.err
