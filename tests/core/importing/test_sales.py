"""Sales of a file: which contact each row belongs to, and which rows are new."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from followup.core.importing.draft import Refusal
from followup.core.importing.sales import Buyer, Directory, SaleLine, keys_of, match_buyer, plan_sales, row_fingerprint
from followup.core.model.contact import Sale

TODAY = date(2026, 6, 2)
DIRECTORY = Directory(
    {
        "+8613800138001": (1,),
        "wang@x.example": (1,),
        "li@x.example": (2,),
        "+862155550200": (1, 2),
        "info@x.example": (2,),
    },
    {"王芳": (1,), "李娜": (2,), "张伟": (3, 4), "emma wilson": (5,)},
    {1: "王芳", 2: "李娜", 3: "张伟", 4: "张伟", 5: "Emma Wilson"},
)


def contact_of(name: str = "", phone: str = "", email: str = "") -> int | str:
    buyer = Buyer(name, [phone] if phone else [], [email] if email else [])
    match = match_buyer(buyer, keys_of(buyer, "CN"), DIRECTORY)
    return match.contact or match.reason


def test_a_buyer_is_known_by_phone_e_mail_or_exact_name() -> None:
    assert contact_of(phone="138 0013 8001") == 1
    assert contact_of(email="WANG@x.example") == 1
    assert contact_of("李娜") == 2
    assert contact_of("Wilson, Emma") == 5
    assert contact_of("王芳", "13800138001", "wang@x.example") == 1
    assert contact_of("小王", "13800138001") == 1


def test_a_buyer_who_is_not_certain_is_refused() -> None:
    assert contact_of("无名") == "nobody in the book is 无名"
    assert contact_of() == "the row does not say who bought"
    assert contact_of("张伟") == "2 contacts are 张伟: 3, 4"
    assert contact_of("李娜", "13800138001") == "李娜, 13800138001 are different contacts: 1, 2"
    assert contact_of("", "13800138001", "li@x.example") == "13800138001, li@x.example are different contacts: 1, 2"
    assert contact_of("赵子龙", "13800138001") == "赵子龙, 13800138001 is 王芳 (1) in the book"


def test_what_several_share_decides_only_with_the_rest() -> None:
    switchboard = "021-5555 0200"
    assert contact_of("王芳", switchboard) == 1
    assert contact_of("", switchboard) == f"2 contacts are {switchboard}: 1, 2"
    assert contact_of("赵子龙", switchboard) == f"nobody in the book is 赵子龙, {switchboard}"
    assert contact_of("", "", "info@x.example") == 2
    both = Directory({"+862155550200": (3,)}, {"张伟": (3, 4)}, {3: "张伟", 4: "张伟"})
    buyer = Buyer("张伟", [switchboard])
    assert match_buyer(buyer, keys_of(buyer, "CN"), both).contact == 3


def line(number: int, name: str, amount: int = 100, note: str = "") -> SaleLine:
    return SaleLine(number, Buyer(name), Sale(0, 0, TODAY, amount, None, "X", note), b"row\n")


def test_a_file_and_one_that_overlaps_it_bring_each_row_once() -> None:
    refused = Refusal(9, 9, "no day", b"")
    rows: list[SaleLine | Refusal] = [line(2, "王芳"), line(3, "王芳"), line(4, "nobody"), refused]
    plan = plan_sales(rows, DIRECTORY, "CN", set())
    assert [sale.contact_id for sale, _ in plan.new] == [1, 1]
    assert [each.reason for each in plan.refused] == ["nobody in the book is nobody", "no day"]
    marks = {mark for _, mark in plan.new}
    assert len(marks) == 2
    later = plan_sales([*rows, line(5, "王芳"), line(6, "李娜")], DIRECTORY, "CN", marks)
    assert [(sale.contact_id, later.known) for sale, _ in later.new] == [(1, 2), (2, 2)]


@given(
    some.lists(
        some.tuples(some.sampled_from(["王芳", "李娜"]), some.integers(1, 3), some.sampled_from("ab")), max_size=12
    )
)
def test_importing_a_second_time_changes_nothing(rows: list[tuple[str, int, str]]) -> None:
    lines = [line(number, *row) for number, row in enumerate(rows)]
    first = plan_sales(lines, DIRECTORY, "CN", set())
    assert len(first.new) == len(rows)
    again = plan_sales(lines, DIRECTORY, "CN", {mark for _, mark in first.new})
    assert (again.new, again.known) == ([], len(rows))


def test_a_row_is_known_by_what_it_says_and_not_how_it_is_written() -> None:
    row = line(2, "王芳")
    same = row._replace(line=9, buyer=Buyer("王芳 "), original=b"other")
    other = row._replace(sale=row.sale._replace(profit=1))
    marks = [row_fingerprint(each, Counter()) for each in (row, same, other)]
    assert marks[0] == marks[1] != marks[2]
