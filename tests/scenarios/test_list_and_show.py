"""Finding people and looking at them, through the real program, on Tuesday 2 June 2026."""

from __future__ import annotations

from typing import Any

import pytest

Run = Any


@pytest.fixture
def book_of_three(run: Run) -> Run:
    run.done(
        "add", "张伟", "--phone", "+86 138 0013 8000", "--org", "华为", "--grade", "A", "--city", "上海", "--group",
        "客户",
        "--set", "等级=A", "--note", "Likes **green** tea",
    )  # fmt: skip
    run.done("add", "王芳", "--email", "fang@example.com", "--grade", "B")
    run.done("add", "王小明", "--set", "private=yes")
    run.done("log", "张伟", "visit", "showed the catalogue", "--on", "2026-05-30")
    return run


def test_list_finds(book_of_three: Run) -> None:
    for query, names in {
        (): ["王芳", "王小明", "张伟"],
        ("王",): ["王芳", "王小明"],
        ("zw",): ["张伟"],
        ("green",): ["张伟"],
        ("grade:A,B", "not", "city:上海"): ["王芳"],
        ("等级：A",): ["张伟"],
        ("idle:>60d private:no",): ["王芳"],
        ("due:week grade:A",): ["张伟"],
        ("warning:acute",): [],
    }.items():
        assert [contact["name"] for contact in book_of_three.done("list", *query, "--json").json] == names


def test_list_is_a_table_into_a_pipe(book_of_three: Run) -> None:
    assert book_of_three.done("list").out.splitlines() == [
        "id  name    grade  organization  phone              city  groups",
        "2   王芳    B",
        "3   王小明",
        "1   张伟    A      华为          +86 138 0013 8000  上海  客户",
    ]
    (book_of_three.folder / "config.toml").write_text('[grade]\nlabels = "numbers"\n', encoding="utf-8")
    assert "王芳    2" in book_of_three.done("list").out


def test_nobody_found_is_said_on_stderr(book_of_three: Run) -> None:
    answer = book_of_three.done("list", "xyzzy")
    assert (answer.out, answer.err) == ("", "Nobody answers to xyzzy.\n")
    assert book_of_three.done("list", "xyzzy", "--json").out == "[]\n"
    assert "nobody in this book" in book_of_three.done("list", "--book", "other.db").err


def test_a_mistyped_field_is_one_line_with_the_nearest(book_of_three: Run) -> None:
    answer = book_of_three("list", "grad:A")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean grade?" in answer.err
    assert answer.err.count("\n") == 1


def test_show_takes_who_by_id_name_pinyin_and_number(book_of_three: Run) -> None:
    for who in ("1", "zhangwei", "zw", "0086 138 0013 8000"):
        assert book_of_three.done("show", who).out.startswith("张伟  id 1  grade A\n")


def test_show_has_everything_as_json(book_of_three: Run) -> None:
    shown = book_of_three.done("show", "张伟", "--json").json
    assert shown["notes"][0]["text"] == "Likes **green** tea"
    assert (shown["interactions"][0]["kind"], shown["interactions"][0]["on"]) == ("visit", "2026-05-30")
    assert shown["next_due"] == {"visit": "2026-06-13", "call": "2026-06-06"}
    assert shown["warning"] is None
    [listed] = book_of_three.done("list", "张伟", "--json").json
    assert {name: shown[name] for name in listed} == listed


def test_more_than_one_and_nobody_have_exit_codes_of_their_own(book_of_three: Run) -> None:
    several = book_of_three("show", "王")
    assert (several.code, several.out) == (4, "")
    assert "2 王芳, 3 王小明" in several.err
    nobody = book_of_three("show", "张维", "--json")
    assert nobody.code == 3
    assert '"exit_code": 3' in nobody.err
