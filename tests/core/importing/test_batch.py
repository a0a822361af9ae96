"""What a batch of cards changes, card by card."""

from __future__ import annotations

from memory_book import MemoryBook, counts, draft, import_into

from followup.core.importing.draft import Refusal
from followup.core.model.contact import Contact

MOBILE = "13800138000"


def test_a_card_that_was_imported_before_puts_its_contact_into_a_group_that_is_asked_for() -> None:
    book = MemoryBook()
    card = draft("张伟", MOBILE)
    import_into(book, [card])
    assert counts(import_into(book, [card], groups=("fair",))) == (0, 1, 0, 0, 0)
    assert book.by_id[1].groups == ("fair",)
    assert counts(import_into(book, [card], groups=("Fair",))) == (0, 0, 1, 0, 0)
    assert counts(import_into(book, [card], groups=("show",), skip_existing=True)) == (0, 0, 1, 0, 0)


def test_a_card_that_was_imported_before_wins_again_where_the_file_is_preferred() -> None:
    book = MemoryBook()
    card = draft("张伟", MOBILE, title="经理")
    import_into(book, [card])
    book.by_id[1] = book.by_id[1]._replace(title="总监")
    assert counts(import_into(book, [card], prefer="file")) == (0, 1, 0, 0, 0)
    assert (book.by_id[1].title, book.by_id[1].fields) == ("经理", {"title (also)": "总监"})


def test_the_same_card_twice_in_a_batch_is_one_contact() -> None:
    book = MemoryBook()
    assert counts(import_into(book, [draft("张伟", MOBILE), draft("张伟", MOBILE)])) == (1, 0, 1, 0, 0)


def test_a_contact_who_is_created_and_changed_in_one_batch_is_created_as_changed() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", MOBILE), draft("张伟", MOBILE, title="经理")])
    assert counts(report) == (1, 1, 0, 0, 0)
    assert book.by_id[1].title == "经理"


def test_names_that_sound_alike_in_two_scripts_are_reported_behind_the_better_reasons() -> None:
    book = MemoryBook(Contact(1, "张伟"), Contact(2, "Li Na"))
    report = import_into(book, [draft("Zhang Wei"), draft("Li Na", MOBILE)])
    assert [(pair.contact, pair.other, pair.reason) for pair in report.possible_duplicates] == [
        (4, 2, "both are called Li Na"),
        (3, 1, "zhangwei is the pinyin of 张伟"),
    ]


def test_a_refused_card_is_counted_and_its_bytes_are_kept() -> None:
    report = import_into(MemoryBook(), [Refusal(3, 1, "no person", b"x"), Refusal(9, 2, "no person")])
    assert counts(report) == (0, 0, 0, 2, 0)
    assert report.files[0].refused == [b"x"]
