"""The week kept, through the real program. The day is Tuesday, 2 June 2026."""

from __future__ import annotations

import csv
import sqlite3
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
WED, THU, FRI = "2026-06-03", "2026-06-04", "2026-06-05"


@pytest.fixture
def week(begun: Callable[..., Program]) -> Program:
    """张伟 (1, A, birthday tomorrow), John Smith (2, C), a task for him that is late; the week was shown."""
    return begun(
        ("add", "张伟", "--birthday", "1984-06-03", "--grade", "A", "--today", "2026-04-01"),
        ("add", "John Smith", "--grade", "C", "--today", "2026-04-01"),
        ("log", "张伟", "visit", "--on", "2026-05-01"),
        ("task", "add", "2", "send the quote", "--due", "2026-06-01", "--today", "2026-05-20"),
        ("agenda",),
    )


def items(run: Program, *arguments: str) -> dict[str, Any]:
    return {item["id"]: item for item in run.done("agenda", "--json", *arguments).json["items"]}


def test_done_moved_skipped_and_new_items_stand_in_the_week(week: Program) -> None:
    week.done("done", "v1", "wants samples", "--today", WED)
    week.done("skip", "v2", "--reason", "is abroad", "--today", WED)
    week.done("complaint", "open", "张伟", "torn", "--today", WED)
    found = items(week, "--today", WED)
    assert (found["v1"]["status"], found["v1"]["day"]) == ("done", WED)
    assert (found["v2"]["status"], found["v2"]["why"]) == ("skipped", "skipped: is abroad")
    assert (found["t1"]["status"], found["t1"]["day"]) == ("moved", WED)
    assert (found["k1"]["status"], found["k1"]["new"]) == ("planned", True)
    text = week.done("agenda", "--today", WED).out
    assert "1 of 5 done" in text
    for line in (
        "v1 Visit 张伟 is done",
        "v2 Visit John Smith is skipped: is abroad",
        "t1 send the quote moves to today: not done yesterday",
        "k1 torn is new, for today: opened",
    ):
        assert f"  {line}" in text


def test_what_comes_on_the_day_of_a_visit_is_not_done_by_it(week: Program) -> None:
    week.done("done", "v1")
    shown = week.done("agenda", "--json").json
    assert {item["id"]: item["status"] for item in shown["items"]}["c1"] == "planned", "the next call fills a gap"
    assert week.done("agenda", "--json").json == shown


def test_done_taken_back_is_planned_again(week: Program) -> None:
    week.done("done", "v1")
    assert items(week)["v1"]["status"] == "done"
    week.done("undo")
    assert items(week)["v1"]["status"] == "planned"


def test_log_completes_the_item_it_answers(week: Program) -> None:
    week.done("log", "张伟", "meal", "--today", WED)
    assert items(week, "--today", WED)["v1"]["status"] == "done"


def test_the_morning_has_the_weeks_items_and_may_be_the_first_to_show_it(run: Program, week: Program) -> None:
    week.done("pin", "v1", "thu")
    assert "v1" not in {item["id"] for item in week.done("remind", "--json").json["items"]}
    assert "v1" in {item["id"] for item in week.done("remind", "--json", "--today", THU).json["items"]}
    week.done("remind", "--today", "2026-06-08")
    week.done("add", "周洁", "--grade", "A", "--today", "2026-01-01")
    assert items(week, "--today", "2026-06-08")["v3"]["new"]


