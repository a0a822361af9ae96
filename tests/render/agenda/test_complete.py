"""What was marked as done, for a person and for a script."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.agenda.complete import Completion
from followup.core.model.contact import Complaint, Interaction, Task
from followup.core.model.ids import RecordId
from followup.render.agenda.complete import completion_json, completions_text

TODAY = date(2026, 11, 25)
VISIT = Interaction(9, 7, TODAY, "visit", item="v7")
TASK = Task(2, 7, "send the \x1b[31mquote", done=TODAY)
COMPLAINT = Complaint(1, 7, date(2026, 11, 20), "late", resolved=TODAY, remedy="a courier")


@pytest.mark.parametrize(
    ("completion", "line"),
    [
        (Completion(RecordId("v", 7), "王芳\x1b", None, VISIT), "v7 done: i9 visit with 王芳␛"),
        (Completion(RecordId("t", 2), "王芳", None, TASK), "t2 done: send the ␛[31mquote (王芳)"),
        (Completion(RecordId("t", 2), "王芳", TASK, None), "t2 was done before (王芳: send the ␛[31mquote)"),
        (Completion(RecordId("k", 1), "Tom", None, COMPLAINT), "k1 resolved: Tom"),
        (Completion(RecordId("k", 1), "Tom", None, COMPLAINT._replace(satisfied=TODAY)), "k1 satisfied: Tom"),
    ],
)
def test_each_item_that_is_done_is_a_line(completion: Completion, line: str) -> None:
    assert completions_text([completion.item], [completion], TODAY) == f"{line}\n"


def test_a_festivals_batch_is_one_line() -> None:
    batch = RecordId("f", 3)
    greeted = [Completion(RecordId("f", 3, number), "x", None, VISIT, in_batch=True) for number in (1, 2)]
    assert completions_text([batch], greeted, TODAY) == "f3: greeted 2 contacts\n"
    assert completions_text([batch], [], TODAY) == "f3: nobody is left to greet\n"


def test_the_keys_for_scripts() -> None:
    keys = completion_json(Completion(RecordId("t", 2), "王芳", TASK, None))
    assert (keys["done"], keys["already"]) == ("t2", True)
    record = keys["record"]
    assert isinstance(record, dict)
    assert record["contact"] == {"id": 7, "name": "王芳"}
    assert completion_json(Completion(RecordId("v", 7), "x", None, None))["record"] is None
