"""Grade, contacts and sales from a salesperson's own list: only what is certain becomes a record."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.importing.draft import Draft
from followup.core.model.contact import Interaction, Sale, Task
from followup.core.model.money import format_money, parse_money
from followup.exchange.spreadsheet.reader import read


def one(**cells: str) -> Draft:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["姓名", *(header.replace("_", " ") for header in cells)])
    writer.writerow(["张伟", *cells.values()])
    (draft,) = read(out.getvalue().encode()).drafts
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("written", "grade"),
    [("A", "A"), ("b", "B"), ("Ｃ", "C"), ("A级", "A"), ("B类客户", "B"), ("Grade D", "D"), ("3", "3"), ("2级", "2")],
)
def test_a_grade_is_a_letter_or_a_number_of_one_to_five(written: str, grade: str) -> None:
    draft = one(客户等级=written)
    assert (draft.grade, draft.fields, draft.doubts) == (grade, {}, [])


@pytest.mark.parametrize("written", ["VIP", "重要", "A+", "AA", "6", "A/B", "5星"])
def test_what_is_not_certainly_a_grade_is_a_custom_field_and_a_doubt(written: str) -> None:
    draft = one(等级=written)
    assert (draft.grade, draft.fields) == ("", {"等级": written})
    assert "is no grade of A to E" in draft.doubts[0].reason


@pytest.mark.parametrize("written", ["无", "-", "none", "未评级"])
def test_no_grade_is_nothing(written: str) -> None:
    assert (one(等级=written).grade, one(等级=written).fields, one(等级=written).doubts) == ("", {}, [])


def test_a_second_grade_becomes_a_custom_field() -> None:
    draft = one(等级="A", Grade="B")
    assert (draft.grade, draft.fields) == ("A", {"level": "B"})


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("上次联系", "message"), ("Last_Contact", "message"), ("最近拜访", "visit"), ("Last_Visit_Date", "visit"),
        ("上次通话", "call"), ("最近见面", "meeting"), ("上次吃饭", "meal"),
    ],
)  # fmt: skip
def test_the_kind_of_a_contact_is_that_of_its_column(header: str, kind: str) -> None:
    assert one(**{header: "2026-05-01 14:30"}).interactions == [Interaction(0, 0, date(2026, 5, 1), kind)]


@pytest.mark.parametrize("written", ["5月1日", "2026-05", "上周", "1/2/26"])
def test_a_day_without_its_year_becomes_a_custom_field(written: str) -> None:
    draft = one(上次联系=written)
    assert (draft.interactions, draft.fields, len(draft.doubts)) == ([], {"上次联系": written}, 1)


def test_a_next_contact_is_a_task_unless_the_last_one_was_later() -> None:
    assert one(上次联系="2026-05-01", 下次联系="2026-06-10").tasks == [Task(0, 0, "follow up", date(2026, 6, 10))]
    late = one(上次联系="2026-05-01", Next_Visit="2026-04-10")
    assert (late.tasks, late.fields) == ([], {"next visit": "2026-04-10"})


def test_a_yearly_total_is_a_field_and_a_sale_where_the_file_dates_it() -> None:
    undated, by_contact = one(年销售额="12万"), one(年销售额="120,000", 上次联系="2026-05-01")
    by_order = one(年销售额="￥120000", 上次联系="2026-05-01", 最近下单="2026-04-02")
    assert {draft.fields["annual revenue"] for draft in (undated, by_contact, by_order)} == {"120000.00"}
    assert undated.total is None
    assert by_contact.total == Sale(0, 0, date(2026, 5, 1), 12000000, note="年销售额")
    assert by_order.total == Sale(0, 0, date(2026, 4, 2), 12000000, note="年销售额")


def test_the_customers_own_turnover_is_a_sale_only_beside_an_order() -> None:
    assert one(Annual_Revenue="5000000", Last_Contact="2026-05-01").total is None
    assert one(Annual_Revenue="5000000", Last_Order="2026-05-01").total is not None


def test_a_total_of_all_time_is_never_a_sale() -> None:
    draft = one(累计消费="88,000", 最近下单="2026-05-01")
    assert (draft.total, draft.sales) == (None, [])
    assert draft.fields == {"total revenue": "88000.00", "last order": "2026-05-01"}


def test_the_last_order_with_its_amount_is_a_sale() -> None:
    draft = one(最近订单金额="3000", 最近下单="2026-05-01")
    assert (draft.sales, draft.fields) == ([Sale(0, 0, date(2026, 5, 1), 300000, note="最近订单金额")], {})
    assert one(最近订单金额="3000").fields == {"last order amount": "3000.00"}
    whole = one(年销售额="9000", 最近订单金额="3000", 最近下单="2026-05-01")
    assert (whole.sales, whole.total and whole.total.amount) == ([], 900000)


def test_a_unit_in_the_header_counts_once() -> None:
    for header in ("年销售额(万元)", "年销售额（万）", "年销售额万元"):
        assert one(**{header: "12.5"}).fields == {"annual revenue": "125000.00"}
        assert one(**{header: "12.5万"}).fields == {"annual revenue": "125000.00"}
    assert one(**{"年销售额(元)": "12.5"}).fields == {"annual revenue": "12.50"}


def test_the_sales_of_a_named_year_are_a_number_of_their_own() -> None:
    draft = one(**{"2024年销售额": "12万", "2025年销售额": "15万", "上次联系": "2026-05-01"})
    assert (draft.total, draft.fields) == (None, {"2024年销售额": "120000.00", "2025年销售额": "150000.00"})


def test_an_ambiguous_amount_becomes_a_custom_field() -> None:
    draft = one(年销售额="1.234,56", 上次联系="2026-05-01")
    assert (draft.total, draft.fields, len(draft.doubts)) == (None, {"年销售额": "1.234,56"}, 1)


@given(st.integers(1, 10**13))
def test_any_amount_is_read_to_the_cent(amount: int) -> None:
    draft = one(年销售额=format_money(amount), 上次联系="2026-05-01")
    assert parse_money(draft.fields["annual revenue"]) == amount
    assert draft.total is not None
    assert draft.total.amount == amount


@given(st.text(max_size=12))
def test_whatever_stands_in_a_grade_or_an_amount_is_never_lost(text: str) -> None:
    draft = one(等级=text, 年销售额=text)
    texts = " ".join([draft.grade, *draft.fields.values(), *(doubt.reason for doubt in draft.doubts)])
    digits = [character for character in text if character.isalnum() and character.isascii()]
    assert not digits or any(character.upper() in texts.upper() for character in digits)
