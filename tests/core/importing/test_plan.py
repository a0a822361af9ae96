"""Whom each card of a file is, and what that changes."""

from __future__ import annotations

from datetime import date

from memory_book import MemoryBook, counts, draft, import_into

from followup.core.importing.draft import Doubt, Reading, Refusal
from followup.core.importing.plan import last_part, plan_import
from followup.core.importing.report import ImportReport
from followup.core.importing.types import Choices
from followup.core.matching.uid import uid_of
from followup.core.model.contact import Contact, Email, Occasion, Phone, Photo

UUID = "aaaaaaaa-0000-4000-8000-00000000000"


def test_a_new_person_is_created_with_all_that_the_file_says() -> None:
    book = MemoryBook()
    report = import_into(
        book,
        [
            draft(
                "张伟", "138 0013 8000", groups=["客户", "展会"], notes=["喜欢喝茶", "喜欢喝茶"], fields={"QQ": "1"},
                occasions=[Occasion("birthday", None, 5, 5)], photo=Photo("image/png", b"x"), important=True,
            )
        ],
        groups=("fair", "客户"),
    )  # fmt: skip
    contact = book.by_id[1]
    assert counts(report) == (1, 0, 0, 0, 0)
    assert (contact.name, contact.source, contact.added) == ("张伟", "f1.vcf", date(2026, 6, 2))
    assert contact.phones == (Phone("", "138 0013 8000", "+8613800138000"),)
    assert contact.groups == ("客户", "展会", "fair")
    assert (contact.fields, contact.important) == ({"QQ": "1"}, True)
    assert book.note_texts[1] == {"喜欢喝茶"}
    assert book.photos == [(1, b"x")]


def test_the_very_card_is_known_at_once_even_after_an_edit() -> None:
    book = MemoryBook()
    card = draft("张伟", "13800138000", notes=["a"])
    import_into(book, [card])
    book.by_id[1] = Contact(1, "李四")
    book.note_texts[1].clear()
    report = import_into(book, [card, card])
    assert counts(report) == (0, 0, 2, 0, 0)
    assert book.by_id[1] == Contact(1, "李四")


def test_an_equal_fingerprint_with_new_content_is_that_contact_through_edits() -> None:
    book = MemoryBook()
    import_into(book, [draft("张伟", "13800138000")])
    book.by_id[1] = Contact(1, "Somebody Else")
    report = import_into(book, [draft("张伟", "13800138000", title="经理")])
    assert counts(report) == (0, 1, 0, 0, 0)
    assert book.by_id[1].title == "经理"


def test_new_content_that_says_nothing_new_is_unchanged_and_remembered() -> None:
    book = MemoryBook()
    import_into(book, [draft("张伟", "13800138000", title="经理")])
    revised = draft("张伟", "13800138000", title="经理", original=b"REV")
    assert counts(import_into(book, [revised])) == (0, 0, 1, 0, 0)
    book.by_id[1] = Contact(1, "张伟")
    import_into(book, [revised])
    assert book.by_id[1].title == ""


def test_one_that_was_removed_stays_removed_and_is_reported() -> None:
    book = MemoryBook()
    import_into(book, [draft("张伟", "13800138000")])
    book.remove(1)
    report = import_into(book, [draft("张伟", "13800138000"), draft("张伟", "13800138000", title="经理")])
    assert counts(report) == (0, 0, 0, 0, 2)
    assert "removed" in report.problems[0].reason
    assert book.by_id == {}


def test_the_same_globally_unique_uid_is_the_same_person_whatever_the_name() -> None:
    book = MemoryBook(Contact(1, "张伟", uid=UUID + "1"))
    report = import_into(book, [draft("Somebody Else", uid=f"urn:uuid:{UUID}1")])
    assert counts(report) == (0, 1, 0, 0, 0)
    assert (
        counts(import_into(book, [draft("李娜", uid=UUID + "2"), draft("王芳", uid="1"), draft("何强", uid="1")]))[0]
        == 3
    )


