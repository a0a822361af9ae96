"""A kind of setting reads what TOML may hold, refuses the rest, and writes its value so that it is read again."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from followup.core.model.rules import Away
from followup.settings import kinds
from followup.settings.kinds import Kind, toml_value

AWAY = Kind("days", kinds.away)
GRADES = Kind("grades", kinds.grades)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (kinds.MINUTES, 360, 360),
        (kinds.SHARE, "30%", 0.3),
        (kinds.INTERVAL, "never", None),
        (kinds.COUNTRY, "cn", "CN"),
        (kinds.DATES, ["2026-10-09"], (date(2026, 10, 9),)),
        (kinds.HOURS, "08:00..24:00", (480, 1440)),
        (kinds.LIMITS, [300, 100], (100, 300)),
        (GRADES, ["a", "B"], ("A", "B")),
        (AWAY, ["2026-08-03..2026-08-04 half"], (Away(date(2026, 8, 3), date(2026, 8, 4), half=True),)),
    ],
)
def test_a_value_is_read_and_written(kind: Kind, typed: object, value: object) -> None:
    assert kind.read(typed) == value
    assert kind.read(tomllib.loads(f"value = {toml_value(value, kind)}")["value"]) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (kinds.MINUTES, -1),
        (kinds.MINUTES, True),
        (kinds.SHARE, 1.5),
        (kinds.INTERVAL, 0),
        (kinds.COUNTRY, "China"),
        (kinds.HOURS, "18:00..08:00"),
        (kinds.LIMITS, [1, 2, 3, 4, 5]),
        (GRADES, ["F"]),
        (AWAY, ["2026-08-04..2026-08-03"]),
    ],
)
def test_another_value_is_refused(kind: Kind, typed: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the check of a kind has no message
        kind.read(typed)
