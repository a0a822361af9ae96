"""Amounts of money are read strictly, and counted in hundredths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.model.money import format_money, parse_money
from followup.errors import WrongUsageError


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("1234.56", 123456),
        ("1,234.56", 123456),
        ("1,234", 123400),
        ("1,234,567", 123456700),
        ("￥1200", 120000),
        ("¥ 3,000.5", 300050),
        ("１２００元", 120000),
        ("12万", 12000000),
        ("1.5万元", 1500000),
        ("3百万", 300000000),
        ("2亿", 20000000000),
        ("5w", 5000000),
        ("3k", 300000),
        ("RMB 100", 10000),
        ("$12.50", 1250),
        ("0", 0),
        ("-500", -50000),
        ("-￥20", -2000),
        ("1.23456万", 1234560),
    ],
)
def test_an_amount_is_read_as_it_is_written(typed: str, hundredths: int) -> None:
    assert parse_money(typed) == hundredths


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1.234,56", "write 1234.56"),
        ("1.234", "write 1234 if it groups thousands"),
        ("1.000.000", "write 1000000 if it groups thousands"),
        ("12,5", "write 12.5 if the comma begins the decimals"),
        ("1,23,456", "commas group three digits"),
        ("1 000", "write 1000"),
        ("1'000", "write 1000"),
        ("1.2345678万", "at most two"),
    ],
)
def test_what_could_be_another_amount_is_refused_with_the_reason(typed: str, hint: str) -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_money(typed)
    assert hint in error.value.hint


@pytest.mark.parametrize(
    "typed", ["", "abc", "12m", "1e5", ".5", "--5", "十二万", "12万5", "12 apples", "NaN", "99999999999999999"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(WrongUsageError):
        parse_money(typed)


@given(some.integers(-(10**15), 10**15))
def test_an_amount_that_was_shown_can_be_typed(hundredths: int) -> None:
    assert parse_money(format_money(hundredths)) == hundredths


@given(some.integers(0, 10**15))
def test_grouping_does_not_change_an_amount(hundredths: int) -> None:
    assert parse_money(f"{hundredths // 100:,}.{hundredths % 100:02}") == hundredths


@pytest.mark.parametrize(("hundredths", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123456, "1234.56")])
def test_money_is_shown_as_a_decimal_string(hundredths: int, text: str) -> None:
    assert format_money(hundredths) == text


@pytest.mark.parametrize(
    ("typed", "currency"), [("￥5", "CNY"), ("5元", "CNY"), ("$5", "HKD"), ("HK$5", "HKD"), ("5", "CNY"), ("$5", "")]
)
def test_a_sign_of_the_books_money_is_understood(typed: str, currency: str) -> None:
    assert parse_money(typed, currency) == 500


@pytest.mark.parametrize(
    ("typed", "currency"), [("$5k", "CNY"), ("￥5", "USD"), ("5元", "EUR"), ("US$5", "HKD"), ("5 usd", "CNY")]
)
def test_another_money_is_refused_because_nothing_is_converted(typed: str, currency: str) -> None:
    with pytest.raises(WrongUsageError, match=f"is not in {currency}"):
        parse_money(typed, currency)
