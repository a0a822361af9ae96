"""What a reader says of a card."""

from __future__ import annotations

from followup.core.importing.draft import Draft, Refusal, refused
from followup.core.model.contact import Photo


def test_a_draft_takes_the_memory_of_its_card_and_its_photo() -> None:
    assert Draft(1, 1, "Ann").size == 0
    assert Draft(1, 1, "Ann", original=b"card", photo=Photo("image/png", b"photo")).size == 9


def test_a_card_with_an_unexpected_error_is_refused_with_the_name_of_the_error() -> None:
    reason = "it could not be understood and was left out (KeyError)"
    assert refused(KeyError("x"), 3, 2, b"card") == Refusal(3, 2, reason, b"card")
