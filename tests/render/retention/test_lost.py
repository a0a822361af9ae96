"""Why customers were lost, what that costs, and whom to ask again."""

from __future__ import annotations

from datetime import date

from wcwidth import wcswidth

from followup.core.retention.lost import Losses, LostCustomer, LostValue, ReasonTotal
from followup.render.retention.lost import losses_json, losses_text

TODAY = date(2026, 11, 25)
WANG = LostValue(LostCustomer(1, "王\x1b芳", "A", date(2026, 5, 2), "price", True, ()), 90_000_00, 40_000_00, None)
TOM = LostValue(LostCustomer(22, "Tom Groß", None, None, "", True, ()), 500_00, 0, date(2026, 11, 20))
LOSSES = Losses(
    12, 45_000_00, [ReasonTotal("price", 11, 40_000_00), ReasonTotal("not said", 1, 5_000_00)], [WANG], [TOM]
)


def test_reasons_come_first_then_whom_to_ask_and_who_came_back() -> None:
    lines = losses_text(LOSSES, TODAY, "numbers").splitlines()
    assert lines[0] == "12 lost, with 45,000 of profit a year"
    assert [line.split()[-2:] for line in lines[2:4]] == [["11", "40,000"], ["1", "5,000"]]
    assert lines[5] == "Worth asking again"
    assert lines[7].split() == ["1", "王␛芳", "1", "90,000", "40,000", "Sat", "2", "May", "price"]
    assert lines[9] == "Bought again since (followup lose NAME --back takes them back)"
    assert lines[11].split()[-2:] == ["-", "-"]


def test_profits_end_in_one_line_under_a_chinese_name() -> None:
    head, row = losses_text(LOSSES._replace(win_back=[WANG]), TODAY, "letters").splitlines()[6:8]
    assert wcswidth(row[: row.index("90,000")]) + len("90,000") == head.index("brought") + len("brought")


def test_nobody_lost_is_a_sentence() -> None:
    assert losses_text(Losses(0, 0, [], [], []), TODAY, "letters").startswith("Nobody is marked as lost: followup lose")


def test_the_keys_for_scripts() -> None:
    assert losses_json(LOSSES) == {
        "lost": 12, "profit_a_year": "45000.00",
        "reasons": [
            {"reason": "price", "contacts": 11, "profit_a_year": "40000.00"},
            {"reason": "not said", "contacts": 1, "profit_a_year": "5000.00"},
        ],
        "win_back": [
            {
                "contact": {"id": 1, "name": "王\x1b芳", "grade": "A"}, "reason": "price", "lost_on": "2026-05-02",
                "profit": "90000.00", "profit_a_year": "40000.00", "bought_again": None,
            }
        ],
        "bought_again": [
            {
                "contact": {"id": 22, "name": "Tom Groß", "grade": None}, "reason": None, "lost_on": None,
                "profit": "500.00", "profit_a_year": "0.00", "bought_again": "2026-11-20",
            }
        ],
    }  # fmt: skip
