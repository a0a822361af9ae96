"""How well a contact answers to what a person typed."""

from __future__ import annotations

import pytest

from followup.core.contacts.lookup import EXACT, PART, PREFIX, phone_digits, rank_name, rank_phone


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("张伟", EXACT), ("zhangwei", EXACT), ("zhang wei", EXACT), ("张 伟", EXACT), ("zw", EXACT),
        ("vera muller", EXACT),
        ("张", PREFIX), ("zhang", PREFIX), ("vera", PREFIX), ("伟", PART), ("muller", PART), ("muller vera", PART),
        ("wei zhang", PART), ("王", None), ("vera 王", None),
    ],
)  # fmt: skip
def test_exact_beats_prefix_beats_part(typed: str, rank: int | None) -> None:
    assert rank_name(typed, ["张伟", "zhangwei", "zw", "vera muller"]) == rank


@pytest.mark.parametrize(
    "typed",
    [
        "+86 138-0013-8000",
        "13800138000",
        "0086 138 0013 8000",
        "１３８００１３８０００",
        "＋８６　１３８　００１３　８０００",
        "（１３８）００１３－８０００",
        "(138) 0013 8000",
        "86 13800138000",
    ],
)
def test_a_number_in_any_spelling_is_one_number(typed: str) -> None:
    assert rank_phone(phone_digits(typed), "13800138000", "+8613800138000") == EXACT
    assert rank_phone(phone_digits(typed), "8613800138000", "+8613800138000") == EXACT


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("07700 900123", EXACT),
        ("+44 7700 900123", EXACT),
        ("4477", PREFIX),
        ("900123", PART),
        ("0900", PART),
        ("138", None),
    ],
)
def test_a_trunk_zero_does_not_count(typed: str, rank: int | None) -> None:
    assert rank_phone(phone_digits(typed), "447700900123", "+447700900123") == rank


def test_a_number_that_was_not_understood_is_compared_as_written() -> None:
    assert rank_phone("10086", "10086", None) == EXACT
    assert rank_phone("100", "10086", None) == PREFIX
    assert rank_phone("86", "10086", None) == PART


@pytest.mark.parametrize("typed", ["张伟", "12", "zw138", "", "fang@example.com", "2026 plan"])
def test_what_is_no_number_has_no_digits(typed: str) -> None:
    assert phone_digits(typed) == ""
