"""How the columns of a table were understood."""

from __future__ import annotations

from wcwidth import wcswidth

from followup.core.importing.draft import ReadColumn, Reading
from followup.render.importing.columns import mapping_json, mapping_text

READING = Reading(
    "csv", "gb18030", iter(()),
    columns=[
        ReadColumn("姓名", "name", "张伟"), ReadColumn("Lieblingstee\x1b", "Lieblingstee", "green", guessed=True),
        ReadColumn("Fax 2", "phone", ""),
    ],
)  # fmt: skip


def test_guesses_are_marked_and_empty_columns_left_out() -> None:
    head, first, second = mapping_text(READING).splitlines()
    assert (first.split(), second.split()) == (
        ["姓名", "name", "张伟"],
        ["Lieblingstee␛", "?", "Lieblingstee", "green"],
    )
    assert {wcswidth(first[: first.index("张伟")]), second.index("green")} == {head.index("for example")}


def test_scripts_get_every_column_of_every_file() -> None:
    keys = mapping_json([("a.csv", READING), ("b.csv", READING)])
    assert [one["file"] for one in keys] == ["a.csv"] * 3 + ["b.csv"] * 3
    assert keys[1] == {
        "file": "a.csv", "column": "Lieblingstee\x1b", "field": "Lieblingstee", "sample": "green", "guessed": True,
    }  # fmt: skip
