"""Drafts are looked at before they are needed, and none is lost by it."""

from __future__ import annotations

from followup.core.importing.batches import sample_numbers
from followup.core.importing.draft import Draft, Reading, Refusal
from followup.core.model.contact import Phone


def draft(name: str, *numbers: str) -> Draft:
    return Draft(1, 1, name, phones=[Phone("", number) for number in numbers])


def test_the_first_numbers_of_the_files_vote_and_no_draft_is_lost() -> None:
    drafts: list[Draft | Refusal] = [draft("a", "1", "2"), Refusal(1, 1, "x"), draft("b", "3"), draft("c", "4")]
    readings = [Reading("vcard", "utf-8", iter(drafts)), Reading("vcard", "utf-8", iter(drafts))]
    assert sample_numbers(readings, most=3) == ["1", "2", "3"]
    assert [list(reading.drafts) for reading in readings] == [drafts, drafts]
    assert sample_numbers([Reading("vcard", "utf-8", iter(drafts))]) == ["1", "2", "3", "4"]


def test_no_more_are_read_than_it_takes_to_be_sure() -> None:
    drafts: list[Draft | Refusal] = [draft("a", "+86 1", "2"), draft("b", "0086 3"), draft("c", "+1 4")]
    readings = [Reading("vcard", "utf-8", iter(drafts)), Reading("vcard", "utf-8", iter(drafts))]
    assert sample_numbers(readings, enough=2) == ["+86 1", "2", "0086 3"]
    assert [list(reading.drafts) for reading in readings] == [drafts, drafts]
