"""A real cron daemon reads the documents' line and runs it: what it prints is the morning's page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^30 8 \* \* \* +(.+ remind --quiet)$", re.MULTILINE)

# The daemon sees crontabs, jobs and a place for its lock that nobody else does: those of the machine stay untouched.
ALONE = """
mount -t tmpfs none /run && mount -t tmpfs none /etc/cron.d && mount --bind /dev/null /etc/crontab &&
mount -t tmpfs none /var/spool/cron && mkdir -m 700 /var/spool/cron/crontabs &&
cp "$1" /var/spool/cron/crontabs/root && chmod 600 /var/spool/cron/crontabs/root && exec cron -f
"""


def can_be_alone() -> bool:
    if sys.platform != "linux" or os.geteuid() or not (shutil.which("cron") and shutil.which("unshare")):
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/run"], capture_output=True, check=False
    )
    return tried.returncode == 0


@pytest.mark.peer
@pytest.mark.skipif(not can_be_alone(), reason="needs root on Linux, Debian's cron (apt install cron) and unshare")
def test_cron_itself_runs_the_line_of_the_readme(tmp_path: Path) -> None:
    program = tmp_path / ".local" / "bin" / "followup"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m followup "$@"\n')
    program.chmod(0o755)
    home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    for words in (["add", "张伟"], ["task", "add", "张伟", "报价", "--due", "today"]):
        subprocess.run([program, *words], env=home, check=True, capture_output=True)
    line = LINE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert line, "README.md gives no crontab line"
    crontab, page = tmp_path / "crontab", tmp_path / "page.txt"
    # Each minute instead of each morning, and into a file: there is nobody to mail it to.
    crontab.write_text(
        f"HOME={tmp_path}\n* * * * *  {line[1]} >$HOME/page.new 2>&1 && mv $HOME/page.new $HOME/page.txt\n"
    )
    daemon = subprocess.Popen(["unshare", "--mount", "sh", "-c", ALONE, "sh", crontab])
    try:
        until = time.monotonic() + 90
        while not page.exists() and time.monotonic() < until and daemon.poll() is None:
            time.sleep(0.5)
    finally:
        daemon.kill()
        daemon.wait()
    assert page.exists(), "cron did not run the line within a minute and a half"
    text = page.read_text(encoding="utf-8")
    assert "张伟" in text
    assert "报价" in text
