"""Amounts as a person reads them."""

from __future__ import annotations

import pytest

from followup.render.formats.money import money_text, round_money


@pytest.mark.parametrize(
    ("hundredths", "currency", "shown"),
    [
        (123_456_789, "CNY", "¥1,234,567.89"), (-500, "USD", "-$5.00"), (100, "", "1.00"), (100, "CHF", "CHF 1.00"),
        (0, "EUR", "€0.00"), (5, "HKD", "HK$0.05"),
    ],
)  # fmt: skip
def test_an_amount_has_its_sign_and_its_thousands(hundredths: int, currency: str, shown: str) -> None:
    assert money_text(hundredths, currency) == shown


@pytest.mark.parametrize(
    ("hundredths", "currency", "shown"),
    [(123_456, "EUR", "€1,235"), (9_999, "EUR", "€99.99"), (10_000, "", "100"), (-123_456, "", "-1,235")],
)
def test_only_small_amounts_keep_their_cents(hundredths: int, currency: str, shown: str) -> None:
    assert round_money(hundredths, currency) == shown
