"""Write docs/reference/commands.md and settings.md out of the program itself: `make docs`; a test compares.

python docs/make_reference.py [FOLDER]
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

from followup.cli.app import CONTENTS, root
from followup.cli.app import _run as run_followup  # main ends the process
from followup.settings.config import settings_reference

HERE = Path(__file__).parent
COMMANDS = """# Commands

Written by `make docs` from the program's own help; a test compares the two.

Every command that answers takes `--json`; every command takes `--book FILE` and `--today DATE` where a book and a day
matter. `followup --install-completion` teaches your shell the commands, and the names in your book.
"""
SETTINGS = """# Settings

Written by `make docs` from the table that the program checks settings against.

`followup config path` says where the file is, `followup config edit` opens it, `followup config show` prints what is in
force. It is TOML; a dotted name is a key in a table:

```toml
[agenda]
capacity = 300            # agenda.capacity
country = "CN"            # agenda.country

[cadence.A]
visit = 21                # cadence.A.visit
```

An unknown setting is an error that names the nearest.

| setting | default | what it may be | what it is for |
|---|---|---|---|
"""


def help_of(*command: str) -> str:
    """What `followup COMMAND --help` prints, on a terminal of 80 columns."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        run_followup([*command, "--help"])
    return told.getvalue().strip("\n")


def parts(name: str) -> list[str]:
    """The subcommands of a command group, in its order."""
    return list(getattr(root().commands[name], "commands", ()))


def commands() -> str:
    """The whole command reference."""
    sections = [COMMANDS]
    for heading, section in CONTENTS.items():
        sections.append(f"## {heading}\n")
        for name in section:
            sections.append(f"### followup {name}\n\n```\n{help_of(name)}\n```\n")
            sections += [f"#### followup {name} {part}\n\n```\n{help_of(name, part)}\n```\n" for part in parts(name)]
    return "\n".join(sections)


def settings() -> str:
    """The settings as a table."""
    lines = [f"| `{line.name}` | `{line.default}` | {line.words} | {line.doc} |" for line in settings_reference()]
    return SETTINGS + "\n".join(lines) + "\n"


def main() -> None:
    os.environ |= {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reference"
    (target / "commands.md").write_text(commands(), encoding="utf-8")
    (target / "settings.md").write_text(settings(), encoding="utf-8")


if __name__ == "__main__":
    main()
