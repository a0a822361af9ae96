"""The roles that headers.json and sales_headers.json name exist, and all of them are read."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from followup.core.importing.draft import Draft
from followup.exchange.spreadsheet.columns import CRM_ROLES, Column, Meaning, Role, parse_meaning
from followup.exchange.spreadsheet.headers import columns_of, meanings_of
from followup.exchange.spreadsheet.row import RowReader

HEADERS = json.loads(files("followup.exchange.spreadsheet").joinpath("headers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("note", Meaning(Role.NOTE)),
        ("phone:work fax", Meaning(Role.PHONE, "work fax")),
        ("address:work.street", Meaning(Role.ADDRESS, "work", "street")),
        ("address:.street", Meaning(Role.ADDRESS, "", "street")),
    ],
)
def test_a_meaning_is_a_role_a_detail_and_a_part(written: str, meaning: Meaning) -> None:
    assert parse_meaning(written) == meaning


def test_a_role_that_does_not_exist_is_a_mistake_in_the_data_file() -> None:
    with pytest.raises(ValueError, match="telephone"):
        parse_meaning("telephone:work")


def test_every_meaning_in_the_data_file_can_be_read() -> None:
    meanings = [parse_meaning(written) for written in HEADERS["headers"]]
    meanings += [parse_meaning(clash["means"]) for clash in HEADERS["clashes"]]
    meanings += meanings_of({name: name for name in HEADERS["names"]}).values()
    columns = [Column(0, "header", *meaning) for meaning in meanings]
    drafts = [RowReader([column], lambda: "").fill(Draft(1, 1, ""), ["1"]) for column in columns]
    assert len(drafts) == len(meanings)
    assert {column.role for column in columns} == set(Role) - {Role.UNKNOWN, Role.SALE}


def test_no_header_is_listed_twice_under_one_meaning() -> None:
    for meaning, headers in HEADERS["headers"].items():
        assert len(set(headers)) == len(headers), meaning


def test_columns_without_a_place_in_the_book_are_custom() -> None:
    custom = {column.header for column in columns_of(["Name", "Hobby", "Shoe size", "Notes"]) if column.is_custom}
    assert custom == {"Hobby", "Shoe size"}


def test_the_columns_of_a_crm_are_dates_amounts_and_the_grade() -> None:
    headers = ["Grade", "Last Visit", "Next Call", "Last Order", "Annual Sales", "Annual Revenue", "Name"]
    assert [column.role in CRM_ROLES for column in columns_of(headers)] == [True] * 6 + [False]
