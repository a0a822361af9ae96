"""The ids that people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.model.ids import IDS, RecordId, parse_record_id
from followup.errors import WrongUsageError


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("t7", "t", 7),
        ("N5", "n", 5),
        ("ｉ９", "i", 9),
        (" s3 ", "s", 3),
        ("k2", "k", 2),
        ("v42", "v", 42),
        ("Ｃ４２", "c", 42),
        ("w 42", "w", 42),
        ("g12", "g", 12),
        ("f3", "f", 3),
        ("y3", "y", 3),
        ("t007", "t", 7),
    ],
)
def test_an_id_is_a_letter_and_a_number_in_any_case_and_width(typed: str, kind: str, number: int) -> None:
    assert parse_record_id(typed) == RecordId(kind, number)


def test_the_greeting_of_one_contact_for_a_festival_names_both() -> None:
    assert parse_record_id("f3-42") == RecordId("f", 3, 42)


@given(some.sampled_from(sorted(IDS)), some.integers(0, 10**14))
def test_an_id_that_was_shown_can_be_typed(kind: str, number: int) -> None:
    assert parse_record_id(str(RecordId(kind, number))) == RecordId(kind, number)


def test_a_bare_number_is_a_contact_and_the_hint_spells_the_ids() -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_record_id("7")
    assert "t7 task" in error.value.hint
    assert "n7 note" in error.value.hint


@pytest.mark.parametrize(
    "typed", ["", "t", "x3", "t-1", "tt7", "7t", "t7.5", "v1-2", "t99999999999999999999", "[red]", "\x1b[1m"]
)
def test_what_is_no_id_is_wrong_usage(typed: str) -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_record_id(typed)
    assert error.value.hint
