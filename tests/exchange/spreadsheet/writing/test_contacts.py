"""Contacts as CSV: our columns, Google's, Outlook's; no cell that a spreadsheet runs, and every cell back unchanged."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.contacts.fields import split_file_fields
from followup.core.importing.draft import Draft
from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.core.model.export_record import ExportRecord
from followup.exchange.spreadsheet.reader import read
from followup.exchange.spreadsheet.values import defused, plain
from followup.exchange.spreadsheet.writing.contacts import write_csv
from followup.exchange.spreadsheet.writing.google import write_google
from followup.exchange.spreadsheet.writing.outlook import HEADER, write_outlook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from syrupy.assertion import SnapshotAssertion

OURS = Path(__file__).parents[2] / "samples"
SAMPLES = Path(__file__).parents[5] / "shared" / "formats" / "samples"


DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    notes = values.pop("notes", ())
    return ExportRecord(Contact(**DEFAULT | values), "uid-1", notes)


FULL = record(
    family="张", given="伟", prefix="Dr.", suffix="MBA", nickname="小伟", phonetic="Zhang Wei",
    organization="云图, 智联", department="销售部", title="总监", gender="male", grade="A", language="zh",
    honorific="张总", private=True, groups=("客户", "VIP"),
    phones=(
        Phone("mobile", "+86 138 0013 8000"), Phone("work", "010-5555 0123"), Phone("work", "1"), Phone("work", "2"),
        Phone("work", "3"), Phone("work", "4"),
    ),
    emails=tuple(Email("work", f"w{number}@example.com") for number in range(4)),
    addresses=(
        Address("work", "建国路88号\n20层", "北京", "", "100022", "中国"), Address("home", "x"), Address("", "y"),
        Address("", "z"),
    ),
    urls=("https://example.com/", "https://example.org/"),
    occasions=(
        Occasion("birthday", None, 4, 5), Occasion("birthday", 1985, 3, 3, "lunar"),
        Occasion("anniversary", 2012, 5, 20),
    ),
    relations=(Relation("spouse", "李娜"), Relation("child", "甲"), Relation("child", "乙"),
        Relation("mentor", "王芳")),
    fields={"QQ": "100200300", "爱好": "=HYPERLINK(1)", "Phone": "not a phone", "=x": "y"},
    notes=('line 1\nline "2"', "@second"),
)  # fmt: skip
PLAIN = record(id=2, name="李雷")
WRITERS: dict[str, Callable[[Callable[[], list[ExportRecord]]], Iterator[str]]] = {
    "ours": write_csv, "google": write_google, "outlook": write_outlook,
}  # fmt: skip


def written(name: str, *people: ExportRecord) -> str:
    return "".join(WRITERS[name](lambda: list(people)))


def drafts(name: str, *people: ExportRecord) -> list[Draft]:
    results = list(read(written(name, *people).encode()).drafts)
    assert all(isinstance(draft, Draft) for draft in results)
    return [draft for draft in results if isinstance(draft, Draft)]


@pytest.mark.parametrize("name", WRITERS)
def test_a_csv_with_everything(name: str, snapshot: SnapshotAssertion) -> None:
    assert written(name, FULL, PLAIN) == snapshot


@pytest.mark.parametrize("name", WRITERS)
def test_no_cell_is_run_by_a_spreadsheet(name: str) -> None:
    rows = list(csv.reader(io.StringIO(written(name, FULL).removeprefix("\ufeff"))))
    cells = {cell for cell in rows[1] if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}}
    assert cells <= {"+86 138 0013 8000", "--04-05"}


def test_our_own_columns_are_read_without_loss() -> None:
    draft, second = drafts("ours", FULL, PLAIN)
    contact = FULL.contact
    own, fields = split_file_fields(draft.fields)
    assert second.name == "李雷"
    for name in (
        "name", "family", "given", "prefix", "suffix", "nickname", "phonetic", "organization", "department", "title",
    ):  # fmt: skip
        assert getattr(draft, name) == getattr(contact, name), name
    assert (own["gender"], own["language"], own["honorific"], own["private"]) == ("male", "zh", "张总", True)
    assert (draft.uid, draft.grade) == ("uid-1", "A")
    assert (tuple(draft.phones), tuple(draft.emails)) == (contact.phones, contact.emails)
    assert (tuple(draft.addresses), tuple(draft.urls)) == (contact.addresses, contact.urls)
    assert (set(draft.occasions), tuple(draft.relations)) == (set(contact.occasions), contact.relations)
    assert (tuple(draft.groups), tuple(draft.notes)) == (contact.groups, FULL.notes)
    assert fields == contact.fields
    assert draft.doubts == []


def test_google_reads_names_reach_days_and_labels() -> None:
    draft, second = drafts("google", FULL, PLAIN)
    assert (draft.name, draft.family, draft.given, second.name) == ("张伟", "张", "伟", "李雷")
    assert tuple(draft.phones) == FULL.contact.phones
    assert tuple(draft.emails) == FULL.contact.emails
    assert set(draft.occasions) == set(FULL.contact.occasions)
    assert draft.groups == ["客户", "VIP"]
    assert split_file_fields(draft.fields)[1] == FULL.contact.fields


def test_outlook_has_columns_for_most_and_notes_for_the_rest() -> None:
    draft, second = drafts("outlook", FULL, PLAIN)
    assert (draft.name, second.name, draft.organization, draft.title) == ("张伟", "李雷", "云图, 智联", "总监")
    assert {phone.value for phone in draft.phones} == {"+86 138 0013 8000", "010-5555 0123", "1", "2", "3"}
    assert [email.value for email in draft.emails] == ["w0@example.com", "w1@example.com", "w2@example.com"]
    assert Occasion("anniversary", 2012, 5, 20) in draft.occasions
    assert {(one.kind, one.name) for one in draft.relations} == {("spouse", "李娜"), ("child", "甲"), ("child", "乙")}
    (note,) = draft.notes
    for left in ("Phone work: 4", "E-mail work: w3@example.com", "Address : z", "birthday: --04-05", "QQ: 100200300",
                 "mentor: 王芳", "Nickname: 小伟", "Web Page: https://example.org/", "grade: A"):  # fmt: skip
        assert left in note


def header_of(data: bytes, codec: str) -> list[str]:
    return next(csv.reader(io.StringIO(data.decode(codec))))


def with_lists(emails: int, phones: int, more: int, addresses: int = 1) -> ExportRecord:
    return record(
        emails=(Email("", "a@b.example"),) * emails, phones=(Phone("", "10086"),) * phones, urls=("https://x.example",),
        addresses=(Address("", "x"),) * addresses, relations=(Relation("spouse", "x"),) * more,
        occasions=(Occasion("anniversary", 2012, 5, 20),) * more, fields={"x": "y"} if more else {},
    )  # fmt: skip


def test_the_header_is_googles_own() -> None:
    ours = header_of(written("google", with_lists(2, 2, 1)).encode(), "utf-8")
    assert ours == header_of((OURS / "google_new_zh.csv").read_bytes(), "utf-8")


def test_the_header_is_outlooks_own() -> None:
    assert list(HEADER) == header_of((OURS / "outlook_en_cp1252.csv").read_bytes(), "cp1252")


@pytest.mark.skipif(not SAMPLES.exists(), reason="put the collected samples beside the project to compare with them")
def test_the_headers_are_those_of_collected_exports() -> None:
    google = (SAMPLES / "_extracted" / "google_new_2024_hopper.csv").read_bytes()
    assert header_of(written("google", with_lists(2, 1, 0)).encode(), "utf-8") == header_of(google, "utf-8")
    outlook = (SAMPLES / "_synthetic" / "outlook_en_cp1252.csv").read_bytes()
    assert list(HEADER) == header_of(outlook, "cp1252")


@given(text=some.text(some.sampled_from("'=+-@\t\r a1."), max_size=8) | some.text(max_size=8))
def test_what_was_defused_is_read_as_it_was(text: str) -> None:
    shown = plain(text)  # as a cell of the book is: stripped, and out of a spreadsheet's own wrapping
    if plain(shown) == shown and not shown.startswith("'"):
        assert plain(defused(shown)) == shown


@pytest.mark.parametrize("text", ["'=x", "''=x", "'+1 a", "'abc'=d", "'x'"])
def test_an_apostrophe_of_the_persons_own_stays(text: str) -> None:
    assert plain(defused(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("-1+1", "'-1+1"), ("+x", "'+x"), ("+86 138", "+86 138"),
        ("+1 (555) 010-0100", "+1 (555) 010-0100"), ("--04-15", "--04-15"), ("x=1", "x=1"), ("", ""),
    ],
)  # fmt: skip
def test_formulas_are_defused_and_numbers_are_not(text: str, cell: str) -> None:
    assert defused(text) == cell
