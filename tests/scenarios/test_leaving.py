"""Who is leaving, who has left and why, and complaints on their way, through the real program. It is 2 June 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from followup.core.model.contact import Contact, Interaction, Sale
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.sales import add_sale
from followup.storage.book.book import open_book
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

Program = Any
TODAY = date(2026, 6, 2)
LONG_AGO = date(2025, 1, 2)
SALES = {
    1: (400, 300, 200, 100, 20),
    2: (500, 450, 30),
    3: (700, 640, 580, 30),
    4: (300, 280, 260),
    5: (40, 20),
    6: (9,),
}
"""Contact -> how many days ago it bought, for 1,000 (10,000 in the year before) each time."""
TOUCHED = {1: 60, 2: 3, 3: 3, 4: 3, 5: 3, 6: 300}
GRADES = ("A", "B", "B", "C", "A", "D")
NAMES = ("张伟", "王芳", "Anna Keller", "John Smith", "李娜", "Max")


@pytest.fixture
def customers(run: Program) -> Program:
    """张伟 is silent, 王芳 and Anna buy less, John has gone, 李娜 is fine, Max is no customer to be warned about."""
    with open_book(run.book, create=True) as book, book.writing("people", "2026-06-02") as writing:
        add_contacts(
            writing,
            [
                Contact(number, name, grade=grade, added=LONG_AGO, graded=LONG_AGO)
                for number, (name, grade) in enumerate(zip(NAMES, GRADES, strict=True), 1)
            ],
        )
        for number, ago, amount in _sales():
            add_sale(writing, Sale(0, number, TODAY - timedelta(days=ago), amount))
        for number, ago in TOUCHED.items():
            add_interaction(writing, Interaction(0, number, TODAY - timedelta(days=ago), "call"))
    return run


def _sales() -> Iterator[tuple[int, int, int]]:
    for number, days in SALES.items():
        for ago in days:
            yield number, ago, 1_000_00 if ago < 365 or number == 1 else 5_000_00


def test_warnings_tell_who_may_leave_apart_from_who_buys_less_with_rule_and_advice(customers: Program) -> None:
    told = customers.done("warnings").out.splitlines()
    assert told[0].startswith("Customers about to leave: 1, with ")
    assert told[2].split()[:4] == ["w1", "acute", "张伟", "A"]
    assert "silent for 42 working days: 3.0 times the longest interval of 14" in told[2]
    assert told[2].endswith("Call today, and visit.")
    assert told[4].startswith("Customers who buy less: 2, with ")
    assert [line.split()[0] for line in told[6:8]] == ["w3", "w2"]
    assert "value down 93% on the window before: 300 after 4,500" in told[6]
    assert told[9].startswith("Lost, as it seems")
    assert "no sale for 260 days: 13.0 times the usual 20 between sales" in told[11]


def test_warnings_for_scripts_are_in_the_order_of_work_and_a_query_narrows_them(customers: Program) -> None:
    found = customers.done("warnings", "--json").json
    assert [(each["contact"]["id"], each["stage"], each["loss"]) for each in found] == [
        (3, "acute", "value"), (2, "acute", "value"), (1, "acute", "customer"), (4, "lost", "customer"),
    ]  # fmt: skip
    assert found[2] == {
        "contact": {"id": 1, "name": "张伟", "grade": "A"},
        "stage": "acute",
        "rule": "silence",
        "why": "silent for 42 working days: 3.0 times the longest interval of 14",
        "advice": "Call today, and visit.",
        "profit_at_risk": "1200.00",
        "loss": "customer",
    }
    assert [each["contact"]["id"] for each in customers.done("warnings", "grade:B", "--json").json] == [3, 2]
    assert customers.done("warnings", "warning:early").out == "Nobody drifts away.\n"


def test_a_book_without_sales_or_grades_says_what_warnings_rest_on(run: Program) -> None:
    assert "rest on sales" in run.done("warnings").out


def test_on_a_narrow_terminal_the_rule_and_the_advice_stand_below_and_are_not_cut(customers: Program) -> None:
    told = customers.done("warnings", env={"COLUMNS": "80"}).out.splitlines()
    assert max(map(len, told)) <= 80
    assert told[2:5] == [
        "w1  acute  张伟  A        1,200",
        "    silent for 42 working days: 3.0 times the longest interval of 14",
        "    Call today, and visit.",
    ]


def test_who_is_lost_has_a_reason_leaves_the_warnings_and_can_come_back(customers: Program) -> None:
    assert customers.done("lose", "张伟", "--reason", "太贵", "--note", "8 % cheaper elsewhere", "--on", "-7d").out == (
        "Lost 张伟: price, on 2026-05-26\n"
    )
    assert customers.done("lose", "smith", "--reason", "competitor", "--json").json == {
        "contact": {"id": 4, "name": "John Smith"}, "status": "lost", "lost_on": "2026-06-02", "reason": "competitor",
    }  # fmt: skip
    assert customers.done("warnings").out.endswith("2 are marked as lost: followup lose --report\n")
    shown = customers.done("show", "1").out
    assert "lost          price, since Tue 26 May" in shown
    assert "8 % cheaper elsewhere" in shown
    report = customers.done("lose", "--report", "--json").json
    assert (report["lost"], report["profit_a_year"]) == (2, "2100.00")
    assert [(each["reason"], each["contacts"], each["profit_a_year"]) for each in report["reasons"]] == [
        ("price", 1, "1200.00"), ("competitor", 1, "900.00"),
    ]  # fmt: skip
    assert [each["contact"]["name"] for each in report["win_back"]] == ["张伟", "John Smith"]
    assert "张伟" in customers.done("lose", "--report").out
    customers.done("lose", "1", "--reason", "service")
    assert customers.done("show", "1", "--json").json["lost"] == {"reason": "service", "on": "2026-05-26"}
    assert customers.done("lose", "1", "--back").out == "张伟 is back\n"
    customers.done("undo")
    assert customers.done("show", "1", "--json").json["status"] == "lost"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("张伟", "--reason", "prise"), "did you mean price?"),
        (("张伟",), "it takes a reason, or --back"),
        ((), "who is lost is not said"),
        (("张伟", "--report"), "--report is about everybody"),
        (("张伟", "--back", "--reason", "price"), "it takes a reason, or --back"),
    ],
)
def test_a_slip_changes_nothing_and_is_told(customers: Program, words: tuple[str, ...], told: str) -> None:
    refused = customers("lose", *words)
    assert refused.code == 2
    assert told in refused.err


def test_a_complaint_is_urgent_until_it_is_resolved_and_asked_after_three_days_later(customers: Program) -> None:
    opened = customers.done("complaint", "open", "李娜", "the second delivery came late", "--on", "-1d", "--json").json
    assert (opened["id"], opened["opened"], opened["resolved"]) == ("k1", "2026-06-01", None)
    item = next(each for each in customers.done("agenda", "--json").json["items"] if each["id"] == "k1")
    assert (item["kind"], item["urgent"], item["important"]) == ("complaint", True, True)
    assert customers("complaint", "satisfied", "k1").code == 2
    customers.done("complaint", "resolve", "k1", "sent another by courier", "--cause", "late delivery")
    later = customers.done("agenda", "--json").json["items"]
    assert [each["kind"] for each in later if each["id"] == "k1" and each["status"] == "done"] == ["complaint"]
    item = next(each for each in later if each["id"] == "k1" and each["status"] == "planned")
    assert (item["kind"], item["due"], item["day"]) == ("satisfaction", "2026-06-05", "2026-06-05")
    assert customers.done("complaint", "satisfied", "k1", "--today", "2026-06-05").out == (
        "k1 of 李娜: the second delivery came late (satisfied on 2026-06-05)\n"
    )
    assert customers.done("complaint", "list").out.startswith("No complaint is open.")
    shown = customers.done("show", "5", "--json").json
    assert [each["item"] for each in shown["interactions"]] == ["k1", ""]


def test_done_completes_a_complaint_and_then_the_question(customers: Program) -> None:
    customers.done("complaint", "open", "李娜", "scratched")
    assert customers.done("done", "k1", "repainted").out == "k1 resolved: 李娜\n"
    assert customers.done("done", "k1", "--today", "2026-06-05").out == "k1 satisfied: 李娜\n"
    assert "repainted" in customers.done("complaint", "list", "--all").out


def test_causes_that_come_again_are_counted_and_shown(customers: Program) -> None:
    for who in ("李娜", "王芳"):
        customers.done("complaint", "open", who, "late")
    customers.done("complaint", "resolve", "k1", "sorry", "--cause", "Late delivery")
    told = customers.done("complaint", "resolve", "k2", "sorry", "--cause", "late delivery").out
    assert "was the cause 2 times by now" in told
    listed = customers.done("complaint", "list").out
    assert "Causes that came again" in listed
    assert customers.done("complaint", "causes", "--json").json == [
        {"cause": "Late delivery", "times": 2, "contacts": 2, "latest": "2026-06-02"}
    ]
    assert customers.done("complaint", "causes", "grade:B").out.splitlines()[1].split()[-3:] == ["1", "1", "2026-06-02"]
    assert customers("complaint", "resolve", "t1", "x").code == 2
