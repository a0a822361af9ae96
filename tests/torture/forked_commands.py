"""Runs commands of followup for program.py, each in a process of its own that has loaded everything already.

Loading is nine tenths of a short command: without it a torture has ten times the rounds, and a kill at a random moment
hits the work and not the loading. A line of JSON on stdin asks for a command, a line on stdout says how it ended.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

LOADED = (
    "dateutil.parser", "holidays", "lunardate", "openpyxl", "phonenumbers", "pypinyin", "rapidfuzz.process",
    "rich.console", "rich.markdown", "rich.panel", "rich.progress", "rich.table", "sqlalchemy.dialects.sqlite",
    "sqlmodel", "tomlkit", "tomllib", "typer.main", "vobject", "wcwidth", "csv", "decimal", "email", "logging",
    "pickle", "subprocess", "tempfile", "urllib.request", "zipfile",
)  # fmt: skip
PATIENCE = 5.0


def load() -> None:
    """Import all of followup, and what its functions import late."""
    import followup

    for module in pkgutil.walk_packages(followup.__path__, "followup."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LOADED:
        importlib.import_module(name)


def run(asked: dict[str, Any]) -> int:
    """Start the command, disturb it as asked, and return its exit code: negative is the signal that ended it."""
    child = os.fork()
    if not child:
        _be_the_command(asked)
    tracer = _traced(child, asked["trace"]) if asked["trace"] else None
    if asked["kill_after"] is not None:
        time.sleep(asked["kill_after"])
        os.kill(child, signal.SIGKILL)  # its process is not reaped yet: the number is still its own
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):  # those that it had started for itself
        os.killpg(child, signal.SIGKILL)
    if tracer is not None:
        tracer.wait()
    return os.waitstatus_to_exitcode(status)


def _be_the_command(asked: dict[str, Any]) -> NoReturn:
    os.setsid()
    folder = Path(asked["files"])
    reading = os.open(folder / "in", os.O_RDONLY)
    writing = [os.open(folder / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600) for name in ("out", "err")]
    for number, file in enumerate((reading, *writing)):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    if asked["user"] is not None:
        os.setgroups([])
        os.setgid(asked["user"])
        os.setuid(asked["user"])
    if asked["largest_file"] is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python does itself: the write fails instead
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest_file"],) * 2)
    signal.alarm(asked["seconds"])  # ends what hangs, with a signal that says so
    if asked["trace"]:
        os.kill(os.getpid(), signal.SIGSTOP)
    from followup.cli.app import main

    main(asked["words"])


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


if __name__ == "__main__":
    load()
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
