"""A row becomes a draft: every cell in its field, and the best name that there is."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft, Refusal
from followup.core.model.contact import Occasion
from followup.exchange.spreadsheet.headers import columns_of
from followup.exchange.spreadsheet.row import RowReader


def read(row: dict[str, str], *further: str) -> Draft | Refusal:
    return RowReader(columns_of(list(row)), lambda: "").fill(Draft(1, 1, ""), [*row.values(), *further])


def person(row: dict[str, str], *further: str) -> Draft:
    draft = read(row, *further)
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("row", "name", "company"),
    [
        ({"Name": "Ann Lee", "First Name": "Ann"}, "Ann Lee", False),
        ({"First Name": "Ann", "Last Name": "Lee", "Company": "Acme"}, "Ann Lee", False),
        ({"File As": "Lee, Ann", "Company": "Acme"}, "Lee, Ann", False),
        ({"Company": "Acme", "Mobile": "1"}, "Acme", True),
        ({"Nickname": "Annie"}, "Annie", False),
        ({"Mobile": "10086", "Email": "ann@example.com"}, "ann@example.com", False),
        ({"WeChat": "ann1", "Mobile": ""}, "ann1", False),
    ],
)
def test_a_row_has_the_best_name_that_it_can_have(row: dict[str, str], name: str, *, company: bool) -> None:
    draft = person(row)
    assert (draft.name, draft.company) == (name, company)


def test_a_row_that_names_and_reaches_nobody_is_refused() -> None:
    assert read({"Name": "", "City": "Berlin"}) == Refusal(
        1, 1, "the row has no name, organization, number or address", b"\r\n"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Name": "Team", "foxaddrListMembers": "a;b"}, "the row is a distribution list and no person"),
        ({"备注": "Team", "显示名称": "Team", "类型": "群"}, '类型 is "群": no person'),
    ],
)
def test_lists_and_group_chats_are_no_persons(row: dict[str, str], reason: str) -> None:
    refusal = read(row)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason


def test_cells_beyond_the_columns_are_custom_fields() -> None:
    assert person({"Name": "Ann"}, "", "left over").fields == {"column 3": "left over"}


def test_a_row_may_have_fewer_cells_than_columns() -> None:
    draft = RowReader(columns_of(["Name", "Mobile"]), lambda: "").fill(Draft(1, 1, ""), ["Ann"])
    assert isinstance(draft, Draft)
    assert draft.name == "Ann"


def test_what_programs_write_by_default_is_left_out() -> None:
    draft = person({"Name": "Ann", "Priority": "Normal", "Sensitivity": "Private", "Gender": "Unspecified"})
    assert (draft.fields, draft.gender) == ({"Sensitivity": "Private"}, "")


def test_a_lunar_column_makes_its_dates_lunar() -> None:
    assert person({"Name": "Ann", "Lunar Birthday": "1985-03-03"}).occasions == [
        Occasion("birthday", 1985, 3, 3, "lunar")
    ]


def test_a_column_with_its_own_name_in_the_book_keeps_that_name() -> None:
    assert person({"Name": "Ann", "Territory": "North", "Hobby": "tea"}).fields == {"area": "North", "Hobby": "tea"}
