"""Groups, grades and settings through the real program."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Run = Any
Editor = Any


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, program: Callable[[Path], Run]) -> Run:
    """A book that nothing changes: four people, a plain group, and a smart one that another asks for."""
    run = program(tmp_path_factory.mktemp("prepared"))
    for name, city in (("张伟", "北京"), ("李雷", "北京"), ("王芳", "北京"), ("John Smith", "Berlin")):
        run.done("add", name, "--city", city)
    run.done("group", "create", "VIP")
    run.done("group", "create", "Base", "--query", "city:北京")
    run.done("group", "create", "Smart", "--query", "group:Base")
    return run


@pytest.fixture
def people(prepared: Run, run: Run) -> Run:
    """The same people in a book of the test's own."""
    shutil.copy(prepared.book, run.book)
    return run


def test_a_group_is_filled_shown_and_emptied(people: Run) -> None:
    assert people.done("group", "create", "Golf").out == "Created the group Golf.\n"
    assert people.done("group", "add", "vip", "smith").out == "Added John Smith (id 4) to VIP.\n"
    refused = people("group", "add", "VIP", "city:北京")
    assert refused.code == 7
    assert "add 3 contacts to VIP (李雷, 王芳, 张伟)" in refused.err
    assert people.done("group", "add", "VIP", "city:北京", "--yes").out == (
        "Added 3 contacts to VIP: 李雷 (id 2), 王芳 (id 3), 张伟 (id 1).\nTake it back with: followup undo\n"
    )
    assert people.done("group", "add", "VIP", "smith").out == "All 1 are in VIP already.\n"
    shown = people.done("group", "show", "VIP", "--json").json
    assert [contact["name"] for contact in shown["contacts"]] == ["John Smith", "李雷", "王芳", "张伟"]
    assert people.done("group", "remove", "VIP", "张伟", "--json").json == {"group": "VIP", "removed": [1]}
    assert people("group", "delete", "VIP").code == 7
    assert people.done("group", "delete", "VIP", "--yes").out == "Deleted the group VIP; its contacts stay.\n"


def test_a_smart_group_finds_its_members(people: Run) -> None:
    answer = people.done("group", "create", "Beijing", "--query", "city:北京", "--visit", "45", "--json").json
    assert answer == {
        "name": "Beijing", "query": "city:北京", "private": False, "cadence": {"visit": 45, "call": None}, "members": 3,
    }  # fmt: skip
    lines = people.done("group", "list").out.splitlines()
    assert lines[2].split() == ["Beijing", "3", "smart:", "city:北京,", "visit", "every", "45", "days"]


def test_a_group_is_changed_and_changed_back(people: Run) -> None:
    changed = people.done("group", "edit", "base", "--query", "city:Berlin", "--call", "30")
    assert changed.out == "Changed the group Base: 1 is in it.\n"
    assert [each["name"] for each in people.done("list", "group:Base", "--json").json] == ["John Smith"]
    answer = people.done("group", "edit", "VIP", "--private", "--visit", "none", "--json").json
    assert (answer["name"], answer["private"], answer["cadence"]) == ("VIP", True, {"visit": None, "call": None})
    assert people.done("group", "edit", "Base", "--call", "none", "--json").json["cadence"]["call"] is None
    people.done("undo", "3")
    assert people.done("group", "show", "Base", "--json").json["query"] == "city:北京"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["create", "vip"], 2, "a group VIP already"),
        (["create", ""], 2, "needs a name"),
        (["create", "X", "--query", "grde:A"], 2, "did you mean grade?"),
        (["create", "X", "--query", "group:X"], 2, "itself"),
        (["create", "X", "--query", "due:week", "--call", "7"], 2, "due:"),
        (["create", "X", "--visit", "often"], 2, "never"),
        (["create", "X", "--query", "private:no", "--private"], 2, "private:"),
        (["edit", "VIP", "--query", "city:北京"], 2, "VIP is hand-picked"),
        (["edit", "Base", "--query", "group:Smart"], 2, "itself"),
        (["edit", "Base", "--query", ""], 2, "needs a query"),
        (["edit", "Base"], 2, "--query"),
        (["add", "VPI", "张伟"], 3, "did you mean VIP?"),
        (["add", "Smart", "张伟"], 2, "smart group"),
        (["remove", "Smart", "张伟"], 2, "smart group"),
        (["add", "VIP", "3"], 2, "id:3"),
        (["rename", "VIP", "smart"], 2, "a group Smart already"),
        (["rename", "Base", "Other"], 2, "Smart asks for Base"),
        (["delete", "Base"], 2, "delete Smart first"),
        (["shwo", "VIP"], 2, "shwo"),
    ],
)
def test_what_a_group_cannot_be_is_one_line(prepared: Run, arguments: list[str], code: int, said: str) -> None:
    answer = prepared("group", *arguments)
    assert answer.code == code, answer.err
    assert answer.err.count("\n") == 1
    assert said in answer.err


