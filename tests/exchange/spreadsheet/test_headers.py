"""What a column means, by its header and those beside it, or by the mapping of the person."""

from __future__ import annotations

import csv
import io

import pytest

from followup.core.importing.draft import Draft
from followup.errors import WrongUsageError
from followup.exchange.spreadsheet.headers import columns_of, fold_header, meanings_of
from followup.exchange.spreadsheet.reader import read


def as_csv(row: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(row.keys())
    writer.writerow(row.values())
    return out.getvalue().encode()


def phones(draft: Draft) -> dict[str, str]:
    return {phone.value: phone.label for phone in draft.phones}


@pytest.mark.parametrize(
    ("headers", "roles"),
    [
        (["Title", "Job Title"], ["prefix", "title"]),
        (["Title", "JobTitle"], ["prefix", "title"]),
        (["Title", "Company"], ["title", "organization"]),
        (["名字", "姓氏"], ["given", "family"]),
        (["名字", "姓"], ["given", "family"]),
        (["名", "姓", "名字"], ["given", "family", "full"]),
        (["名字", "手机"], ["full", "phone"]),
        (["名", "手机"], ["full", "phone"]),
        (["名", "姓", "姓名"], ["given", "family", "full"]),
        (["Name", "Surname"], ["given", "family"]),
        (["公司/部门", "手机"], ["organization", "phone"]),
        (["客户名称", "联系人"], ["organization", "full"]),
        (["客户", "联系人"], ["organization", "full"]),
        (["客户", "电话号"], ["full", "phone"]),
        (["备注", "姓名", "类型", "显示名称"], ["note", "full", "unknown", "full"]),
    ],
)
def test_a_header_that_clashes_is_settled_by_its_neighbours(headers: list[str], roles: list[str]) -> None:
    assert [column.role for column in columns_of(headers)] == roles


@pytest.mark.parametrize(
    "written", ["E-mail Address", "e-mail address", " E-MAIL  ADDRESS ", "\ufeffEmail_Address", "“Ｅ-mail Address”"]
)
def test_a_header_is_known_in_any_case_width_and_punctuation(written: str) -> None:
    assert [column.role for column in columns_of([written])] == ["email"]


def test_a_header_that_stands_twice_counts_by_its_place() -> None:
    labels = [(column.detail, column.part) for column in columns_of(["城市", "城市", "城市"])]
    assert labels == [("home", "city"), ("work", "city"), ("work", "city")]


def test_a_nameless_column_is_called_by_its_number() -> None:
    assert columns_of(["Name", " "])[1].header == "column 2"


def test_what_a_person_maps_goes_before_the_table() -> None:
    (draft,) = read(
        as_csv({"Kunde": "Ann", "Tel": "555-0001", "Notes": "x"}),
        mapping={"KUNDE": "name", "tel": "Mobile", "Notes": "ignore"},
    ).drafts
    assert isinstance(draft, Draft)
    assert (draft.name, phones(draft), draft.notes) == ("Ann", {"555-0001": "mobile"}, [])


def test_a_field_that_does_not_exist_names_the_nearest() -> None:
    with pytest.raises(WrongUsageError, match="no field 'emial'") as caught:
        meanings_of({"Post": "emial"})
    assert "email" in caught.value.hint


@pytest.mark.parametrize("header", ["Kunde", "Name"])
def test_a_mapped_column_that_does_not_exist_names_the_nearest(header: str) -> None:
    with pytest.raises(WrongUsageError, match="no column 'Kunden'") as caught:
        read(as_csv({header: "Ann", "X": "1"}), mapping={"Kunden": "name"})
    assert header in caught.value.hint


def test_headers_are_compared_by_their_letters_and_digits() -> None:
    assert fold_header("Phone 12 - Value") == "phone12value"
    assert fold_header("生日 (月)") == "生日月"
