"""Export: everything leaves for other programs, comes back unchanged, and overwrites nobody's file."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    Program = Any

BOOKKEEPING = ('"card"', '"batch"', '"command"', '"change"', '"sqlite_sequence"', '"identity"')


def contents(book: Path) -> list[str]:
    """The salesperson's data, without what every import writes down for itself."""
    connection = sqlite3.connect(book)
    try:
        lines = [line for line in connection.iterdump() if line.startswith("INSERT")]
    finally:
        connection.close()
    return [line for line in lines if not line.startswith(tuple(f"INSERT INTO {name}" for name in BOOKKEEPING))]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def filled(run: Program) -> Program:
    """A book of three: one by hand with most fields, one from a phone, one by name alone."""
    run.done(
        "add", "张伟", "--phone", "+86 138 0013 8000", "--email", "zhang.wei@example.com", "--org", "云图",
        "--title", "总监", "--birthday", "04-15", "--group", "客户", "--grade", "A", "--city", "北京",
        "--set", "hobby=围棋",
        "--set", "language=zh", "--set", "honorific=张总", "--set", "QQ=100200300", "--set", "gender=男",
    )  # fmt: skip
    card = "BEGIN:VCARD\nVERSION:3.0\nN:李;雷;;;\nFN:李雷\nTEL;TYPE=CELL:13900139000\nX-ABUID:7\nX-HAT:55\nEND:VCARD\n"
    run.done("import", "-", input=card)
    run.done("add", "李雷")
    run.done("note", "张伟", "likes tea")
    run.done("log", "张伟", "visit", "met")
    return run


@pytest.mark.parametrize("to", ["people.vcf", "people.csv", "people/", "people"])
def test_what_left_comes_back_and_changes_nothing(filled: Program, to: str) -> None:
    before = contents(filled.book)
    filled.done("export", "--to", to)
    report = filled.done("import", to, "--json").json
    assert (report["cards"], report["unchanged"], report["problems"]) == (3, 3, [])
    assert contents(filled.book) == before


def test_a_contact_in_another_book_is_the_same_there(filled: Program) -> None:
    filled.done("note", "张伟", "met at the fair", "--on", "2026-05-03")
    filled.done("export", "--to", "people.vcf")
    filled.done("import", "people.vcf", "--book", "other.db")
    one = filled.done("show", "张伟", "--json").json
    other = filled.done("show", "张伟", "--json", "--book", "other.db").json
    for key in (
        "name",
        "family",
        "given",
        "organization",
        "title",
        "grade",
        "groups",
        "phones",
        "emails",
        "addresses",
        "fields",
    ):
        assert other[key] == one[key], key
    assert {note["text"]: note["on"] for note in other["notes"]} == {note["text"]: note["on"] for note in one["notes"]}
    filled.done("export", "--to", "again.vcf", "--book", "other.db")
    assert filled.done("import", "again.vcf", "--json").json["created"] == 0


def test_the_whole_book_moves_with_its_history(filled: Program) -> None:
    filled.done("export", "--to", "book.json")
    assert filled.done("import", "book.json", "--book", "new.db", "--dry-run").err.startswith("Would restore")
    report = filled.done("import", "book.json", "--book", "new.db", "--json").json
    assert (report["created"], report["files"][0]["format"]) == (3, "book")
    assert filled.done("history", "--book", "new.db").out == filled.done("history").out
    assert "Added 李雷" not in filled.done("history").out.splitlines()[0]
    filled.done("undo", "--book", "new.db")
    refused = filled("import", "book.json")
    assert (refused.code, "not empty" in refused.err, "--book" in refused.err) == (7, True, True)
    assert filled("import", "book.json", "book.json", "--book", "third.db").code == 2
    (filled.folder / "cut.json").write_text((filled.folder / "book.json").read_text("utf-8")[:-5], encoding="utf-8")
    assert filled("import", "cut.json", "--book", "fourth.db").code == 5


def test_a_book_is_known_through_a_pipe_and_under_another_name(filled: Program) -> None:
    book = filled.done("export", "--to", "-").out
    report = filled.done("import", "-", "--book", "piped.db", "--json", input=book).json
    assert (report["created"], report["files"][0]["file"], report["files"][0]["format"]) == (3, "stdin", "book")
    assert contents(filled.folder / "piped.db") == contents(filled.book)
    (filled.folder / "book.bak").write_text(book, encoding="utf-8")
    filled.done("import", "book.bak", "--book", "copied.db")
    assert contents(filled.folder / "copied.db") == contents(filled.book)


