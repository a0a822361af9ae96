"""An import into the book: one batch, and a second time changes nothing."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core.importing.draft import Draft, Reading
from followup.core.importing.types import Choices
from followup.core.matching.merge import merge_contacts
from followup.core.model.contact import Contact, Email, Phone, Photo
from followup.errors import WrongUsageError
from followup.storage.book.book import Book, open_book, rehearsal_of
from followup.storage.book.undo import history, undo
from followup.storage.contacts.groups import create_group
from followup.storage.contacts.phone_region import remembered_region, settle_region
from followup.storage.contacts.reads import load_contact, load_contacts
from followup.storage.contacts.writes import add_contacts, remove_contacts, replace_contact
from followup.storage.importing.write import import_files
from followup.storage.matching.merge import merge_into

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.report import ImportReport

TODAY = date(2026, 6, 2)
CHOICES = Choices(TODAY, "CN")
SALES_DATA = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def dump(book: Book) -> list[Any]:
    """Everything in the book, but for the day on which its pages were looked at."""
    tables = [name for name, _ in book.connection.execute(SALES_DATA) if name != "reminded"]
    return [(table, book.connection.execute(f"SELECT * FROM {table}").fetchall()) for table in sorted(tables)]


def person(name: str, *phones: str, email: str = "", **values: Any) -> Draft:
    made = Draft(
        1, 1, name, phones=[Phone("", one) for one in phones], emails=[Email("", email)] if email else [], **values
    )
    made.content = made.original = repr(made).encode()
    return made


def bring(book: Book, *files: Sequence[Draft], choices: Choices = CHOICES, keep: bool = True) -> ImportReport:
    readings = [(f"f{place}.vcf", Reading("vcard", "utf-8", iter(drafts))) for place, drafts in enumerate(files, 1)]
    with book.writing("import", at="2026-06-02", keep=keep) as writing:
        return import_files(writing, readings, choices)


def created(report: ImportReport) -> tuple[int, int, int, int]:
    return (report.total("created"), report.total("updated"), report.total("unchanged"), report.total("removed_before"))


FRIENDS = [
    person(
        "张伟", "138 0013 8000", notes=["喜欢喝茶"], groups=["客户"], photo=Photo("image/png", b"face"), title="经理"
    ),
    person("李娜", "139 0013 9000", email="na@example.com"),
    person("Na Li", email="NA@example.com", uid="aaaaaaaa-0000-4000-8000-000000000001", urls=["https://example.com"]),
    person("张伟", "010-5555 0123"),
]


def test_a_first_import_is_one_batch_and_one_entry_of_the_history(book: Book) -> None:
    report = bring(book, FRIENDS)
    assert created(report) == (3, 1, 0, 0)
    assert report.batch == 1
    assert [words for _, _, words in history(book.connection)] == ["import"]
    contacts = load_contacts(book.connection, [1, 2, 3])
    assert [contact.name for contact in contacts] == ["张伟", "李娜", "张伟"]
    assert (contacts[0].groups, contacts[0].source, contacts[0].added) == (("客户",), "f1.vcf", TODAY)
    assert contacts[1].fields["name (also)"] == "Na Li"
    assert book.connection.execute("SELECT text, search FROM note").fetchall() == [("喜欢喝茶", "喜欢喝茶")]
    assert book.connection.execute("SELECT contact_id, data FROM photo").fetchall() == [(1, b"face")]
    cards = book.connection.execute("SELECT contact_id, original FROM card ORDER BY id").fetchall()
    assert cards == [(number, draft.original) for number, draft in zip((1, 2, 2, 3), FRIENDS, strict=True)]


def test_an_import_is_taken_back_by_undo(book: Book) -> None:
    before = dump(book)
    bring(book, FRIENDS)
    undo(book, 1)
    assert dump(book) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(book: Book) -> None:
    before = dump(book)
    rehearsed = bring(book, FRIENDS, keep=False)
    assert dump(book) == before
    with rehearsal_of(book) as copy:
        assert bring(copy, FRIENDS) == rehearsed
    assert dump(book) == before
    assert bring(book, FRIENDS) == rehearsed


def test_a_second_time_leaves_no_trace_in_any_order(book: Book) -> None:
    bring(book, FRIENDS[:2], FRIENDS[2:])
    before = dump(book)
    assert created(bring(book, FRIENDS[:1:-1], FRIENDS[1::-1])) == (0, 0, 4, 0)
    assert bring(book, FRIENDS).batch is None
    assert dump(book) == before


def test_a_second_time_changes_nothing_after_an_edit(book: Book) -> None:
    bring(book, FRIENDS)
    contact = load_contact(book.connection, 1)
    with book.writing("edit", at="2026-06-02") as writing:
        replace_contact(writing, contact, contact._replace(name="张大伟", phones=(), title="", groups=()))
    before = dump(book)
    assert created(bring(book, FRIENDS)) == (0, 0, 4, 0)
    assert dump(book) == before


def test_a_second_time_changes_nothing_after_a_merge(book: Book) -> None:
    bring(book, FRIENDS)
    one, other = load_contacts(book.connection, [1, 2])
    with book.writing("merge", at="2026-06-02") as writing:
        merge_into(writing, one, other, merge_contacts(one, other).contact)
    before = dump(book)
    assert created(bring(book, FRIENDS)) == (0, 0, 4, 0)
    assert dump(book) == before


def test_a_second_time_changes_nothing_after_a_removal_and_says_so(book: Book) -> None:
    bring(book, FRIENDS)
    with book.writing("remove", at="2026-06-02") as writing:
        remove_contacts(writing, [2])
    before = dump(book)
    report = bring(book, FRIENDS)
    assert created(report) == (0, 0, 2, 2)
    assert [problem.reason[:2] for problem in report.problems] == ["李娜", "Na"]
    assert dump(book) == before


def test_new_content_of_one_who_was_merged_goes_to_the_one_that_stayed(book: Book) -> None:
    bring(book, FRIENDS)
    one, other = load_contacts(book.connection, [1, 2])
    with book.writing("merge", at="2026-06-02") as writing:
        merge_into(writing, one, other, merge_contacts(one, other).contact)
    assert created(bring(book, [person("李娜", "139 0013 9000", email="na@example.com", gender="f")])) == (0, 1, 0, 0)
    assert load_contact(book.connection, 1).gender == "f"
    elsewhere = person("Somebody", uid="urn:uuid:aaaaaaaa-0000-4000-8000-000000000001", title="x")
    assert created(bring(book, [elsewhere])) == (0, 1, 0, 0)


def test_notes_and_photos_of_the_book_are_not_brought_again(book: Book) -> None:
    bring(book, FRIENDS)
    again = person("张伟", "13800138000", notes=["喜欢喝茶", "打球"], photo=Photo("image/png", b"face"))
    other = person("张伟", "13800138000", photo=Photo("image/png", b"other"))
    assert created(bring(book, [again, other])) == (0, 2, 0, 0)
    assert book.connection.execute("SELECT count(*) FROM note").fetchone() == (2,)
    assert book.connection.execute("SELECT data FROM photo ORDER BY id").fetchall() == [(b"face",), (b"other",)]


def test_an_import_of_nothing_leaves_no_batch_no_command_no_region(book: Book) -> None:
    before = dump(book)
    assert bring(book, [], choices=Choices(TODAY)).batch is None
    assert dump(book) == before


def test_the_region_is_voted_once_and_remembered(book: Book) -> None:
    bring(
        book, [person("A B", "(415) 555-2671"), person("C D", "+1 212 555 0100")], choices=Choices(TODAY, locale="CN")
    )
    assert remembered_region(book.connection) == "US"
    assert load_contact(book.connection, 1).phones[0].e164 == "+14155552671"
    bring(book, [person("E F", f"+86 138 0013 800{place}") for place in range(9)], choices=Choices(TODAY))
    assert remembered_region(book.connection) == "US"


def test_another_region_understands_all_numbers_anew(book: Book) -> None:
    bring(book, [person("A B", "020 7946 0958", "13800138000")], choices=Choices(TODAY, "CN"))
    before = load_contact(book.connection, 1)
    with book.writing("region", at="2026-06-02") as writing:
        settle_region(writing, "GB")
        settle_region(writing, "GB")
        settle_region(writing, "")
    after = load_contact(book.connection, 1)
    assert after.phones[0].e164 == "+442079460958" != before.phones[0].e164
    assert after.phones[1] == before.phones[1]
    assert "442079460958" in book.connection.execute("SELECT search FROM contact").fetchone()[0]
    undo(book, 1)
    assert (load_contact(book.connection, 1), remembered_region(book.connection)) == (before, "CN")


def test_nobody_is_put_into_a_smart_group(book: Book) -> None:
    with book.writing("group", at="2026-06-02") as writing:
        create_group(writing, "VIP", query="grade:A", private=False)
    with pytest.raises(WrongUsageError, match="vip is a smart group"):
        bring(book, FRIENDS, choices=CHOICES._replace(groups=("vip",)))
    report = bring(book, [person("张伟", groups=["VIP"])], choices=CHOICES._replace(groups=("fair",)))
    assert load_contact(book.connection, 1).groups == ("fair",)
    assert "smart group" in report.problems[0].reason


def test_people_of_the_book_are_found_by_any_number_of_theirs_among_many(book: Book) -> None:
    crowd = [
        Contact(
            number,
            f"Person Nr{number}",
            added=TODAY,
            phones=(Phone("", f"+8613800{number:06}", f"+8613800{number:06}"),),
        )
        for number in range(1, 1201)
    ]
    with book.writing("add", at="2026-06-02") as writing:
        add_contacts(writing, crowd)
    drafts = [person(one.name, one.phones[0].value[3:], gender="m", notes=["x"]) for one in crowd]
    done: list[int] = []
    with book.writing("import", at="2026-06-02") as writing:
        report = import_files(writing, [("f", Reading("vcard", "utf-8", iter(drafts)))], CHOICES, done.append)
    assert created(report) == (0, 1200, 0, 0)
    assert done == [250, 500, 750, 1000, 1200]
    assert {contact.gender for contact in load_contacts(book.connection)} == {"m"}


people = st.builds(
    person,
    st.sampled_from(["张伟", "李娜", "小王", "王芳", "John Smith", "Mr Smith", "Wei Zhang", "妈妈"]),
    *[st.sampled_from(["13800138000", "+86 138-0013-8000", "010-5555 0123", "10086", "139 0013 9000,1"])] * 2,
    email=st.sampled_from(["", "a@example.com", "A@EXAMPLE.com", "b@example.com"]),
    uid=st.sampled_from(["", "", "1", "aaaaaaaa-0000-4000-8000-000000000001"]),
    organization=st.sampled_from(["", "云图"]),
    title=st.sampled_from(["", "a", "b"]),
    notes=st.lists(st.sampled_from(["n", "m"]), max_size=2),
)
bare = st.builds(person, st.sampled_from(["张伟", "李娜"]), title=st.sampled_from(["", "a", "b"]))
files = st.lists(st.lists(st.one_of(people, bare), max_size=6), min_size=1, max_size=3)


@pytest.mark.slow
@given(files, st.randoms(use_true_random=False), st.sampled_from(["", "edit", "remove", "merge"]))
@settings(max_examples=40, deadline=None)
def test_whatever_was_imported_changes_nothing_a_second_time(
    brought: list[list[Draft]], chance: Any, between: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder) / "book.db", create=True) as book:
        start = dump(book)
        first = bring(book, *brought)
        assert first.total("cards") == sum(created(first)) == sum(map(len, brought))
        happen(book, between)
        before = dump(book)
        again = [chance.sample(drafts, len(drafts)) for drafts in chance.sample(brought, len(brought))]
        report = bring(book, *again)
        assert (report.total("created"), report.total("updated"), report.batch) == (0, 0, None)
        assert dump(book) == before
        undo(book, len(history(book.connection)))
        assert dump(book) == start


def happen(book: Book, what: str) -> None:
    """What a person does between two imports."""
    contacts = load_contacts(book.connection)
    if not what or len(contacts) < 2:
        return
    one, other = contacts[:2]
    with book.writing(what, at="2026-06-02") as writing:
        if what == "edit":
            replace_contact(writing, one, one._replace(name="X", phones=(), emails=(), uid="", title=""))
        elif what == "remove":
            remove_contacts(writing, [one.id])
        else:
            merge_into(writing, one, other, merge_contacts(one, other).contact)


def test_a_landline_means_whoever_was_merged_under_that_name_in_a_later_import_too(book: Book) -> None:
    bring(book, [person("张伟", "138 0013 8000", "010-5555 0123"), person("Zhang Wei", "138 0013 8000")])
    report = bring(book, [person("Zhang Wei", "010-5555 0123", title="经理")])
    assert created(report) == (0, 1, 0, 0)
