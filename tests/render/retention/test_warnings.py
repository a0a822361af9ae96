"""Warnings in parts: who may leave, who buys less, who seems to be lost; as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.cadence.due import ContactRhythm
from followup.core.retention.warnings import MARKED_LOST, CustomerWarning
from followup.render.retention.warnings import warning_json, warnings_text

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SILENT = CustomerWarning("acute", "silence", "silent for 50 working days", "Call today.", 120_000, "customer", 2.0)
LESS = CustomerWarning("early", "value", "value down 40 %", "Ask what else they buy.", 70_000, "value")
GONE = CustomerWarning("lost", "rhythm", "no sale for 90 days", "Find out.", 5_000, "customer")
MARKED = CustomerWarning("lost", MARKED_LOST, "lost: price", "Ask again.", 0, "customer")
PEOPLE = [
    ContactRhythm(number, name, "A" if number == 1 else "B")
    for number, name in enumerate(("张伟", "Emma", "王", "B"), 1)
]
WARNINGS = [*zip(PEOPLE, (SILENT, LESS, GONE, MARKED), strict=True)]


def test_each_kind_of_loss_is_a_part_with_its_profit_at_risk(snapshot: SnapshotAssertion) -> None:
    text = warnings_text(WARNINGS, "letters")
    assert "Customers about to leave: 1, with 1,200 of profit at risk\n" in text
    assert text.endswith("1 is marked as lost: followup lose --report\n")
    assert text == snapshot


def test_of_those_marked_as_lost_only_the_number_is_shown() -> None:
    twice = [(PEOPLE[3], MARKED), (PEOPLE[2], MARKED)]
    assert warnings_text(twice, "letters") == "2 are marked as lost: followup lose --report\n"


def test_without_warnings_there_is_a_sentence_and_another_without_customers() -> None:
    assert warnings_text([], "letters") == "Nobody drifts away.\n"
    assert warnings_text([], "letters", judged=False).startswith("Nobody can be judged: ")


def test_json_has_the_warning_beside_the_contact() -> None:
    assert warning_json(PEOPLE[0], SILENT) == {
        "contact": {"id": 1, "name": "张伟", "grade": "A"}, "stage": "acute", "rule": "silence",
        "why": "silent for 50 working days", "advice": "Call today.", "profit_at_risk": "1200.00", "loss": "customer",
    }  # fmt: skip
