"""A book's JSON with a value that no book has is refused as a whole, with its place; a sound one is restored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def first(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def no_sequence(document: Any) -> None:
    document["sequences"]["contact"] = 0


def listed(document: Any) -> None:
    document["tables"]["command"][0]["sequences"] = "[]"


def unreadable(document: Any) -> None:
    first(document["tables"]["change"], op="u")["old"] = "not json"


def lunar(document: Any) -> None:
    document["tables"]["groups"][0]["cadence_visit"] = "lunar"


def nothing(document: Any) -> None:
    document["tables"]["note"][0]["text"] = None


POISONS: dict[Callable[[Any], None], str] = {
    no_sequence: "sequences.contact is lower than the id of a row, 2",
    listed: "row 1 of command has in sequences what no book has there",
    unreadable: "of change has in old what no book has there",
    lunar: "row 1 of groups has in cadence_visit what no book has there",
    nothing: "a row of note, at or above line",
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_poisoned_book_is_refused_with_the_place_and_nothing_is_written(
    begun: Callable[..., Any], poison: Callable[[Any], None]
) -> None:
    run = begun(
        ("add", "张伟"), ("add", "王芳"), ("group", "create", "VIP", "--visit", "14"), ("note", "张伟", "tea"),
        ("edit", "张伟", "--set", "title=buyer"),
    )  # fmt: skip
    run.done("export", "--to", "whole.json")
    document = json.loads((run.folder / "whole.json").read_text(encoding="utf-8"))
    run.done("import", "whole.json", "--book", "sound.db")
    poison(document)
    lines = json.dumps(document, ensure_ascii=False)
    (run.folder / "poisoned.json").write_text(lines, encoding="utf-8")
    answer = run("import", "poisoned.json", "--book", "new.db")
    assert answer.code == 5, answer.err
    (line,) = answer.err.splitlines()
    assert POISONS[poison].split(", at")[0] in line
    assert "constraint" not in line
    assert run.done("list", "--json", "--book", "new.db").json == run.done("list", "--json", "--book", "empty.db").json
