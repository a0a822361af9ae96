"""What a file tells besides the person is taken once, and never against what a person decided."""

from __future__ import annotations

from datetime import date

import pytest
from memory_book import MemoryBook

from followup.core.importing.activities import add_facts, has_facts, settle_facts
from followup.core.importing.draft import Draft, Reading
from followup.core.importing.plan import plan_import
from followup.core.importing.report import ImportReport
from followup.core.importing.types import ANY_SALE, ChangeSet, Choices, Fact, grade_changes
from followup.core.matching.merge import merge_draft
from followup.core.model.contact import Contact, Interaction, Phone, Sale, Task

TODAY = date(2026, 6, 2)
DAY = date(2026, 5, 1)
VISIT, MESSAGE = Interaction(0, 0, DAY, "visit"), Interaction(0, 0, DAY, "message")


def draft(**values: object) -> Draft:
    return Draft(2, 1, "张伟", **values)  # type: ignore[arg-type]


def changes_of(card: Draft, known: set[Fact]) -> ChangeSet:
    changes = ChangeSet("list.csv")
    assert add_facts(card, 7, known, changes) == bool(changes.facts)
    return changes


def test_what_is_told_goes_to_the_contact_with_its_source() -> None:
    changes = changes_of(
        draft(interactions=[VISIT], tasks=[Task(0, 0, "follow up", TODAY)], sales=[Sale(0, 0, DAY, 5)]), set()
    )
    assert [(one.contact_id, one.summary) for one in changes.interactions] == [(7, "from list.csv")]
    assert [(one.contact_id, one.text) for one in changes.tasks] == [(7, "follow up")]
    assert [(one.contact_id, one.note) for one in changes.sales] == [(7, "from list.csv")]
    assert changes.facts == [
        (7, Fact("interaction", DAY, "visit")), (7, Fact("task", TODAY, "follow up")), (7, Fact("sale", DAY, amount=5)),
    ]  # fmt: skip


def test_what_is_known_is_no_news() -> None:
    told = draft(
        interactions=[VISIT],
        tasks=[Task(0, 0, "Follow  up", TODAY)],
        sales=[Sale(0, 0, DAY, 5)],
        total=Sale(0, 0, DAY, 9),
    )
    known: set[Fact] = set()
    assert changes_of(told, known).facts
    assert changes_of(told, known).facts == []


def test_of_a_day_that_something_is_known_of_a_mere_contact_is_no_news() -> None:
    changes = changes_of(draft(interactions=[MESSAGE, VISIT]), set())
    assert [one.kind for one in changes.interactions] == ["visit"]


def test_a_total_is_no_sale_where_any_sale_is_known() -> None:
    told = draft(total=Sale(0, 0, DAY, 500, note="年销售额"))
    assert [one.note for one in changes_of(told, set()).sales] == ["年销售额 from list.csv"]
    assert changes_of(told, {ANY_SALE}).sales == []


def test_what_cannot_have_been_yet_is_kept_as_a_field() -> None:
    late = date(2026, 6, 3)
    told = draft(interactions=[VISIT._replace(on=late), VISIT], sales=[Sale(0, 0, late, 5)], total=Sale(0, 0, late, 9))
    settle_facts(told, Choices(TODAY))
    assert (told.interactions, told.sales, told.total) == ([VISIT], [], None)
    assert told.fields == {"last contact": "2026-06-03", "last order": "2026-06-03"}
    assert len(told.doubts) == 3


@pytest.mark.parametrize(
    ("written", "labels", "grade", "fields"),
    [
        ("A", "letters", "A", {}), ("1", "numbers", "A", {}), ("5", "numbers", "E", {}),
        ("5", "letters", "", {"level": "5"}),
    ],
)  # fmt: skip
def test_a_number_is_a_grade_where_the_settings_say_so(written: str, labels: str, grade: str, fields: object) -> None:
    told = draft(grade=written)
    settle_facts(told, Choices(TODAY, grade_labels=labels))
    assert (told.grade, told.fields, len(told.doubts)) == (grade, fields, len(told.fields))


def test_a_draft_has_facts_when_it_tells_any() -> None:
    assert not has_facts(draft())
    assert has_facts(draft(grade="A"))
    assert has_facts(draft(total=Sale(0, 0, DAY, 5)))


BOOK, FILE = Contact(1, "张伟"), Contact(2, "张伟", grade="B", graded=TODAY)
OURS = BOOK._replace(grade="A", graded=DAY)


def test_a_files_grade_fills_where_there_is_none() -> None:
    merged = merge_draft(BOOK, FILE)
    assert (merged.contact.grade, merged.contact.graded, merged.filled) == ("B", TODAY, ("grade",))


def test_a_grade_that_a_person_took_away_stays_away() -> None:
    merged = merge_draft(BOOK, FILE, decided=True)
    assert (merged.contact.grade, merged.conflicts) == (None, (("grade", "none", "B"),))


@pytest.mark.parametrize("prefer", ["book", "file"])
def test_a_locked_or_decided_grade_is_never_overwritten(prefer: str) -> None:
    for kept, decided in ((OURS, True), (OURS._replace(grade_locked=True), False)):
        merged = merge_draft(kept, FILE, prefer, decided=decided)  # type: ignore[arg-type]
        assert (merged.contact.grade, merged.contact.fields) == ("A", {"grade (also)": "B"})


def test_a_grade_of_another_file_gives_way_where_the_file_is_preferred() -> None:
    assert merge_draft(OURS, FILE).contact.grade == "A"
    merged = merge_draft(OURS, FILE, "file")
    assert (merged.contact.grade, merged.contact.graded, merged.contact.fields) == ("B", TODAY, {"grade (also)": "A"})


def test_private_people_get_no_grade() -> None:
    assert merge_draft(BOOK._replace(private=True), FILE).contact.grade is None


def test_a_change_set_says_whose_grade_it_makes_or_changes() -> None:
    changes = ChangeSet(created={2: FILE, 3: BOOK}, updated={1: (OURS, OURS._replace(grade="C")), 4: (OURS, OURS)})
    assert grade_changes(changes) == [(2, None, "B"), (1, "A", "C")]


def test_grade_and_promises_come_along_once_and_private_people_get_no_grade() -> None:
    book, report = MemoryBook(), ImportReport()
    choices = Choices(date(2026, 6, 2), "CN", private=frozenset({"family"}))

    def cards(content: bytes) -> Reading:
        visit, task = Interaction(0, 0, date(2026, 5, 1), "visit"), Task(0, 0, "follow up", date(2026, 6, 10))
        ann = Draft(1, 1, "Ann", phones=[Phone("", "13800138000")], grade="B", content=content)
        ann.interactions, ann.tasks = [visit], [task, task]
        bob = Draft(2, 2, "Bob", phones=[Phone("", "13900139000")], grade="A", groups=["Family"], content=content)
        return Reading("csv", "utf-8", iter([ann, bob]))

    for content in (b"1", b"2"):
        for changes in plan_import([("list.csv", cards(content))], book, choices, report):
            book.apply(changes)
    assert {contact.name: contact.grade for contact in book.by_id.values()} == {"Ann": "B", "Bob": None}
    assert (report.interactions, report.tasks, report.sales, report.grades) == (1, 1, 0, 1)
