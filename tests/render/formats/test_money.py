"""Money for a person: its sign, its thousands, rounded where it is large."""

from __future__ import annotations

from followup.render.formats.money import money_text, round_money


def test_money_has_its_sign_and_its_thousands() -> None:
    assert money_text(123456789, "CNY") == "¥1,234,567.89"
    assert money_text(-500, "USD") == "-$5.00"
    assert (money_text(100), money_text(100, "CHF")) == ("1.00", "CHF 1.00")
    assert (round_money(123456, "EUR"), round_money(9999, "EUR"), round_money(-123456)) == (
        "€1,235",
        "€99.99",
        "-1,235",
    )
