"""A phone's contacts into the book, by the real program: what works, what is wrong with files, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Program = Any

CARDS = """BEGIN:VCARD
VERSION:3.0
N:张;伟;;;
FN:张伟
TEL;TYPE=CELL:138 0013 8000
CATEGORIES:客户
NOTE:喜欢喝茶
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Smith;John;;;
FN:John Smith
EMAIL:js@example.com
END:VCARD
"""
ROWS = "姓名,手机,公司\n李娜,139 0013 9000,云图\nJohn Smith,,Contoso\n"
SAMPLES = Path(__file__).parents[3] / "shared" / "formats" / "samples"


@pytest.fixture
def phone(run: Program) -> Program:
    """A folder with a phone's export and a list from a fair."""
    (run.folder / "contacts.vcf").write_text(CARDS, encoding="utf-8")
    (run.folder / "fair.csv").write_text(ROWS, encoding="utf-8")
    return run


def names(run: Program) -> list[str]:
    return sorted(contact["name"] for contact in run.done("list", "--json").json)


def test_the_report_tells_files_counts_and_who_may_be_one(phone: Program) -> None:
    answer = phone.done("import", "contacts.vcf", "fair.csv")
    lines = answer.out.splitlines()
    assert lines[0].split() == ["file", "format", "encoding", "cards", "created", "updated", "unchanged", "skipped"]
    assert lines[1].split() == ["contacts.vcf", "vcard", "utf-8", "2", "2", "0", "0", "0"]
    assert lines[3].split() == ["together", "4", "4", "0", "0", "0"]
    assert "followup merge 2 4   both are called John Smith" in answer.out
    assert lines[-1] == "Take it back with: followup undo"
    assert answer.err == ""
    assert names(phone) == ["John Smith", "John Smith", "张伟", "李娜"]


def test_a_script_gets_the_same_as_json(phone: Program) -> None:
    answer = phone.done("import", "contacts.vcf", "fair.csv", "--json").json
    assert answer["files"][0] == {
        "file": "contacts.vcf", "format": "vcard", "encoding": "utf-8",
        "cards": 2, "created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "removed_before": 0,
    }  # fmt: skip
    assert {key: answer[key] for key in ("cards", "created", "updated", "unchanged", "skipped", "removed_before")} == {
        "cards": 4, "created": 4, "updated": 0, "unchanged": 0, "skipped": 0, "removed_before": 0,
    }  # fmt: skip
    assert answer["possible_duplicates"] == [{"contact": 4, "other": 2, "reason": "both are called John Smith"}]
    assert (answer["problems"], answer["batch"]) == ([], 1)


def test_a_second_time_and_in_another_order_changes_nothing(phone: Program) -> None:
    phone.done("import", "contacts.vcf", "fair.csv")
    before = "\n".join(sqlite3.connect(phone.book).iterdump())
    again = phone.done("import", "fair.csv", "contacts.vcf")
    assert again.out.splitlines()[-1] == "Nothing new: the book is as it was."
    assert "\n".join(sqlite3.connect(phone.book).iterdump()) == before


def test_a_dry_run_makes_no_book_and_says_what_would_be(phone: Program) -> None:
    rehearsed = phone.done("import", "contacts.vcf", "--dry-run", "--json").json
    assert not phone.book.exists()
    real = phone.done("import", "contacts.vcf", "--json").json
    assert rehearsed == {**real, "batch": None}
    answer = phone.done("import", "fair.csv", "--dry-run")
    assert answer.out.splitlines()[-1] == "A dry run: nothing was written."
    assert names(phone) == ["John Smith", "张伟"]


def test_an_import_is_in_the_history_and_can_be_undone(phone: Program) -> None:
    phone.done("import", "contacts.vcf", "fair.csv")
    phone.done("import", "contacts.vcf")
    assert "Imported 2 files: 4 new, 0 updated" in phone.done("history").out
    phone.done("undo")
    assert names(phone) == []


