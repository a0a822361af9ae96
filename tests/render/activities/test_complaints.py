"""Complaints in a line and in a table, and the causes that come again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.activities.complaints import Cause
from followup.core.model.contact import Complaint
from followup.render.activities.complaints import causes_json, causes_text, complaint_line, complaints_text

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 25)
OPEN = Complaint(1, 7, date(2026, 11, 20), "送错颜色 \x1b[31m", cause="warehouse")
RESOLVED = Complaint(2, 8, date(2026, 11, 1), "late", resolved=date(2026, 11, 24), remedy="sent a courier")
SATISFIED = RESOLVED._replace(id=3, satisfied=TODAY)
NAMES = {7: "王芳", 8: "Tom Groß"}
CAUSES = [Cause("Warehouse", 3, 2, date(2026, 11, 20)), Cause("weather", 1, 1, date(2026, 1, 2))]


@pytest.mark.parametrize(
    ("complaint", "state"),
    [
        (OPEN, "open since 2026-11-20"), (RESOLVED, "resolved on 2026-11-24: sent a courier"),
        (SATISFIED, "satisfied on 2026-11-25"),
    ],
)  # fmt: skip
def test_a_line_says_how_far_it_is(complaint: Complaint, state: str) -> None:
    assert complaint_line(complaint, "王芳").endswith(f"({state})\n")
    assert "\x1b" not in complaint_line(complaint, "王芳")


def test_the_table_aligns_names_and_says_since_when() -> None:
    head, *lines = complaints_text([OPEN, RESOLVED, SATISFIED], NAMES, TODAY).splitlines()
    starts = {wcswidth(line[: line.index(name)]) for line, name in zip(lines, ("王芳", "Tom", "Tom"), strict=True)}
    assert starts == {head.index("who")}
    assert [state in line for state, line in zip(("open 5 d", "resolved", "satisfied"), lines, strict=True)] == [
        True
    ] * 3
    assert lines[0].endswith("送错颜色 ␛[31m  cause: warehouse")
    assert complaints_text([], {}, TODAY) == "No complaint is open.\n"


@pytest.mark.parametrize("room", [40, 80, 140])
def test_the_table_fits_a_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    text = complaints_text([OPEN, RESOLVED], NAMES, TODAY)
    assert max(map(wcswidth, text.splitlines())) <= room


def test_causes_that_came_again_are_counted() -> None:
    assert causes_text(CAUSES) == (
        "cause      times  contacts  last\nWarehouse      3         2  2026-11-20\n"
        "weather        1         1  2026-01-02\n"
    )
    repeated = causes_text(CAUSES, repeated=True)
    assert repeated.startswith("\nCauses that came again\n")
    assert "weather" not in repeated
    assert causes_text(CAUSES[1:], repeated=True) == ""
    assert causes_text(CAUSES, of="WAREHOUSE") == "WAREHOUSE was the cause 3 times by now: followup complaint causes\n"
    assert causes_text(CAUSES, of="weather") == ""


def test_causes_for_scripts() -> None:
    assert causes_json(CAUSES[:1]) == [{"cause": "Warehouse", "times": 3, "contacts": 2, "latest": "2026-11-20"}]
