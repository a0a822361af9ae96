"""What was being written when followup or the editor ended, and settings that an editor or a stranger spoils."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

if TYPE_CHECKING:
    from pathlib import Path

Program = Any
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
# Writes what it is told to, says that it did, and stays open until it may end.
SLOW_EDITOR = """\
import os, sys, time
from pathlib import Path

here, file = Path(__file__).parent, Path(sys.argv[1])
text = file.read_text(encoding="utf-8")
(here / "arguments").write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
(here / "seen").write_text(text, encoding="utf-8")
file.write_text(text + (here / "adds").read_text(encoding="utf-8"), encoding="utf-8")
(here / "written").touch()
while not (here / "end").exists():
    time.sleep(0.02)
(here / "ended").touch()
"""


def heed_hangups() -> None:
    """Let SIGHUP end the process, as at a terminal: a script's background has it ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Desk:
    """The program with 张伟 (1) and 李雷 (2) in its book, and an editor that takes its time."""

    def __init__(self, run: Program, folder: Path) -> None:
        self.run, self.folder = run, folder / "desk"
        self.folder.mkdir()
        (self.folder / "editor.py").write_text(SLOW_EDITOR, encoding="utf-8")
        (folder / "tmp").mkdir()
        self.env = {
            "EDITOR": f"'{sys.executable}' '{self.folder / 'editor.py'}'",
            "TMPDIR": str(folder / "tmp"),
        }
        run.done("add", "张伟")
        run.done("add", "李雷")

    @property
    def drafts(self) -> Path:
        return self.folder.parent / "book.db.drafts"

    def left(self) -> list[Path]:
        return sorted(path for path in self.drafts.rglob("*") if path.is_file())

    def writes(self, text: str, *, may_end: bool) -> None:
        for name in ("written", "ended", "end"):
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / "adds").write_text(text, encoding="utf-8")
        if may_end:
            (self.folder / "end").touch()

    def wait_for(self, name: str) -> None:
        for _ in range(3000):
            if (self.folder / name).exists():
                return
            time.sleep(0.02)
        pytest.fail(f"the editor did not come to {name}")

    def killed(self, sign: signal.Signals, *arguments: str, text: str) -> None:
        """Kill followup while the editor has written a text; the editor ends afterwards."""
        self.writes(text, may_end=False)
        started = subprocess.Popen(
            [sys.executable, "-m", "followup", *arguments],
            cwd=self.run.folder, env=self.run.env | self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=heed_hangups,  # noqa: PLW1509 - nothing else runs in this process
        )  # fmt: skip
        self.wait_for("written")
        assert len(self.left()) == 1
        started.send_signal(sign)
        assert started.wait(60) == -sign
        (self.folder / "end").touch()
        self.wait_for("ended")

    def terminal(self, *arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", *arguments],
            env={**self.run.env, **self.env, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
            cwd=str(self.run.folder), encoding="utf-8", dimensions=(40, 200), timeout=60,
        )  # fmt: skip


@pytest.fixture
def desk(run: Program, tmp_path: Path) -> Desk:
    return Desk(run, tmp_path)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_the_note_of_a_killed_followup_is_offered_by_the_next_one(desk: Desk, sign: signal.Signals) -> None:
    desk.killed(sign, "note", "张伟", text="likes green tea\n")
    (draft,) = desk.left()
    assert [path.stat().st_mode & 0o777 for path in (draft, draft.parent, desk.drafts)] == [0o600, 0o700, 0o700]
    assert (desk.folder / "arguments").read_text(encoding="utf-8") == str(draft)
    assert "张伟" not in str(draft)
    assert list((desk.run.folder / "tmp").iterdir()) == []

    assert desk.run.done("note", "李雷", "x").err == ""  # another contact's
    told = desk.run.done("note", "张伟", "in passing")
    assert told.err.startswith(f"A note about 张伟 was begun and not finished: {draft}\n")

    desk.writes("and coffee\n", may_end=True)
    child = desk.terminal("note", "张伟")
    child.expect_exact("begun and not finished: likes green tea")
    child.expect_exact("Go on with it? [y/N] ")
    child.sendline("y")
    child.expect_exact("n3 noted for 张伟")
    child.expect(pexpect.EOF)
    notes = desk.run.done("show", "张伟", "--json").json["notes"]
    assert "likes green tea\nand coffee" in [note["text"] for note in notes]
    assert not desk.drafts.exists()


def test_an_unfinished_note_is_deleted_or_left_as_one_likes(desk: Desk) -> None:
    desk.killed(signal.SIGKILL, "note", "张伟", text="likes green tea\n")
    desk.writes("new\n", may_end=True)
    for delete, left in (("n", 1), ("y", 0)):
        child = desk.terminal("note", "张伟")
        child.expect_exact("Go on with it? [y/N] ")
        child.sendline("n")
        child.expect_exact("Delete it? [y/N] ")
        child.sendline(delete)
        child.expect(r"n\d noted for 张伟")
        child.expect(pexpect.EOF)
        assert len(desk.left()) == left


def test_a_note_that_is_being_written_elsewhere_is_left_alone(desk: Desk) -> None:
    desk.writes("likes green tea\n", may_end=False)
    child = desk.terminal("note", "张伟")
    desk.wait_for("written")
    assert desk.run.done("note", "张伟", "in passing").err == ""
    assert len(desk.left()) == 1
    (desk.folder / "end").touch()
    child.expect_exact("n2 noted for 张伟")
    child.expect(pexpect.EOF)
    assert not desk.drafts.exists()


def test_a_note_of_which_nothing_was_written_is_not_offered(desk: Desk) -> None:
    desk.killed(signal.SIGKILL, "note", "张伟", text="")
    assert desk.run.done("note", "张伟", "x").err == ""


@pytest.mark.parametrize("first", [("edit", "张伟"), ("amend", "n1")])
def test_what_other_commands_left_is_removed(desk: Desk, first: tuple[str, ...]) -> None:
    desk.run.done("note", "张伟", "x")
    desk.killed(signal.SIGKILL, *first, text="\n# secret\n")
    (draft,) = desk.left()
    assert draft.stat().st_mode & 0o777 == 0o600
    desk.writes("new\n", may_end=True)
    desk.run.done("note", "李雷", env=desk.env)
    assert not desk.drafts.exists()


def test_a_folder_of_drafts_that_others_can_reach_is_not_used(desk: Desk, tmp_path: Path) -> None:
    desk.writes("secret\n", may_end=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desk.drafts.symlink_to(elsewhere)
    refused = desk.run("note", "张伟", env=desk.env)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert str(desk.drafts) in refused.err
    desk.drafts.unlink()
    desk.drafts.mkdir()
    desk.drafts.chmod(0o755)
    assert desk.run("note", "张伟", env=desk.env).code == 1
    assert list(elsewhere.iterdir()) == list(desk.drafts.iterdir()) == []


BREAKS = 'import sys\nopen(sys.argv[1], "a").write("oops [\\n")\nopen(sys.argv[0] + ".count", "a").write("x")\n'


@pytest.mark.parametrize(("command", "home"), [(("config", "edit"), "config.toml"), (("edit", "张伟"), "book.db")])
def test_an_editor_that_breaks_the_text_each_time_comes_to_an_end(
    desk: Desk, command: tuple[str, ...], home: str
) -> None:
    breaks = desk.folder / "breaks.py"
    breaks.write_text(BREAKS, encoding="utf-8")
    before = (desk.run.folder / "config.toml").read_bytes(), desk.run.done("show", "张伟", "--json").out
    refused = desk.run(*command, env={"EDITOR": f"'{sys.executable}' '{breaks}'"})
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "after 5 tries nothing was changed" in refused.err
    assert breaks.with_name("breaks.py.count").read_text() == "xxxxx"
    told = re.search(r"what you typed is in (\S+)\)", refused.err)
    assert told, refused.err
    kept = desk.run.folder / told[1]
    assert kept.parent == desk.run.folder / f"{home}.drafts"
    assert kept.read_text(encoding="utf-8").endswith("oops [\n")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert before == ((desk.run.folder / "config.toml").read_bytes(), desk.run.done("show", "张伟", "--json").out)


def test_settings_are_not_written_through_a_link_that_lies_beside_them(run: Program, editor: Any) -> None:
    victim = run.folder / "victim"
    victim.write_text("precious", encoding="utf-8")
    for name in ("config.toml.new", ".config.toml.new", "config.toml.part"):
        (run.folder / name).symlink_to(victim)
    config = run.folder / "config.toml"
    config.write_text("margin = 0.3\n", encoding="utf-8")
    run.done("config", "edit", env=editor.will("margin = 0.3 => margin = 0.4"))
    assert config.read_text(encoding="utf-8") == "margin = 0.4\n"
    assert not config.is_symlink()
    assert victim.read_text(encoding="utf-8") == "precious"


def test_settings_that_are_a_link_stay_one(run: Program, editor: Any) -> None:
    real, config = run.folder / "dotfiles.toml", run.folder / "config.toml"
    real.write_text("margin = 0.3\n", encoding="utf-8")
    config.unlink()
    config.symlink_to(real)
    run.done("config", "edit", env=editor.will("margin = 0.3 => margin = 0.4"))
    assert os.readlink(config) == str(real)  # noqa: PTH115 - what it says, not where that leads
    assert real.read_text(encoding="utf-8") == "margin = 0.4\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("margin = " + "[" * 20_000 + "]" * 20_000, "nested thousands deep"),
        ("margin = " + "{a=" * 20_000 + "1" + "}" * 20_000, "nested thousands deep"),
        (".".join(["a"] * 20_000) + " = 1", "nested thousands deep"),
        ("margin = " + "9" * 20_000, "no TOML"),
    ],
    ids=["lists", "tables", "dots", "digits"],
)
def test_settings_nested_thousands_deep_are_refused_in_a_line(run: Program, text: str, said: str) -> None:
    (run.folder / "config.toml").write_text(text, encoding="utf-8")
    refused = run("agenda")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert refused.err.startswith(f"followup: {run.folder / 'config.toml'}: the settings are ")
    assert said in refused.err
    assert "followup config edit" in refused.err
