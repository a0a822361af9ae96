"""What a card or row has too much of is cut before anything is planned."""

from __future__ import annotations

from datetime import date

from followup.core.importing.draft import Doubt, Draft
from followup.core.importing.draft_limits import limit_draft
from followup.core.model.contact import Address, Interaction, Occasion, Phone
from followup.core.model.limits import LONGEST_NOTE

ORIGINAL_STAYS = "; the whole card stays in the book as it came"


def test_an_ordinary_draft_stays_as_it_is_and_is_not_looked_at() -> None:
    draft = Draft(3, 1, "n" * 2_000, original=b"short")
    limit_draft(draft)
    assert (draft.name, draft.doubts) == ("n" * 2_000, [])


def test_long_texts_of_a_draft_are_cut_and_told_by_their_kind() -> None:
    draft = Draft(
        3, 1, "n" * 1_001, phones=[Phone("l" * 1_001, "1"), Phone("", "2")], urls=["u" * 1_001],
        addresses=[Address(street="s" * 9_000, city="c" * 1_001)], fields={"f" * 1_001: "t" * 10_001, "short": "t"},
        interactions=[Interaction(0, 0, date(2026, 5, 1), "visit", "s" * 10_001)],
    )  # fmt: skip
    limit_draft(draft)
    line = 999
    assert draft.name == "n" * line + "…"
    assert draft.phones == [Phone("l" * line + "…", "1"), Phone("", "2")]
    assert draft.urls == ["u" * line + "…"]
    assert draft.addresses == [Address(street="s" * 9_000, city="c" * line + "…")]
    assert draft.fields == {"f" * line + "…": "t" * 9_999 + "…", "short": "t"}
    assert draft.interactions[0].summary == "s" * 9_999 + "…"
    assert draft.doubts == [
        Doubt(3, f"{what}{ORIGINAL_STAYS}")
        for what in (
            "name of 1,001 characters was cut to 1,000",
            "the label of one of the phones of 1,001 characters was cut to 1,000",
            "the city of one of the addresses of 1,001 characters was cut to 1,000",
            "one of the urls of 1,001 characters was cut to 1,000",
            "the name of a field of 1,001 characters was cut to 1,000",
            f"the field {'f' * 40} of 10,001 characters was cut to 10,000",
            "the summary of one of the interactions of 10,001 characters was cut to 10,000",
        )
    ]


def test_of_too_many_values_the_first_are_taken() -> None:
    draft = Draft(3, 1, "Ann", occasions=[Occasion("day", 2000, 1, 1)] * 1_001, notes=["n"] * 10_001)
    limit_draft(draft)
    assert (len(draft.occasions), len(draft.notes)) == (1_000, 10_000)
    assert {doubt.reason for doubt in draft.doubts} == {
        f"there are more than 1,000 occasions: the first 1,000 are taken{ORIGINAL_STAYS}",
        f"there are more than 10,000 notes: the first 10,000 are taken{ORIGINAL_STAYS}",
    }


def test_a_note_that_is_cut_keeps_its_day_and_its_characters_whole() -> None:
    long, undated = "字" * 400_000, "n" * 1_000_001
    draft = Draft(3, 1, "Ann", notes=[long, undated], note_days={long: date(2026, 5, 1)})
    limit_draft(draft)
    assert draft.notes == ["字" * 333_333, "n" * LONGEST_NOTE]
    assert draft.note_days == {"字" * 333_333: date(2026, 5, 1)}
    assert draft.doubts == [
        Doubt(3, f"a note of 1.2 MB was cut to 1 MB{ORIGINAL_STAYS}"),
        Doubt(3, f"a note of 1.1 MB was cut to 1 MB{ORIGINAL_STAYS}"),
    ]