def test_grades_by_hand_are_locked_and_remembered(people: Run) -> None:
    assert people.done("grade", "set", "张伟", "a", "--reason", "decides").out == "Graded 张伟 (id 1) A, locked.\n"
    people.done("grade", "set", "张伟", "B", "--no-lock", "--today", "2026-06-03")
    contact = next(each for each in people.done("list", "--json").json if each["name"] == "张伟")
    assert (contact["grade"], contact["grade_locked"]) == ("B", False)
    assert people.done("grade", "history", "张伟", "--json").json == [
        {"on": "2026-06-03", "old": "A", "new": "B", "reason": "by hand"},
        {"on": "2026-06-02", "old": None, "new": "A", "reason": "decides"},
    ]
    assert people.done("grade", "set", "张伟", "none").out == "Graded 张伟 (id 1) none.\n"


def test_grading_three_wants_a_yes(people: Run) -> None:
    refused = people("grade", "set", "city:北京", "C")
    assert refused.code == 7
    assert "grade 3 contacts C" in refused.err
    answer = people.done("grade", "set", "city:北京", "C", "--yes").out
    assert answer.startswith("Graded 3 contacts C, locked: 李雷 (id 2), ")
    assert people.done("history", "--json").json[0]["words"] == "Graded 3 contacts C"


def test_a_private_smart_group_is_private_everywhere(people: Run) -> None:
    people.done("grade", "set", "id:1", "A")
    people.done("grade", "set", "id:4", "A")
    people.done("group", "create", "Hidden", "--query", "city:北京", "--private")
    people.done("group", "create", "Due", "--query", "due:late")
    shown = people.done("show", "id:1", "--json").json
    assert (shown["groups"], shown["private"], shown["next_due"]) == (
        ["Base", "Hidden", "Smart"], True, {"visit": None, "call": None},
    )  # fmt: skip
    assert {each["id"]: each["private"] for each in people.done("list", "--json").json} == {
        1: True, 2: True, 3: True, 4: False,
    }  # fmt: skip
    later = ("--json", "--today", "2026-08-03")
    week = people.done("agenda", *later).json
    touched = [item["contact"]["id"] for item in [*week["items"], *week["unplaced"]] if item["contact"]]
    assert set(touched) == {4}
    assert [each["id"] for each in people.done("list", "due:late", *later).json] == [4]
    refused = people.done("grade", "set", "id:1", "B", "--json")
    assert refused.json["changed"] == 0


def test_list_names_the_groups_that_show_names(people: Run) -> None:
    people.done("group", "add", "VIP", "id:1", "--yes")
    people.done("group", "create", "Due", "--query", "due:late")
    for listed in (people.done("list", "--json").json, people.done("list", "id:1,4", "--json").json):
        groups = {contact["id"]: contact["groups"] for contact in listed}
        assert (groups[1], groups[4]) == (["Base", "Smart", "VIP"], [])
    assert people.done("show", "id:1", "--json").json["groups"] == ["Base", "Smart", "VIP"]


def test_a_smart_group_stays_when_nobody_has_its_field_any_more(people: Run) -> None:
    people.done("edit", "id:1", "--set", "hobby=golf")
    people.done("group", "create", "Golf", "--query", "hobby:golf", "--visit", "10")
    people.done("group", "create", "Hidden", "--query", "has:hobby", "--private")
    people.done("edit", "id:1", "--unset", "hobby")
    for question in (
        ["agenda"],
        ["show", "id:1"],
        ["list", "--json"],
        ["list", "hobby:golf"],
        ["group", "show", "Golf"],
    ):
        people.done(*question)
    assert people("group", "create", "Sailors", "--query", "boat:yes").code == 2


def test_two_of_one_name_are_seen_and_can_be_taken_back(people: Run) -> None:
    people.done("add", "张伟", "--city", "上海", "--yes")
    two = "张伟 (id 1), 张伟 (id 5).\nTake it back with: followup undo\n"
    assert people.done("grade", "set", "张伟", "A").out == f"Graded 2 contacts A, locked: {two}"
    assert people.done("group", "add", "VIP", "张伟").out == f"Added 2 contacts to VIP: {two}"
    assert people.done("group", "remove", "VIP", "张伟").out == f"Took 2 contacts out of VIP: {two}"
    assert people.done("remove", "张伟").out == f"Removed 2 contacts: {two}"
    people.done("undo", "4")
    assert people.done("list", "grade:A", "--json").json == []


