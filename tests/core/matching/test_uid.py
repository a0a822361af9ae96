"""The id that a contact without one leaves with says which book it is from, and who it is there."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.matching.uid import contact_of, uid_of, unique_id

BOOK = "0123456789abcdef01234567"
books = some.text("0123456789abcdef", min_size=24, max_size=24)


@given(book=books, contact=some.integers(1, 0xFFFFFFFF))
def test_it_is_a_uuid_that_the_book_knows_again(book: str, contact: int) -> None:
    uid = uid_of(book, contact)
    assert UUID(uid).version == 8
    assert unique_id(uid) is not None
    assert contact_of(book, uid) == contact
    assert contact_of(book, f"urn:uuid:{uid.upper()}") == contact


def test_two_contacts_have_two_ids() -> None:
    assert uid_of(BOOK, 1) != uid_of(BOOK, 2)


def test_another_book_does_not_take_it_for_its_own() -> None:
    assert contact_of("f" * 24, uid_of(BOOK, 42)) is None


@pytest.mark.parametrize("uid", ["", "42", "abc@example.com", "a1b2c3d4-0000-4000-8000-0123456789ab"])
def test_other_ids_are_nobody(uid: str) -> None:
    assert contact_of(BOOK, uid) is None


def test_an_old_book_that_may_only_be_read_gives_no_ids() -> None:
    assert uid_of("", 42) == ""
    assert contact_of("", uid_of(BOOK, 42)) is None


def test_a_number_that_does_not_fit_gets_none() -> None:
    assert uid_of(BOOK, 1 << 32) == ""


def test_a_uuid_is_globally_unique_and_a_number_is_not() -> None:
    assert unique_id("urn:uuid:AAAAAAAA-0000-4000-8000-000000000001") == "aaaaaaaa000040008000000000000001"
    assert unique_id("AAAAAAAA-0000-4000-8000-000000000001:ABPerson") == "aaaaaaaa000040008000000000000001"
    assert unique_id("dup-1") is None
    assert unique_id("") is None


@pytest.mark.parametrize("digit", ["0", "f", "F"])
def test_the_uuid_of_nobody_is_not_unique(digit: str) -> None:
    assert unique_id("-".join(digit * length for length in (8, 4, 4, 4, 12))) is None
