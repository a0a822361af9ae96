"""Each torture in its short form: so much of it is run with every change. `make torture` runs the long form."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from program import BAD

HERE = Path(__file__).parent
SEED = 20260602


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kills", "write_errors", "fuzz", "undo", "together"])
def test_a_short_torture_loses_nothing(name: str, tmp_path: Path) -> None:
    module = import_module(name)
    counts = module.run(SEED, module.SHORT, tmp_path)
    assert {what: count for what, count in counts.items() if what.startswith(BAD)} == {}
    assert counts["rounds"] == module.SHORT


def test_every_torture_says_how_long_its_short_form_is() -> None:
    """So that a new one is not forgotten here: `make torture` finds it by its `run`."""
    tortures = {path.stem for path in HERE.glob("*.py") if "\ndef run(seed" in path.read_text(encoding="utf-8")}
    assert {"kills", "write_errors", "fuzz", "undo", "together"} <= tortures
