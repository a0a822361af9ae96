"""Grades by hand and by policy: judged first, then written as one command."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.actions.grading import GradeByHand, apply_grading, grade_by_hand, grade_by_policy
from followup.core.model.contact import Sale
from followup.core.model.rules import GradeRules
from followup.storage.activities.sales import add_sale
from followup.storage.book.undo import history
from followup.storage.query.context import QueryContext
from followup.storage.value.grades import grade_history

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 11, 24)


def grades(book: Book) -> dict[int, str | None]:
    return dict(book.connection.execute("SELECT id, grade FROM contact").fetchall())


def test_a_policy_judges_without_writing_and_locked_grades_stay(book: Book) -> None:
    with book.writing("Sold", "2026-11-20") as writing:
        for contact, amount in ((1, 10_000_00), (2, 500_00)):
            add_sale(writing, Sale(0, contact, date(2025, 12, 1), amount, amount))
    policy = GradeRules("threshold", "", (1_000, 5_000))
    grading = grade_by_policy(QueryContext(book.connection, TODAY), policy)
    assert [(move.id, move.verdict.grade) for move in grading.moves] == [(2, "C")]
    assert grades(book) == {1: "A", 2: "A"}
    grade_by_hand(book, [2], GradeByHand("A", locked=True, reason="by hand"), "Graded", TODAY, "2026-11-24")
    assert grade_by_policy(QueryContext(book.connection, TODAY), policy).moves == []
    apply_grading(book, grading, "Graded 王芳 by threshold", TODAY, "2026-11-24")
    assert grades(book) == {1: "A", 2: "C"}
    assert history(book.connection, 1)[0][2] == "Graded 王芳 by threshold"


def test_a_grade_by_hand_counts_who_had_another_and_remembers_why(book: Book) -> None:
    given = GradeByHand("B", locked=True, reason="decides")
    assert grade_by_hand(book, [1, 2], given, "Graded 2 contacts B", TODAY, "2026-11-24") == 2
    assert grade_by_hand(book, [1, 2], given, "Graded 2 contacts B", TODAY, "2026-11-24") == 0
    latest = grade_history(book.connection, 1)[0]
    assert (latest.new, latest.reason) == ("B", "decides")
