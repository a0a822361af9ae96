"""What customers are worth, by the keys promised to scripts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import value_report
from followup.render.formats.json import dump
from followup.render.value.json import value_json

TODAY = date(2026, 6, 2)
PROFITS = (8_000_000, 1_500_000, 300_000, 100_000, 90_000, 5_000, 3_000, 1_500, 400, 100)
CUSTOMERS = [CustomerSales(n, profit, profit * 3, TODAY.toordinal(), 1) for n, profit in enumerate(PROFITS, 1)]
NEW = CustomerSales(100, 5_000, 9_000, TODAY.toordinal(), TODAY.toordinal())
REPORT = value_report([*CUSTOMERS, NEW], (date(2025, 6, 3), TODAY), ValueRules())
NAMES = {customer.id: (f"王{customer.id}", "A" if customer.id == 1 else None) for customer in (*CUSTOMERS, NEW)}


def test_json_has_the_promised_keys() -> None:
    keys = json.loads(dump(value_json(REPORT, NAMES, "rank", None)))
    assert {"window", "customers", "revenue", "profit", "eighty_percent_from", "segments", "customers_ranked"} <= set(
        keys
    )
    assert keys["window"] == {"from": "2025-06-03", "to": "2026-06-02"}
    top, _, _, new = keys["segments"]
    assert (top["name"], top["customers"], top["profit"]) == ("top", 2, "95000.00")
    assert set(top) == {
        "name", "customers", "customer_share", "revenue", "profit", "profit_share", "profit_per_customer", "equals",
        "at_risk",
    }  # fmt: skip
    assert set(top["equals"]) == {"core", "tail", "new"}
    assert top["at_risk"] == {"customers": 0.1, "profit": "4750.00", "profit_share": pytest.approx(0.047, abs=0.001)}
    assert new["customers"] == 1
    first, *_, last = keys["customers_ranked"]
    assert first == {
        "id": 1, "name": "王1", "grade": "A", "segment": "top", "rank": 1, "revenue": "240000.00", "profit": "80000.00",
        "cumulative_share": 0.8,
    }  # fmt: skip
    assert (last["segment"], last["rank"], last["cumulative_share"]) == ("new", None, None)
    assert keys["customers_ranked"][-2]["cumulative_share"] == 1
    assert len(json.loads(dump(value_json(REPORT, NAMES, "rank", 3)))["customers_ranked"]) == 3
