"""Some damaged books. FOLLOWUP_TORTURE=20 takes twenty times as many, FOLLOWUP_SEED damages them in other ways."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from damaged_books import BAD, SHORT, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_damaged_book_is_refused_or_answers_from_what_is_sound(tmp_path: Path) -> None:
    rounds = SHORT * int(os.environ.get("FOLLOWUP_TORTURE", "1"))
    counts = run(int(os.environ.get("FOLLOWUP_SEED", "7")), rounds, tmp_path)
    assert {what: count for what, count in counts.items() if what.startswith(BAD)} == {}
    assert counts["refused"] > rounds
    assert counts["answered, structure sound"] > 0