def test_everybody_of_a_file_goes_into_a_group(phone: Program) -> None:
    phone.done("import", "contacts.vcf", "--group", "fair2026", "--group", "客户")
    groups = {contact["name"]: contact["groups"] for contact in phone.done("list", "--json").json}
    assert groups == {"张伟": ["fair2026", "客户"], "John Smith": ["fair2026", "客户"]}


def test_whose_value_stays_is_said_with_prefer(phone: Program) -> None:
    phone.done("import", "contacts.vcf")
    (phone.folder / "new.csv").write_text("姓名,手机,公司,职位\n张伟,13800138000,云图,总监\n", encoding="utf-8")
    phone.done("import", "new.csv")
    (phone.folder / "newer.csv").write_text("姓名,手机,公司,职位\n张伟,13800138000,云图,经理\n", encoding="utf-8")
    answer = phone.done("import", "newer.csv")
    assert "title of 1: 总监 stays, 经理 is kept as title (also)" in answer.out
    (phone.folder / "newest.csv").write_text("姓名,手机,公司,职位\n张伟,13800138000,云图,顾问\n", encoding="utf-8")
    phone.done("import", "newest.csv", "--prefer", "file")
    contact = phone.done("list", "张伟", "--json").json[0]
    assert (contact["title"], contact["fields"]["title (also)"]) == ("顾问", "经理; 总监")


def test_a_column_is_named_with_map(run: Program) -> None:
    (run.folder / "own.csv").write_text("Wer,Handy\nAnna Berg,+49 171 1234567\n", encoding="utf-8")
    run.done("import", "own.csv", "--map", "Wer=name", "--map", "Handy=mobile")
    contact = run.done("list", "--json").json[0]
    assert (contact["name"], contact["phones"][0]["e164"]) == ("Anna Berg", "+491711234567")


@pytest.mark.parametrize("wrong", ["Wer", "=name", "Wer="])
def test_a_map_without_column_or_field_is_refused(phone: Program, wrong: str) -> None:
    answer = phone("import", "fair.csv", "--map", wrong)
    assert answer.code == 2
    assert "--map" in answer.err
    assert not phone.book.exists()


def test_a_wrong_encoding_is_refused_and_a_right_one_taken(run: Program) -> None:
    (run.folder / "gbk.csv").write_bytes("姓名,手机\n张伟,13800138000\n".encode("gb18030"))
    answer = run("import", "gbk.csv", "--encoding", "klingon")
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    told = run.done("import", "gbk.csv", "--encoding", "gb18030", "--json").json
    assert told["files"][0]["encoding"] == "gb18030"
    assert names(run) == ["张伟"]


def test_an_encoding_that_the_file_is_not_in_is_told_with_the_line(run: Program) -> None:
    (run.folder / "gbk.csv").write_bytes(ROWS.encode("gbk"))
    refused = run("import", "gbk.csv", "--encoding", "utf-8")
    assert refused.code == 5
    assert refused.err == (
        "followup: gbk.csv: the file is not utf-8: the bytes of line 1 do not fit"
        " (leave --encoding out: the file looks like gb18030)\n"
    )
    assert not run.book.exists()
    (run.folder / "gbk.vcf").write_bytes(CARDS.encode("gbk"))
    told = run.done("import", "gbk.vcf", "--encoding", "utf-8", "--dry-run")
    assert "gbk.vcf:3: N has bytes that are no utf-8; they are shown as \ufffd; leave --encoding out\n" in told.err


def test_a_folder_stands_for_the_files_in_it_and_a_dash_for_stdin(phone: Program) -> None:
    inner = phone.folder / "from phone"
    inner.mkdir()
    (inner / "a.VCF").write_text(CARDS.replace("John Smith", "Jane Doe").replace("js@", "jd@"), encoding="utf-8")
    (inner / "notes.txt").write_text("not for us", encoding="utf-8")
    told = phone.done("import", str(inner), "-", "--json", input=ROWS).json
    assert [Path(file["file"]).name for file in told["files"]] == ["a.VCF", "stdin"]
    assert names(phone) == ["Jane Doe", "John Smith", "张伟", "李娜"]


