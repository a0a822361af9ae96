"""The ledger, what customers are worth, and grades by it, through the real program."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Run = Any

PEOPLE = """\
name,mobile,email,company,deposits
王芳,13800138001,wang@x.example,青禾食品,350000
李娜,13800138002,li@x.example,青禾食品,120000
张伟,13800138003,,北原机械,
张伟,13800138004,,,
Emma Wilson,,emma@x.example,,none
妈妈,13800138006,,,
老陈,13800138007,,,90000
"""
ORDERS = """\
date,customer,mobile,amount,profit,product,order
2025-01-10,王芳,,10000,3000,X200,1
2026-01-10,王芳,,"100,000",30000,X200,2
2026-02-10,李娜,13800138002,5000,1500,X100,3
2026-02-10,李娜,13800138002,5000,1500,X100,3
2025-02-11,张伟,13800138003,2000,,X100,4
2026-02-11,张伟,13800138003,2000,,X100,5
2025-03-01,Emma Wilson,,4000,400,tea,6
2026-03-01,Emma Wilson,,4000,-400,tea,7
2026-03-01,妈妈,,900,300,tea,8
2026-05-20,老陈,13800138007,800,200,tea,9
2026-03-02,张伟,,700,,tea,10
2026-03-03,Nobody,,700,,tea,11
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, program: Callable[[Path], Run]) -> Run:
    """A book of seven people, one of them private, with the sales of a file; asked, never written."""
    run = program(tmp_path_factory.mktemp("shop"))
    (run.folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (run.folder / "orders.csv").write_text(ORDERS, encoding="gb18030")
    (run.folder / "config.toml").write_text('currency = "CNY"\nphone.region = "CN"\n', encoding="utf-8")
    run.done("import", "people.csv", "--yes", "--today", "2026-05-01")
    run.done("group", "create", "family", "--private")
    run.done("group", "add", "family", "妈妈")
    run.imported = run.done("sale", "import", "orders.csv", "--json")
    return run


@pytest.fixture
def people(shop: Run, program: Callable[[Path], Run], tmp_path: Path) -> Run:
    """The same book, to write in."""
    for name in ("book.db", "config.toml", "orders.csv"):
        shutil.copy(shop.folder / name, tmp_path / name)
    return program(tmp_path)


def test_rows_without_a_buyer_are_refused_into_a_file_in_the_form_they_came(shop: Run) -> None:
    told = shop.imported.json
    assert (told["sales"], told["skipped"], told["batch"]) == (10, 2, 2)
    assert [(each["line"], each["reason"]) for each in told["problems"]] == [
        (12, "2 contacts are 张伟: 3, 4"), (13, "nobody in the book is Nobody"),
    ]  # fmt: skip
    rejected = (shop.folder / "orders.rejected.csv").read_bytes()
    assert rejected == "".join([ORDERS.splitlines(keepends=True)[at] for at in (0, 11, 12)]).encode("gb18030")


def test_the_same_file_a_second_time_changes_nothing(people: Run) -> None:
    before = people.done("history", "--json").json
    assert people.done("sale", "import", "orders.csv").out.startswith(
        "No new sales; 10 in the book already; 2 refused."
    )
    assert people.done("history", "--json").json == before
    people.done("delete", "s1")
    assert people.done("sale", "import", "orders.csv", "--json").json["sales"] == 0
    people.done("undo", "2")
    assert people.done("sale", "list", "--json").json == []
    assert people.done("sale", "import", "orders.csv", "--dry-run", "--json").json["sales"] == 10
    assert people.done("sale", "list", "--json").json == []


def test_a_sale_is_written_listed_amended_deleted_and_undone(people: Run) -> None:
    sale = people.done("sale", "add", "Emma", "12万", "--profit", "-1,200.50", "--on", "2026-05-30", "--json").json
    assert (sale["id"], sale["amount"], sale["profit"], sale["on"]) == ("s11", "120000.00", "-1200.50", "2026-05-30")
    assert people.done("sale", "add", "Emma", "-500").out == "s12 refund to Emma Wilson, today: -¥500.00\n"
    listed = people.done("sale", "list", "Emma")
    assert "4 sales: ¥127,500.00" in listed.out
    assert "(-¥150.00)" in listed.out
    people.done("amend", "s12", "--amount", "-600")
    people.done("delete", "s11")
    assert [each["id"] for each in people.done("sale", "list", "Emma", "--json").json] == ["s12", "s8", "s7"]
    people.done("undo", "3")
    assert people.done("sale", "list", "Emma", "--json").json[0]["amount"] == "120000.00"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Emma", "1.234,56"], 2, "write 1234.56"),
        (["Emma", "1e300"], 2, "no amount"),
        (["Emma", "NaN"], 2, "no amount"),
        (["Emma", "$5k"], 2, "is not in CNY"),
        (["Emma", "0"], 2, "no sale"),
        (["Emma", "5", "--on", "2026-06-03"], 2, "still to come"),
        (["Emma", "5", "--porfit", "1"], 2, "--profit"),
        (["Nobody", "5"], 3, "Nobody"),
        (["张伟", "5"], 4, "2 contacts"),
    ],
)
def test_what_is_no_sale_is_one_line(shop: Run, arguments: list[str], code: int, said: str) -> None:
    answer = shop("sale", "add", *arguments)
    assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert said in answer.err


