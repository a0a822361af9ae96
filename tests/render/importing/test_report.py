"""What an import did, for a person and for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.contacts.links import End, Link
from followup.core.importing.report import (
    FieldConflict,
    FileReport,
    ImportReport,
    PossibleDuplicate,
    Problem,
    Rejects,
)
from followup.render.importing.report import history_words, import_json, import_text, problem_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

PROBLEMS = [Problem("老客户.vcf", 12, 3, "no name\x1b"), Problem("b.csv", None, None, "the file\nis empty")]
REPORT = ImportReport(
    [
        FileReport("老客户\x1b[31m.vcf", "vcard 3.0", "gb18030", 12, 9, 1, 1, 1, 0, [b"BEGIN:VCARD"]),
        FileReport("b.csv", "csv", "utf-8", 3, 2, removed_before=1),
    ],
    PROBLEMS,
    [PossibleDuplicate(7, 2, "the same name [red]张伟")],
    [FieldConflict(7, "b.csv", 2, "title", "采购经理", "buyer\x1b")],
    [Rejects("老客户.vcf", "老客户-refused.vcf", 1)],
    interactions=1, tasks=2, linked=[Link("spouse", End(2, "李娜"), End(7, "张伟"))], batch=4,
)  # fmt: skip


def test_the_report_for_a_person(snapshot: SnapshotAssertion) -> None:
    assert import_text(REPORT, dry_run=False) == snapshot


def test_the_report_for_a_script(snapshot: SnapshotAssertion) -> None:
    assert import_json(REPORT) == snapshot


@pytest.mark.parametrize("room", [80, 140])
def test_the_files_are_in_columns_that_fit_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    head, first, second, together = import_text(REPORT, dry_run=False).splitlines()[:4]
    assert {wcswidth(line[: line.index(cell)]) for line, cell in ((first, "gb18030"), (second, "utf-8"))} == {
        head.index("encoding")
    }
    assert together.split()[1:3] == ["15", "11"]
    assert max(map(wcswidth, (head, first, second, together))) <= room


def test_a_dry_run_and_an_import_of_nothing_new_say_so() -> None:
    nothing = ImportReport([FileReport("a.vcf", "vcard", "utf-8", 1, unchanged=1)])
    assert import_text(nothing, dry_run=True).endswith("\nA dry run: nothing was written.\n")
    assert import_text(nothing, dry_run=False).endswith("\nNothing new: the book is as it was.\n")
    assert "together" not in import_text(nothing, dry_run=False)


def test_problems_say_where_they_are() -> None:
    assert problem_lines(PROBLEMS) == ["老客户.vcf:12: no name␛", "b.csv: the file is empty"]


def test_on_a_terminal_the_first_of_many_problems_are_shown(terminal: Callable[[int], None]) -> None:
    many = [Problem("a.csv", line, line, "no name") for line in range(1, 31)]
    assert len(problem_lines(many)) == 30
    terminal(80)
    assert problem_lines(many)[-2:] == ["a.csv:20: no name", "  and 10 more problems: --json lists all"]


def test_history_names_the_file_or_counts_them() -> None:
    assert history_words(REPORT, ["a\x1b.vcf"]) == "Imported a␛.vcf: 11 new, 1 updated"
    assert history_words(REPORT, ["a.vcf", "b.csv"]) == "Imported 2 files: 11 new, 1 updated"
