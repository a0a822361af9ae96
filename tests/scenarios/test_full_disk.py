"""A disk that takes no more, through the real program: the command ends with 1, and nothing is half written."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any


def no_file_above_64_kib() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))


def test_a_disk_that_takes_no_more_ends_the_command_with_1_and_leaves_the_book_whole(
    begun: Callable[..., Program],
) -> None:
    run = begun(("add", "王芳"), ("note", "王芳", "first"))
    refused = subprocess.run(
        [sys.executable, "-m", "followup", "note", "王芳", "-"], preexec_fn=no_file_above_64_kib,
        env=run.env, input="long " * 30_000, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 1, refused.stderr
    assert f"followup: {run.book}: " in refused.stderr.splitlines()[-1]
    assert "nothing was changed" in refused.stderr
    assert "Not kept:\nlong long" in refused.stderr
    run.done("note", "王芳", "second")
    notes = [note["text"] for note in run.done("show", "王芳", "--json").json["notes"]]
    assert sorted(notes) == ["first", "second"]
