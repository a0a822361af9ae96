"""The crontab line of the documents, run as cron runs it: by sh, without a terminal, in a bare environment."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / name for name in ("README.md", "README.zh.md", "docs/how-to/morning-reminder.md")]
LINE = re.compile(r"^30 8 \* \* \* +(.+--quiet)$", re.MULTILINE)


def as_cron(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    """See crontab(5): SHELL, HOME, LOGNAME and a short PATH are all there is."""
    return subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=home, env={"SHELL": "/bin/sh", "HOME": str(home), "LOGNAME": "somebody", "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where followup was installed as the README says."""
    binary = tmp_path / ".local" / "bin" / "followup"
    binary.parent.mkdir(parents=True)
    binary.write_text(f'#!/bin/sh\nexec {sys.executable} -m followup "$@"\n')
    binary.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_crontab_line_reminds_and_is_silent_when_nothing_is_due(document: Path, home: Path) -> None:
    found = LINE.search(document.read_text(encoding="utf-8"))
    assert found, f"{document.name} gives no crontab line"
    line = found[1]
    before = as_cron(line, home)
    assert (before.returncode, before.stdout, before.stderr) == (0, "", "")
    assert as_cron("$HOME/.local/bin/followup add 张伟", home).returncode == 0
    assert as_cron("$HOME/.local/bin/followup task add 张伟 报价 --due today", home).returncode == 0
    done = as_cron(line, home)
    assert done.returncode == 0, done.stderr
    assert "张伟" in done.stdout
    assert "报价" in done.stdout
    assert "\x1b" not in done.stdout
