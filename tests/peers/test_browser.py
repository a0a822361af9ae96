"""A real browser loads the pages: nothing is wider than its window, and the week prints on one sheet."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TODAY = "2026-06-02"
PHONE, LAPTOP = 390, 1280
PAGES = {
    "week": ["agenda", "--html"],
    "value": ["value", "--html"],
    "brief": ["brief", "王芳", "--html"],
    "review": ["review", "--html"],
}
# A window of headless Chromium is not narrower than 500 pixels; a frame is.
FRAME = """<iframe src="{page}" width="{width}" height="800" style="border: 0" onload="
  const seen = this.contentDocument.documentElement; document.title = seen.scrollWidth + ' of ' + seen.clientWidth
"></iframe>"""

pytestmark = [
    pytest.mark.peer,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt install chromium, or any Chrome on the PATH"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the demo's book, as its day has them."""
    where = tmp_path_factory.mktemp("pages")
    env = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    env |= {
        "FOLLOWUP_BOOK": str(where / "book.db"),
        "FOLLOWUP_TODAY": TODAY,
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    subprocess.run(
        [sys.executable, "-m", "followup", "demo", "--keep", "book.db"],
        cwd=where,
        env=env,
        check=True,
        capture_output=True,
    )
    for name, words in PAGES.items():
        subprocess.run(
            [sys.executable, "-m", "followup", *words, f"{name}.html"],
            cwd=where,
            env=env,
            check=True,
            capture_output=True,
        )
    return where


def browse(folder: Path, *options: str) -> str:
    """Run the browser to its end, in a profile of its own."""
    ours = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run(
        [str(CHROMIUM), *ours, *options], capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_no_wider_than_its_window(folder: Path, name: str, width: int, tmp_path: Path) -> None:
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(page=(folder / f"{name}.html").as_uri(), width=width), encoding="utf-8")
    dom = browse(
        tmp_path, "--window-size=1400,900", "--allow-file-access-from-files", "--virtual-time-budget=2000",
        "--dump-dom", frame.as_uri(),
    )  # fmt: skip
    found = re.search(r"<title>(\d+) of (\d+)</title>", dom)
    assert found, dom[:300]
    assert int(found[1]) <= int(found[2]) == width


def test_the_week_prints_on_one_sheet(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "week.pdf"
    browse(tmp_path, f"--print-to-pdf={sheet}", "--no-pdf-header-footer", (folder / "week.html").as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", sheet.read_bytes())) == 1


@pytest.mark.parametrize("name", PAGES)
def test_dark_and_light_are_two_pictures(folder: Path, name: str, tmp_path: Path) -> None:
    shots = []
    for scheme in ("light", "dark"):
        shot = tmp_path / f"{scheme}.png"
        dark = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
        browse(tmp_path, *dark, f"--screenshot={shot}", "--window-size=1280,1600", (folder / f"{name}.html").as_uri())
        shots.append(shot.read_bytes())
    assert all(shot.startswith(b"\x89PNG") for shot in shots)
    assert shots[0] != shots[1]
