"""What a card comes to before the book is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from followup.core.importing.draft import Doubt, Draft, Reading
from followup.core.importing.fingerprint import fingerprint
from followup.core.importing.prepare import EMAIL, NUMBER, claim_of, last_part, prepared
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
    claim = claim_of(card, Choices(TODAY, "CN", groups=("VIP",)), BOOK, "a.vcf")
    assert claim.keys == [
        (NUMBER, "+8613800138000", True),
        (NUMBER, "+861055550123", False),
        (EMAIL, "info@x.cn", False),
    ]
    person = claim.person(7)
    assert (person.id, person.name, person.groups, person.source, person.added) == (7, "张伟", ("VIP",), "a.vcf", TODAY)
    assert claim.mark == fingerprint(card)
    assert not claim.bare
    assert claim_of(draft(), CHOICES, make=lambda one: (one.id, one.name)).made == (0, "张伟")


def test_a_card_with_a_name_alone_is_bare() -> None:
    assert claim_of(draft(), CHOICES).bare


def test_the_id_that_a_card_left_with_says_who_it_is_and_is_not_kept() -> None:
    claim = claim_of(draft(uid=uid_of(BOOK, 42)), CHOICES, BOOK)
    assert (claim.own, claim.uid, claim.person(1).uid) == (42, None, "")


def test_what_a_known_card_is_not_told_again_stands_apart() -> None:
    said = Doubt(3, "said by the reader")
    future = Interaction(0, 0, date(2027, 1, 1), "call")
    claim = claim_of(draft(doubts=[said], interactions=[future]), CHOICES)
    assert claim.draft.doubts == [said]
    assert [doubt.reason for doubt in claim.doubts] == [
        "last contact 2027-01-01 has not been yet: it is kept as a field"
    ]


def test_a_file_is_named_without_its_folders() -> None:
    assert [last_part(name) for name in ("a.vcf", "x/a.vcf", "C:\\x\\a.vcf")] == ["a.vcf"] * 3


def test_without_a_region_the_cards_vote_with_the_books_numbers() -> None:
    def region(*numbers: str, voters: tuple[str, ...] = ()) -> str:
        cards = [draft(phones=[Phone("", number)]) for number in numbers]
        reading = Reading("vcard", "utf-8", iter(cards))
        first, *_ = prepared([("f", reading)], Choices(TODAY), BOOK, voters)
        return first.region

    assert region("13800138000") == "CN"
    assert region("030 1234567", voters=("+49 30 1234567",)) == "DE"
    assert not region()
