"""Runs commands of followup quickly, each in a process of its own that has loaded everything already.

Loading is nine tenths of a short command: without it the scenarios take three times as long and a torture has a tenth
of the rounds, and a kill at a random moment hits the work and not the loading. A server loads all of followup once and
forks for every command; its child takes the command's folder, environment and streams, and calls the program's `main`
with the words of the command line. A line of JSON asks for a command, a line answers with its exit code.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, Self

from measured_commands import Measured

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

LOADED = (
    "dateutil.parser", "holidays", "lunardate", "openpyxl", "phonenumbers", "pypinyin", "rapidfuzz.process",
    "rich.console", "rich.markdown", "rich.panel", "rich.progress", "rich.table", "sqlalchemy.dialects.sqlite",
    "sqlmodel", "tomlkit", "tomllib", "typer.main", "vobject", "wcwidth", "csv", "decimal", "email", "logging",
    "pickle", "subprocess", "tempfile", "urllib.request", "zipfile",
)  # fmt: skip
READ_AT_START = ("LANG", "LC_", "PYTHON")
"""How the names begin that Python itself reads in the environment when it starts: a forked command does not."""
PATIENCE = 5.0
PIPE = 4096
"""Bytes that every pipe takes before somebody reads it."""


class CommandServer:
    """Asks a server for commands, one after the other. The server starts with the first one."""

    def __init__(self, env: Mapping[str, str], *options: str) -> None:
        """Remember the environment and Python's own options that the server starts with."""
        self.env = env
        self.options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: IO[str] | None = None
        self._answers: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._asking, self._answers):
            if stream is not None:
                stream.close()
        if self._process is not None:
            self._process.wait()

    def run(self, **asked: Any) -> int:
        """Run a command; its exit code, or the signal that ended it as a negative number.

        words, env, folder and files are needed (its streams `out` and `err` are written to the folder `files`);
        `_be_the_command` and `run` below say what else may be asked.
        """
        if self._process is None:
            self._start()
        assert self._asking is not None
        assert self._answers is not None
        self._asking.write(json.dumps(asked) + "\n")
        self._asking.flush()
        code: int = json.loads(self._answers.readline())
        return code

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._process = subprocess.Popen(
                [sys.executable, *self.options, __file__, str(theirs.fileno())], env=self.env,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C ends the tests, and they end the server
            )  # fmt: skip
            self._asking = ours.makefile("w", encoding="utf-8")
            self._answers = ours.makefile(encoding="utf-8")


def load() -> None:
    """Import all of followup, and what its functions import late."""
    import followup

    for module in pkgutil.walk_packages(followup.__path__, "followup."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LOADED:
        importlib.import_module(name)


def run(asked: dict[str, Any], measured: Measured) -> int:
    """Start the command, disturb it as asked (trace, kill_after), and return its exit code."""
    stdin = _stdin(asked.get("input"))
    child = os.fork()
    if not child:
        _be_the_command(asked, stdin, measured)
    os.close(stdin)
    tracer = _traced(child, asked["trace"]) if asked.get("trace") else None
    if asked.get("kill_after") is not None:
        time.sleep(asked["kill_after"])
        os.kill(child, signal.SIGKILL)  # its process is not reaped yet: the number is still its own
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):  # those that it had started for itself
        os.killpg(child, signal.SIGKILL)
    if tracer is not None:
        tracer.wait()
    measured.learn(Path(asked["files"]))
    return os.waitstatus_to_exitcode(status)


def _stdin(text: str | None) -> int:
    """A file descriptor to read the text from: a pipe where it fits into one; /dev/null without a text."""
    if text is None:
        return os.open(os.devnull, os.O_RDONLY)
    content = text.encode("utf-8", "surrogateescape")
    if len(content) > PIPE:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.seek(0)
            return os.dup(file.fileno())
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


def _be_the_command(asked: dict[str, Any], stdin: int, measured: Measured) -> NoReturn:
    """Take the command's streams, environment, folder, user and limits, and end as the program ends."""
    os.setsid()
    folder = Path(asked["files"])
    writing = [os.open(folder / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600) for name in ("out", "err")]
    for number, file in enumerate((stdin, *writing)):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    os.chdir(asked["folder"])
    if asked.get("user") is not None:
        os.setgroups([])
        os.setgid(asked["user"])
        os.setuid(asked["user"])
    if asked.get("largest_file") is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python does itself: the write fails instead
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest_file"],) * 2)
    signal.alarm(asked["seconds"])  # ends what hangs, with a signal that says so
    if asked.get("trace"):
        os.kill(os.getpid(), signal.SIGSTOP)
    from followup.cli.app import main

    measured.begin(folder)
    sys.argv = ["followup", *asked["words"]]
    main()


def _traced(child: int, options: list[str]) -> subprocess.Popen[bytes] | None:
    """Let strace take hold of the command, which waits for it; None where it may not."""
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", *options, "-p", str(child)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + PATIENCE
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in status.read_text(encoding="utf-8") and tracer.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    return tracer


def serve(asking: socket.socket) -> None:
    """Answer until nobody asks any more."""
    load()
    gc.collect()
    gc.freeze()  # what is loaded stays: a child that looks for garbage in it would copy its memory
    measured = Measured()
    with asking, asking.makefile(encoding="utf-8") as lines:
        for line in lines:
            asking.sendall(f"{run(json.loads(line), measured)}\n".encode())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
