"""Where book and file differ, a person says whose value stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from followup.core.importing.conflicts import as_answered
from followup.core.matching.merge import merge_draft
from followup.core.model.contact import Contact, Occasion

if TYPE_CHECKING:
    from followup.core.importing.conflicts import Answer

BOOK = Contact(
    1, "张伟", family="张", given="伟", title="经理", grade="A", occasions=(Occasion("birthday", 1980, 5, 5, id=7),),
    fields={"QQ": "1", "title (also)": "Buyer"},
)  # fmt: skip
FILE = Contact(
    0, "Wei Zhang", family="Zhang", given="Wei", title="总监", grade="B",
    occasions=(Occasion("birthday", 1981, 6, 6),), fields={"QQ": "2"},
)  # fmt: skip


def answered(**answers: Answer) -> Any:
    merged = merge_draft(BOOK, FILE)
    said = {conflict: answers[conflict[0]] for conflict in merged.conflicts if conflict[0] in answers}
    return as_answered(merged, merge_draft(BOOK, FILE, "file"), said)


def test_the_books_value_stays_and_the_files_is_not_kept() -> None:
    contact = answered(title="book", QQ="book", birthday="book", name="book").contact
    assert (contact.title, contact.fields["QQ"], contact.occasions, contact.name) == (
        "经理", "1", BOOK.occasions, "张伟",
    )  # fmt: skip
    assert contact.fields["title (also)"] == "Buyer"
    assert not {"QQ (also)", "birthday (also)", "name (also)"} & contact.fields.keys()


def test_the_files_value_comes_in_and_the_books_is_not_kept() -> None:
    contact = answered(title="file", QQ="file", birthday="file", name="file").contact
    assert (contact.title, contact.fields["QQ"]) == ("总监", "2")
    assert (contact.name, contact.family, contact.given) == ("Wei Zhang", "Zhang", "Wei")
    assert contact.occasions == (Occasion("birthday", 1981, 6, 6, id=7),)
    assert contact.fields["title (also)"] == "Buyer"


@pytest.mark.parametrize("field", ["title", "grade"])
def test_both_are_kept_where_that_was_said_and_of_a_grade_always(field: str) -> None:
    merged = answered(title="both") if field == "title" else answered(grade="file")
    assert merged.contact == merge_draft(BOOK, FILE).contact
    assert {conflict[0] for conflict in merged.conflicts} >= {"title", "QQ", "birthday"}


def test_what_was_decided_is_no_conflict_any_more() -> None:
    assert "title" not in {conflict[0] for conflict in answered(title="file").conflicts}
