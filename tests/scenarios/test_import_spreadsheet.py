"""A salesperson's own spreadsheet fills the book in one command: people, groups, grades, contacts, tasks, sales."""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "姓名,手机,公司,客户等级,分组,年销售额(万元),最近拜访,下次联系,爱好"
ROWS = f"""{HEADER}
张伟,13800138000,云图,A,老客户,12.5,2026-05-01,2026-06-10,钓鱼
李娜,13900139000,华为,VIP,,3万,2026-04-03,,
"""


@pytest.fixture
def sheet(run: Any) -> Any:
    (run.folder / "customers.csv").write_text(ROWS, encoding="utf-8")
    return run


def dump(run: Any) -> str:
    return "\n".join(sqlite3.connect(run.book).iterdump())


def brought(answer: Any) -> list[int]:
    return [answer.json[count] for count in ("interactions", "tasks", "sales", "grades")]


def shown(run: Any, who: str) -> Any:
    return run.done("show", who, "--json").json


def test_everything_comes_along_and_is_counted(sheet: Any) -> None:
    answer = sheet.done("import", "customers.csv")
    assert "With them came 2 interactions, 1 task, 2 sales, 1 grade." in answer.out
    person = shown(sheet, "张伟")
    assert (person["grade"], person["grade_locked"], person["groups"]) == ("A", False, ["老客户"])
    assert person["fields"] == {"annual revenue": "125000.00", "爱好": "钓鱼"}
    assert [(one["on"], one["kind"], one["summary"]) for one in person["interactions"]] == [
        ("2026-05-01", "visit", "from customers.csv")
    ]
    assert [(one["text"], one["due"]) for one in person["tasks"]] == [("follow up", "2026-06-10")]
    assert [(one["on"], one["amount"]) for one in person["sales"]] == [("2026-05-01", "125000.00")]
    assert "from the file customers.csv" in sheet.done("grade", "history", "张伟").out


def test_a_second_time_changes_nothing_and_undo_takes_all_of_it_back(sheet: Any) -> None:
    sheet.done("import", "customers.csv")
    before = dump(sheet)
    assert brought(sheet.done("import", "customers.csv", "--json")) == [0, 0, 0, 0]
    assert dump(sheet) == before
    sheet.done("undo")
    assert sheet.done("list", "--json").json == []
    connection = sqlite3.connect(sheet.book)
    for table in ("interaction", "task", "sale", "grade_change", "imported_fact", "batch"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_nothing_is_doubled_when_book_and_file_were_edited_since(sheet: Any) -> None:
    sheet.done("import", "customers.csv")
    sheet.done("amend", "i1", "--on", "2026-05-04")
    sheet.done("done", "t1")
    sheet.done("delete", "s1", "--yes")
    (sheet.folder / "customers.csv").write_text(ROWS.replace("12.5", "14").replace("钓鱼", "茶"), encoding="utf-8")
    answer = sheet.done("import", "customers.csv", "--json")
    assert brought(answer) == [0, 0, 0, 0]
    person = shown(sheet, "张伟")
    assert [one["on"] for one in person["interactions"] if one["kind"] == "visit"] == ["2026-05-04"]
    assert (len(person["tasks"]), person["sales"]) == (1, [])
    assert person["fields"]["annual revenue (also)"] == "140000.00"


def test_what_the_salesperson_wrote_before_is_not_told_again(sheet: Any) -> None:
    sheet.done("add", "张伟", "--phone", "13800138000", "--grade", "B")
    sheet.done("log", "张伟", "visit", "showed the new one", "--on", "2026-05-01")
    sheet.done("import", "customers.csv", "--prefer", "file")
    person = shown(sheet, "张伟")
    assert [one["summary"] for one in person["interactions"]] == ["showed the new one"]
    assert (person["grade"], person["grade_locked"], person["fields"]["grade (also)"]) == ("B", True, "A")


def test_members_of_a_private_group_get_no_grade(sheet: Any) -> None:
    sheet.done("group", "create", "老客户", "--private")
    sheet.done("import", "customers.csv")
    assert shown(sheet, "张伟")["grade"] is None


def test_numbers_are_grades_where_the_settings_say_so(sheet: Any) -> None:
    (sheet.folder / "numbers.csv").write_text("姓名,等级\n张伟,2\n", encoding="utf-8")
    (sheet.folder / "numbers.toml").write_text('grade.labels = "numbers"\n', encoding="utf-8")
    sheet.done("import", "numbers.csv", "--config", "numbers.toml")
    assert shown(sheet, "张伟")["grade"] == "B"


def test_a_pipe_is_told_how_unknown_columns_are_read(sheet: Any) -> None:
    answer = sheet.done("import", "customers.csv", "--dry-run")
    assert "customers.csv is read like this:" in answer.err
    assert "? custom field 爱好" in answer.err
    mapping = sheet.done("import", "customers.csv", "--json").json["mapping"]
    assert mapping[-1] == {
        "file": "customers.csv", "column": "爱好", "field": "custom field 爱好", "sample": "钓鱼", "guessed": True,
    }  # fmt: skip


def test_a_file_that_is_understood_is_not_explained(sheet: Any) -> None:
    answer = sheet.done("import", "customers.csv", "--map", "爱好=note", "--map", "客户等级=-")
    assert "is read like this" not in answer.err
    person = shown(sheet, "张伟")
    assert ([note["text"] for note in person["notes"]], person["grade"]) == (["钓鱼"], None)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal: run it on Linux or macOS")
@pytest.mark.parametrize(("answer", "people", "code"), [("n", 0, 1), ("y", 2, 0)])
def test_a_terminal_is_asked_before_anything_is_written(sheet: Any, answer: str, people: int, code: int) -> None:
    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-m", "followup", "import", "customers.csv"], cwd=str(sheet.folder),
        env={**os.environ, **sheet.env, "TERM": "xterm"}, encoding="utf-8", timeout=60, dimensions=(60, 120),
    )  # fmt: skip
    child.expect("custom field 爱好")
    child.expect("Import it like this")
    assert not sheet.book.exists()
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert len(sheet.done("list", "--json").json if people else []) == people


@pytest.fixture
def excel(run: Any) -> Any:
    book = openpyxl.Workbook()
    book.active.append(["Price list"])
    customers = book.create_sheet("Customers")
    customers.append(HEADER.split(","))
    customers.append(["张伟", 13800138000, "云图", "A", "老客户", 12.5, "2026-05-01", "2026-06-10", "钓鱼"])
    book.save(run.folder / "customers.xlsx")
    return run


def test_an_excel_file_is_read_as_the_same_csv_is(excel: Any) -> None:
    answer = excel.done("import", str(excel.folder), "--json")
    assert (answer.json["files"][0]["format"], brought(answer)) == ("xlsx", [1, 1, 1, 1])
    assert shown(excel, "13800138000")["name"] == "张伟"
    again = excel.done("import", "customers.xlsx", "--sheet", "customers", "--json").json
    assert (again["unchanged"], again["batch"]) == (1, None)


def test_a_sheet_is_named_for_excel_files_only(excel: Any, tmp_path: Path) -> None:
    answer = excel("import", "customers.xlsx", "--sheet", "Kunden")
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert "Customers" in answer.err
    (tmp_path / "a.csv").write_text("Name\nAnn\n", encoding="utf-8")
    assert "no file is an Excel file" in excel("import", "a.csv", "--sheet", "Customers").err
