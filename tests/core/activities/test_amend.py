"""A record is corrected: what is typed changes, the rest stays, and what does not fit is refused."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.activities.amend import Amendment, amend_record
from followup.core.model.contact import Complaint, Interaction, Note, Record, Sale, Task
from followup.errors import WrongUsageError

TODAY = date(2026, 11, 27)
NOTE = Note(5, 42, TODAY, "likes tea")
VISIT = Interaction(9, 42, TODAY, "visit", "showed samples", 30)
TASK = Task(7, 42, "send the quote", TODAY, "14:00", 20, "Pudong", important=True)
SALE = Sale(3, 42, TODAY, 120000, 30000, "pumps", "first order")


@pytest.mark.parametrize(
    ("record", "changes", "after"),
    [
        (NOTE, Amendment(text="likes coffee"), NOTE._replace(text="likes coffee")),
        (NOTE, Amendment(on="yesterday"), NOTE._replace(on=date(2026, 11, 26))),
        (VISIT, Amendment(kind="电话", minutes="none"), VISIT._replace(kind="call", minutes=None)),
        (VISIT, Amendment(text="", outcome="no-answer"), VISIT._replace(summary="", outcome="no-answer")),
        (TASK, Amendment(due="mon"), TASK._replace(due=date(2026, 11, 30), time="")),
        (TASK, Amendment(due="none", important=False), TASK._replace(due=None, time="", important=False)),
        (TASK, Amendment(text="call", place="", minutes="5"), TASK._replace(text="call", place="", minutes=5)),
        (SALE, Amendment(amount="1.5万", profit="none"), SALE._replace(amount=1500000, profit=None)),
        (SALE, Amendment(profit="-20", product="valves"), SALE._replace(profit=-2000, product="valves")),
        (TASK, Amendment(), TASK),
    ],
)
def test_what_is_typed_changes_and_the_rest_stays(record: Record, changes: Amendment, after: Record) -> None:
    assert amend_record(record, changes, TODAY) == after


@pytest.mark.parametrize(
    ("record", "changes", "sentence"),
    [
        (NOTE, Amendment(amount="5"), "a note has no --amount"),
        (NOTE, Amendment(text=" "), "the note is empty"),
        (VISIT, Amendment(due="fri"), "an interaction has no --due"),
        (VISIT, Amendment(kind="viist"), "no kind of interaction"),
        (VISIT, Amendment(on="tomorrow"), "still to come"),
        (VISIT, Amendment(minutes="0"), "no number of minutes"),
        (VISIT, Amendment(minutes="²"), "no number of minutes"),
        (TASK, Amendment(on="mon"), "a task has no --on"),
        (TASK, Amendment(text=""), "the task is empty"),
        (SALE, Amendment(amount="1.234,56"), "more than one amount"),
        (SALE, Amendment(kind="call"), "a sale has no --kind"),
        (Complaint(2, 42, TODAY, "late"), Amendment(text="later"), "a complaint cannot be amended"),
    ],
)
def test_what_does_not_fit_the_record_is_refused(record: Record, changes: Amendment, sentence: str) -> None:
    with pytest.raises(WrongUsageError, match=sentence):
        amend_record(record, changes, TODAY)


def test_a_sale_is_not_corrected_to_a_sale_of_nothing() -> None:
    with pytest.raises(WrongUsageError, match="a sale of 0 is no sale"):
        amend_record(SALE, Amendment(amount="0", profit="none"), TODAY)
    nothing = SALE._replace(amount=0, profit=None)
    assert amend_record(nothing, Amendment(text="as it came"), TODAY) == nothing._replace(note="as it came")
