"""How long texts may be: a longer one that is typed is refused."""

from __future__ import annotations

import pytest

from followup.core.model.limits import LONGEST_NOTE, check_note, check_text, megabytes
from followup.errors import WrongUsageError


@pytest.mark.parametrize("text", ["", "n" * LONGEST_NOTE, "字" * 333_333])
def test_a_note_of_a_megabyte_is_kept(text: str) -> None:
    assert check_note(text, "the note") == text


@pytest.mark.parametrize("text", ["n" * (LONGEST_NOTE + 1), "字" * 333_334])
def test_a_longer_one_is_refused_with_its_size(text: str) -> None:
    with pytest.raises(WrongUsageError, match=r"the note is 1\.1 MB long, and at most 1 MB is kept"):
        check_note(text, "the note")


@pytest.mark.parametrize(("lines", "most"), [(False, 1_000), (True, 10_000)])
def test_a_field_is_shorter_than_a_note(most: int, *, lines: bool) -> None:
    assert check_text("x" * most, "city", lines=lines) == "x" * most
    with pytest.raises(WrongUsageError, match=f"city is {most + 1:,} characters long, and at most {most:,} are kept"):
        check_text("x" * (most + 1), "city", lines=lines)


def test_a_size_is_rounded_up() -> None:
    assert (megabytes(1_000_000), megabytes(1_000_001), megabytes(1_400_000)) == ("1 MB", "1.1 MB", "1.4 MB")
