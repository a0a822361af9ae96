"""A week planned on Monday, half done, looked back on on Friday and on the Monday after, through the real program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Program = Any
FRIDAY, SUNDAY, NEXT = (("--today", f"2026-06-{day:02}") for day in (5, 7, 8))
MONDAY = ("--today", "2026-06-01")


@pytest.fixture
def week(begun: Callable[..., Program]) -> Program:
    """张伟 (1, A) and 李娜 (2, B) to be visited, 王芳 (3) who buys, 妈妈 (4), who is private; planned on Monday."""
    return begun(
        ("add", "张伟", "--grade", "A", "--today", "2026-04-01"),
        ("add", "李娜", "--grade", "B", "--today", "2026-04-01"),
        ("add", "王芳", "--grade", "C", "--today", "2026-04-01"),
        ("add", "妈妈", "--set", "private=yes", "--today", "2026-04-01"),
        ("sale", "add", "1", "90000", "--profit", "30000", "--on", "2026-01-10", *MONDAY),
        ("sale", "add", "4", "7000", "--profit", "7000", "--on", "2026-06-01", *MONDAY),
        ("task", "add", "2", "send the quote", "--due", "2026-06-03", *MONDAY),
        ("task", "add", "1", "bring samples", "--due", "2026-06-04", *MONDAY),
        ("task", "add", "4", "cake", "--due", "2026-06-03", *MONDAY),
        ("agenda", *MONDAY),
        ("log", "1", "visit", "showed the new line", "--minutes", "90", "--today", "2026-06-02"),
        ("done", "t1", "sent", "--today", "2026-06-03"),
        ("log", "3", "gift", "--minutes", "30", "--today", "2026-06-03"),
        ("log", "4", "meal", "--minutes", "240", "--today", "2026-06-03"),
        ("sale", "add", "3", "2000", "--profit", "500", "--product", "tea", "--today", "2026-06-04"),
    )


def test_on_friday_the_week_is_told_as_far_as_it_went(week: Program) -> None:
    text = week.done("review", *FRIDAY).out
    assert text.startswith("Week 2026-W23, 2026-06-01 to 2026-06-07, up to Fri 2026-06-05\n")
    assert "Besides the plan: 1 gift.\n" in text
    assert "2.0 h with 2 contacts.\n" in text
    assert "1 kept, 1 broken.\n- broken: t2 bring samples (张伟), due Thu 2026-06-04\n" in text
    assert "1 sale, revenue 2,000, profit 500; a usual week brings 575.\n" in text
    assert "1 customer new, 0 lost; 0 contacts came into the book.\n- new: 王芳 (C)\n" in text
    assert "Still to do\n" in text
    assert "妈妈" not in text
    assert "cake" not in text


def test_scripts_get_the_same(week: Program) -> None:
    found = week.done("review", "--json", *NEXT).json
    assert (found["week"], found["until"], found["planned"]) == ("2026-W23", "2026-06-07", True)
    done = sum(each["done"] for each in found["quadrants"])
    assert done == sum(each["done"] for each in found["grades"]) == 2
    first = next(each for each in found["hours"]["segments"] if each["segment"] == "top")
    assert (first["minutes"], first["share"], first["profit"]) == (90, 0.75, "30000.00")
    assert found["sales"]["sales"][0]["contact"] == {"id": 3, "name": "王芳", "grade": "C"}
    assert "v2" in [each["id"] for each in found["carried"]]
    assert {each["id"] for each in found["tasks"]["broken"]} == {"t2"}


def test_undo_takes_it_out_of_the_review_as_well(week: Program) -> None:
    week.done("undo")
    assert week.done("review", "--json", *FRIDAY).json["sales"]["sales"] == []


def test_before_friday_the_last_week_is_meant_and_one_to_come_is_refused(week: Program) -> None:
    assert week.done("review", "--json", "--today", "2026-06-04").json["week"] == "2026-W22"
    assert week.done("review", "--json", *SUNDAY).json["week"] == "2026-W23"
    assert week.done("review", "--json", "--week", "2026-W20", *SUNDAY).json["planned"] is False
    refused = week("review", "--week", "next", *SUNDAY)
    assert (refused.code, "has not begun" in refused.err) == (2, True)


def test_looking_back_changes_nothing(week: Program) -> None:
    before = week.done("history").out
    week.done("review", *FRIDAY)
    assert week.done("history").out == before


def test_it_is_kept_as_markdown_and_as_a_page(week: Program) -> None:
    week.done("edit", "3", "--set", "name=<i>Eve</i> [x](y)")
    told = week.done("review", "--md", "week.md", "--html", "week.html", *NEXT)
    assert told.out == ""
    for name in ("week.md", "week.html"):
        assert f"{name} is ready" in told.err
        assert (week.folder / name).stat().st_mode & 0o777 == 0o600
    markdown = (week.folder / "week.md").read_text(encoding="utf-8")
    assert markdown == week.done("review", "--md", "-", *NEXT).out
    assert markdown.startswith("# Week 2026-W23\n")
    assert r"new: \<i\>Eve\</i\> \[x\](y) (C)" in markdown
    page = (week.folder / "week.html").read_text(encoding="utf-8")
    assert "&lt;i&gt;Eve&lt;/i&gt;" in page
    assert "<script" not in page


def test_a_page_of_ours_is_written_anew_and_markdown_only_when_asked(week: Program) -> None:
    for name in ("week.md", "week.html"):
        week.done("review", "--md", "week.md", "--html", "week.html", "--yes", *NEXT)
        (week.folder / name).write_text("mine", encoding="utf-8")
        option = "--md" if name.endswith(".md") else "--html"
        assert week("review", option, name, *NEXT).code == 7
        assert (week.folder / name).read_text(encoding="utf-8") == "mine"
    week.done("review", "--html", "other.html", *NEXT)
    week.done("review", "--html", "other.html", *NEXT)


def test_an_empty_book_has_a_review_too(run: Program) -> None:
    run.done("add", "张伟")
    text = run.done("review").out
    for words in ("Nothing was planned", "Nothing was logged either.", "Nobody was met.", "No sale", "Nothing.\n"):
        assert words in text
