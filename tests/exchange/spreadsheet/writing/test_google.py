"""A CSV for Google Contacts has its columns, and what it has no column for in custom fields."""

from __future__ import annotations

import csv
import io
from typing import Any

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone
from followup.core.model.export_record import ExportRecord
from followup.exchange.spreadsheet.writing.google import write_google

DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    notes = values.pop("notes", ())
    return ExportRecord(Contact(**DEFAULT | values), "uid-1", notes)


def rows(*people: ExportRecord) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(write_google(lambda: people)))))


def test_there_are_as_many_numbered_columns_as_somebody_needs() -> None:
    ann, bea = rows(record(phones=(Phone("work", "1"), Phone("", "2"))), record(phones=(Phone("", "3"),)))
    assert [(ann[f"Phone {number} - Label"], ann[f"Phone {number} - Value"]) for number in (1, 2)] == [
        ("Work", "1"), ("", "2"),
    ]  # fmt: skip
    assert (bea["Phone 1 - Value"], bea["Phone 2 - Value"], "Phone 3 - Value" in bea) == ("3", "", False)


def test_a_name_without_parts_is_the_first_name_and_that_of_a_company_its_organization() -> None:
    ann, acme = rows(record(), record(name="Acme", organization="Acme", company=True))
    assert (ann["First Name"], acme["First Name"], acme["Organization Name"]) == ("张伟", "", "Acme")


def test_only_the_first_birthday_has_a_column_and_other_days_are_events() -> None:
    (ann,) = rows(record(occasions=(
        Occasion("birthday", 1985, 4, 15), Occasion("birthday", 1985, 3, 3, "lunar"),
        Occasion("anniversary", None, 5, 20),
    )))  # fmt: skip
    assert ann["Birthday"] == "1985-04-15"
    assert [ann["Event 1 - Label"], ann["Event 2 - Label"], ann["Event 2 - Value"]] == [
        "Birthday", "Anniversary", "--05-20",
    ]  # fmt: skip


def test_an_address_also_stands_formatted() -> None:
    (ann,) = rows(record(addresses=(Address("home", "A 1", "X", "", "123", "Y"),), emails=(Email("", "a@b.example"),)))
    assert ann["Address 1 - Formatted"] == "A 1\nX 123\nY"


def test_everybody_is_in_the_group_of_ones_own_contacts_and_notes_are_one_text() -> None:
    (ann,) = rows(record(groups=("VIP",), notes=("a", "b")))
    assert (ann["Labels"], ann["Notes"]) == ("VIP ::: * myContacts", "a\n\nb")
