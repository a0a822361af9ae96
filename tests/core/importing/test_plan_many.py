"""Files with very many of a kind, and a card that nobody understands: each is decided as the few are."""

from __future__ import annotations

from typing import Any

from memory_book import MemoryBook, counts, draft, import_into

from followup.core.importing.draft import Draft
from followup.core.model.contact import Contact, Email


def test_of_a_hundred_with_one_name_and_nothing_else_each_is_known_when_the_file_comes_again() -> None:
    book = MemoryBook()
    import_into(book, [draft("Ann", title=f"title {number}", notes=["a"]) for number in range(100)])
    assert len(book.by_id) == 100
    again = import_into(book, [draft("Ann", title=f"title {number}", notes=["a"]) for number in range(100)])
    assert counts(again) == (0, 0, 100, 0, 0)
    changed = import_into(book, [draft("Ann", title=f"title {number}", notes=["b"]) for number in range(101)])
    assert counts(changed) == (1, 100, 0, 0, 0)
    assert all(book.note_texts[number] == {"a", "b"} for number in range(1, 101))
    for number in range(1, 102):
        book.remove(number)
    assert counts(import_into(book, [draft("Ann", title="another")])) == (0, 0, 0, 0, 1)


def test_the_notes_of_one_who_has_very_many_are_looked_up_once() -> None:
    book = MemoryBook()
    cards = [draft("Ann", email="ann@x.org", notes=[f"note {number}"]) for number in range(600)]
    assert counts(import_into(book, cards)) == (1, 599, 0, 0, 0)
    assert len(book.note_texts[1]) == 600


def test_a_list_that_is_full_takes_no_more_from_a_file_and_that_is_told() -> None:
    book = MemoryBook(Contact(1, "Ann", emails=(Email("", "ann@x.org"),), urls=tuple(map(str, range(999)))))
    report = import_into(book, [draft("Ann", email="ann@x.org", urls=["a", "b", "1"])])
    assert book.by_id[1].urls == (*map(str, range(999)), "a")
    reason = "Ann has 1,000 urls, which is the most there can be; this card's are left out"
    assert [problem.reason for problem in report.problems] == [reason]


def test_a_card_that_nobody_understands_stops_no_other() -> None:
    book = MemoryBook()
    odd: Any = None
    report = import_into(book, [Draft(4, 1, odd, original=b"odd"), draft("Ann")])
    assert counts(report) == (1, 0, 0, 1, 0)
    assert report.files[0].refused == [b"odd"]
    (problem,) = report.problems
    assert (problem.line, problem.reason) == (4, "it could not be understood and was left out (AttributeError)")
