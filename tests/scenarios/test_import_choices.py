"""Choosing what an import may change, and what becomes of the rows it refuses; through the real program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from typing import Any

    Program = Any

GOOD = "张伟,13800138000,经理,\n"
BAD = ",,,只有备注\n"
HEADER = "姓名,手机,职位,备注\n"


def save(run: Program, name: str, text: str, encoding: str = "utf-8") -> Path:
    path: Path = run.folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_who_is_there_is_left_as_they_are(run: Program) -> None:
    run.done("add", "张伟", "--phone", "13800138000", "--title", "总监")
    save(run, "list.csv", HEADER + GOOD + "李娜,13900139000,顾问,\n")
    answer = run.done("import", "list.csv", "--skip-existing", "--group", "fair", "--json").json
    assert (answer["created"], answer["updated"], answer["unchanged"]) == (1, 0, 1)
    people = {one["name"]: one for one in run.done("list", "--json").json}
    assert (people["张伟"]["title"], people["张伟"]["groups"], people["张伟"]["fields"]) == ("总监", [], {})
    assert people["李娜"]["groups"] == ["fair"]
    assert run.done("import", "list.csv", "--json").json["updated"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_refused_rows_go_to_a_file_that_can_be_corrected_and_imported(run: Program, encoding: str) -> None:
    save(run, "list.csv", HEADER + GOOD + BAD, encoding)
    answer = run.done("import", "list.csv", "--json").json
    assert answer["rejects"] == [{"file": "list.csv", "path": "list.rejected.csv", "cards": 1}]
    rejected = run.folder / "list.rejected.csv"
    assert rejected.read_bytes().decode(encoding) == HEADER + BAD
    assert rejected.stat().st_mode & 0o777 == 0o600
    rejected.write_bytes(rejected.read_bytes().decode(encoding).replace(BAD, "李娜" + BAD).encode(encoding))
    assert run.done("import", "list.rejected.csv", "--json").json["created"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refused_cards_too(run: Program, encoding: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nREV:20260101T000000Z\r\nEND:VCARD"
    good = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:张伟\r\nTEL:13800138000\r\nEND:VCARD\r\n"
    save(run, "phone.vcf", good + card + "\r\n" + good.replace("张伟", "李娜").replace("138", "139"), encoding)
    assert "phone.rejected.vcf (1 of phone.vcf)" in run.done("import", "phone.vcf").out
    assert (run.folder / "phone.rejected.vcf").read_bytes().decode(encoding) == card + "\r\n"
    assert run.done("import", "phone.rejected.vcf", "--json").json["rejects"][0]["path"] == "phone.rejected.vcf"


def test_nobodys_file_is_written_over_and_a_folder_does_not_mean_them(run: Program) -> None:
    folder = run.folder / "lists"
    folder.mkdir()
    (folder / "a.csv").write_text(HEADER + GOOD + BAD, encoding="utf-8")
    (folder / "a.rejected.csv").write_text("mine", encoding="utf-8")
    for _ in range(2):
        answer = run.done("import", "lists", "--json").json
        assert [file["file"] for file in answer["files"]] == [str(Path("lists", "a.csv"))]
        assert answer["rejects"][0]["path"] == str(Path("lists", "a.rejected-2.csv"))
    assert (folder / "a.rejected.csv").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "a.rejected-2.csv", "a.rejected.csv"]


def test_a_dry_run_and_a_clean_file_write_none(run: Program) -> None:
    save(run, "list.csv", HEADER + GOOD + BAD)
    save(run, "clean.csv", HEADER + GOOD)
    assert run.done("import", "list.csv", "--dry-run", "--json").json["rejects"] == []
    assert run.done("import", "clean.csv", "--json").json["rejects"] == []
    assert not list(run.folder.glob("*.rejected*"))


def test_what_came_through_a_pipe_is_refused_into_the_current_folder(run: Program) -> None:
    answer = run.done("import", "-", "--json", input=HEADER + GOOD + BAD).json
    assert answer["rejects"][0]["path"] == "stdin.rejected.csv"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="run as an ordinary user to test permissions")
def test_a_folder_that_cannot_be_written_gives_way_to_the_current_one(run: Program) -> None:
    folder = run.folder / "readonly"
    folder.mkdir()
    (folder / "a.csv").write_text(HEADER + GOOD + BAD, encoding="utf-8")
    folder.chmod(0o500)
    assert run.done("import", "readonly/a.csv", "--json").json["rejects"][0]["path"] == "a.rejected.csv"
    folder.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="run on Linux, where a name has 255 bytes at most")
def test_where_nothing_can_be_written_that_is_a_problem(run: Program) -> None:
    save(run, "list.csv", HEADER + GOOD + BAD)
    long = run.folder / f"{'长' * 83}.csv"  # 253 bytes: the longer name of what is refused does not fit
    long.write_text(HEADER + GOOD + BAD, encoding="utf-8")
    answer = run.done("import", long.name, "--json").json
    assert answer["rejects"] == []
    assert "could not be written" in answer["problems"][-1]["reason"]


@pytest.mark.parametrize("words", [["list.csv"], ["-"], ["list.csv", "--json"]])
def test_asking_needs_somebody_to_ask(run: Program, words: list[str]) -> None:
    save(run, "list.csv", HEADER + GOOD)
    answer = run("import", *words, "--ask")
    assert (answer.code, "--ask needs a person" in answer.err) == (2, True)
    assert not run.book.exists()


@pytest.fixture
def asked(run: Program) -> Any:
    """A book and a file that differ twice, on a terminal."""
    run.done("add", "张伟", "--phone", "13800138000", "--title", "总监", "--org", "云图")
    save(run, "list.csv", "姓名,手机,职位,公司\n张伟,13800138000,经理,远望\n")

    def start(*more: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            sys.executable, ["-m", "followup", "import", "list.csv", "--ask", *more], cwd=str(run.folder),
            env={**run.env, "TERM": "xterm", "COLUMNS": "200"}, encoding="utf-8", timeout=30,
        )  # fmt: skip

    return start


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal: run it on Linux or macOS")
def test_conflicts_are_decided_one_by_one(run: Program, asked: Any) -> None:
    screen = asked()
    screen.expect("张伟, organization: book 云图 | file 远望")
    screen.sendline("?")
    screen.expect("b, f, or Enter")
    screen.sendline("b")
    screen.expect("张伟, title: book 总监 | file 经理")
    screen.sendline("f")
    screen.expect(pexpect.EOF)
    contact = run.done("list", "--json").json[0]
    assert (contact["organization"], contact["title"], contact["fields"]) == ("云图", "经理", {})
    assert "Imported list.csv" in run.done("history").out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal: run it on Linux or macOS")
def test_of_what_nobody_decides_both_are_kept(run: Program, asked: Any) -> None:
    screen = asked()
    screen.expect("organization: book")
    screen.send("\x04")
    screen.expect(pexpect.EOF)
    contact = run.done("list", "--json").json[0]
    assert contact["fields"] == {"organization (also)": "远望", "title (also)": "经理"}
    refused = asked("--prefer", "file")
    refused.expect("exclude each other")
    refused.expect(pexpect.EOF)


def test_a_file_that_was_imported_before_changes_what_is_asked_for_and_nothing_else(run: Program) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:王芳\nORG:华腾\nTEL:13800138000\nEND:VCARD\n"
    (run.folder / "a.vcf").write_text(card, encoding="utf-8")
    run.done("import", "a.vcf")
    run.done("edit", "王芳", "--set", "organization=海棠", "--unset", "phone")
    assert run.done("import", "a.vcf", "--json").json["unchanged"] == 1
    for counts in ((1, 0), (0, 1)):
        said = run.done("import", "a.vcf", "--group", "fair", "--json").json
        assert (said["updated"], said["unchanged"]) == counts
    kept = run.done("show", "王芳", "--json").json
    assert (kept["groups"], kept["organization"], len(kept["phones"])) == (["fair"], "海棠", 0)
    for counts in ((1, 0), (0, 1)):
        said = run.done("import", "a.vcf", "--prefer", "file", "--json").json
        assert (said["updated"], said["unchanged"]) == counts
    kept = run.done("show", "王芳", "--json").json
    assert (kept["groups"], kept["organization"], len(kept["phones"])) == (["fair"], "华腾", 1)
    assert run.done("import", "a.vcf", "--prefer", "file", "--skip-existing", "--json").json["unchanged"] == 1
