"""A few damaged books: none of them makes a command fail in words that are not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restored_books import BAD, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_damaged_book_is_refused_or_works(tmp_path: Path) -> None:
    counts = run(20261130, 12, tmp_path)
    assert [what for what in counts if what.startswith(BAD)] == []
    assert counts["refused"] >= 1
    assert counts["restored"] >= 1
    assert counts["refused"] + counts["restored"] == 12
