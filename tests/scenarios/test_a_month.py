"""A month of a salesperson who lives by the week, and of one who ignores it: seeded, through the real program."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    Program = Any

MONDAY = date(2026, 3, 2)
DAYS = 28
INTERVAL = 14
"""Between two visits of an A customer."""
GRADES = "AAAAAA" + "B" * 10 + "C" * 14 + "D" * 10
KEY = range(1, 7)
"""The ids of the A customers."""
AREAS = ("浦东", "静安", "徐汇", "苏州")


@pytest.fixture
def book(run: Program, tmp_path: Path) -> Program:
    """Forty customers, all visited in the weeks before, and somebody who has little more time than they need."""
    chance = random.Random(5)
    rows = ["name,grade,area,上次拜访"]
    for number, grade in enumerate(GRADES, 1):
        last = MONDAY - timedelta(chance.randint(1, INTERVAL if grade == "A" else 80))
        rows.append(f"客户{number},{grade},{chance.choice(AREAS)},{last}")
    (tmp_path / "customers.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "config.toml").write_text("agenda.capacity = 220\n", encoding="utf-8")
    run.done("import", "customers.csv", "--yes", "--today", str(MONDAY))
    return run


def week_of(book: Program, today: date) -> Any:
    return book.done("agenda", "--json", "--today", str(today)).json


def arrive(book: Program, today: date, chance: random.Random) -> None:
    """Somebody new is met, and somebody complains."""
    grade = chance.choice("BCC")
    book.done("add", f"新客{today.day}", "--grade", grade, "--today", str(today))
    book.done("complaint", "open", str(chance.randint(1, len(GRADES))), "晚到", "--today", str(today))


def longest_wait(book: Program, number: int, end: date) -> int:
    """The most days that passed between two visits of a customer, up to the end."""
    shown = book.done("show", str(number), "--json", "--today", str(end)).json
    days = sorted(date.fromisoformat(each["on"]) for each in shown["interactions"] if each["kind"] == "visit")
    return max((later - one).days for one, later in zip(days, [*days[1:], end], strict=True))


def test_who_does_seven_tenths_of_the_week_visits_every_a_customer_in_time(book: Program) -> None:
    chance = random.Random(2026)
    done = 0
    for today in (MONDAY + timedelta(number) for number in range(DAYS) if number % 7 < 5):
        if today.weekday() == 0 and today > MONDAY:
            arrive(book, today, chance)
        week = week_of(book, today)
        assert all(room["used"] <= room["minutes"] for room in week["capacity"].values())
        assert "A" not in {each["contact"]["grade"] for each in week["questions"]}
        mine = [item["id"] for item in week["items"] if item["day"] == str(today) and item["status"] != "done"]
        mine = [name for name in mine if chance.random() < 0.7]
        if mine:
            book.done("done", *mine, "--today", str(today))
            done += len(mine)
        if today.weekday() == 4:
            kept = {item["id"]: item["status"] for item in week_of(book, today)["items"]}
            assert all(kept[name] == "done" for name in mine), "what was done is there to be seen"
    assert done > 60
    end = MONDAY + timedelta(DAYS)
    waits = {number: longest_wait(book, number, end) for number in KEY}
    assert max(waits.values()) <= 2 * INTERVAL, waits


def test_who_ignores_the_week_ends_with_the_ignored_a_customers_first_and_named(book: Program) -> None:
    chance = random.Random(2026)
    for week in range(4):
        today = MONDAY + timedelta(7 * week)
        if week:
            arrive(book, today, chance)
        assert not week_of(book, today)["questions"] or week == 3
    end = MONDAY + timedelta(DAYS)
    week = week_of(book, end)
    first = week["questions"][: len(KEY)]
    assert {each["id"] for each in first} == {f"v{number}" for number in KEY}
    assert all("weeks in a row there was no visit to 客户" in each["question"] for each in first)
    assert {f"v{number}" for number in KEY} <= {each["id"] for each in week["unplaced"]}, "nobody is lost"
    text = book.done("agenda", "--today", str(end)).out
    assert text.index(first[0]["question"]) < text.index("1 Important and urgent")