def test_value_ranks_sets_new_customers_apart_and_leaves_private_people_out(shop: Run) -> None:
    found = shop.done("value", "--json").json
    assert (found["customers"], found["revenue"], found["profit"]) == (5, "116800.00", "33400.00")
    assert [(each["name"], each["segment"], each["rank"], each["profit"]) for each in found["customers_ranked"]] == [
        ("王芳", "top", 1, "30000.00"), ("李娜", "core", 2, "3000.00"), ("张伟", "core", 3, "600.00"),
        ("Emma Wilson", "core", 4, "-400.00"), ("老陈", "new", None, "200.00"),
    ]  # fmt: skip
    assert [(cut["name"], cut["customers"]) for cut in found["segments"]] == [
        ("top", 1), ("core", 3), ("tail", 0), ("new", 1),
    ]  # fmt: skip
    assert [each["id"] for each in shop.done("list", "segment:top", "--json").json] == [1]
    firms = shop.done("value", "--by", "organization", "--limit", "1", "--json").json
    assert (firms["accounts"], firms["segments"][0]["name"], firms["segments"][0]["customers"]) == (4, "青禾食品", 2)
    whole = shop.done("value", "--from", "2025-01-01", "--json").json
    assert (whole["window"]["from"], whole["revenue"]) == ("2025-01-01", "132800.00")


def test_value_is_a_page_that_only_its_owner_reads(people: Run) -> None:
    people.done("value", "--html", "value.html")
    page = people.folder / "value.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "王芳" in page.read_text(encoding="utf-8")
    people.done("value", "--html", "value.html", "--by", "grade")
    page.write_text("mine")
    assert people("value", "--html", "value.html").code == 7


def test_a_window_that_ends_before_it_begins_is_refused(shop: Run) -> None:
    answer = shop("value", "--from", "2026-02-01", "--to", "2026-01-01")
    assert (answer.code, "before it begins" in answer.err) == (2, True)


def test_grades_by_profit_are_shown_asked_for_and_undone_as_one(people: Run) -> None:
    people.done("grade", "set", "id:2", "E")
    plan = people.done("grade", "auto", "--dry-run", "--json").json
    assert {each["name"]: each["new"] for each in plan["changes"]} == {
        "王芳": "A", "张伟": "C", "Emma Wilson": "D", "老陈": "C",
    }  # fmt: skip
    assert [each["name"] for each in plan["locked"]] == ["李娜"]
    assert plan["hours"]["available"] == 30
    refused = people("grade", "auto")
    assert (refused.code, "say --yes" in refused.err, "For the first time: 4" in refused.out) == (7, True, True)
    people.done("grade", "auto", "--yes")
    history = people.done("grade", "history", "王芳", "--json").json
    assert history[0]["reason"] == "profit 30000.00: rank 1 of 4, among the first 1"
    assert people.done("grade", "auto", "--yes").out.startswith("0 change, 4 stay, 1 locked would change.")
    people.done("undo")
    assert people.done("list", "grade:A,C,D", "--json").json == []


def test_a_falling_a_is_a_warning(people: Run) -> None:
    people.done("grade", "set", "id:5", "A", "--no-lock")
    out = people.done("grade", "auto", "--by", "rfm", "--dry-run").out
    assert "Warning: Emma Wilson falls from A to" in out
    assert "Falling: 1" in out


def test_grades_by_limits_go_by_any_number(people: Run) -> None:
    changed = people.done("grade", "auto", "--field", "Deposits", "--limits", "10万/20万/30万", "--json", "--yes").json
    assert {each["name"]: (each["new"], each["reason"]) for each in changed["changes"]} == {
        "王芳": ("A", "Deposits 350,000 is at least 300,000"),
        "李娜": ("C", "Deposits 120,000 is at least 100,000 and under 200,000"),
        "老陈": ("C", "new: the first sale was 13 days ago, and new customers never fall below C"),
    }
    by_profit = people.done("grade", "auto", "--limits", "500,1000,20000", "--dry-run", "--json").json
    assert {each["name"]: each["new"] for each in by_profit["changes"]}["张伟"] == "C"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--field", "deposit"], 3, "did you mean deposits?"),
        (["--limits", "1,1"], 2, "different numbers"),
        (["--limits", "100,000,200,000,300,000"], 2, "different numbers"),
        (["--by", "rfm", "--limits", "5"], 2, "rfm has no limits"),
    ],
)
def test_what_is_no_policy_is_one_line(shop: Run, arguments: list[str], code: int, said: str) -> None:
    answer = shop("grade", "auto", "--dry-run", *arguments)
    assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert said in answer.err


def test_a_book_without_sales_says_what_to_do(run: Run) -> None:
    run.done("add", "Emma")
    assert "followup sale add" in run.done("value").out
    assert run.done("value", "--json").json["segments"][0]["profit_share"] is None
    assert "nobody to grade" in run.done("grade", "auto").out
    assert "No sales" in run.done("sale", "list").out
