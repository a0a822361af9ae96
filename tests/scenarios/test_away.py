"""A week around days and hours off and other calendars, the month's hours, and which cadence applies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Program = Any

ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Team meeting
DTSTART:20260601T093000
DTEND:20260601T103000
RRULE:FREQ=WEEKLY;BYDAY=WE
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Trade fair
DTSTART;VALUE=DATE:20260604
END:VEVENT
END:VCALENDAR
"""


def minutes(run: Program, *options: str) -> dict[str, int]:
    """What each day of the week has, by the day of the month."""
    capacity = run.done("agenda", "--json", *options).json["capacity"]
    return {day[-2:]: room["minutes"] for day, room in capacity.items()}


def test_nothing_is_planned_on_a_day_off_until_it_is_taken_back(begun: Callable[..., Program]) -> None:
    run = begun(("add", "张伟", "--grade", "A"))
    assert minutes(run) == dict.fromkeys(("02", "03", "04", "05"), 360)
    assert run.done("away", "add", "today..wed", "trade", "fair").out == "Away: a1 today to tomorrow: trade fair\n"
    run.done("away", "add", "thu", "--half", "moving")
    run.done("away", "add", "fri 14:00", "--hours", "2", "dentist")
    assert minutes(run) == {"04": 180, "05": 240}
    (visit,) = [item for item in run.done("agenda", "--json").json["items"] if item["kind"] == "visit"]
    assert visit["day"] in {"2026-06-04", "2026-06-05"}
    assert run.done("away", "list").out == (
        "id  days                               reason\n"
        "a1  today to tomorrow                  trade fair\n"
        "a2  Thu 4 Jun          half a day      moving\n"
        "a3  Fri 5 Jun          2 h from 14:00  dentist\n"
    )
    assert run.done("away", "remove", "a1", "a3").out.splitlines()[0] == "Not away: a1 today to tomorrow: trade fair"
    assert minutes(run) == {"02": 360, "03": 360, "04": 180, "05": 360}
    assert "Not away: a1" in run.done("undo").out
    assert minutes(run) == {"04": 180, "05": 240}
    assert "Away: a3 Fri 5 Jun, 2 h from 14:00: dentist" in run.done("history").out


def test_days_off_leave_with_the_book_and_come_back(begun: Callable[..., Program]) -> None:
    run = begun(("away", "add", "2026-08-03..2026-08-14", "summer"))
    told = run.done("away", "list", "--json").json
    assert told == [
        {
            "id": "a1", "from": "2026-08-03", "to": "2026-08-14", "half": False, "time": None, "minutes": None,
            "reason": "summer",
        }
    ]  # fmt: skip
    run.done("export", "--to", "whole.json")
    run.done("import", "whole.json", "--book", "other.db")
    assert run.done("away", "list", "--json", "--book", "other.db").json == told
    assert minutes(run, "--week", "2026-W32") == {}  # two months ahead, and known


