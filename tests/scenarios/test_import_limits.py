"""What cannot be a list of contacts is refused in a line before it fills the memory: the process has 200 MB."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's: run it there")
MEMORY = 200 << 20


def limited(run: Any, name: str, stdin: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`followup import NAME` with the address space limited, as `ulimit -v` does."""
    command = (
        "import os, resource, sys; "
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
        "os.execv(sys.executable, [sys.executable, '-m', 'followup', 'import', sys.argv[1]])"
    )
    with (stdin or run.folder / "config.toml").open("rb") as source:
        return subprocess.run(
            [sys.executable, "-c", command, name], cwd=run.folder, env=run.env, stdin=source,
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Name,Phone\n")
        for _ in range(200):
            file.write(b"x" * (1 << 20))


def million_columns(path: Path) -> None:
    path.write_bytes(b",".join(b"c%d" % number for number in range(1_000_000)) + b"\nx\n")


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("contacts.vcf", "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n")


def gzipped(path: Path) -> None:
    path.write_bytes(gzip.compress(b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"))


def cut_short(path: Path) -> None:
    zipped(path)
    path.write_bytes(path.read_bytes()[:-30])


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("huge.vcf", huge, "larger than 512 MB"),
        ("line.vcf", long_line, "line of more than 32 MB"),
        ("columns.csv", million_columns, "more than 2000 columns"),
        ("columns.vcf", million_columns, "no BEGIN:VCARD"),
        ("packed.vcf", gzipped, "gzip archive"),
        ("cut.xlsx", cut_short, "damaged"),
        ("zipped.vcf", zipped, "zip or Excel file"),
        ("zipped.csv", zipped, "zip archive"),
        ("bomb.xlsx", bomb, "unpacks to more than 256 MB"),
        ("folder", os.mkdir, "no .vcf, .csv or .xlsx file"),
        ("pipe.vcf", os.mkfifo, "no ordinary file"),
        ("/dev/zero", None, "no ordinary file"),
    ],
)
def test_a_trap_is_refused_in_a_line(run: Any, name: str, make: Callable[[Path], None] | None, reason: str) -> None:
    if make:
        make(run.folder / name)
    done = limited(run, name)
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1), done.stderr
    assert reason in done.stderr
    assert not run.book.exists()
    if make in {huge, long_line, million_columns}:
        (run.folder / name).unlink()


def test_what_comes_through_a_pipe_is_limited_too(run: Any) -> None:
    from pathlib import Path

    long_line(run.folder / "line.csv")
    for source, reason in ((Path("/dev/zero"), "is not text"), (run.folder / "line.csv", "line of more than 32 MB")):
        done = limited(run, "-", source)
        assert (done.returncode, len(done.stderr.splitlines())) == (5, 1), done.stderr
        assert reason in done.stderr
    (run.folder / "line.csv").unlink()
