"""What customers are worth, at a terminal and in a pipe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from valued_customers import CNY, STEEP, TODAY, WINDOW, names, report
from wcwidth import wcswidth

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import ValueReport, cut_by_grade, value_of_accounts
from followup.render.formats.json import dump
from followup.render.value.json import value_json
from followup.render.value.page import value_page
from followup.render.value.value import bar, value_text
from followup.render.value.words import ValueView

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Pretend to be a terminal of so many columns; None: a pipe."""

    def be(width: int | None) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name, raising=False)
        if width:
            monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr("sys.stdout.isatty", lambda: width is not None, raising=False)

    return be


@pytest.mark.parametrize("width", [80, 140])
def test_a_terminal_shows_bars_and_a_curve_within_its_width(width: int, terminal: Callable[[int | None], None]) -> None:
    terminal(width)
    text = value_text(STEEP, names(STEEP), CNY)
    assert "█" in text
    assert "⣀" in text or "⠤" in text
    assert max(map(wcswidth, text.splitlines())) <= width
    assert "The first 20 % bring 95 %; 80 % comes from the first 10 % (1 customer)." in text
    assert "One top customer is worth" in text
    assert "1 new customer is not ranked yet: profit ¥50.00." in text


def test_a_pipe_gets_what_whole_customers_bring(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    five = report(500, 500, 500, 500, 500)
    lines = value_text(five, names(five), CNY).splitlines()
    start = next(place for place, row in enumerate(lines) if row.startswith("first"))
    assert [row.split() for row in lines[start + 1 : start + 4]] == [
        ["20", "%", "1", "20", "%"], ["40", "%", "2", "40", "%"], ["80", "%", "4", "80", "%"],
    ]  # fmt: skip


def test_a_pipe_gets_plain_lines(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    text = value_text(STEEP, names(STEEP), CNY)
    assert "█" not in text
    assert not any("\u2800" <= sign <= "\u28ff" for sign in text)
    assert " 20 %          2   95 %" in text


def test_columns_line_up_under_chinese_names(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    lines = value_text(STEEP, names(STEEP), CNY).splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("rank"))
    ends = {wcswidth(line) for line in lines[at : at + 11]}
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (report(), "No sales from 2025-06-03 to 2026-06-02"),
        (report(500), "One customer brings all of it."),
        (report(500, 500, 500), "All 3 bring the same: nobody stands out."),
        (report(-500, -700), "The profit is -¥12.00: there is nothing to have a share of."),
        (report(0, 0), "The profit is ¥0.00"),
        (report(900, 500, -700), "1 customer with a loss: -¥7.00."),
        (report(new=2), "2 new customers are not ranked yet: profit ¥100."),
    ],
)
def test_odd_books_have_a_sentence_of_their_own(
    of: ValueReport, sentence: str, terminal: Callable[[int | None], None]
) -> None:
    for width in (None, 80):
        terminal(width)
        assert sentence in value_text(of, names(of), CNY)
    assert sentence.replace("'", "&#x27;") in value_page(of, names(of), CNY)
    keys = json.loads(dump(value_json(of, names(of), "rank", None)))
    shares = [cut["profit_share"] for cut in keys["segments"]]
    assert shares == [None] * 4 if of.profit <= 0 else sum(shares) == pytest.approx(1, abs=1e-5)
    assert keys["eighty_percent_from"] is None or 0 < keys["eighty_percent_from"] <= 1


def test_firms_are_named_and_their_buyers_counted(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    customers = [CustomerSales(n, 100 * n, 100 * n, TODAY.toordinal(), 1) for n in range(1, 5)]
    firms = {1: ("青禾", "a"), 2: ("青禾", "b"), 3: ("Acme", "c"), 4: ("", "王芳")}
    of = value_of_accounts(customers, firms, WINDOW, ValueRules())
    keys = json.loads(dump(value_json(of, names(of), "organization", 2)))
    assert (keys["customers"], keys["accounts"]) == (4, 3)
    assert [(cut["name"], cut["customers"]) for cut in keys["segments"]] == [("王芳", 1), ("青禾", 2)]
    assert [(each["name"], each["customers"]) for each in keys["customers_ranked"]] == [("王芳", 1), ("青禾", 2)]
    text = value_text(of, names(of), ValueView(by="organization"))
    assert "4 customers in 3 accounts" in text
    assert "青禾" in text


def test_grades_are_shown_by_their_labels(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    of = cut_by_grade(STEEP, {n: "AB"[n % 2] for n in range(1, 101)})
    text = value_text(of, names(of), ValueView(by="grade", labels="numbers"))
    assert "One 1 customer is worth" in text
    assert value_text(of, names(of), ValueView(by="grade", limit=0)).count("rank  ") == 0


def test_a_bar_is_as_long_as_the_share() -> None:
    assert (bar(1, 10), bar(0.5, 10), bar(0, 10), bar(-1, 10), bar(None, 10)) == ("█" * 10, "█" * 5, "", "", "")
    assert bar(0.0625, 10) == "▋"
