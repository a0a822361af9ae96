"""Records in JSON, as promised to scripts, and in a line for a person."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.render.activities.records import Record, excerpt, record_id, record_json, record_text, record_title

DAY = date(2026, 11, 20)
NOTE = Note(5, 7, DAY, "likes *green* tea")
VISIT = Interaction(9, 7, DAY, "visit", "talked", 30, item="v7")
TASK = Task(2, 7, "send the quote", DAY, "14:00", place="office")
SALE = Sale(3, 7, DAY, 123_456, None, "tyres", "on credit")
COMPLAINT = Complaint(1, 7, DAY, "broken", resolved=DAY, remedy="a new one")


@pytest.mark.parametrize(
    ("record", "words", "text"),
    [
        (NOTE, "note n5 about 张伟", "likes *green* tea"),
        (VISIT, "interaction i9 with 张伟", "visit on 2026-11-20: talked"),
        (VISIT._replace(summary=""), "interaction i9 with 张伟", "visit on 2026-11-20"),
        (TASK, "task t2 for 张伟", "send the quote"),
        (SALE, "sale s3 to 张伟", "1234.56 tyres on credit"),
        (COMPLAINT, "complaint k1 of 张伟", "broken"),
    ],
)
def test_a_record_is_named_by_what_it_is_and_whose(record: Record, words: str, text: str) -> None:
    assert (record_title(record, "张伟"), record_text(record)) == (words, text)
    assert record_id(record) in words


def test_the_keys_are_those_promised() -> None:
    assert record_json(NOTE) == {"id": "n5", "on": "2026-11-20", "text": "likes *green* tea"}
    assert record_json(VISIT) == {
        "id": "i9", "on": "2026-11-20", "kind": "visit", "summary": "talked", "minutes": 30, "outcome": "",
        "item": "v7",
    }  # fmt: skip
    assert record_json(TASK) == {
        "id": "t2", "text": "send the quote", "due": "2026-11-20", "time": "14:00", "minutes": None, "place": "office",
        "important": False, "done": None, "outcome": "",
    }  # fmt: skip
    assert record_json(SALE) == {
        "id": "s3", "on": "2026-11-20", "amount": "1234.56", "profit": None, "product": "tyres", "note": "on credit",
    }  # fmt: skip
    assert record_json(SALE._replace(profit=-5))["profit"] == "-0.05"
    assert record_json(COMPLAINT) == {
        "id": "k1", "opened": "2026-11-20", "text": "broken", "resolved": "2026-11-20", "cause": "",
        "remedy": "a new one", "satisfied": None,
    }  # fmt: skip


def test_with_a_name_the_contact_stands_beside_it() -> None:
    assert record_json(NOTE, "张伟")["contact"] == {"id": 7, "name": "张伟"}
    assert record_json(TASK._replace(time=""))["time"] is None


def test_an_excerpt_is_the_beginning_on_one_line() -> None:
    assert (excerpt("a\n b"), excerpt("字" * 40, 10)) == ("a b", "字字字字…")
    assert excerpt("x" * 3_000).endswith("x…")
