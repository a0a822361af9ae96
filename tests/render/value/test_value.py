"""What customers are worth on a terminal, in a pipe, as JSON and as a page."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from wcwidth import wcswidth

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import ValueReport, cut_by_grade, value_of_accounts, value_report
from followup.render.formats.json import dump
from followup.render.formats.money import money_text, round_money
from followup.render.value.curve import braille, points, svg
from followup.render.value.json import value_json
from followup.render.value.page import value_page
from followup.render.value.value import bar, value_text
from followup.render.value.words import ValueView

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 6, 2)
WINDOW = (date(2025, 6, 3), TODAY)
EVIL = '<script>alert(1)</script>"\x1b[31m\n'
CNY = ValueView(currency="CNY")


def found(*profits: int, new: int = 0) -> ValueReport:
    customers = [CustomerSales(n, profit, profit * 3, TODAY.toordinal(), 1) for n, profit in enumerate(profits, 1)]
    fresh = [CustomerSales(100 + n, 5000, 9000, TODAY.toordinal(), TODAY.toordinal()) for n in range(new)]
    return value_report([*customers, *fresh], WINDOW, ValueRules())


def names(of: ValueReport) -> dict[int, tuple[str, str | None]]:
    everybody = (*of.ranking.ranked, *of.ranking.new)
    return {
        each.id: (f"王{each.id}" if each.id % 2 else f"Emma {each.id}", "A" if each.id == 1 else None)
        for each in everybody
    }


STEEP = found(8_000_000, 1_500_000, 300_000, 100_000, 90_000, 5_000, 3_000, 1_500, 400, 100, new=1)


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


def test_a_pipe_is_told_what_whole_customers_bring(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    five = found(500, 500, 500, 500, 500)
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
    ("of", "said"),
    [
        (found(), "No sales from 2025-06-03 to 2026-06-02"),
        (found(500), "One customer brings all of it."),
        (found(500, 500, 500), "All 3 bring the same: nobody stands out."),
        (found(-500, -700), "The profit is -¥12.00: there is nothing to have a share of."),
        (found(0, 0), "The profit is ¥0.00"),
        (found(900, 500, -700), "1 customer with a loss: -¥7.00."),
        (found(new=2), "2 new customers are not ranked yet: profit ¥100."),
    ],
)
def test_odd_books_are_told_sensibly(of: ValueReport, said: str, terminal: Callable[[int | None], None]) -> None:
    for width in (None, 80):
        terminal(width)
        assert said in value_text(of, names(of), CNY)
    assert said.replace("'", "&#x27;") in value_page(of, names(of), CNY)
    keys = json.loads(dump(value_json(of, names(of), "rank", None)))
    shares = [cut["profit_share"] for cut in keys["segments"]]
    assert shares == [None] * 4 if of.profit <= 0 else sum(shares) == pytest.approx(1, abs=1e-5)
    assert keys["eighty_percent_from"] is None or 0 < keys["eighty_percent_from"] <= 1


def test_json_has_the_promised_keys() -> None:
    keys = json.loads(dump(value_json(STEEP, names(STEEP), "rank", None)))
    assert {"window", "customers", "revenue", "profit", "eighty_percent_from", "segments", "customers_ranked"} <= set(
        keys
    )
    assert keys["window"] == {"from": "2025-06-03", "to": "2026-06-02"}
    top, _, _, new = keys["segments"]
    assert (top["name"], top["customers"], top["profit"]) == ("top", 2, "95000.00")
    assert set(top) == {
        "name", "customers", "customer_share", "revenue", "profit", "profit_share", "profit_per_customer", "equals",
        "at_risk",
    }  # fmt: skip
    assert set(top["equals"]) == {"core", "tail", "new"}
    assert top["at_risk"] == {"customers": 0.1, "profit": "4750.00", "profit_share": pytest.approx(0.047, abs=0.001)}
    assert new["customers"] == 1
    first, *_, last = keys["customers_ranked"]
    assert first == {
        "id": 1, "name": "王1", "grade": "A", "segment": "top", "rank": 1, "revenue": "240000.00", "profit": "80000.00",
        "cumulative_share": 0.8,
    }  # fmt: skip
    assert (last["segment"], last["rank"], last["cumulative_share"]) == ("new", None, None)
    assert keys["customers_ranked"][-2]["cumulative_share"] == 1
    assert len(json.loads(dump(value_json(STEEP, names(STEEP), "rank", 3)))["customers_ranked"]) == 3


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


def test_the_page_is_one_file_without_scripts_and_everything_in_it_is_text() -> None:
    html = value_page(STEEP, {n: (EVIL, None) for n, _ in names(STEEP).items()}, CNY)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not any(word in html for word in ("<script", "http:", "https:", "@import", "\x1b"))
    assert "prefers-color-scheme: dark" in html
    drawing = html[html.index("<svg") : html.index("</svg>") + 6]
    assert ET.fromstring(drawing).tag == "svg"


def test_a_curve_begins_at_nothing_and_ends_at_all() -> None:
    curve = points([50, 80, 95, 100])
    assert curve == [(0, 0), (0.25, 0.5), (0.5, 0.8), (0.75, 0.95), (1, 1)]
    assert len(points(list(range(1, 10_001)), most=50)) == 51
    assert "polyline" in svg([5, 4], "x")


def test_a_drawn_curve_has_its_size_and_its_axis() -> None:
    lines = braille([50, 80, 95, 100], 40, 9)
    assert len(lines) == 11
    assert lines[0].startswith("100 % ┤")
    assert lines[4].startswith(" 50 % ┤")
    assert lines[8].startswith("  0 % ┤")
    assert lines[10].split() == ["0", "%", "20", "%", "50", "%", "100", "%"]
    assert braille([120, 100], 20, 2)[0].startswith("120 % ┤")


def test_a_bar_is_as_long_as_the_share() -> None:
    assert (bar(1, 10), bar(0.5, 10), bar(0, 10), bar(-1, 10), bar(None, 10)) == ("█" * 10, "█" * 5, "", "", "")
    assert bar(0.0625, 10) == "▋"


def test_money_has_its_sign_and_its_thousands() -> None:
    assert money_text(123456789, "CNY") == "¥1,234,567.89"
    assert money_text(-500, "USD") == "-$5.00"
    assert (money_text(100), money_text(100, "CHF")) == ("1.00", "CHF 1.00")
    assert (round_money(123456, "EUR"), round_money(9999, "EUR"), round_money(-123456)) == (
        "€1,235",
        "€99.99",
        "-1,235",
    )
