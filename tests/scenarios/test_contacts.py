"""Contacts through the real program: add, edit, remove, merge, and what is said when they cannot."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Run = Any
Editor = Any


def dump(book: Path) -> list[str]:
    connection = sqlite3.connect(book)
    try:
        return [line for line in connection.iterdump() if not line.startswith('INSERT INTO "reminded"')]
    finally:
        connection.close()


@pytest.fixture(scope="module")
def zhang_alone(tmp_path_factory: pytest.TempPathFactory, program: Callable[[Path], Run]) -> Run:
    """A book with one person that nothing changes, for what is refused."""
    run = program(tmp_path_factory.mktemp("refused"))
    run.done("add", "张伟", "--set", "hobby=golf")
    return run


def test_a_contact_is_added_with_all_that_is_said(run: Run) -> None:
    answer = run.done(
        "add", "欧阳娜娜", "--phone", "138 0013 8000", "--email", "nana@example.com", "--org", "海棠酒店",
        "--title", "采购", "--birthday", "农历三月初三", "--group", "VIP", "--grade", "a", "--city", "上海",
        "--note", "Likes **tea**", "--set", "hobby=golf", "--set", "important=是", "--json",
    )  # fmt: skip
    contact = answer.json
    assert (contact["id"], contact["name"], contact["family"], contact["given"]) == (1, "欧阳娜娜", "欧阳", "娜娜")
    assert (contact["grade"], contact["grade_locked"], contact["groups"]) == ("A", True, ["VIP"])
    assert contact["phones"][0]["e164"] == "+8613800138000"
    assert contact["addresses"][0]["city"] == "上海"
    assert contact["occasions"][0] | {"id": 0} == {
        "id": 0, "kind": "birthday", "year": None, "month": 3, "day": 3, "calendar": "lunar", "leap_month": False,
    }  # fmt: skip
    assert (contact["fields"], contact["source"]) == ({"hobby": "golf"}, "hand")
    assert "VIP is a new group" in answer.err
    assert run.done("history", "--json").json[0]["words"] == "Added 欧阳娜娜"
    assert run.book.stat().st_mode & 0o777 == 0o600


def test_a_command_says_in_one_line_what_it_did(run: Run) -> None:
    answer = run.done("add", "John", "Smith")
    assert (answer.out, answer.err) == ("Added John Smith (id 1).\n", "")


def test_nobody_is_silently_in_the_book_twice(run: Run) -> None:
    run.done("add", "张伟", "--phone", "13800138000", "--email", "zw@example.com")
    same = run("add", "Zhang Wei", "--phone", "+86 138-0013-8000")
    assert same.code == 7
    assert "张伟 (id 1) has the number +8613800138000 too" in same.err
    assert run("add", "张总", "--email", "ZW@example.com").code == 7
    assert run.done("add", "张伟", "--email", "ZW@example.com", "--yes").out == "Added 张伟 (id 2).\n"
    # another name at the number, or the name alone: told, and added
    assert "张伟 (id 1) has the number" in run.done("add", "王芳", "--phone", "13800138000").err
    assert "has the same name" in run.done("add", "张伟").err


def test_a_likely_slip_is_kept_and_said(run: Run) -> None:
    answer = run.done("add", "张伟", "--set", "brithday=1985")
    assert answer.err == "brithday is kept as a custom field; did you mean birthday?\n"
    assert (
        "did you mean VIP?"
        in run.done("add", "李雷", "--group", "VIP").err + run.done("add", "A", "--group", "VPI").err
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", ""], 2, "needs a name"),
        (["add", "x\x1b[31m"], 2, "control characters"),
        (["add", "X", "--birthday", "03/04/80"], 2, "1980-03-04 or 1980-04-03"),
        (["add", "X", "--birthday", "1985-02-30"], 2, "no such day"),
        (["add", "X", "--grade", "F"], 2, "A, B, C, D, E"),
        (["add", "X", "--grade", "A", "--set", "private=yes"], 2, "private people have no grade"),
        (["add", "X", "--set", "hobby"], 2, "--set name=value"),
        (["add", "X", "--grpup", "VIP"], 2, "--group"),
        (["edit", "张伟", "--set", "stage=clint"], 2, "did you mean client?"),
        (["edit", "张伟", "--set", "grade=A"], 2, "followup grade set"),
        (["edit", "张伟", "--unset", "hoby"], 2, "hobby"),
        (["edit", "张伟伟", "--set", "title=x"], 3, "张伟"),
        (["edit", "张伟"], 2, "no terminal"),
        (["remove", "1"], 2, "id:1"),
        (["remove", ""], 2, "everybody"),
        (["remove", "nobody at all"], 3, "nobody"),
        (["remove", "grde:A"], 2, "grade"),
        (["merge", "张伟", "id:1"], 2, "one contact already"),
        (["merge", "张伟", "Nobody"], 3, "Nobody"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    zhang_alone: Run, arguments: list[str], code: int, said: str
) -> None:
    before = dump(zhang_alone.book)
    answer = zhang_alone(*arguments)
    assert answer.code == code, answer.err
    assert answer.err.count("\n") == 1
    assert said in answer.err
    assert dump(zhang_alone.book) == before


def test_markup_and_formulas_stay_text(run: Run) -> None:
    run.done("add", "[red]Bob[/red]", "--title", "=cmd()", "--set", "x=[bold]y[/bold]")
    answer = run.done("edit", "1", "--set", "title=[link]")
    assert answer.out == "Changed [red]Bob[/red]: title: =cmd() -> [link]\n"


def test_editing_by_options_says_old_and_new(run: Run) -> None:
    run.done("add", "张伟", "--title", "采购", "--set", "hobby=golf")
    answer = run.done("edit", "zw", "--set", "title=总监", "--set", "cadence.visit=30", "--unset", "hobby")
    assert answer.out == "Changed 张伟: title: 采购 -> 总监; cadence.visit: + 30; hobby: - golf\n"
    assert run.done("edit", "zw", "--set", "title=总监").out == "Nothing changed about 张伟.\n"
    assert run.done("history", "--json").json[0]["words"] == "Changed 张伟: title, cadence.visit, hobby"


def test_in_the_editor_a_mistake_is_shown_on_top_and_nothing_typed_is_lost(run: Run, editor: Editor) -> None:
    run.done("add", "张伟", "--grade", "A")
    env = editor.will('title = "" => title = "Boss', 'title = "Boss => title = "Boss"')
    assert run.done("edit", "张伟", env=env).out == "Changed 张伟: title: + Boss\n"
    first, second = editor.seen
    assert first.startswith("0o600 0o700 ")
    assert second.splitlines()[1].startswith("#! this is no TOML: ")
    assert 'title = "Boss\n' in second
    env = editor.will('stage = "" => stage = "clint"', 'stage = "clint" => stage = "client"')
    assert run.done("edit", "张伟", env=env).out == "Changed 张伟: stage: + client\n"
    assert "#! did you mean client?" in editor.seen[1]
    assert run.done("list", "--json").json[0]["grade"] == "A"  # what the text does not hold stays


def test_in_the_editor_what_is_left_as_it_is_changes_nothing(run: Run, editor: Editor) -> None:
    run.done("add", "张伟")
    before = dump(run.book)
    assert run.done("edit", "张伟", env=editor.will("")).out == "Nothing changed about 张伟.\n"
    given_up = run("edit", "张伟", env=editor.will('title = "" => title = "', ""))
    assert (given_up.code, given_up.out) == (2, "")
    assert "line 14" in given_up.err
    assert dump(run.book) == before
    folder = editor.seen[0].splitlines()[0].split(" ", 2)[2]
    assert not os.path.exists(folder)  # noqa: PTH110 - nothing of it is left behind


@pytest.mark.parametrize(
    ("editor_words", "said"),
    [("false", "ended with an error"), ("no-such-editor -w", "cannot be started"), ("vi '", "a quote is not closed")],
)
def test_an_editor_that_fails_is_one_line(run: Run, editor_words: str, said: str) -> None:
    run.done("add", "张伟")
    answer = run("edit", "张伟", env={"EDITOR": editor_words})
    assert answer.code in {1, 2}
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_visual_comes_before_editor(run: Run, editor: Editor) -> None:
    run.done("add", "张伟")
    env = {"VISUAL": editor.will('title = "" => title = "Boss"')["EDITOR"], "EDITOR": "false"}
    assert run.done("edit", "张伟", env=env).out == "Changed 张伟: title: + Boss\n"


def test_removing_three_wants_a_yes(run: Run) -> None:
    for name in ("张伟", "李雷", "王芳"):
        run.done("add", name, "--city", "北京")
    refused = run("remove", "city:北京")
    assert refused.code == 7
    assert "3 contacts (李雷, 王芳, 张伟)" in refused.err
    assert run.done("remove", "张伟").out == "Removed 张伟 (id 1).\n"
    assert run.done("remove", "city:北京", "--json").json == {
        "removed": [{"id": 2, "name": "李雷"}, {"id": 3, "name": "王芳"}]
    }
    run.done("undo", "2")
    assert len(run.done("list", "--json").json) == 3


def test_a_merge_leaves_one_with_all_of_both(run: Run) -> None:
    run.done("add", "张伟", "--phone", "13800138000", "--title", "采购", "--group", "VIP")
    run.done("add", "Zhang Wei", "--phone", "13900139000", "--title", "Boss", "--note", "golf on Sundays")
    answer = run.done("merge", "张伟", "id:2", "--json")
    assert [phone["value"] for phone in answer.json["phones"]] == ["13800138000", "13900139000"]
    assert answer.json["fields"]["title (also)"] == "Boss"
    assert len(run.done("list", "--json").json) == 1
    assert run.done("undo").out == "Undone: Merged Zhang Wei into 张伟\n"
    assert len(run.done("list", "--json").json) == 2


def test_a_shell_is_offered_names_by_pinyin_and_groups(run: Run) -> None:
    run.done("add", "张伟", "--group", "VIP")
    run.done("add", "李雷")

    def offered(words: str) -> str:
        typed = words.split(" ")
        asked = {"COMP_WORDS": "\n".join(typed), "COMP_CWORD": str(len(typed) - 1)}
        return str(run(env={"_FOLLOWUP_COMPLETE": "complete_bash"} | asked).out).strip()

    assert offered("followup edit zh") == "张伟"
    assert offered("followup group show V") == "VIP"
    assert offered("followup group show --book nowhere.db V") == ""
    assert not (run.folder / "nowhere.db").exists()


def test_commands_of_all_kinds_undone_give_back_the_start(run: Run) -> None:
    run.done("add", "张伟", "--phone", "13800138000", "--group", "VIP")
    before = dump(run.book)
    story = (
        ["add", "李雷", "--phone", "13900139000", "--grade", "B", "--note", "x"],
        ["edit", "张伟", "--set", "title=x", "--set", "birthday=1985-04-15"],
        ["group", "create", "Beijing", "--query", "city:北京"], ["group", "add", "VIP", "李雷"],
        ["grade", "set", "张伟", "A"], ["group", "rename", "VIP", "Key"], ["merge", "张伟", "李雷"],
        ["group", "remove", "Key", "张伟"], ["group", "delete", "Key"], ["remove", "张伟"], ["add", "王芳"],
    )  # fmt: skip
    for arguments in story:
        run.done(*arguments)
    assert len(run.done("undo", str(len(story)), "--json").json["undone"]) == len(story)
    assert dump(run.book) == before
