"""The long form: `make torture`. Every module here that has a `run` is run, and what came of it is printed as a table.

FOLLOWUP_TORTURE=20 takes twenty times the rounds of the short form (10 without), FOLLOWUP_SEED=7 begins elsewhere, and
arguments name the modules that are wanted. What is bad begins with `bad:`; then the exit code is 1.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from program import BAD

if TYPE_CHECKING:
    from types import ModuleType

SHORT = 20
"""Rounds of the short form of a module that does not say so itself."""


def tortures() -> dict[str, ModuleType]:
    """Every module beside this one that has a `run`, by its name."""
    found = {
        path.stem: import_module(path.stem)
        for path in sorted(Path(__file__).parent.glob("*.py"))
        if not path.stem.startswith(("test_", "__"))
    }
    return {name: module for name, module in found.items() if hasattr(module, "run")}


def main(wanted: list[str]) -> int:
    """Run the tortures; 1 where something bad came of one."""
    times = int(os.environ.get("FOLLOWUP_TORTURE", "10"))
    seed = int(os.environ.get("FOLLOWUP_SEED", "0")) or time.time_ns() % 1_000_000 + 1
    print(f"seed {seed}: FOLLOWUP_SEED={seed} does the same again", flush=True)
    bad = 0
    for name, module in tortures().items():
        if wanted and name not in wanted:
            continue
        started = time.monotonic()
        with TemporaryDirectory(prefix=f"followup-{name}-") as folder:
            counts = module.run(seed, getattr(module, "SHORT", SHORT) * times, Path(folder))
        print(f"\n{name}, {time.monotonic() - started:.0f} s")
        for what, count in sorted(counts.items(), key=lambda each: (each[0] != "rounds", each[0])):
            print(f"{count:>9,}  {what}")
        sys.stdout.flush()
        bad += sum(count for what, count in counts.items() if what.startswith(BAD))
    print(f"\n{bad} bad outcomes")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