def test_a_pin_stays_and_says_what_cannot_be(week: Program) -> None:
    assert week.done("pin", "v1", "fri").out == "v1 Visit 张伟 is pinned to Fri 5 Jun\n"
    assert (items(week, "--today", THU)["v1"]["day"], items(week, "--today", THU)["v1"]["pinned"]) == (FRI, True)
    for arguments, code, words in (
        (
            ("v1", "sat"),
            2,
            "Sat 6 Jun is a day off (the days left of 2026-W23 are today, tomorrow, Thu 4 Jun,",
        ),
        (("v1", "2026-06-01"), 2, "yesterday is over"),
        (("v1", "next mon"), 2, "Mon 8 Jun is not in 2026-W23 (followup snooze v1 2026-06-08 puts it off until then)"),
        (("v9", "fri"), 3, "v9 is not on the agenda of 2026-W23"),
        (("g1", "fri"), 2, "g1 is for tomorrow: it cannot be pinned"),
        (("42", "fri"), 2, "a letter says what it is"),
        (("v1", "someday"), 2, "is no date"),
    ):
        refused = week("pin", *arguments)
        assert (refused.code, refused.out, refused.err.count("\n")) == (code, "", 1)
        assert words in refused.err


def test_what_is_done_is_neither_skipped_nor_pinned(week: Program) -> None:
    week.done("done", "t1")
    refused = week("skip", "t1")
    assert (refused.code, refused.err) == (
        1, "followup: t1 is done already (followup undo takes back what was done last)\n",
    )  # fmt: skip


def test_what_is_skipped_by_json_answers_with_its_items(week: Program) -> None:
    answer = week.done("skip", "v2", "t1", "--reason", "ill", "--json").json
    assert {item["id"]: item["status"] for item in answer["items"]} == {"v2": "skipped", "t1": "skipped"}
    assert "t1 send the quote is skipped: ill" in answer["changes"]


def test_what_is_put_off_holds_beyond_the_week_and_can_be_undone(week: Program) -> None:
    assert week.done("snooze", "v1", "2026-06-17").out == "v1 is put off until Wed 17 Jun (张伟)\n"
    assert week.done("snooze", "t1", "fri 14:00", "--json").json == {
        "snoozed": "t1", "until": FRI, "time": "14:00", "contact": {"id": 2, "name": "John Smith"},
    }  # fmt: skip
    found = items(week)
    assert (found["v1"]["status"], found["v1"]["day"]) == ("moved", "2026-06-17")
    assert (found["t1"]["kind"], found["t1"]["day"]) == ("appointment", FRI)
    assert "v1" not in items(week, "--today", "2026-06-08")
    assert items(week, "--today", "2026-06-15")["v1"]["day"] == "2026-06-17"
    assert "Snoozed t1 (John Smith) until 2026-06-05" in week.done("history").out
    week.done("undo", "2")
    assert items(week)["v1"]["day"] == "2026-06-02"


def test_what_is_put_off_is_not_due_until_its_day_wherever_that_is_asked(week: Program) -> None:
    week.done("edit", "1", "--set", "cadence.call=never")
    week.done("group", "create", "Late", "--query", "due:late grade:A")

    def found(query: str, today: str = "2026-06-02") -> list[int]:
        return [each["id"] for each in week.done("list", query, "--json", "--today", today).json]

    assert found("due:late grade:A") == found("group:Late") == [1]
    week.done("snooze", "v1", "2026-06-17")
    assert found("due:late grade:A") == found("group:Late") == found("due:week grade:A") == []
    assert found("due:2026-06-17") == [1]
    assert found("due:late grade:A", "2026-06-17") == [1], "as late as the agenda says it is"
    visit = week.done("cadence", "show", "1", "--json").json["visit"]
    assert (visit["due"], visit["put_off"]) == ("2026-06-17", "2026-06-17")
    words = "next  Wed 17 Jun (put off until 2026-06-17; visit 2026-05-01, and 14 days)"
    assert words in week.done("cadence", "show", "1").out
    assert week.done("show", "1", "--json").json["next_due"]["visit"] == "2026-06-17"
    week.done("done", "v1")
    assert week.done("cadence", "show", "1", "--json").json["visit"]["put_off"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("v1", "today"), 2, "2026-06-02 is not after today"),
        (("g1", "fri"), 2, "g1 is a greeting, which cannot be put off"),
        (("n1", "fri"), 2, "n1 is a note, which cannot be put off"),
        (("v9", "fri"), 3, "there is no v9"),
        (("t9", "fri"), 3, "there is no task t9"),
        (("v1", "fri", "14:00"), 2, "v1 is put off to a day"),
    ],
)
def test_what_cannot_be_put_off_is_told_in_a_line(
    week: Program, arguments: tuple[str, ...], code: int, words: str
) -> None:
    refused = week("snooze", *arguments)
    assert (refused.code, refused.out, refused.err.count("\n")) == (code, "", 1)
    assert words in refused.err