def test_who_left_the_book_with_an_id_of_its_own_is_known_when_the_card_comes_back() -> None:
    book = MemoryBook(Contact(1, "张伟"))
    report = import_into(
        book, [draft("张小伟", uid=uid_of(book.book, 1), title="x"), draft("李娜", uid=uid_of(book.book, 9))]
    )
    assert counts(report) == (1, 1, 0, 0, 0)
    assert (book.by_id[1].title, book.by_id[1].uid, book.by_id[2].uid) == ("x", "", "")


def test_a_personal_number_in_common_joins_names_that_agree() -> None:
    book = MemoryBook()
    report = import_into(
        book,
        [
            draft("马超", "+86 138-0013-8013"),
            draft("Chao Ma", "0086 138 0013 8013"),
            draft("马总", "１３８００１３８０１３"),
        ],
    )
    assert counts(report) == (1, 2, 0, 0, 0)
    assert book.by_id[1].fields["name (also)"] == "Chao Ma; 马总"
    assert [(conflict.field, conflict.other) for conflict in report.conflicts] == [
        ("name", "Chao Ma"),
        ("name", "马总"),
    ]


def test_an_e_mail_in_common_joins_names_that_agree() -> None:
    book = MemoryBook(Contact(1, "John Smith", emails=(Email("", "js@example.com"),)))
    assert counts(import_into(book, [draft("Smith, John", email="JS@example.com")])) == (0, 0, 1, 0, 0)


def test_a_number_of_contradicting_names_joins_nobody() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", "13800138000"), draft("李娜", "13800138000")])
    assert counts(report) == (2, 0, 0, 0, 0)
    assert report.possible_duplicates == []


def test_a_number_that_contradicting_names_share_joins_only_the_very_name() -> None:
    book = MemoryBook()
    import_into(book, [draft("张伟", "13800138000"), draft("李娜", "13800138000")])
    report = import_into(book, [draft("妈妈", "13800138000"), draft("李娜", "13800138000", title="经理")])
    assert counts(report) == (1, 1, 0, 0, 0)
    assert book.by_id[2].title == "经理"
    assert {(pair.contact, pair.other) for pair in report.possible_duplicates} == {(3, 1), (3, 2)}


def test_a_number_in_common_of_names_that_only_resemble_each_other_is_reported() -> None:
    book = MemoryBook(Contact(1, "John Smith", emails=(Email("", "smith@example.com"),)))
    report = import_into(book, [draft("Mary Smith", email="smith@example.com")])
    assert counts(report) == (1, 0, 0, 0, 0)
    assert report.possible_duplicates[0].reason == "both have smith@example.com"


def test_landlines_switchboards_and_short_numbers_join_only_the_very_name() -> None:
    book = MemoryBook()
    for number in ("010-5555 0123", "400-820-8820", "10086"):
        report = import_into(book, [draft("张伟", number), draft("小张", number), draft("张伟", number, title=number)])
        assert report.total("created") == 2


def test_what_is_no_number_at_all_joins_nobody() -> None:
    assert counts(import_into(MemoryBook(), [draft("张伟", "call me"), draft("小张", "call me")])) == (2, 0, 0, 0, 0)


def test_another_extension_of_one_switchboard_is_another_person() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", "010-5555 0123-801"), draft("张伟", "010-5555 0123-802")])
    assert counts(report) == (2, 0, 0, 0, 0)


def test_a_number_of_very_many_is_a_switchboard() -> None:
    book = MemoryBook()
    crowd = [draft(f"{family}总", "13800138000") for family in "赵钱孙李周吴郑王冯陈褚"]
    import_into(book, crowd)
    assert counts(import_into(book, [draft("妈妈", "13800138000")])) == (1, 0, 0, 0, 0)
    assert counts(import_into(book, [draft("褚总", "13800138000", title="x")])) == (0, 1, 0, 0, 0)


def test_a_name_alone_joins_nobody_and_is_reported_also_within_a_file() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", "13800138000"), draft("张伟", "13900139000"), draft("张伟")])
    assert counts(report) == (3, 0, 0, 0, 0)
    assert [(pair.contact, pair.other) for pair in report.possible_duplicates] == [(2, 1), (3, 1)]
    assert report.possible_duplicates[0].reason == "both are called 张伟"


