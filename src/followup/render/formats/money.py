"""Amounts for a person: the currency's sign, thousands grouped. Scripts get those of `core.model.money`."""

from __future__ import annotations

from followup.core.model.money import format_money

_SIGNS = {
    "CNY": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "INR": "₹", "HKD": "HK$", "TWD": "NT$",
    "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "SGD": "S$", "BRL": "R$", "MXN": "MX$",
}  # fmt: skip
_HUNDREDTHS = 100


def money_text(hundredths: int, currency: str = "") -> str:
    """The exact amount: `¥1,234.56`, `-$5.00`, `CHF 12.00`; without a currency only the number."""
    whole, _, part = format_money(abs(hundredths)).partition(".")
    return _signed(hundredths, f"{int(whole):,}.{part}", currency)


def round_money(hundredths: int, currency: str = "") -> str:
    """The amount rounded to whole units: `¥1,235`; amounts below a hundred keep their cents."""
    if abs(hundredths) < _HUNDREDTHS**2:
        return money_text(hundredths, currency)
    return _signed(hundredths, f"{round(abs(hundredths) / _HUNDREDTHS):,}", currency)


def _signed(hundredths: int, number: str, currency: str) -> str:
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{'-' if hundredths < 0 else ''}{sign}{number}"