def test_days_off_of_the_settings_are_listed_with_the_others(run: Program) -> None:
    (run.folder / "config.toml").write_text('[agenda]\naway = ["2026-06-04 half", "2026-05-04"]\n', encoding="utf-8")
    run.done("away", "add", "fri")
    assert [each["id"] for each in run.done("away", "list", "--json").json] == [None, "a1"]
    assert len(run.done("away", "list", "--all", "--json").json) == 3
    assert run.done("away", "list").out.splitlines()[1].split() == ["settings", "Thu", "4", "Jun", "half", "a", "day"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["add", "someday"], 2, "no date"),
        (["add", "fri", "--hours", "30"], 2, "24 at most"),
        (["add", "fri", "--half", "--hours", "2"], 2, "half a day"),
        (["remove", "t1"], 2, "no id of days off"),
        (["remove", "a9"], 3, "no days off a9"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(run: Program, words: list[str], code: int, message: str) -> None:
    answer = run("away", *words)
    assert (answer.code, message in answer.err) == (code, True), answer.err
    assert run.done("away", "list").out == "No days off: followup away add DAYS\n"


def test_events_of_other_calendars_are_busy(begun: Callable[..., Program]) -> None:
    run = begun(("add", "张伟", "--grade", "A"), ("task", "add", "1", "demo", "--due", "wed 10:00", "--minutes", "60"))
    (run.folder / "team.ics").write_text(ICS, encoding="utf-8")
    (run.folder / "config.toml").write_text('[agenda]\nbusy = ["team.ics"]\n', encoding="utf-8")
    # Wednesday: the meeting until 10:30, and the demo until 11:00, in which half an hour is both.
    assert minutes(run) == {"02": 360, "03": 270, "05": 360}
    assert run.done("remind", "--json").json["items"]


def test_a_calendar_that_cannot_be_read_is_told_and_the_week_is_planned(run: Program) -> None:
    (run.folder / "broken.ics").write_text("BEGIN:VCALENDAR\n", encoding="utf-8")
    (run.folder / "config.toml").write_text('[agenda]\nbusy = ["gone.ics", "broken.ics", "."]\n', encoding="utf-8")
    answer = run.done("agenda", "--json")
    gone, broken, folder = answer.err.splitlines()
    assert gone.startswith("agenda.busy: ")
    assert gone.endswith("gone.ics cannot be read (No such file or directory): its events are not in the week")
    assert "broken.ics: is no calendar that can be read" in broken
    assert "cannot be read" in folder
    assert answer.json["working_days"]


def test_the_month_says_what_the_grades_require(begun: Callable[..., Program]) -> None:
    run = begun(("add", "张伟", "--grade", "A"), ("add", "王芳", "--grade", "B"))
    found = run.done("agenda", "--month", "--json").json
    assert (found["month"], found["hours"], found["needed"]) == ("2026-06", 132.0, 5.5)
    assert [(need["grade"], need["contacts"], need["visits"]) for need in found["grades"]] == [
        ("A", 1, 2.1), ("B", 1, 1.0),
    ]  # fmt: skip
    assert [week["week"] for week in found["weeks"]] == [f"2026-W{number}" for number in range(23, 28)]
    run.done("away", "add", "2026-06-08..2026-06-12")
    assert "2026-W24  Jun 8-14        0    0.0     1.3  short by 1.3" in run.done("agenda", "--month").out
    assert run("agenda", "--month", "--week", "next").code == 2


def test_which_cadence_applies_and_why(begun: Callable[..., Program]) -> None:
    run = begun(
        ("add", "张伟", "--grade", "A"),
        ("group", "create", "VIP", "--visit", "10"),
        ("group", "add", "VIP", "张伟"),
        ("edit", "张伟", "--set", "cadence.call=5"),
        ("log", "张伟", "visit", "tea", "--on", "2026-05-20"),
    )
    assert run.done("cadence", "show", "zhangwei").out == (
        "张伟 (id 1, grade A)\n\n"
        "Visit: every 10 days\n"
        "who says   how often\n"
        "group VIP  every 10 days  applies\n"
        "grade A    every 14 days\n"
        "last  visit Wed 20 May (i1)\n"
        "next  Sat 30 May, overdue 3 days (visit 2026-05-20, and 10 days)\n\n"
        "Call: every 5 days\n"
        "who says     how often\n"
        "the contact  every 5 days  applies\n"
        "grade A      every 7 days\n"
        "last  visit Wed 20 May (i1)\n"
        "next  Mon 25 May, overdue 8 days (visit 2026-05-20, and 5 days)\n"
    )
    found: dict[str, Any] = run.done("cadence", "show", "1", "--json").json
    assert found["visit"]["due"] == "2026-05-30"
    assert [said["by"] for said in found["call"]["said"] if said["applies"]] == ["own"]
    assert json.loads(run("cadence", "show", "nobody", "--json").err)["exit_code"] == 3


CONTRADICTIONS = {
    'agenda.protect = "150%"': 2,
    "agenda.capacity = 0": 0,
    "agenda.capacity = 9999": 2,
    'agenda.hours = "18:00..08:00"': 2,
    'agenda.hours = "morning"': 2,
    'agenda.away = ["2026-06-01..2026-06-30"]': 0,
    'agenda.away = ["2026-06-05..2026-06-01"]': 2,
    "agenda.protect = 1": 0,
    "agenda.minutes.visit = 1440": 0,
    'cadence.A.visit = "never"\ncadence.A.call = "never"': 0,
    "cadence.A.visit = 0": 2,
    "agenda.important = []": 0,
    'agenda.busy = "team.ics"': 2,
}


@pytest.mark.parametrize("setting", CONTRADICTIONS)
def test_odd_settings_give_a_plan_or_a_refusal(begun: Callable[..., Program], setting: str) -> None:
    run = begun(("add", "张伟", "--grade", "A"), ("task", "add", "张伟", "call", "--due", "today"))
    (run.folder / "config.toml").write_text(setting, encoding="utf-8")
    answer = run("agenda", "--json")
    assert answer.code == CONTRADICTIONS[setting], answer.err
    if not answer.code:
        plan = answer.json
        assert all(room["used"] <= room["minutes"] for room in plan["capacity"].values())
        assert {item["id"] for item in [*plan["items"], *plan["unplaced"]]} >= {"t1"}


@pytest.mark.parametrize("today", ["0001-01-01", "1926-06-02", "2126-06-02", "9999-12-31"])
@pytest.mark.parametrize("options", [[], ["--month"], ["--week", "next"]])
def test_a_century_off_there_is_a_week_or_a_sentence(
    begun: Callable[..., Program], today: str, options: list[str]
) -> None:
    run = begun(("add", "张伟", "--grade", "A"), ("task", "add", "张伟", "call", "--due", "1926-01-01"))
    (run.folder / "team.ics").write_text(ICS, encoding="utf-8")
    (run.folder / "config.toml").write_text('[agenda]\nbusy = ["team.ics"]\n', encoding="utf-8")
    answer = run("agenda", *options, "--today", today)
    assert "made a mistake" not in answer.err, answer.err
    assert answer.code in {0, 2}
