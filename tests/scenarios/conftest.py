"""The real program, in a process of its own, on a book of its own.

Most commands run in a process that was forked from one that has loaded followup already (setups/forked_commands.py): it
gets the words of the command line, environment, folder and streams, and ends with the program's exit code. Where
starting may make a difference, a command is started as `python -m followup`; test_started.py holds the two to be equal.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from forked_commands import READ_AT_START, CommandServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TODAY = "2026-06-02"
_HUNG = 300
"""Seconds after which a command hangs, also on a slow machine that does five other things."""
_SHORT = 1000
"""Signs of an input that surely fit into a pipe."""
_DROP_A_CAPABILITY, _READS_AND_WRITES_ALL, _READS_ALL = 24, 1, 2  # of Linux' prctl


def _as_an_ordinary_user() -> None:
    """Let permissions hold for root too: a `limit` for what a person cannot read or write."""
    if os.geteuid() == 0:
        for capability in (_READS_AND_WRITES_ALL, _READS_ALL):
            assert ctypes.CDLL(None).prctl(_DROP_A_CAPABILITY, capability, 0, 0, 0) == 0


@dataclass
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Program:
    """Runs `followup`: `run("add", "张伟")`; a Tuesday, unless the arguments say `--today`."""

    folder: Path
    env: dict[str, str]
    server: CommandServer
    streams: Path

    @property
    def book(self) -> Path:
        return self.folder / "book.db"

    @property
    def unmeasured(self) -> dict[str, str]:
        """The environment of a process that may write nothing, so that it cannot write down its coverage either."""
        return {name: value for name, value in self.env.items() if not name.startswith("COVERAGE")}

    def __call__(
        self,
        *arguments: str,
        input: str | None = None,  # noqa: A002
        env: dict[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> Answer:
        """Run a command; `limit` is called in its process before it begins, and takes from it what it may not."""
        read_at_start = any(name.startswith(READ_AT_START) for name in env or {})
        if limit or read_at_start or len(input or "") > _SHORT:
            return self.started(*arguments, input=input, env=env, limit=limit)
        code = self.server.run(
            words=arguments, env=self.env | (env or {}), folder=str(self.folder), files=str(self.streams), input=input,
            seconds=_HUNG,
        )  # fmt: skip
        out, err = ((self.streams / name).read_bytes().decode() for name in ("out", "err"))
        return _answer(code, out, err)

    def started(
        self,
        *arguments: str,
        input: str | None = None,  # noqa: A002
        env: dict[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> Answer:
        """Run a command in an interpreter that starts for it, as from a shell."""
        environment = self.unmeasured if limit else self.env
        done = subprocess.run(
            [sys.executable, "-m", "followup", *arguments],
            cwd=self.folder, env=environment | (env or {}), input=input,
            stdin=subprocess.DEVNULL if input is None else None,
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=_HUNG, preexec_fn=limit,
        )  # fmt: skip
        return _answer(done.returncode, done.stdout, done.stderr)

    def done(self, *arguments: str, **options: Any) -> Answer:
        """Run a command that must succeed."""
        answer = self(*arguments, **options)
        assert answer.code == 0, answer.err
        return answer


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Program]]:
    """Makes a program for a folder, for fixtures that several tests share."""
    streams = tmp_path_factory.mktemp("streams")
    with CommandServer(_clean()) as server:
        yield lambda folder: _program(folder, server, streams)


@pytest.fixture
def run(tmp_path: Path, program: Callable[[Path], Program]) -> Program:
    return program(tmp_path)


@pytest.fixture
def ordinary() -> Callable[[], None]:
    """A `limit` with which permissions hold, whoever runs the tests."""
    return _as_an_ordinary_user


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """Books that were made once, for every test of a module to begin with a copy."""
    return {}


@pytest.fixture
def begun(run: Program, books: dict[str, bytes]) -> Callable[..., Program]:
    """Gives the program a book in which these commands were run: `begun(("add", "张伟"), ("note", "张伟", "tea"))`."""

    def begin(*commands: tuple[str, ...]) -> Program:
        name = repr(commands)
        if name not in books:
            for command in commands:
                run.done(*command)
            books[name] = run.book.read_bytes()
        run.book.write_bytes(books[name])
        return run

    return begin


def _answer(code: int, out: str, err: str) -> Answer:
    assert "Traceback" not in err, err
    assert code >= 0, f"ended by signal {-code}: {err}"
    out, err = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (out, err))  # as subprocess reads text
    return Answer(code, out, err)


def _program(folder: Path, server: CommandServer, streams: Path) -> Program:
    config = folder / "config.toml"
    config.touch()
    book = {"FOLLOWUP_BOOK": str(folder / "book.db"), "FOLLOWUP_CONFIG": str(config), "FOLLOWUP_TODAY": TODAY}
    return Program(folder, _clean() | book, server, streams)


def _clean() -> dict[str, str]:
    """The environment of the tests, without what makes followup's answers different."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FOLLOWUP_", "PYTHONDONTWRITE"))}
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LC_ALL", "LC_TIME"):
        clean.pop(name, None)
    return clean


EDITOR = """\
import sys
from pathlib import Path

steps, seen = Path(__file__).with_name("steps"), Path(__file__).with_name("seen")
file = Path(sys.argv[-1])
text = file.read_text(encoding="utf-8")
mode, folder = oct(file.stat().st_mode & 0o777), oct(file.parent.stat().st_mode & 0o777)
with seen.open("a", encoding="utf-8") as out:
    out.write(f"=== {mode} {folder} {file}\\n{text}")
step, *rest = steps.read_text(encoding="utf-8").split("\\n---\\n")
steps.write_text("\\n---\\n".join(rest), encoding="utf-8")
old, arrow, new = step.partition(" => ")
assert not arrow or old in text, old
file.write_text(text.replace(old, new, 1) if arrow else text, encoding="utf-8")
"""


@dataclass
class Editor:
    """An editor that does, each time it is opened, one step: `old => new`, or nothing."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        return {"EDITOR": f"'{sys.executable}' '{self.folder / 'editor.py'}' --wait"}

    def will(self, *steps: str) -> dict[str, str]:
        (self.folder / "steps").write_text("\n---\n".join(steps), encoding="utf-8")
        (self.folder / "seen").unlink(missing_ok=True)
        return self.env

    @property
    def seen(self) -> list[str]:
        """The texts it was shown, each behind a line with the file's and its folder's mode, and the path."""
        return (self.folder / "seen").read_text(encoding="utf-8").split("=== ")[1:]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    folder = tmp_path / "my editor"
    folder.mkdir()
    (folder / "editor.py").write_text(EDITOR, encoding="utf-8")
    return Editor(folder)
