"""What an import did, counted by file."""

from __future__ import annotations

from followup.core.importing.report import FileReport, ImportReport


def test_a_count_of_the_import_is_that_of_its_files_together() -> None:
    files = [FileReport("a.vcf", "vcard", "utf-8", cards=2, created=1), FileReport("b.csv", "csv", "gb18030", cards=3)]
    report = ImportReport(files=files)
    assert (report.total("cards"), report.total("created"), report.total("skipped")) == (5, 1, 0)
