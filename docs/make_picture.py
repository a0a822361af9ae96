"""Draw docs/images/agenda.svg: the agenda of the demo's book, as a terminal of 120 columns shows it.

The book, the day and the drawing are fixed, so the picture changes only when the program does.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path

import pexpect
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).parent
TODAY = "2026-06-02"
COLUMNS = 120


def followup(folder: Path, *arguments: str) -> str:
    """What `followup ARGUMENTS` shows on a terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = kept | {
        "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder),
        "FOLLOWUP_TODAY": TODAY, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS),
    }  # fmt: skip
    shown, code = pexpect.run(
        f"{sys.executable} -m followup {' '.join(arguments)}",
        timeout=300, withexitstatus=True, encoding="utf-8", env=environment, dimensions=(60, COLUMNS),
    )  # fmt: skip
    if code:
        sys.exit(shown)
    return str(shown).replace("\r\n", "\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        followup(folder, "demo", "--keep", str(folder / "book.db"))
        agenda = followup(folder, "agenda", "--book", str(folder / "book.db"))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(agenda.rstrip("\n")))
    # rich fetches its font from a server; the reader's own will do
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    picture = console.export_svg(
        title="followup agenda", theme=SVG_EXPORT_THEME, code_format=template, unique_id="agenda"
    )
    (HERE / "images").mkdir(exist_ok=True)
    (HERE / "images/agenda.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
