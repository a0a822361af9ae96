"""What a card comes to before the book is asked, and its way to another process and back."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as some

from followup.cli.files.claim_packing import packed, unpacked
from followup.core.importing.draft import RUN, Doubt, Draft, Reading, Refusal, Share
from followup.core.importing.fingerprint import fingerprint
from followup.core.importing.prepare import EMAIL, NUMBER, Piece, claim_of, in_turns, last_part, prepared
from followup.core.importing.types import Choices
from followup.core.matching.uid import uid_of
from followup.core.model.contact import Address, Email, Interaction, Occasion, Phone, Photo, Relation, Sale, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 6, 2)
CHOICES = Choices(TODAY, "CN")
BOOK = "0123456789abcdef01234567"

texts = some.text(max_size=6)
days = some.none() | some.integers(1, 28)
drafts = some.builds(
    Draft,
    some.integers(1, 9),
    some.integers(1, 9),
    some.text(min_size=1, max_size=6),
    family=texts,
    organization=texts,
    company=some.booleans(),
    uid=texts,
    phones=some.lists(some.builds(Phone, texts, some.sampled_from(["13800138000", "010-55550123", "x"])), max_size=2),
    emails=some.lists(some.builds(Email, texts, texts), max_size=2),
    addresses=some.lists(some.builds(Address, texts, texts, texts, texts, texts, texts), max_size=1),
    urls=some.lists(texts, max_size=1),
    occasions=some.lists(
        some.builds(Occasion, texts, some.none(), days, days, some.just("lunar"), some.booleans(), some.none())
    ),
    relations=some.lists(some.builds(Relation, texts, texts, some.none()), max_size=1),
    groups=some.lists(texts, max_size=2),
    notes=some.lists(texts, max_size=2),
    note_days=some.dictionaries(texts, some.dates(), max_size=1),
    fields=some.dictionaries(texts, texts, max_size=2),
    photo=some.none() | some.builds(Photo, texts, some.binary(max_size=4)),
    grade=some.sampled_from(["", "A"]),
    interactions=some.lists(some.builds(Interaction, some.just(0), some.just(0), some.dates(), texts), max_size=1),
    tasks=some.lists(some.builds(Task, some.just(0), some.just(0), texts, some.dates()), max_size=1),
    total=some.none() | some.builds(Sale, some.just(0), some.just(0), some.dates(), some.integers(0, 9)),
    original=some.binary(max_size=4),
    content=some.binary(max_size=4),
    doubts=some.lists(some.builds(Doubt, some.integers(1, 9), texts), max_size=1),
)


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


@given(
    some.lists(drafts | some.builds(Refusal, some.just(1), some.just(2), texts, some.binary(max_size=4)), max_size=3)
)
def test_pieces_are_the_same_behind_their_way(cards: list[Draft | Refusal]) -> None:
    doubts = [Doubt(1, "of the file")]
    choices = Choices(TODAY, "CN", smart=frozenset({"a"}))
    pieces = list(
        prepared(
            [("f", Reading("vcard", "utf-8", iter(cards), doubts))],
            choices,
            BOOK,
            make=lambda person: pickle.dumps(person[1:]),
        )
    )
    for piece in pieces:
        again = unpacked(pickle.loads, packed(piece))
        assert again._replace(cards=()) == piece._replace(cards=())
        for one, other in zip(again.cards, piece.cards, strict=True):
            if isinstance(one, Refusal) or isinstance(other, Refusal):
                assert one == other
                continue
            kept = ("line", "card", "name", "notes", "note_days", "photo", "interactions", "tasks", "sales", "total")
            for name in (*kept, "grade", "doubts", "original", "content"):
                assert getattr(one.draft, name) == getattr(other.draft, name)
            one.draft = other.draft
            assert one == other
            assert one.person(7) == other.person(7)


@settings(deadline=None, max_examples=30)
@given(some.lists(some.integers(0, 5), max_size=3), some.integers(1, 3), some.booleans())
def test_what_several_prepare_in_turns_is_what_one_would(turns: list[int], workers: int, photos: bool) -> None:
    picture = Photo("image/png", bytes(1 << 20)) if photos else None

    def files() -> list[tuple[str, Reading]]:
        return [
            (f"f{place}", Reading("vcard", "utf-8", iter(_cards(place, count * RUN // 2, picture))))
            for place, count in enumerate(turns)
        ]

    def told(pieces: Iterator[Piece]) -> list[tuple[int, list[int], object]]:
        by_file: list[tuple[int, list[int], object]] = []
        for piece in pieces:
            lines = [card.line if isinstance(card, Refusal) else card.draft.line for card in piece.cards]
            by_file.append((piece.file, lines, piece.end))
        return by_file

    shares = [prepared(files(), CHOICES, BOOK, share=Share(place, workers)) for place in range(workers)]
    assert told(in_turns(shares, len(turns))) == told(prepared(files(), CHOICES, BOOK))


def _cards(place: int, count: int, picture: Photo | None) -> list[Draft | Refusal]:
    """Cards of which the first of a file may have a picture so large that a piece ends behind it."""
    return [
        Refusal(number, number, "x") if number % 7 == 3 else Draft(number, number, f"P{place} {number}", photo=photo)
        for number, photo in enumerate([picture, *[None] * (count - 1)][:count])
    ]
