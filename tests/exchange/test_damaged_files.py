"""Files as they never should be: samples of real exports, damaged at random, are read or refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.importing.draft import Draft
from followup.errors import FollowupError
from followup.exchange.detect import open_reader
from followup.exchange.spreadsheet.values import has_controls

OURS = Path(__file__).parent / "samples"
OTHERS = Path(__file__).parents[3] / "shared" / "formats" / "samples"
PIECES = (
    b"\r\n", b"\n", b"\r", b"\0", b'"', b"'", b",", b";", b":", b"=", b"=\r\n", b" ", b"\t", b"\\", b"\x1b[2J", b"\xff",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xe5\xbc", b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b"item1.X-ABLabel:",
    b";ENCODING=QUOTED-PRINTABLE:=", b";CHARSET=none:", b"PHOTO;ENCODING=b:!!!!", b"BDAY:9999-99-99", b"X-ALTBDAY:",
    b"X-FOLLOWUP-DATE:", b"X-FOLLOWUP-NOTED:1;", b"X-FOLLOWUP-LABEL:TEL;1;", b"UID:", b":::", b"99999999999999999999",
    b'<row r="0">', b'<c t="s"><v>-1</v></c>', b'<c t="d"><v>x</v></c>',
)  # fmt: skip
EVERYTHING = some.integers(0, 1 << 20)
change = some.tuples(
    some.sampled_from(["cut", "keep", "double", "flip", "put", "swap"]), EVERYTHING, some.integers(0, 60),
    some.sampled_from(PIECES) | some.binary(max_size=4),
)  # fmt: skip
changes = some.lists(change, min_size=1, max_size=6)
names = some.sampled_from(["a.vcf", "a.csv", "a.xlsx", "a"])


def samples(*folders: Path) -> list[Path]:
    return sorted(
        path for folder in folders for path in folder.rglob("*")
        if path.suffix.lower() in {".vcf", ".vcs", ".csv", ".txt"} and path.stat().st_size < 100_000
    )  # fmt: skip


def changed(data: bytes, what: list[tuple[str, int, int, bytes]]) -> bytes:
    """The bytes after all the changes, one after the other."""
    for kind, place, length, piece in what:
        at = place % (len(data) + 1)
        part = data[at : at + length]
        before, after = data[:at], data[at + length :]
        data = {
            "cut": before + after, "keep": before, "double": before + part * 3 + after,
            "put": before + piece + part + after,
            "flip": before + bytes(byte ^ 0x80 for byte in part) + after, "swap": after + part + before,
        }[kind]  # fmt: skip
    return data


def read_or_refused(data: bytes, name: str) -> None:
    """Read a file: people with names, refusals and doubts that a terminal can show, or one error that it can show."""
    try:
        reading = open_reader(data, name)
        results = list(reading.drafts)
        messages = [doubt.reason for doubt in reading.doubts]
    except FollowupError as error:
        results, messages = [], [str(error), error.hint]
    assert all(result.line > 0 and result.card > 0 for result in results)
    drafts = [draft for draft in results if isinstance(draft, Draft)]
    assert all(draft.name for draft in drafts)
    messages += [draft.name for draft in drafts] + [doubt.reason for draft in drafts for doubt in draft.doubts]
    assert [text for text in messages if has_controls(text)] == []


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(path=some.sampled_from(samples(OURS)), what=changes, name=names)
def test_a_damaged_export_is_read_or_refused(path: Path, what: list[tuple[str, int, int, bytes]], name: str) -> None:
    read_or_refused(changed(path.read_bytes(), what), name)


@pytest.mark.skipif(not OTHERS.exists(), reason="put the collected samples beside the project to damage them, too")
@quick
@given(data=some.data(), what=changes, name=names)
def test_a_damaged_export_of_others_is_read_or_refused(
    data: some.DataObject, what: list[tuple[str, int, int, bytes]], name: str
) -> None:
    path = data.draw(some.sampled_from(samples(OTHERS)))
    read_or_refused(changed(path.read_bytes(), what), name)


def excel() -> bytes:
    """A sheet of two people, with texts, numbers and days."""
    openpyxl = pytest.importorskip("openpyxl", reason="pip install 'followup[excel]'")
    book = openpyxl.Workbook()
    book.active.append(["姓名", "手机", "生日", "年销售额"])
    book.active.append(["张伟", "13800138000", date(1985, 4, 15), 120000.5])
    book.active.append(["李雷", 13900139000, "农历三月初三", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


EXCEL = excel()


@quick
@given(what=changes)
def test_a_damaged_excel_file_is_read_or_refused(what: list[tuple[str, int, int, bytes]]) -> None:
    read_or_refused(changed(EXCEL, what), "a.xlsx")


@quick
@given(part=some.integers(0, 20), what=changes)
def test_an_excel_file_with_a_damaged_part_is_read_or_refused(
    part: int, what: list[tuple[str, int, int, bytes]]
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(EXCEL)) as old, zipfile.ZipFile(out, "w") as new:
        for number, name in enumerate(old.namelist()):
            damaged = number == part % len(old.namelist())
            new.writestr(name, changed(old.read(name), what) if damaged else old.read(name))
    read_or_refused(out.getvalue(), "a.xlsx")
