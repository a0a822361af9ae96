"""The week and the morning's page, through the real program. The day is Tuesday, 2 June 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any


@pytest.fixture
def people(begun: Callable[..., Program]) -> Program:
    """张伟 (1, A, birthday tomorrow), John Smith (2, C) and a task for him that is late."""
    return begun(
        ("add", "张伟", "--birthday", "1984-06-03", "--grade", "A", "--today", "2026-04-01"),
        ("add", "John Smith", "--grade", "C", "--today", "2026-04-01"),
        ("log", "张伟", "visit", "--on", "2026-05-01"),
        ("task", "add", "2", "send the quote", "--due", "2026-06-01", "--today", "2026-05-20"),
        ("task", "add", "2", "look at samples", "--due", "fri 14:00"),
    )


def test_the_week_has_what_is_due_with_days_and_reasons(people: Program) -> None:
    found = people.done("agenda", "--json").json
    assert (found["week"], found["from"], found["to"]) == ("2026-W23", "2026-06-01", "2026-06-07")
    assert found["working_days"] == ["2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05"]
    items = {item["id"]: item for item in found["items"]}
    assert items["v1"]["why"] == "18 days overdue: last visit 2026-05-01, every 14 days"
    assert (items["v1"]["quadrant"], items["v1"]["day"]) == (1, "2026-06-02")
    assert (items["g1"]["day"], items["g1"]["title"]) == ("2026-06-03", "Birthday of 张伟, turns 42")
    assert (items["t1"]["kind"], items["t1"]["due"]) == ("task", "2026-06-01")
    assert (items["t2"]["kind"], items["t2"]["day"], items["t2"]["time"]) == ("appointment", "2026-06-05", "14:00")


def test_the_same_book_and_day_give_the_same_week(people: Program) -> None:
    assert people.done("agenda", "--json").out == people.done("agenda", "--json").out


def test_a_visit_that_was_logged_is_done(people: Program) -> None:
    people.done("log", "张伟", "visit")
    assert "v1" not in people.done("agenda").out


def test_another_week_can_be_asked_for_and_a_wrong_one_is_told(people: Program) -> None:
    assert people.done("agenda", "--week", "next", "--json").json["from"] == "2026-06-08"
    assert people.done("agenda", "--week", "2026-W30", "--json").json["from"] == "2026-07-20"
    past = people.done("agenda", "--week", "last", "--json").json
    assert (past["items"], past["working_days"][0], len(past["capacity"])) == ([], "2026-05-25", 5)
    wrong = people("agenda", "--week", "soon")
    assert (wrong.code, wrong.out) == (2, "")


def test_by_day_the_week_is_listed_day_by_day(people: Program) -> None:
    out = people.done("agenda", "--by", "day").out
    assert out.index("Tue 2026-06-02") < out.index("Wed 2026-06-03") < out.index("Fri 2026-06-05")


def test_settings_decide_about_the_week(people: Program) -> None:
    (people.folder / "config.toml").write_text("agenda.capacity = 10\ncadence.A.visit = 90\n", encoding="utf-8")
    found = people.done("agenda", "--json").json
    assert found["capacity"]["2026-06-02"]["minutes"] == 10
    assert "v1" not in {item["id"] for item in found["items"] + found["unplaced"]}
    (people.folder / "config.toml").write_text("agenda.capcity = 10\n", encoding="utf-8")
    wrong = people("agenda")
    assert wrong.code == 2
    assert "agenda.capacity" in wrong.err


def test_public_holidays_are_no_working_days(people: Program) -> None:
    (people.folder / "config.toml").write_text('agenda.country = "CN"\n', encoding="utf-8")
    days = people.done("agenda", "--week", "2026-W25", "--json").json["working_days"]
    assert "2026-06-19" not in days, "the Dragon Boat Festival"


def test_a_book_without_grades_says_what_would_help(run: Program) -> None:
    assert "followup import FILE" in run.done("agenda").out
    run.done("add", "Mary")
    assert "1 contact has no grade" in run.done("agenda").out


def test_an_empty_place_is_left_empty(run: Program) -> None:
    run.done("agenda")
    run.done("remind")
    assert not run.book.exists()


def test_the_morning_has_today_what_is_late_and_who_is_to_be_congratulated(people: Program) -> None:
    found = people.done("remind", "--json").json
    assert found["date"] == "2026-06-02"
    assert [item["id"] for item in found["overdue"]] == ["t1"]
    assert "v1" in [item["id"] for item in found["items"]]
    assert [(each["id"], each["in_days"], each["age"]) for each in found["occasions"]] == [("g1", 1, 42)]
    text = people.done("remind").out
    assert "Birthday of 张伟, turns 42" in text
    assert people.done().out == text, "followup alone is the morning's page"


def test_quiet_says_nothing_when_nothing_is_due(run: Program) -> None:
    run.done("add", "Mary")
    assert "Nothing is due today." in run.done("remind").out
    assert run.done("remind", "--quiet").out == ""


def test_birthdays_missed_while_the_machine_was_off_are_told_once(people: Program) -> None:
    people.done("remind", "--today", "2026-06-02")
    assert [each["id"] for each in people.done("remind", "--json", "--today", "2026-06-05").json["missed"]] == ["g1"]
    assert people.done("remind", "--json", "--today", "2026-06-06").json["missed"] == []


def test_what_the_book_says_is_never_markup(run: Program) -> None:
    run.done("add", "[red]Eve[/red]", "--grade", "A", "--today", "2026-01-01")
    for command in (["agenda"], ["agenda", "--by", "day"], ["remind"]):
        assert "[red]Eve[/red]" in run.done(*command).out
