"""The morning's page, for a person and for scripts."""

from __future__ import annotations

from datetime import date
from json import loads
from typing import TYPE_CHECKING

import pytest

from followup.core.cadence.due import ContactRhythm
from followup.core.reports.morning import Coming, Page
from followup.core.retention.warnings import CustomerWarning
from followup.core.scheduling.item import Item
from followup.render.formats.json import dump
from followup.render.reports.morning import remind_json, remind_text

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 23)
WANG = ContactRhythm(1, "王芳", "A")
BIRTHDAY = Coming("g12", "birthday", "Birthday of 王芳, turns 40", date(2026, 11, 24), WANG, 40)
FESTIVAL = Coming("f9", "festival", "Christmas (圣诞节)", date(2026, 11, 26), None)
ACUTE = CustomerWarning("acute", "silence", "silent for 60 working days", "Call today.", 1234_50, "customer", 2.0)


@pytest.fixture(autouse=True)
def _pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)


def task(name: str, **more: object) -> Item:
    fields = {"day": TODAY, "time": "", "minutes": 20, "area": "", "weight": 1.0} | more
    return Item(name, WANG, "task", "send the quote", "due", 1, True, True, TODAY, **fields)  # type: ignore[arg-type]


def page(
    *, items: Sequence[Item] = (), overdue: Sequence[Item] = (), occasions: Sequence[Coming] = (),
    warnings: Sequence[tuple[ContactRhythm, CustomerWarning]] = (), missed: Sequence[Coming] = (),
    hints: Sequence[str] = (),
) -> Page:  # fmt: skip
    return Page(TODAY, items, overdue, occasions, warnings, missed, hints)


def test_json_has_the_promised_keys() -> None:
    whole = page(
        items=[task("t1")], overdue=[task("t2")], occasions=[BIRTHDAY], warnings=[(WANG, ACUTE)], missed=[FESTIVAL],
        hints=["grade them"],
    )  # fmt: skip
    found = loads(dump(remind_json(whole)))
    assert list(found) == ["date", "items", "overdue", "occasions", "warnings", "missed", "hints"]
    assert found["date"] == "2026-11-23"
    assert [item["id"] for item in found["items"] + found["overdue"]] == ["t1", "t2"]
    contact = {"id": 1, "name": "王芳", "grade": "A"}
    assert found["occasions"] == [
        {"id": "g12", "kind": "birthday", "title": BIRTHDAY.title, "date": "2026-11-24", "in_days": 1,
         "contact": contact, "age": 40}
    ]  # fmt: skip
    assert found["missed"][0]["contact"] is None
    assert found["warnings"] == [
        {"contact": contact, "stage": "acute", "rule": "silence", "why": ACUTE.why, "advice": "Call today.",
         "profit_at_risk": "1234.50", "loss": "customer"}
    ]  # fmt: skip


def test_headings_stand_only_over_what_there_is() -> None:
    assert remind_text(page(), "letters") == "Mon 2026-11-23\n\nNothing is due today.\n"
    text = remind_text(page(items=[task("t1", time="14:00")]), "letters")
    assert "Today\nat     id  kind  name  grade  why\n14:00  t1  task  王芳  A      send the quote (due)" in text
    assert "Overdue" not in text


def test_every_part_has_its_heading() -> None:
    occasions = [BIRTHDAY, FESTIVAL]
    whole = page(overdue=[task("t2")], occasions=occasions, missed=[BIRTHDAY], warnings=[(WANG, ACUTE)], hints=["x"])
    text = remind_text(whole, "letters")
    for heading in ("Overdue", "To congratulate", "Missed", "Drifting away"):
        assert f"\n{heading}\n" in text
    assert "g12  tomorrow    Birthday of 王芳, turns 40  A" in text
    assert "f9   Thu 26 Nov  Christmas (圣诞节)" in text
    assert "silent for 60 working days. Call today." in text
    assert text.endswith("\nx\n")


def test_the_five_gravest_warnings_are_told_and_a_count() -> None:
    text = remind_text(page(warnings=[(ContactRhythm(number, "x", "A"), ACUTE) for number in range(1, 8)]), "letters")
    assert "w5" in text
    assert "w6" not in text
    assert "and 2 more: followup warnings lists them" in text