def test_private_people_are_left_out(people: Run) -> None:
    people.done("group", "create", "family", "--private")
    people.done("group", "add", "family", "李雷")
    answer = people.done("grade", "set", "city:北京", "C", "--yes", "--json")
    assert (answer.json["contacts"], answer.json["changed"]) == ([3, 1], 2)
    assert "1 private of the 3 found left out" in answer.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["set", "张伟", "F"], 2, "A, B, C, D, E"), (["set", "nobody", "A"], 3, "nobody"), (["history", "x y"], 3, "x y"),
     (["set", "张伟", "1"], 2, "no grade"), (["auto", "--by", "size"], 2, "size"),
     (["set", "张伟"], 2, 'the grade is missing behind "张伟" (followup grade set "张伟" A)'),
     (["set", "b"], 2, "it is not said who becomes b (followup grade set 张伟 b)"),
     (["set"], 2, "Missing argument 'QUERY GRADE'")],
)  # fmt: skip
def test_what_cannot_be_graded_is_one_line(prepared: Run, arguments: list[str], code: int, said: str) -> None:
    answer = prepared("grade", *arguments)
    assert answer.code == code, answer.err
    assert answer.err.count("\n") == 1
    assert said in answer.err


def test_grades_are_shown_and_understood_as_numbers_where_so_set(people: Run) -> None:
    (people.folder / "config.toml").write_text('grade.labels = "numbers"\n', encoding="utf-8")
    assert people.done("grade", "set", "张伟", "2").out == "Graded 张伟 (id 1) 2, locked.\n"
    assert people.done("grade", "history", "张伟").out.splitlines()[1].split()[1:3] == ["-", "2"]
    assert people.done("grade", "history", "张伟", "--json").json[0]["new"] == "B"


def test_settings_are_shown_with_where_they_come_from(run: Run) -> None:
    (run.folder / "config.toml").write_text("[agenda]\ncapacity = 300\n", encoding="utf-8")
    lines = {each["name"]: each for each in run.done("config", "show", "--json", env={"LANG": "zh_CN.UTF-8"}).json}
    assert (lines["agenda.capacity"]["value"], lines["agenda.capacity"]["default"]) == ("300", "360")
    assert [lines[name]["from"] for name in ("agenda.capacity", "currency", "margin")] == ["file", "locale", "default"]
    assert run.done("config", "path").out.strip() == str(run.folder / "config.toml")
    assert "agenda.capacity" in run.done("config", "show").out


def test_settings_are_made_private_with_every_default_in_a_comment(run: Run, editor: Editor) -> None:
    home = run.folder / "new" / "config.toml"
    env = editor.will("#margin = 0.3 => margin = 0.4") | {"FOLLOWUP_CONFIG": str(home)}
    assert run.done("config", "edit", env=env).out == f"Changed {home}.\n"
    assert (home.stat().st_mode & 0o777, home.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "#agenda.capacity = 360" in home.read_text(encoding="utf-8")
    lines = {each["name"]: each for each in run.done("config", "show", "--json", env=env).json}
    assert lines["margin"]["value"] == "0.4"


def test_every_default_in_the_new_file_may_be_uncommented(run: Run, editor: Editor) -> None:
    run.done("config", "edit", env=editor.will("") | {"FOLLOWUP_CONFIG": str(run.folder / "all.toml")})
    text = (run.folder / "all.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("#") for line in text.splitlines() if line.startswith("#") and line[1:2] != " "]
    assert len(lines) > 40
    (run.folder / "all.toml").write_text("\n".join(lines), encoding="utf-8")
    shown = run.done("config", "show", "--json", env={"FOLLOWUP_CONFIG": str(run.folder / "all.toml")}).json
    assert [each["name"] for each in shown if each["from"] != "file"] == ["occasions.festivals"]  # its default is none


def test_a_faulty_setting_is_refused_with_its_line_and_opened_again(run: Run, editor: Editor) -> None:
    config = run.folder / "config.toml"
    config.write_text("# mine\nmargin = 0.3\n", encoding="utf-8")
    answer = run("config", "edit", env=editor.will("margin = => margin = 9 #", ""))
    assert answer.code == 2
    assert "line 2" in answer.err
    assert "line 2" in editor.seen[1].splitlines()[1]
    assert config.read_text(encoding="utf-8") == "# mine\nmargin = 0.3\n"
    mended = editor.will("margin => curency = 'CNY'\nmargin", "curency = => currency =")
    assert run.done("config", "edit", env=mended).out == f"Changed {config}.\n"
    assert "#! did you mean currency?" in editor.seen[1]
    assert config.read_text(encoding="utf-8") == "# mine\ncurrency = 'CNY'\nmargin = 0.3\n"


def test_a_file_that_is_faulty_already_is_opened_with_what_is_wrong(run: Run, editor: Editor) -> None:
    config = run.folder / "config.toml"
    config.write_text("margin = 0.3\nfoo = [\n", encoding="utf-8")
    assert run("config", "show").code == 2
    assert run.done("config", "edit", env=editor.will("foo = [\n => ")).out == f"Changed {config}.\n"
    assert editor.seen[0].splitlines()[1].startswith("#! line 2")
