"""Who a draft is: the order in which it is asked, and when nobody may be taken for another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from memory_book import MemoryBook, draft

from followup.core.importing.fingerprint import fingerprint
from followup.core.importing.match import Match, Matcher
from followup.core.importing.prepare import prepare
from followup.core.importing.types import Choices
from followup.core.matching.names import name_key
from followup.core.model.contact import Contact, Email, Phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.draft import Draft

UUID = "aaaaaaaa-0000-4000-8000-00000000000"
MOBILE = "13800138000"
CHOICES = Choices(date(2026, 6, 2), "CN")


def contact(number: int, name: str, *phones: str, email: str = "", **values: Any) -> Contact:
    return Contact(
        number,
        name,
        phones=tuple(Phone("", one, "+86" + one.removeprefix("0").replace("-", "")) for one in phones),
        emails=(Email("", email),) if email else (),
        **values,
    )


def match_in(book: MemoryBook, card: Draft) -> Match:
    matcher = Matcher(book)
    prepared = prepare(card, CHOICES, book.book)
    return matcher.find(prepared, {number: book.by_id[number] for number in matcher.candidates(prepared)})


def match(card: Draft, *contacts: Contact) -> tuple[int | None, Sequence[int]]:
    """Who the card is, and who may be the same."""
    found = match_in(MemoryBook(*contacts), card)
    assert not found.removed
    return found.contact, [other for other, _ in found.similar]


def test_two_of_one_name_with_different_numbers_are_two_and_told() -> None:
    assert match(draft("张伟", "13900139000"), contact(1, "张伟", MOBILE)) == (None, [1])


def test_a_tagged_boss_is_the_full_name_with_his_number() -> None:
    assert match(draft("张总(华为)", MOBILE), contact(1, "张伟", MOBILE)) == (1, [])
    assert match(draft("张总(华为)", "13900139000"), contact(1, "张伟", MOBILE)) == (None, [])


def test_one_name_in_three_spellings_is_one_person() -> None:
    for name in ("张伟", "Wei Zhang", "zhangwei"):
        for other in ("张伟", "Wei Zhang", "zhangwei"):
            assert match(draft(name, MOBILE), contact(1, other, MOBILE)) == (1, [])
    assert match(draft("zhangwei", MOBILE), contact(1, "李娜", MOBILE)) == (None, [])


def test_colleagues_at_one_landline_or_mailbox_are_told_apart() -> None:
    for ways in ({"phones": ["010-55550123"]}, {"email": "info@example.com"}):
        phones = ways.get("phones", [])
        email = str(ways.get("email", ""))
        there = contact(1, "张伟", *phones, email=email)
        for name in ("李娜", "张总", "小张"):
            assert match(draft(name, *phones, email=email), there)[0] is None
        assert match(draft("张伟", *phones, email=email), there)[0] == 1


def test_an_e_mail_of_contradicting_names_identifies_only_with_an_equal_name() -> None:
    both = (contact(1, "张伟", email="team.a@example.com"), contact(2, "李娜", email="team.a@example.com"))
    assert match(draft("张总", email="team.a@example.com"), *both)[0] is None
    assert match(draft("李娜", email="team.a@example.com"), *both)[0] == 2


def test_a_spouse_at_the_same_number_is_somebody_else() -> None:
    for name in ("李强", "张伟太太", "张伟老婆"):
        assert match(draft(name, MOBILE), contact(1, "张伟", MOBILE))[0] is None


def test_a_number_given_to_somebody_else_joins_nobody() -> None:
    there = contact(1, "王芳", MOBILE)
    assert match(draft("李强", MOBILE, "13700137000"), there) == (None, [])


def test_between_two_that_agree_equally_nobody_is_chosen() -> None:
    both = (contact(1, "王芳", MOBILE), contact(2, "王强", MOBILE))
    assert match(draft("小王", MOBILE), *both) == (None, [1, 2])
    assert match(draft("王强", MOBILE), *both) == (2, [1])


def test_who_is_found_is_not_told_as_possibly_the_same() -> None:
    both = (contact(1, "李娜", MOBILE), contact(2, "李强", MOBILE, "13700137000"))
    assert match(draft("强哥", MOBILE, "13700137000"), *both) == (2, [1])


def test_the_same_uuid_is_the_same_person_but_not_that_of_nobody() -> None:
    assert match(draft("Somebody", uid=UUID + "1"), contact(1, "张伟", uid=UUID + "1")) == (1, [])
    nobody = "00000000-0000-0000-0000-000000000000"
    assert match(draft("李娜", uid=nobody), contact(1, "张伟", uid=nobody)) == (None, [])


def test_the_fingerprint_comes_before_the_uid() -> None:
    book = MemoryBook(contact(1, "张伟"), contact(2, "张伟", uid=UUID + "1"))
    card = draft("张伟", uid=UUID + "1")
    book.cards[fingerprint(card)] = [(1, b"other content")]
    assert match_in(book, card) == Match(1)


def test_a_shared_number_means_whoever_was_ever_called_so() -> None:
    known = contact(1, "张伟", MOBILE, "010-62345678", fields={"name (also)": "Dr Who; Zhang Wei"})
    book = MemoryBook(known)
    book.names[name_key("Zhang Wei")] = (1,)
    assert match_in(book, draft("Zhang Wei", "010-62345678")) == Match(1, similar=[])


def test_of_two_that_may_be_one_the_first_is_meant_and_the_other_told() -> None:
    two = (contact(1, "Zhang Wei", MOBILE), contact(2, "Zhang Wei", email="zw@example.com"))
    assert match(draft("张伟", MOBILE, email="zw@example.com"), *two) == (1, [2])
    two = (contact(1, "王芳", MOBILE), contact(2, "王强", email="wang@example.com"))
    assert match(draft("小王", MOBILE, email="wang@example.com"), *two) == (None, [1, 2])