def test_two_cards_with_the_same_bare_name_in_a_file_are_two_people_and_stay_two() -> None:
    book = MemoryBook()
    cards = [draft("张伟", title="a"), draft("张伟", title="b")]
    assert counts(import_into(book, cards)) == (2, 0, 0, 0, 0)
    assert counts(import_into(book, cards[::-1])) == (0, 0, 2, 0, 0)
    revised = [draft("张伟", title="a", original=b"2"), draft("张伟", title="b", original=b"2")]
    assert counts(import_into(book, revised)) == (0, 0, 2, 0, 0)
    assert counts(import_into(book, [*cards, draft("张伟", title="c")])) == (1, 0, 2, 0, 0)


def test_who_has_most_in_common_is_meant_and_the_others_are_reported() -> None:
    book = MemoryBook(
        Contact(1, "小王", phones=(Phone("", "13800138000", "+8613800138000"),)),
        Contact(2, "王芳", phones=(Phone("", "13800138000", "+8613800138000"),), emails=(Email("", "wf@example.com"),)),
    )
    cards = [draft("王芳", "13800138000", email="wf@example.com", title=title) for title in ("x", "y")]
    cards[1].organization = "云图"
    report = import_into(book, cards)
    assert book.by_id[2].title == "x"
    assert [(pair.contact, pair.other) for pair in report.possible_duplicates] == [(2, 1)]


def test_drafts_of_different_files_of_one_run_find_one_another() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", "13800138000")], [draft("张伟", "+8613800138000", title="经理")])
    assert [(file.created, file.updated) for file in report.files] == [(1, 0), (0, 1)]
    assert book.by_id[1].title == "经理"


def test_a_contact_changed_twice_in_one_chunk_is_written_once() -> None:
    book = MemoryBook(Contact(1, "张伟", phones=(Phone("", "13800138000", "+8613800138000"),)))
    before = book.by_id[1]
    chunks = []
    report = ImportReport()
    drafts = [draft("张伟", "13800138000", title="a"), draft("张伟", "13800138000", gender="m", email="w@example.com")]
    for changes in plan_import(
        [("f", Reading("vcard", "utf-8", iter(drafts)))], book, Choices(date(2026, 6, 2), "CN"), report
    ):
        chunks.append(changes)
        book.apply(changes)
    first, after = chunks[0].updated[1]
    assert first == before
    assert (after.title, after.gender) == ("a", "m")
    assert counts(report) == (0, 2, 0, 0, 0)


def test_who_wins_is_the_persons_choice() -> None:
    book = MemoryBook(Contact(1, "张伟", title="old", phones=(Phone("", "13800138000", "+8613800138000"),)))
    import_into(book, [draft("张伟", "13800138000", title="new")], prefer="file")
    assert (book.by_id[1].title, book.by_id[1].fields["title (also)"]) == ("new", "old")


def test_notes_and_photos_are_added_once() -> None:
    book = MemoryBook()
    import_into(book, [draft("张伟", "13800138000", notes=["a"], photo=Photo("image/png", b"1"))])
    report = import_into(book, [draft("张伟", "13800138000", notes=["A ", "b"], photo=Photo("image/png", b"1"))])
    assert counts(report) == (0, 1, 0, 0, 0)
    assert book.note_texts[1] == {"a", "b"}
    assert book.photos == [(1, b"1")]
    again = draft("张伟", "13800138000", photo=Photo("image/png", b"2"))
    other = draft("张伟", "13800138000", photo=Photo("image/png", b"2"), title="x")
    assert counts(import_into(book, [again, other])) == (0, 2, 0, 0, 0)
    assert book.photos == [(1, b"1"), (1, b"2")]


