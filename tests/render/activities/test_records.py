"""Notes, interactions, tasks, sales and complaints: as JSON, and as a line for a person."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.model.contact import Complaint, Interaction, Note, Record, Sale, Task
from followup.render.activities.records import excerpt, record_id, record_json, record_text, record_title

DAY = date(2026, 6, 2)
NOTE = Note(5, 42, DAY, "likes tea")
VISIT = Interaction(9, 42, DAY, "visit", "showed samples", 30)
TASK = Task(7, 42, "send the quote", DAY, "14:00", important=True)
SALE = Sale(3, 42, DAY, 120_000, None, "pumps", "first order")
COMPLAINT = Complaint(2, 42, DAY, "broken")


@pytest.mark.parametrize(
    ("record", "title", "text"),
    [
        (NOTE, "note n5 about 张伟", "likes tea"),
        (VISIT, "interaction i9 with 张伟", "visit on 2026-06-02: showed samples"),
        (VISIT._replace(summary=""), "interaction i9 with 张伟", "visit on 2026-06-02"),
        (TASK, "task t7 for 张伟", "send the quote"),
        (SALE, "sale s3 to 张伟", "1200.00 pumps first order"),
        (COMPLAINT, "complaint k2 of 张伟", "broken"),
    ],
)
def test_a_record_has_a_title_and_a_text(record: Record, title: str, text: str) -> None:
    assert record_title(record, "张伟") == title
    assert record_text(record) == text


@pytest.mark.parametrize("record", [NOTE, VISIT, TASK, SALE, COMPLAINT])
def test_json_has_the_id_as_it_is_typed_and_the_contact_where_it_is_named(record: Record) -> None:
    assert record_json(record)["id"] == record_id(record)
    assert record_json(record, "张伟") == {**record_json(record), "contact": {"id": 42, "name": "张伟"}}


def test_the_keys_of_each_kind_are_a_promise() -> None:
    assert [*record_json(NOTE)] == ["id", "on", "text"]
    assert [*record_json(VISIT)] == ["id", "on", "kind", "summary", "minutes", "outcome", "item"]
    assert [*record_json(TASK)] == ["id", "text", "due", "time", "minutes", "place", "important", "done", "outcome"]
    assert [*record_json(SALE)] == ["id", "on", "amount", "profit", "product", "note"]
    assert [*record_json(COMPLAINT)] == ["id", "opened", "text", "resolved", "cause", "remedy", "satisfied"]


def test_days_are_iso_money_is_a_decimal_and_what_is_not_known_is_null() -> None:
    assert record_json(SALE)["amount"] == "1200.00"
    assert record_json(SALE)["profit"] is None
    assert record_json(SALE._replace(profit=5))["profit"] == "0.05"
    task = record_json(TASK._replace(time="", due=None))
    assert (task["due"], task["time"], task["done"]) == (None, None, None)


def test_an_excerpt_is_the_beginning_on_one_line() -> None:
    assert excerpt("likes\ntea") == "likes tea"
    assert len(excerpt("tea " * 5_000)) <= 60
    assert excerpt("tea " * 5_000).endswith("…")
