"""Shares and counts in words."""

from __future__ import annotations

import pytest

from followup.render.value.words import counted, percent


@pytest.mark.parametrize(
    ("part", "shown"),
    [(None, "-"), (0.0, "0 %"), (0.004, "0.4 %"), (0.0996, "10.0 %"), (0.1, "10 %"), (0.954, "95 %"), (-0.2, "-20 %")],
)
def test_small_shares_have_a_decimal(part: float | None, shown: str) -> None:
    assert percent(part) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, "0 customers"), (1, "1 customer"), (1_870, "1,870 customers")])
def test_a_count_has_its_noun(count: int, shown: str) -> None:
    assert counted(count, "customer") == shown