def test_refused_cards_are_counted_and_told_by_file_line_and_reason() -> None:
    book = MemoryBook()
    doubtful = draft("张伟")
    doubtful.doubts.append(Doubt(7, "odd"))
    report = import_into(book, [Refusal(3, 1, "no person"), doubtful])
    assert counts(report) == (1, 0, 0, 1, 0)
    told = [(problem.file, problem.line, problem.card, problem.reason) for problem in report.problems]
    assert told == [("dir/f1.vcf", 3, 1, "no person"), ("dir/f1.vcf", 7, 1, "odd")]


def test_doubts_about_the_file_are_told_at_its_end() -> None:
    report = ImportReport()
    reading = Reading("csv", "utf-8", iter([]), [Doubt(1, "the file is empty")])
    assert list(plan_import([("f", reading)], MemoryBook(), Choices(date(2026, 6, 2)), report)) == []
    assert (report.problems[0].card, report.problems[0].reason) == (None, "the file is empty")
    assert report.total("cards") == 0


def test_a_files_label_puts_nobody_into_a_smart_group() -> None:
    book = MemoryBook()
    report = import_into(book, [draft("张伟", groups=["VIP", "客户"])], smart=frozenset({"vip"}))
    assert book.by_id[1].groups == ("客户",)
    assert "VIP is a smart group" in report.problems[0].reason


def test_a_plan_comes_in_pieces_that_fit_into_memory() -> None:
    book = MemoryBook()
    photos = [draft(f"Person Nr {place}", photo=Photo("image/png", bytes(1 << 20))) for place in range(3)]
    many = [draft(f"Some Body {place}") for place in range(501)]
    sizes = []
    for drafts in (photos, many):
        files = [("f", Reading("vcard", "utf-8", iter(drafts)))]
        for changes in plan_import(files, book, Choices(date(2026, 6, 2)), ImportReport()):
            book.apply(changes)
            sizes.append(len(changes.created))
    assert sizes == [1, 1, 1, 250, 250, 1]


def test_who_is_in_the_book_is_left_alone_where_that_is_asked_for() -> None:
    book = MemoryBook(Contact(1, "张伟", phones=(Phone("", "13800138000", "+8613800138000"),)))
    cards = [
        draft("张伟", "13800138000", title="经理", notes=["x"]),
        draft("李娜", "13900139000"),
        draft("李娜", "13900139000", title="总监"),
    ]
    report = import_into(book, cards, skip_existing=True)
    assert counts(report) == (1, 1, 1, 0, 0)
    assert (book.by_id[1].title, book.by_id[2].title, book.note_texts[1]) == ("", "总监", set())
    assert counts(import_into(book, cards[:1])) == (0, 1, 0, 0, 0)


def test_a_pair_that_is_not_the_same_is_not_reported_again() -> None:
    book = MemoryBook(Contact(1, "张伟", phones=(Phone("", "13800138000", "+8613800138000"),)))
    book.not_same.add((1, 2))
    report = import_into(book, [draft("张伟", "13900139000"), draft("张伟", "13700137000")])
    assert [(pair.contact, pair.other) for pair in report.possible_duplicates] == [(3, 1)]


def test_a_conflict_is_decided_as_it_was_answered() -> None:
    start = Contact(1, "张伟", title="old", organization="云图", phones=(Phone("", "13800138000", "+8613800138000"),))
    card = draft("张伟", "13800138000", title="new", organization="远望")
    asked = {("dir/f1.vcf", 1, "title", "new"): "file", ("dir/f1.vcf", 1, "organization", "远望"): "book"}
    book = MemoryBook(start)
    report = import_into(book, [card], answers=asked)
    assert (book.by_id[1].title, book.by_id[1].organization, book.by_id[1].fields) == ("new", "云图", {})
    assert report.conflicts == []
    book = MemoryBook(start)
    report = import_into(book, [card], answers={("dir/f1.vcf", 9, "title", "new"): "file"})
    assert (book.by_id[1].title, book.by_id[1].fields["title (also)"]) == ("old", "new")
    assert [conflict.field for conflict in report.conflicts] == ["organization", "title"]


def test_a_file_is_named_without_its_folders() -> None:
    assert [last_part(name) for name in ("a.vcf", "x/a.vcf", "C:\\x\\a.vcf")] == ["a.vcf"] * 3
