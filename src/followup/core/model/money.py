"""Amounts of money as whole hundredths (cents, fen). Reading is strict, because a misread thousand goes unnoticed."""

from __future__ import annotations

import re
from functools import cache

from followup.core.text.folding import fold
from followup.errors import WrongUsageError

WAYS = "write 1234.56, 1,234.56, ￥1200 or 12万"
LARGEST_AMOUNT = 10**15  # hundredths: ten trillion, well inside SQLite's integers
_SIGNS = "￥¥$€£元块圆"
_NUMBER = r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
_UNITS = {
    "": 0, "k": 3, "w": 4, "千": 3, "仟": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7,
    "亿": 8, "億": 8,
}  # fmt: skip
_HUNDREDTHS = 2
_DOLLARS = ("USD", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD", "MXN")
_MEANS = {
    "us$": ("USD",), "hk$": ("HKD",), "nt$": ("TWD",), "$": _DOLLARS, "€": ("EUR",), "£": ("GBP",),
    "¥": ("CNY", "JPY"), "元": ("CNY", "TWD", "HKD", "JPY"), "块": ("CNY", "TWD", "HKD"), "圆": ("CNY", "JPY"),
    "人民币": ("CNY",), "rmb": ("CNY",), "cny": ("CNY",), "usd": ("USD",), "eur": ("EUR",), "gbp": ("GBP",),
    "hkd": ("HKD",), "twd": ("TWD",),
}  # fmt: skip
"""The currencies that a sign may stand for."""


@cache
def _shape() -> re.Pattern[str]:
    """Return the pattern of an amount; compiled late, because most commands only write amounts."""
    currency = rf"(?:[{fold(_SIGNS)}]|块钱|人民币|rmb|cny|usd|eur|gbp|hkd|twd|us\$|hk\$|nt\$)"
    return re.compile(
        rf"{currency}? ?(?P<minus>[-\u2212])? ?{currency}? ?(?P<number>[0-9][0-9.,' ]*?)"
        rf" ?(?P<unit>[a-z\u4e00-\u9fff]{{0,2}}?) ?{currency}?[整正]?"
    )


def parse_money(text: str, currency: str = "") -> int:
    """Return the amount in hundredths. A point begins the decimals, a comma groups thousands, 万 and k multiply.

    Raises WrongUsageError with the reason for texts that could mean another amount (`1.234,56`, `1.234`, `12,5`), and
    for the sign of another currency than `currency` (an ISO code), because nothing is converted.
    """
    folded = fold(text)
    match = _shape().fullmatch(folded)
    if not match or match["unit"] not in _UNITS:
        raise WrongUsageError(f'"{text}" is no amount of money', WAYS)
    _check_currency(text, folded, currency)
    number = re.fullmatch(_NUMBER, match["number"])
    if not number:
        raise WrongUsageError(f'"{text}" can be read as more than one amount', _why(match["number"]))
    part = (number["part"] or "").rstrip("0") if match["unit"] else number["part"] or ""
    places = _UNITS[match["unit"]] + _HUNDREDTHS
    if len(part) > places:
        raise WrongUsageError(f'"{text}" has more decimals than money has', _why(match["number"]))
    hundredths = int(number["whole"].replace(",", "") + part.ljust(places, "0"))
    if hundredths > LARGEST_AMOUNT:
        raise WrongUsageError(f'"{text}" is more than followup can count', "check the number of digits")
    return -hundredths if match["minus"] else hundredths


def format_money(hundredths: int) -> str:
    """Return the amount with two decimals: `1234.56`."""
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{part:02}"


def _check_currency(text: str, folded: str, currency: str) -> None:
    """Raise WrongUsageError for the sign of another currency than the book's; `元` and `$` stand for several."""
    for sign, currencies in _MEANS.items():
        if currency and sign in folded and currency not in currencies:
            raise WrongUsageError(
                f'"{text}" is not in {currency}', "the book counts in one currency: convert it, then write the number"
            )


def _why(number: str) -> str:
    """Return the hint that says what is not clear about a number."""
    if number.rfind(",") > number.rfind(".") >= 0:
        return f"a point begins the decimals here and a comma groups thousands: write {_decimal(number)}"
    if " " in number or "'" in number:
        return f"leave out what groups the digits: write {number.replace(' ', '').replace(chr(39), '')}"
    if "." in number and "," not in number:
        return f"a point begins the decimals, at most two: write {number.replace('.', '')} if it groups thousands"
    if number.count(",") == 1:
        return f"write {_decimal(number)} if the comma begins the decimals, or leave it out"
    return f"commas group three digits; {WAYS}"


def _decimal(number: str) -> str:
    """Return a number with a decimal comma, written with a point."""
    whole, _, part = number.rpartition(",")
    return f"{whole.replace('.', '').replace(',', '')}.{part}"
