"""The week looked back on, as it is read: in a pipe, as Markdown, as a page, and as JSON; nothing of it is obeyed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.agenda.kept import KeptLine, KeptWeek, LineState
from followup.core.model.rules import Rules
from followup.core.reports.review import Review, review
from followup.core.reports.review_facts import Buyer, Gone, Met, Promise, ReviewFacts, Sold, Who
from followup.core.value.segments import CustomerSales
from followup.core.value.value import value_report
from followup.render.formats.json import dump
from followup.render.formats.text import width
from followup.render.reports.review import review_json, review_text
from followup.render.reports.review_files import review_markdown, review_page
from followup.render.reports.review_parts import How

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
WANG, LI, TOM = Who(1, "王芳", "A"), Who(2, "李娜", "B"), Who(3, "Tom Groß", None)
HOW = How("letters", "CNY")


@pytest.fixture(autouse=True)
def _pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks, wherever the tests run, until a test says otherwise."""
    monkeypatch.delenv("COLUMNS", raising=False)


def line(item: str, quadrant: int, who: Who, kind: str, title: str, minutes: int, **more: object) -> KeptLine:
    fields = {
        "item": item, "contact": who.id, "kind": kind, "title": title, "why": "", "quadrant": quadrant,
        "grade": who.grade, "due": MON, "time": "", "minutes": minutes, "area": "", "weight": 1.0, "planned": MON + 1,
        "day": MON + 1, "added": MON, "name": who.name,
    }  # fmt: skip
    return KeptLine(**fields | more)  # type: ignore[arg-type]


LINES = [
    line("v1", 2, WANG, "visit", "Visit 王芳", 60, done=MON + 2),
    line("c2", 1, LI, "call", "Call 李娜", 15, weeks=3, state=LineState.SKIPPED, reason="away"),
    line("t3", 1, LI, "task", "send the *quote*", 20, until=MON + 9),
    line("g4", 3, TOM, "greeting", "Birthday of Tom Groß", 3, state=LineState.DROPPED),
]


def told(
    today: date = date(2026, 11, 30), *, planned: bool = True, empty: bool = False, name: str = "Tom Groß"
) -> Review:
    tom = TOM._replace(name=name)
    window = value_report(
        [CustomerSales(1, 80_000_00, 90_000_00, MON, 1), CustomerSales(2, 20_000_00, 40_000_00, MON, 1)],
        (date(2025, 11, 24), date(2026, 11, 29)), Rules().value,
    )  # fmt: skip
    if empty:
        nobody = value_report([], (MONDAY, MONDAY), Rules().value)
        nothing = ReviewFacts(KeptWeek(), [], [], [], [], [], [], nobody, {})
        return review(nothing, MONDAY, today, Rules())
    facts = ReviewFacts(
        KeptWeek(MON if planned else 0, {each.item: each for each in LINES} if planned else {}),
        [Met(WANG, MON + 2, "visit", 75), Met(tom, MON + 3, "call"), Met(LI, MON + 3, "email")],
        [Promise("t3", LI, "send the *quote*", MON + 2), Promise("t9", tom, "samples", MON + 1, MON + 3)],
        [Sold(WANG, MON + 1, 12_000_00, 4_000_00, "冷链箱"), Sold(tom, MON + 3, -50_00, -20_00)],
        [Buyer(tom, [MON + 3])],
        [Gone(Who(8, "赵敏", "B"), "price")],
        [("k5", LI, "too late")],
        window, {1: "A", 2: "B"}, brought=80_000_00, added=1,
    )  # fmt: skip
    return review(facts, MONDAY, today, Rules())


def test_in_a_pipe(snapshot: SnapshotAssertion) -> None:
    assert review_text(told(), HOW) == snapshot


def test_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert review_markdown(told(), HOW) == snapshot


def test_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert review_page(told(), HOW) == snapshot


def test_as_json(snapshot: SnapshotAssertion) -> None:
    assert dump(review_json(told())) == snapshot


def test_a_week_in_which_nothing_was_planned_nor_done_says_so() -> None:
    text = review_text(told(empty=True), HOW)
    for words in (
        "Nothing was planned: a week is kept from the first time that followup agenda shows it.",
        "Nothing was logged either.", "Nobody was met.", "No task was due.", "No sale; a usual week brings ¥0.00.",
        "0 customers new, 0 lost; 0 contacts came into the book.", "Carries over\nNothing.\n",
    ):  # fmt: skip
        assert words in text


def test_what_was_done_without_a_plan_is_told() -> None:
    text = review_text(told(planned=False), HOW)
    assert "\nDone: 1 visit, 1 call, 1 email.\n" in text
    assert "quadrant" not in text


def test_a_week_that_runs_says_up_to_when_and_what_is_still_to_do() -> None:
    text = review_text(told(date(2026, 11, 27)), HOW)
    assert text.startswith("Week 2026-W48, 2026-11-23 to 2026-11-29, up to Fri 2026-11-27\n")
    assert "Still to do\n" in text


def test_of_many_the_first_are_listed_and_the_rest_counted() -> None:
    text = review_text(told(), HOW._replace(most=1))
    assert "2 sales, revenue ¥11,950, profit ¥3,980;" in text
    assert text.count("And ") == 2
    assert "\nAnd 1 more.\n" in text
    assert text.endswith("And 2 more.\n")


def test_at_a_terminal_sentences_break_between_words_and_chinese_is_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "66")
    text = review_text(told(), HOW)
    assert all(width(row) <= 66 for row in text.splitlines())
    assert "- late: t9 samples (Tom Groß), due Tue 2026-11-24, done Thu\n  2026-11-26\n" in text
    cells = [re.match(r"(?:id|t3|k5) .*?(?=who|李娜)", row) for row in text.splitlines()]
    assert len({width(cell[0]) for cell in cells if cell}) == 1


HOSTILE = "<b>x</b> [a](https://x.example) | *y* `z` :smile: www.x.example\n# h \x1b[31m"


def test_names_are_no_markdown() -> None:
    text = review_markdown(told(name=HOSTILE), HOW)
    shown = r"\<b\>x\</b\> \[a\](https\://x.example) \| \*y\* \`z\` \:smile: www\.x.example \# h"
    assert shown in text
    assert "\x1b" not in text
    rows = [row for row in text.splitlines() if row.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == len(re.findall(r"(?<!\\)\|", rows[0])) for row in rows[:6])


def test_names_are_no_html_and_nothing_is_fetched() -> None:
    page = review_page(told(name=HOSTILE), HOW)
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x" not in page
    assert "\x1b" not in page
    assert not re.findall(r"(?:src|href)=|@import|<script", page)