def test_a_calendar_has_the_days_and_what_is_promised(filled: Program) -> None:
    filled.done("task", "add", "张伟", "send the quote", "--due", "2026-06-05")
    filled.done("export", "grade:A", "--to", "calendar.ics")
    filled.done("export", "--to", "calendar.ics", "--json")
    text = (filled.folder / "calendar.ics").read_text(encoding="utf-8")
    assert (text.count("BEGIN:VEVENT"), text.count("BEGIN:VTODO"), text.count("BEGIN:VCALENDAR")) == (1, 1, 1)
    assert "SUMMARY:张伟: birthday\n" in text
    assert "DUE;VALUE=DATE:20260605\n" in text


def test_files_and_folders_are_for_their_owner_only(filled: Program) -> None:
    filled.done("export", "--to", "new/deep/people.vcf")
    filled.done("export", "--to", "cards", "--format", "vdir")
    assert mode(filled.folder / "new") == mode(filled.folder / "new" / "deep") == mode(filled.folder / "cards") == 0o700
    files = [filled.folder / "new" / "deep" / "people.vcf", *(filled.folder / "cards").iterdir()]
    assert {mode(file) for file in files} == {0o600}


def test_another_programs_file_is_not_overwritten_unasked(filled: Program) -> None:
    for name in ("people.vcf", "people.csv", "people.json", "people.ics"):
        (filled.folder / name).write_text("BEGIN:VCARD\nmine\n", encoding="utf-8")
        refused = filled("export", "--to", name)
        assert (refused.code, "--yes" in refused.err) == (7, True)
        assert (filled.folder / name).read_text(encoding="utf-8") == "BEGIN:VCARD\nmine\n"
        filled.done("export", "--to", name, "--yes")
    filled.done("export", "--to", "people.vcf")
    filled.done("export", "--to", "people.json")
    assert filled("export", "--to", "people.csv").code == 7


def test_a_folder_follows_the_book_and_leaves_others_files_alone(filled: Program) -> None:
    folder = filled.folder / "people"
    filled.done("export", "--to", "people/")
    names = sorted(file.name for file in folder.glob("*.vcf"))
    (folder / "mine.vcf").write_text("x", encoding="utf-8")
    filled.done("export", "--to", "people")
    assert sorted(file.name for file in folder.glob("*.vcf")) == sorted([*names, "mine.vcf"])
    changed = folder / names[1]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert filled("export", "--to", "people").code == 7
    answer = filled.done("export", "id:1", "--to", "people/", "--json")
    assert answer.json == {"file": "people/", "format": "vdir", "contacts": 1}
    assert sorted(file.name for file in folder.glob("*.vcf")) == sorted([names[0], names[1], "mine.vcf"])
    assert names[1] in answer.err


def test_only_whom_the_query_finds(filled: Program) -> None:
    answer = filled.done("export", "grade:A", "--to", "-", "--format", "vcf")
    assert answer.out.count("BEGIN:VCARD") == 1
    assert "张伟" in answer.out
    assert filled.done("export", "grade:A", "--to", "-").json["format"] == "followup book"
    assert filled("export", "nobody-at-all", "--to", "-").code == 3


@pytest.mark.parametrize(
    "arguments",
    [["--to", "people.txt"], ["--to", "-", "--format", "vdir"], ["--to", "folder", "--format", "vcf"], []],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_wrong_usage(filled: Program, arguments: list[str]) -> None:
    (filled.folder / "folder").mkdir()
    assert filled("export", *arguments).code == 2


def test_a_place_that_takes_no_file_is_named_as_it_was_typed(filled: Program) -> None:
    (filled.folder / "plain").write_text("", encoding="utf-8")
    for to in ("plain/people.vcf", "plain/people.csv", "plain/cards/"):
        refused = filled("export", "--to", to)
        assert refused.code == 5
        assert refused.err.startswith(f"followup: {to.rstrip('/')} cannot be written: ")


def test_in_googles_columns_the_uid_comes_back(filled: Program) -> None:
    uid = "5f0a7c01-2b1d-4c3e-9a4f-0d6e8b0000aa"
    filled.done("edit", "张伟", "--set", f"uid={uid}")
    filled.done("export", "张伟", "--to", "google.csv", "--format", "google")
    other = {"FOLLOWUP_BOOK": str(filled.folder / "other.db")}
    filled.done("import", "google.csv", env=other)
    contact = filled.done("list", "--json", env=other).json[0]
    assert (contact["uid"], "uid" in contact["fields"]) == (uid, False)


def test_a_pipe_takes_an_export_too(filled: Program) -> None:
    filled.done("export", "--to", "/dev/null", "--format", "google")
    filled.done("export", "--to", "/dev/null", "--format", "outlook")
