"""A CSV for Outlook has a fixed header; what finds no column is a line of the notes."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.core.model.export_record import ExportRecord
from followup.exchange.spreadsheet.writing.outlook import HEADER, write_outlook

DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    notes = values.pop("notes", ())
    return ExportRecord(Contact(**DEFAULT | values), "uid-1", notes)


def row(**values: Any) -> dict[str, str]:
    text = "".join(write_outlook(lambda: [record(**values)])).removeprefix("\ufeff")
    (cells,) = csv.DictReader(io.StringIO(text))
    assert tuple(cells) == HEADER
    return cells


def test_a_number_goes_to_the_first_free_column_of_its_label_then_to_any() -> None:
    cells = row(phones=tuple(Phone("work", str(number)) for number in range(1, 6)))
    assert [cells[name] for name in ("Business Phone", "Business Phone 2", "Other Phone", "Primary Phone")] == [
        "1", "2", "3", "4",
    ]  # fmt: skip
    assert cells["Notes"] == "Phone work: 5"


def test_three_e_mails_have_columns_of_their_own() -> None:
    cells = row(emails=tuple(Email("work", f"{number}@b.example") for number in range(4)))
    assert (cells["E-mail Address"], cells["E-mail 3 Type"]) == ("0@b.example", "SMTP")
    assert cells["E-mail 2 Display Name"] == "张伟 (1@b.example)"
    assert cells["Notes"] == "E-mail work: 3@b.example"


def test_an_address_has_the_columns_of_its_label_or_free_ones() -> None:
    cells = row(addresses=(Address("home", "A"), Address("home", "B"), Address("work", "C"), Address("", "D", "E")))
    assert [cells[f"{place} Street"] for place in ("Home", "Other", "Business")] == ["A", "B", "C"]
    assert cells["Notes"] == "Address : D, E"


@pytest.mark.parametrize(
    ("occasion", "column", "note"),
    [
        (Occasion("birthday", 1985, 4, 15), "4/15/1985", ""),
        (Occasion("birthday", None, 4, 15), "0/0/00", "birthday: --04-15"),
    ],
)
def test_only_a_whole_birthday_has_a_column(occasion: Occasion, column: str, note: str) -> None:
    cells = row(occasions=(occasion,))
    assert (cells["Birthday"], cells["Notes"]) == (column, note)


def test_children_share_a_column_and_other_relations_are_notes() -> None:
    cells = row(relations=(Relation("child", "甲"), Relation("child", "乙"), Relation("mentor", "王芳")))
    assert (cells["Children"], cells["Notes"]) == ("甲, 乙", "mentor: 王芳")


def test_notes_stand_above_what_found_no_column() -> None:
    assert row(notes=("a", "b"), nickname="小伟")["Notes"] == "a\n\nb\n\nNickname: 小伟"