def test_a_missing_file_is_told_and_the_others_are_imported(phone: Program) -> None:
    answer = phone("import", "missing.vcf", "contacts.vcf", "--json")
    assert answer.code == 5
    assert answer.json["created"] == 2
    assert [problem["file"] for problem in answer.json["problems"]] == ["missing.vcf"]
    assert "missing.vcf" in answer.err
    assert names(phone) == ["John Smith", "张伟"]


def test_a_file_that_is_none_is_named_once(phone: Program) -> None:
    (phone.folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    answer = phone("import", "photo.csv", "contacts.vcf")
    assert (answer.code, answer.err.count("photo.csv")) == (5, 1)
    (problem,) = phone("import", "photo.csv", "contacts.vcf", "--json").json["problems"]
    assert (problem["file"], problem["reason"]) == ("photo.csv", "is a PNG picture, not a list of contacts")


def test_with_no_readable_file_the_book_is_not_touched(phone: Program) -> None:
    (phone.folder / "photo.vcf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (phone.folder / "empty").mkdir()
    for named in ("missing.vcf", "photo.vcf", "empty"):
        answer = phone("import", named)
        assert (answer.code, answer.out) == (5, "")
        assert len(answer.err.splitlines()) == 1
        assert named in answer.err
    assert not phone.book.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="run as an ordinary user to test permissions")
def test_a_file_without_permission_is_told(phone: Program) -> None:
    (phone.folder / "contacts.vcf").chmod(0)
    answer = phone("import", "contacts.vcf")
    assert answer.code == 5
    assert "permission denied" in answer.err


def test_an_empty_file_is_no_error(run: Program) -> None:
    (run.folder / "empty.vcf").write_bytes(b"")
    answer = run.done("import", "empty.vcf")
    assert "empty.vcf:1: the file is empty" in answer.err
    assert names(run) == []


def test_a_half_written_file_gives_what_is_there(run: Program) -> None:
    (run.folder / "cut.vcf").write_text(CARDS[: CARDS.index("EMAIL")], encoding="utf-8")
    answer = run.done("import", "cut.vcf")
    assert names(run) == ["John Smith", "张伟"]
    assert answer.err.startswith("cut.vcf:9: ")


def test_a_row_that_is_nobody_is_told_by_its_line_and_the_rest_is_imported(run: Program) -> None:
    (run.folder / "list.csv").write_text(
        "姓名,手机,备注\n张伟,13800138000,\n,,\n,,只有备注\n李娜,,\n", encoding="utf-8"
    )
    answer = run.done("import", "list.csv", "--json").json
    assert answer["skipped"] == 1
    assert [(problem["line"], problem["file"]) for problem in answer["problems"]] == [(4, "list.csv")]
    assert names(run) == ["张伟", "李娜"]


def test_a_table_without_a_known_column_is_refused_in_a_line(run: Program) -> None:
    (run.folder / "prices.csv").write_text("Artikel,Preis\nSchraube,3\n", encoding="utf-8")
    answer = run("import", "prices.csv")
    assert answer.code == 5
    assert len(answer.err.splitlines()) == 1
    assert "prices.csv" in answer.err


EVIL = "\x1b[31mEvil\x1b]0;title\x07 [red]Name[/red] \u202egnirts"


def test_nothing_in_a_name_is_obeyed(run: Program) -> None:
    (run.folder / "evil.csv").write_text(f'姓名,手机,备注\n"{EVIL}",13800138000,=HYPERLINK("x")\n', encoding="utf-8")
    answers = [run.done("import", "evil.csv"), run.done("import", "evil.csv", "--json"), run.done("list")]
    for answer in answers:
        assert not {"\x1b", "\x07", "\u202e"} & {*answer.out, *answer.err}
    assert "[red]Name[/red]" in run.done("list").out


def test_lines_of_problems_are_printed_on_one_line_each(run: Program) -> None:
    name = "b[red]ad\x1b[31m.vcf"
    (run.folder / name).write_text(CARDS[: CARDS.index("EMAIL")], encoding="utf-8")
    answer = run.done("import", name)
    assert "\x1b" not in answer.out + answer.err
    assert "b[red]ad" in answer.out


def test_one_who_was_removed_stays_removed(phone: Program) -> None:
    phone.done("import", "contacts.vcf")
    phone.done("remove", "张伟", "--yes")
    answer = phone.done("import", "contacts.vcf")
    assert "contacts.vcf:1: 张伟 was removed from the book before, and stays removed" in answer.err
    assert "removed before" in answer.out
    assert names(phone) == ["John Smith"]


def test_the_phone_region_of_the_settings_counts_from_then_on(run: Program) -> None:
    (run.folder / "uk.csv").write_text("Name,Phone\nAnna Berg,020 7946 0958\n", encoding="utf-8")
    run.done("import", "uk.csv")
    (run.folder / "gb.toml").write_text('phone.region = "GB"\n', encoding="utf-8")
    answer = run.done("import", "uk.csv", "--config", "gb.toml", "--json").json
    assert (answer["unchanged"], answer["batch"]) == (1, None)
    assert run.done("list", "--json").json[0]["phones"][0]["e164"] == "+442079460958"


def test_an_import_that_fails_leaves_the_book_as_it_was(phone: Program) -> None:
    phone.done("import", "contacts.vcf")
    before = phone.book.read_bytes()
    phone.done("group", "create", "VIP", "--query", "grade:A")
    answer = phone("import", "fair.csv", "--group", "vip")
    assert answer.code == 2
    assert names(phone) == ["John Smith", "张伟"]
    assert len(before) > 0


def samples(folder: Path) -> Iterator[str]:
    """The files, copied: what is refused is written beside them."""
    copies = folder / "samples"
    if not copies.exists():
        shutil.copytree(SAMPLES, copies)
    found = (path for path in copies.rglob("*") if path.is_file() and ".rejected" not in path.name)
    yield from sorted(str(path) for path in found if path.name != "MANIFEST.md")


@pytest.mark.skipif(
    not SAMPLES.exists(), reason="put the sample files into shared/formats/samples beside this checkout to run this"
)
def test_all_samples_go_in_by_one_command_and_a_second_time_changes_nothing(run: Program) -> None:
    first = run.done("import", *samples(run.folder), "--json").json
    assert first["created"] > 200
    assert first["cards"] == sum(first[count] for count in ("created", "updated", "unchanged", "skipped"))
    assert len(names(run)) == first["created"]
    before = "\n".join(sqlite3.connect(run.book).iterdump())
    second = run.done("import", *reversed([*samples(run.folder)]), "--json").json
    assert (second["created"], second["updated"], second["batch"]) == (0, 0, None)
    assert (second["unchanged"], second["skipped"]) == (first["cards"] - first["skipped"], first["skipped"])
    assert "\n".join(sqlite3.connect(run.book).iterdump()) == before
    run.done("undo")
    assert names(run) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal: run it on Linux or macOS")
def test_a_terminal_sees_a_bar_when_it_takes_long(run: Program) -> None:
    import pexpect

    card = CARDS[: CARDS.index("BEGIN", 5)]
    many = "".join(card.replace("张伟", f"张伟{place}").replace("8000", f"{place:05}") for place in range(16_000))
    (run.folder / "many.vcf").write_text(many, encoding="utf-8")
    child = pexpect.spawn(
        sys.executable, ["-m", "followup", "import", "many.vcf"], cwd=str(run.folder),
        env={**os.environ, **run.env, "TERM": "xterm"}, encoding="utf-8", timeout=60, dimensions=(40, 100),
    )  # fmt: skip
    child.expect("importing")
    child.expect("Take it back")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
