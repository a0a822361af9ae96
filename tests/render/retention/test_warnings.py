"""Who drifts away: by what is to be lost, with the rule's numbers and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.cadence.due import ContactRhythm
from followup.core.retention.warnings import MARKED_LOST, CustomerWarning
from followup.render.retention.warnings import warned_json, warning_json, warnings_text

if TYPE_CHECKING:
    from collections.abc import Callable

SILENT = CustomerWarning("acute", "silent", "silent for 40 days [red]", "Visit this week.", 5_000_00, "customer")
LESS = CustomerWarning("early", "value", "bought 31 % less", "Ask what changed.", 1_000_00, "value")
GONE = CustomerWarning("lost", "no sale", "no sale for 800 days", "Ask again.", 0, "customer")
CONTACTS = [
    ContactRhythm(1, "王\x1b[31m芳", "A"),
    ContactRhythm(2, "Tom Groß", "B"),
    ContactRhythm(3, "Zoe", "C"),
    ContactRhythm(4, "Li", "C"),
]
EVERYBODY = [*zip(CONTACTS, (SILENT, LESS, GONE, GONE._replace(rule=MARKED_LOST)), strict=True)]


def test_each_kind_of_loss_stands_under_its_heading_with_its_sum() -> None:
    lines = warnings_text(EVERYBODY, "numbers").splitlines()
    assert [line for line in lines if line and not line.startswith(("id", "w"))] == [
        "Customers about to leave: 1, with 5,000 of profit at risk",
        "Customers who buy less: 1, with 1,000 of profit at risk",
        "Lost, as it seems (followup lose says why): 1, with 0 of profit at risk",
        "1 is marked as lost: followup lose --report",
    ]
    warned = next(line for line in lines if line.startswith("w1"))
    assert warned.split()[:6] == ["w1", "acute", "王␛[31m芳", "1", "5,000", "silent"]


@pytest.mark.parametrize("room", [40, 80, 140])
def test_where_there_is_no_room_why_and_what_next_go_below(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    lines = warnings_text([(CONTACTS[0], SILENT)], "letters").splitlines()[1:]
    assert len(lines) == (4 if room == 40 else 2)
    assert max(map(wcswidth, lines)) <= room


def test_nobody_warned_is_told_apart_from_nobody_judged() -> None:
    assert warnings_text([], "letters") == "Nobody drifts away.\n"
    assert warnings_text([], "letters", judged=False).startswith("Nobody can be judged: warnings rest on sales")


def test_the_keys_for_scripts() -> None:
    keys = {
        "stage": "acute", "rule": "silent", "why": "silent for 40 days [red]", "advice": "Visit this week.",
        "profit_at_risk": "5000.00", "loss": "customer",
    }  # fmt: skip
    assert warned_json(SILENT) == keys
    assert warning_json(CONTACTS[1], SILENT) == {"contact": {"id": 2, "name": "Tom Groß", "grade": "B"}, **keys}
