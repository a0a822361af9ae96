"""What a card comes to before the book is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from followup.core.importing.draft import Doubt, Draft, Reading, Refusal
from followup.core.importing.fingerprint import fingerprint
from followup.core.importing.prepare import EMAIL, NUMBER, prepare, region_of_files, sample_numbers
from followup.core.importing.types import Choices
from followup.core.matching.uid import uid_of
from followup.core.model.contact import Email, Interaction, Phone

TODAY = date(2026, 6, 2)
CHOICES = Choices(TODAY, "CN")
BOOK = "0123456789abcdef01234567"


def draft(name: str = "张伟", **values: Any) -> Draft:
    return Draft(1, 1, name, **values)


def test_a_card_comes_to_a_person_and_the_keys_they_are_known_by() -> None:
    card = draft(phones=[Phone("cell", "138 0013 8000"), Phone("", "010-55550123")], emails=[Email("", "Info@x.cn")])
    prepared = prepare(card, Choices(TODAY, "CN", groups=("VIP",)), BOOK, "a.vcf")
    assert prepared.keys == [
        (NUMBER, "+8613800138000", True),
        (NUMBER, "+861055550123", False),
        (EMAIL, "info@x.cn", False),
    ]
    person = prepared.person
    assert (person.id, person.name, person.groups, person.source, person.added) == (0, "张伟", ("VIP",), "a.vcf", TODAY)
    assert prepared.fingerprint == fingerprint(card)
    assert not prepared.name_only


def test_a_card_with_a_name_alone_is_bare() -> None:
    assert prepare(draft(), CHOICES).name_only


def test_the_id_that_a_card_left_with_says_who_it_is_and_is_not_kept() -> None:
    prepared = prepare(draft(uid=uid_of(BOOK, 42)), CHOICES, BOOK)
    assert (prepared.own_id, prepared.uid, prepared.person.uid) == (42, None, "")


def test_what_a_known_card_is_not_told_again_stands_apart() -> None:
    by_reader = Doubt(3, "by the reader")
    future = Interaction(0, 0, date(2027, 1, 1), "call")
    prepared = prepare(draft(doubts=[by_reader], interactions=[future]), CHOICES)
    assert prepared.draft.doubts == [by_reader]
    assert [doubt.reason for doubt in prepared.doubts] == [
        "last contact 2027-01-01 has not been yet: it is kept as a field"
    ]


def with_numbers(name: str, *numbers: str) -> Draft:
    return draft(name, phones=[Phone("", number) for number in numbers])


def test_without_a_region_the_cards_vote_with_the_books_numbers() -> None:
    def region(*numbers: str, voters: tuple[str, ...] = ()) -> str:
        drafts = [with_numbers("张伟", number) for number in numbers]
        return region_of_files([Reading("vcard", "utf-8", iter(drafts))], voters, "")

    assert region("13800138000") == "CN"
    assert region("030 1234567", voters=("+49 30 1234567",)) == "DE"
    assert not region()


def test_the_first_numbers_of_the_files_vote_and_no_draft_is_lost() -> None:
    drafts: list[Draft | Refusal] = [
        with_numbers("a", "1", "2"),
        Refusal(1, 1, "x"),
        with_numbers("b", "3"),
        with_numbers("c", "4"),
    ]
    readings = [Reading("vcard", "utf-8", iter(drafts)), Reading("vcard", "utf-8", iter(drafts))]
    assert sample_numbers(readings, most=3) == ["1", "2", "3"]
    assert [list(reading.drafts) for reading in readings] == [drafts, drafts]
    assert sample_numbers([Reading("vcard", "utf-8", iter(drafts))]) == ["1", "2", "3", "4"]


def test_no_more_are_read_than_it_takes_to_be_sure() -> None:
    drafts: list[Draft | Refusal] = [
        with_numbers("a", "+86 1", "2"),
        with_numbers("b", "0086 3"),
        with_numbers("c", "+1 4"),
    ]
    readings = [Reading("vcard", "utf-8", iter(drafts)), Reading("vcard", "utf-8", iter(drafts))]
    assert sample_numbers(readings, enough=2) == ["+86 1", "2", "0086 3"]
    assert [list(reading.drafts) for reading in readings] == [drafts, drafts]