def test_what_was_done_or_settled_cannot_be_put_off(week: Program) -> None:
    week.done("done", "v1")
    assert "v1 was done today" in week("snooze", "v1", "fri").err
    week.done("complaint", "open", "2", "torn", "--today", "2026-05-20")
    week.done("complaint", "resolve", "k1", "sent another", "--today", "2026-05-21")
    week.done("complaint", "satisfied", "k1")
    assert "k1 is settled since 2026-06-02" in week("snooze", "k1", "fri").err


def test_a_week_that_is_over_shows_what_became_of_it(week: Program) -> None:
    week.done("done", "v1", "--today", WED)
    week.done("skip", "v2", "--today", WED)
    found = items(week, "--week", "last", "--today", "2026-06-10")
    assert {name: item["status"] for name, item in found.items()} == {
        "v1": "done", "v2": "skipped", "t1": "moved", "g1": "planned",
    }  # fmt: skip
    assert "1 of 4 done" in week.done("agenda", "--week", "last", "--today", "2026-06-10").out


def test_a_week_that_is_over_has_its_working_days_and_what_they_held(week: Program) -> None:
    week.done("done", "v1", "--today", WED)
    week.done("skip", "v2", "--today", WED)
    week.done("away", "add", "fri", "--today", WED)
    over = week.done("agenda", "--week", "last", "--json", "--today", "2026-06-10").json
    assert over["working_days"] == ["2026-06-01", "2026-06-02", WED, THU] == list(over["capacity"])
    assert over["capacity"]["2026-06-01"] == {"minutes": 360, "used": 0}
    # Wednesday: the visit with its way, the task that moved there, the greeting.
    assert over["capacity"][WED] == {"minutes": 360, "used": 60 + 30 + 20 + 3}
    years_later = week.done("agenda", "--week", "2026-W23", "--json", "--today", "2028-06-10").json
    assert years_later["capacity"] == over["capacity"]
    text = week.done("agenda", "--week", "2026-W23", "--today", "2026-06-10").out
    assert text.startswith("2026-W23, 2026-06-01 to 2026-06-07: 1.9 h planned of 24.0 h, 1 of 4 done\n")


def test_what_a_week_leaves_undone_is_carried_and_at_last_asked_about(week: Program) -> None:
    for day, weeks in (("2026-06-08", 2), ("2026-06-15", 3)):
        found = items(week, "--today", day)
        assert found["v1"]["weeks"] == weeks
        assert found["v1"]["why"].endswith(f"carried over, week {weeks}")
    answer = week.done("agenda", "--json", "--today", "2026-06-22").json
    assert "v1" not in {item["id"] for item in answer["items"]}
    reasons = {item["id"]: item["reason"] for item in answer["unplaced"]}
    assert reasons["v1"] == "carried over 3 times: it waits for an answer"
    asked = {each["id"]: each for each in answer["questions"]}["v1"]
    assert asked["contact"] == {"id": 1, "name": "张伟", "grade": "A"}
    assert {each["answer"] for each in asked["answers"]} == {"visit", "call instead", "lower the cadence", "later"}
    text = week.done("agenda", "--today", "2026-06-22").out
    assert "Three weeks in a row there was no visit to 张伟 (A): visit, call instead, or lower the cadence?" in text
    assert "followup agenda asks" in week.done("remind", "--today", "2026-06-22").out
    week.done("pin", "v1", "wed", "--today", "2026-06-22")
    assert items(week, "--today", "2026-06-22")["v1"]["day"] == "2026-06-24"
    lower = next(each["command"] for each in asked["answers"] if each["answer"] == "lower the cadence")
    assert week.done(*lower.split()[1:]).code == 0


