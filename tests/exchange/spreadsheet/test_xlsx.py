"""An Excel file is read as its cells say: days as days, numbers whole, results and not formulas; traps are refused."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.importing.draft import Draft
from followup.errors import FileUnreadableError, WrongUsageError
from followup.exchange.detect import open_reader

HEADER = ["姓名", "手机", "生日", "年销售额", "爱好"]


def saved(
    *rows: list[Any], sheets: dict[str, list[list[Any]]] | None = None, formats: dict[str, str] | None = None
) -> bytes:
    """An Excel file with these rows on its first sheet, and further sheets."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, content in (sheets or {}).items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def people(data: bytes, **options: Any) -> list[Draft]:
    drafts = list(open_reader(data, "list.xlsx", **options).drafts)
    assert all(isinstance(draft, Draft) for draft in drafts)
    return drafts  # type: ignore[return-value]


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def test_cells_become_what_they_say() -> None:
    (draft,) = people(
        saved(HEADER, ["张伟", 13800138000, datetime(1985, 4, 15), 120000.5, 3.0], formats={"B2": "0.00E+00"})  # noqa: DTZ001
    )
    assert [phone.value for phone in draft.phones] == ["13800138000"]
    assert [(day.year, day.month, day.day) for day in draft.occasions] == [(1985, 4, 15)]
    assert draft.fields == {"annual revenue": "120000.50", "爱好": "3"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21), (-7, "-7"), (True, "True"), (time(14, 30), "14:30:00"),
        (date(2026, 5, 1), "2026-05-01"), (datetime(2026, 5, 1, 14, 30), "2026-05-01 14:30"),  # noqa: DTZ001
        ("=HYPERLINK", "=HYPERLINK"), ("#N/A", ""),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_a_csv_would_have_it(value: Any, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Thing"])
    book.active.append(["Ann"])
    cell = book.active.cell(2, 2, value)
    if value == "=HYPERLINK":
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    (draft,) = people(out.getvalue())
    assert draft.fields == ({"Thing": text} if text else {})


@given(st.integers(10**6, 10**15 - 1))
def test_a_number_is_whole_whatever_its_length(number: int) -> None:
    (draft,) = people(saved(["Name", "Code"], ["Ann", number]))
    assert draft.fields == {"Code": str(number)}


def test_zeros_in_front_are_those_that_the_format_shows() -> None:
    (draft,) = people(saved(["Name", "ZIP"], ["Ann", 138], formats={"B2": "00000"}))
    assert draft.addresses[0].postcode == "00138"


def test_a_number_that_excel_cut_is_doubted() -> None:
    (draft,) = people(saved(["Name", "Card"], ["Ann", 123456789012345678]))
    assert "Excel keeps 15 digits" in draft.doubts[0].reason


def test_rows_have_the_numbers_that_excel_shows() -> None:
    data = saved(
        ["Customers of 2026"], [], ["Name", "Phone"], [], ["Ann", "555-0001"], [None, None], ["Bob", "555-0002"]
    )
    assert [(draft.line, draft.name) for draft in people(data)] == [(5, "Ann"), (7, "Bob")]


def test_the_first_sheet_with_a_header_is_meant_or_the_one_that_is_named() -> None:
    data = saved(["Some", "words"], sheets={"客户": [["姓名"], ["张伟"]], "Old": [["Name"], ["Ann"]]})
    assert [draft.name for draft in people(data)] == ["张伟"]
    assert [draft.name for draft in people(data, sheet=" old ")] == ["Ann"]
    with pytest.raises(WrongUsageError, match="no sheet 'Odl'") as caught:
        people(data, sheet="Odl")
    assert "Old" in caught.value.hint


def test_columns_are_mapped_and_left_out_as_in_a_csv() -> None:
    reading = open_reader(saved(["Wer", "X"], ["Ann", "y"]), "list.xlsx", mapping={"Wer": "name", "X": "-"})
    assert [(one.column, one.field, one.sample, one.guessed) for one in reading.columns] == [
        ("Wer", "name", "Ann", False), ("X", "-", "y", False),
    ]  # fmt: skip
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert (draft.name, draft.fields, reading.format, reading.expected) == ("Ann", {}, "xlsx", 1)


def test_no_formula_is_evaluated_and_a_missing_result_is_a_doubt() -> None:
    reading = open_reader(saved(["Name", "Note"], ["Ann", "=1+1"]), "list.xlsx")
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert draft.notes == []
    assert "some formulas have no result" in reading.doubts[0].reason


def without_workbook() -> bytes:
    """A package that holds all of an Excel file, and calls its workbook something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(["Name"], ["Ann"]))) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            made.writestr(name, old.read(name).replace(b"sheet.main+xml", b"sheet.mine+xml"))
    return out.getvalue()


def test_a_sheet_of_data_without_a_header_is_guessed() -> None:
    (draft,) = people(saved(["Ann Lee", "ann@example.com"]))
    assert (draft.name, draft.emails[0].value) == ("Ann Lee", "ann@example.com")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(a_dot_txt=b"x"), "zip archive"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), r"\.ods"),
        (archive(Index__Document_dot_iwa=b"x"), r"\.numbers"),
        (archive(xl__workbook_dot_bin=b"x"), r"\.xlsb"),
        (archive(word__document_dot_xml=b"x"), r"\.docx"),
        (archive(xl__workbook_dot_xml=b"<x/>"), "damaged"),
        (archive(xl__workbook_dot_xml=b"x", xl__sharedStrings_dot_xml=b"\0" * (65 << 20)), "unpacks to more"),
        (saved(["Name"], ["Ann"])[:-40], "damaged"),
        (without_workbook(), "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, r"\.xls"),
        (saved(["Artikel", "Preis"], ["Schraube", 3]), "no column is known"),
        (saved(["Name"], [*["x"] * 2001]), "more than 2000 columns"),
    ],
)
def test_what_is_no_excel_file_of_contacts_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(FileUnreadableError, match=reason) as caught:
        list(open_reader(data, "list.xlsx").drafts)
    assert caught.value.hint


def test_an_excel_file_that_calls_itself_a_vcard_is_refused() -> None:
    with pytest.raises(FileUnreadableError, match=r"a\.vcf is a zip or Excel file"):
        open_reader(saved(["Name"], ["Ann"]), "a.vcf")


def test_without_openpyxl_the_error_names_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(["Name"], ["Ann"])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(FileUnreadableError, match="need openpyxl") as caught:
        open_reader(data, "list.xlsx")
    assert "followup[excel]" in caught.value.hint
