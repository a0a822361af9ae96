"""Columns that make one value together are read together."""

from __future__ import annotations

from followup.core.importing.draft import Draft
from followup.core.model.contact import Address, Phone, Relation
from followup.exchange.spreadsheet.column_groups import groups_of
from followup.exchange.spreadsheet.headers import columns_of
from followup.exchange.spreadsheet.row import RowReader


def grouped(*headers: str) -> list[list[str]]:
    return [[column.header for column in group.columns] for group in groups_of(columns_of(headers))]


def person(row: dict[str, str]) -> Draft:
    draft = RowReader(columns_of(list(row)), lambda: "").fill(Draft(1, 1, ""), list(row.values()))
    assert isinstance(draft, Draft)
    return draft


def test_a_number_of_the_header_makes_a_group() -> None:
    headers = ["Name", "Phone 1 - Label", "Phone 2 - Value", "Phone 1 - Value", "Phone 2 - Label"]
    assert grouped(*headers) == [["Phone 1 - Label", "Phone 1 - Value"], ["Phone 2 - Value", "Phone 2 - Label"]]


def test_the_same_column_again_is_another_group() -> None:
    assert grouped("Phone 1 - Value", "Phone 1 - Value") == [["Phone 1 - Value"], ["Phone 1 - Value"]]


def test_the_parts_of_an_address_are_grouped_by_its_label() -> None:
    assert grouped("Home Street", "Business City", "Home City") == [["Home Street", "Home City"], ["Business City"]]


def test_the_columns_of_a_crm_are_one_group() -> None:
    assert grouped("Grade", "Name", "Last Visit", "Annual Sales") == [["Grade", "Last Visit", "Annual Sales"]]


def test_a_column_of_its_own_is_in_no_group() -> None:
    assert grouped("Name", "Mobile", "Birthday") == []


def test_a_second_city_of_one_address_is_a_custom_field_and_a_second_street_a_line() -> None:
    draft = person({"Name": "Ann", "Home Street": "A 1", "Home Address": "B 2", "Home City": "X", "Home city": "Y"})
    assert draft.addresses == [Address("home", "A 1\nB 2", "X")]
    assert draft.fields == {"Home city": "Y"}


def test_two_addresses_may_stand_in_one_group_of_googles() -> None:
    draft = person({"Name": "Ann", "Address 1 - Street": "A ::: B", "Address 1 - City": "X ::: Y"})
    assert draft.addresses == [Address("", "A", "X"), Address("", "B", "Y")]


def test_a_label_without_a_value_adds_nothing() -> None:
    draft = person({"Name": "Ann", "Phone 1 - Label": "Work", "Phone 1 - Value": "", "Event 1 - Label": "x"})
    assert (draft.phones, draft.occasions) == ([], [])


def test_a_numbered_pair_has_the_label_beside_its_value() -> None:
    draft = person({
        "Name": "Ann", "Phone 1 - Value": "1", "Phone 1 - Label": "* Work", "Relation 1 - Label": "Wife",
        "Relation 1 - Value": "Bea", "Custom Field 1 - Label": "微信", "Custom Field 1 - Value": "ann1",
    })  # fmt: skip
    assert draft.phones == [Phone("work", "1")]
    assert draft.relations == [Relation("spouse", "Bea")]
    assert draft.fields == {"WeChat": "ann1"}