def test_the_table_tells_what_is_new_carried_over_and_pinned(week: Program) -> None:
    week.done("agenda", "--today", "2026-06-08")
    week.done("pin", "v1", "2026-06-09", "--today", "2026-06-08")
    week.done("task", "add", "2", "call back", "--due", "2026-06-09", "--today", "2026-06-08")
    table = week.done("agenda", "--csv", "-", "--today", "2026-06-08").out.removeprefix("\ufeff")
    rows = {row["id"]: (row["new"], row["weeks"], row["pinned"]) for row in csv.DictReader(table.splitlines())}
    assert (rows["v1"], rows["t2"], rows["t1"]) == (("", "2", "yes"), ("yes", "", ""), ("", "2", ""))


def test_a_week_to_come_is_looked_at_and_not_kept(week: Program) -> None:
    week.done("agenda", "--week", "next")
    connection = sqlite3.connect(week.book)
    assert connection.execute("SELECT week FROM kept_week").fetchall() == [("2026-06-01",)]
    connection.close()


def test_a_kept_week_leaves_with_the_book_and_comes_back(week: Program) -> None:
    week.done("pin", "v1", "fri")
    week.done("export", "--to", "book.json")
    before = week.done("agenda", "--json").out
    week.done("import", "book.json", "--book", "new.db")
    assert week.done("agenda", "--json", "--book", "new.db").out == before


def test_ids_of_the_week_are_completed(week: Program) -> None:
    env = {"_FOLLOWUP_COMPLETE": "complete_bash", "COMP_WORDS": "followup\npin\nv", "COMP_CWORD": "2"}
    assert week("", env=env).out.split() == ["v1", "v2"]


@pytest.fixture
def terminal(week: Program) -> Callable[..., pexpect.spawn[str]]:
    """Start the program on a terminal."""

    def start(*arguments: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", *arguments], env={**week.env, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
            cwd=str(week.folder), encoding="utf-8", dimensions=(40, 120), timeout=20,
        )  # fmt: skip

    return start


def test_done_asks_how_it_went_and_for_the_next_step(week: Program, terminal: Callable[..., Any]) -> None:
    child = terminal("done", "v1")
    child.expect_exact("How did it go with 张伟? ")
    child.sendline("wants samples")
    child.expect_exact("Next step? ")
    child.sendline("send them")
    child.expect_exact("Due? ")
    child.sendline("someday")
    child.expect_exact("is no date")
    child.expect_exact("Due? ")
    child.sendline("fri")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    shown = week.done("show", "1", "--json").json
    assert (shown["interactions"][0]["summary"], shown["tasks"][0]["text"]) == ("wants samples", "send them")
    assert "promised t2: send them" in week.done("history").out
    week.done("undo")
    assert week.done("show", "1", "--json").json["tasks"] == []


def test_done_cut_short_keeps_what_was_said_and_asks_nothing_of_many(
    week: Program, terminal: Callable[..., Any]
) -> None:
    child = terminal("done", "v1")
    child.expect_exact("? ")
    child.sendline("wants samples")
    child.expect_exact("Next step? ")
    child.sendeof()
    child.expect(pexpect.EOF)
    assert week.done("show", "1", "--json").json["interactions"][0]["summary"] == "wants samples"
    both = terminal("done", "t1", "v2")
    both.expect(pexpect.EOF)
    assert "?" not in both.before


def test_the_next_step_can_be_said_in_the_line(week: Program) -> None:
    answer = week.done("done", "v1", "wants samples", "--next", "send them", "--due", "fri", "--json").json
    assert answer[0]["next"]["due"] == FRI
    assert (
        week.done("done", "t1", "--next", "call").out
        == "t1 done: send the quote (John Smith)\nt3 for John Smith: call\n"
    )
    for arguments in (("v2", "t2", "--next", "call"), ("t1", "--next", "call"), ("v2", "--due", "fri")):
        assert week("done", *arguments).code == 2
