"""Sales out of tables: columns by their headers, rows refused with the reason and as they stood."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from followup.core.importing.draft import Refusal
from followup.core.importing.sales import SaleLine
from followup.errors import FileUnreadableError
from followup.exchange.spreadsheet.sales import SalesReading, read_sales

TODAY = date(2026, 6, 2)


def read(text: str, currency: str = "", encoding: str = "utf-8") -> SalesReading:
    return read_sales(text.encode(encoding), "orders.csv", TODAY, currency)


def reasons_of(reading: SalesReading) -> list[tuple[object, ...]]:
    return [
        (row.buyer.name, str(row.sale.on), row.sale.amount, row.sale.profit, row.sale.product, row.sale.note)
        for row in reading.rows
        if isinstance(row, SaleLine)
    ]


def reasons(reading: SalesReading) -> list[str]:
    return [row.reason for row in reading.rows if isinstance(row, Refusal)]


def test_columns_are_known_in_english_and_chinese() -> None:
    english = read("Date,Customer,Amount,Profit,Product,Remarks\n2026-03-01,Emma,1234.50,300,X200,first\n")
    chinese = read("日期；客户；金额；毛利；商品；备注\n2026-03-01；王芳；1,200；300；X200；急\n")
    assert reasons_of(english) == [("Emma", "2026-03-01", 123450, 30000, "X200", "first")]
    assert reasons_of(chinese) == [("王芳", "2026-03-01", 120000, 30000, "X200", "急")]


def test_a_unit_in_the_header_counts() -> None:
    assert reasons_of(read("日期,姓名,金额（万元）\n2026-03-01,王芳,1.2\n2026-03-02,王芳,3万\n"))[0][2] == 1_200_000
    assert [row[2] for row in reasons_of(read("日期,姓名,金额(元)\n2026-03-01,王芳,12\n"))] == [1200]


def test_numbers_and_addresses_of_the_buyer_are_read() -> None:
    (row,) = read('date,phone,email,amount\n2026-03-01,138 0013 8001,"Emma <e@x.example>",5\n').rows
    assert isinstance(row, SaleLine)
    assert (row.buyer.phones, row.buyer.emails) == (["138 0013 8001"], ["e@x.example"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    reading = read("日期\t客户\t金额\n2026-03-01\t王芳\t5\n2026-03-01\t刘洋\tx\n", encoding=encoding)
    assert [row[0] for row in reasons_of(reading)] == ["王芳"]
    refused = reading.rows[1].original
    assert "王芳" not in (reading.head + refused).decode(encoding)
    assert "刘洋" in (reading.head + refused).decode(encoding)
    assert "日期" in (reading.head + refused).decode(encoding)


def test_what_the_other_days_of_the_column_show_decides() -> None:
    rows = "date,name,amount\n03/04/2026,Emma,1\n04/15/2026,Emma,2\n"
    assert [row[1] for row in reasons_of(read(rows))] == ["2026-03-04", "2026-04-15"]
    assert reasons(read("date,name,amount\n03/04/2026,Emma,1\n")) == ['"03/04/2026" is no day of a year']


def test_what_is_not_understood_is_refused_with_the_reason() -> None:
    reading = read(
        "date,name,amount,profit\n2026-03-01,Emma,,\n,Emma,5,\n2026-13-01,Emma,5,\n2026-06-03,Emma,5,\n"
        '2026-03-01,Emma,"1.234,56",\n2026-03-01,Emma,1e300,\n2026-03-01,Emma,NaN,\n2026-03-01,Emma,$5,\n'
        "2026-03-01,Emma,0,\n2026-03-01,Emma,5,-\ndate,name,amount,profit\n2026-03-01 14:30,Emma,-5,-1\n"
        "2026-03-01,Emma\n",
        "CNY",
    )
    expected = [
        "no amount", "no day", "no day of a year", "still to come", "more than one amount", "no amount of money",
        "no amount of money", "not in CNY", "is no sale", "no amount of money", "header again", "no amount",
    ]  # fmt: skip
    assert len(reasons(reading)) == len(expected)
    assert all(part in reason for part, reason in zip(expected, reasons(reading), strict=True))
    assert reasons_of(reading) == [("Emma", "2026-03-01", -500, -100, "", "")]
    assert [row.line for row in reading.rows] == list(range(2, 15))


def test_a_quotation_mark_that_is_not_closed_refuses_its_row_alone() -> None:
    reading = read('date,name,amount\n2026-03-01,"Emma,5\n2026-03-02,Emma,6\n')
    assert [row[2] for row in reasons_of(reading)] == [600]
    assert "quotation mark" in reasons(reading)[0]
    assert reading.rows[0].original == b'2026-03-01,"Emma,5\n'


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("name,amount\nEmma,5\n", "the day"),
        ("date,name\n2026-03-01,Emma\n", "the amount"),
        ("date,amount\n2026-03-01,5\n", "the buyer"),
        ("a,b,c\n1,2,3\n", "no header that is known"),
    ],
)
def test_a_missing_column_is_named(text: str, lacks: str) -> None:
    with pytest.raises(FileUnreadableError, match=f"orders.csv: .*{lacks}"):
        read(text)


def test_an_empty_file_and_a_header_alone_have_nothing() -> None:
    assert [doubt.reason for doubt in read(" \n").doubts] == ["the file is empty"]
    assert [doubt.reason for doubt in read("date,name,amount\n").doubts] == ["the file has a header and no rows"]


def test_bytes_that_fit_no_encoding_are_a_doubt() -> None:
    reading = read_sales(
        b"date,name,amount\n2026-03-01,\xff\xfeEmma \xe7\x8e\x8b \xe7\x8e\x8b,5\n", "o.csv", TODAY, "", "utf-8"
    )
    assert "U+FFFD" in reading.doubts[0].reason


def test_a_picture_is_no_list_of_sales() -> None:
    with pytest.raises(FileUnreadableError, match="picture"):
        read_sales(b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", TODAY)


def test_an_excel_file_is_read_as_the_same_table() -> None:
    book = openpyxl.Workbook()
    for row in (["日期", "客户", "金额"], [date(2026, 3, 1), "王芳", 1234.5], ["x", "王芳", 5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    reading = read_sales(out.getvalue(), "orders.xlsx", TODAY)
    assert reasons_of(reading) == [("王芳", "2026-03-01", 123450, None, "", "")]
    assert (reading.format, reading.head.decode()) == ("xlsx", "日期,客户,金额\n")
    assert reading.rows[1].original.decode() == "x,王芳,5\n"
