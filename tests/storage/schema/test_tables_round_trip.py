"""What is written with SQLModel is what sqlite3 reads: both mean the same by every value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlmodel import SQLModel

from followup.core.model import contact as core
from followup.core.model.grades import GRADES
from followup.core.text.folding import fold
from followup.core.text.plain_text import plain_text
from followup.storage.activities.complaints import add_complaint, complaints_of, load_complaint
from followup.storage.activities.interactions import add_interaction, interactions_of, load_interaction
from followup.storage.activities.notes import add_note, load_note, notes_of
from followup.storage.activities.records import replace_record
from followup.storage.activities.sales import add_sale, load_sale, sales_of
from followup.storage.activities.tasks import add_task, load_task, tasks_of
from followup.storage.book.book import open_book
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts, next_id, replace_contact
from followup.storage.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.storage.book.book import Book, Writing

NOW = "2026-11-27T09:00"
texts = some.text(max_size=30).map(plain_text) | some.sampled_from(
    ["张伟", "[red]x[/red]", "'; DROP TABLE contact; --", "a\nb"]
)
days = some.dates()
maybe_days = some.none() | days
flags = some.booleans()
minutes = some.none() | some.integers(1, 1440)
money = some.integers(-(10**15), 10**15)
numbers = some.none() | some.integers(1, 9999)

phones = some.builds(core.Phone, texts, texts, some.none() | texts, some.none() | texts)
emails = some.builds(core.Email, texts, texts)
addresses = some.builds(core.Address, texts, texts, texts, texts, texts, texts)
occasions = some.builds(
    core.Occasion, texts, numbers, numbers, numbers, some.sampled_from(["solar", "lunar"]), flags, some.none()
)
relations = some.builds(core.Relation, texts, texts, some.none())
groups = some.lists(texts.filter(fold), unique_by=fold, max_size=3)
contacts = some.builds(
    core.Contact,
    id=some.just(0),
    **dict.fromkeys(
        (
            "name", "family", "given", "additional", "prefix", "suffix", "nickname", "phonetic", "organization",
            "department", "title", "area", "language", "honorific", "gender", "best_time", "cadence_visit",
            "cadence_call", "source", "uid",
        ),
        texts,
    ),
    **dict.fromkeys(("company", "grade_locked", "private", "important", "do_not_contact"), flags),
    grade=some.none() | some.sampled_from(GRADES),
    graded=maybe_days,
    stage=some.none() | texts,
    status=some.sampled_from(["active", "lost", "archived"]),
    added=days,
    groups=groups.map(lambda names: tuple(sorted(names, key=fold))),
    phones=some.lists(phones, max_size=3).map(tuple),
    emails=some.lists(emails, max_size=3).map(tuple),
    addresses=some.lists(addresses, max_size=2).map(tuple),
    urls=some.lists(texts, max_size=2).map(tuple),
    occasions=some.lists(occasions, max_size=3).map(tuple),
    relations=some.lists(relations, max_size=2).map(tuple),
    fields=some.dictionaries(texts, texts, max_size=3),
)  # fmt: skip
notes = some.builds(core.Note, some.just(0), some.just(0), days, texts)
interactions = some.builds(
    core.Interaction, some.just(0), some.just(0), days, some.sampled_from(core.INTERACTION_KINDS),
    texts, minutes, texts, texts,
)  # fmt: skip
tasks = some.builds(
    core.Task, some.just(0), some.just(0), texts, maybe_days, texts, minutes, texts, flags, maybe_days, texts
)
sales = some.builds(core.Sale, some.just(0), some.just(0), days, money, some.none() | money, texts, texts)
complaints = some.builds(core.Complaint, some.just(0), some.just(0), days, texts, maybe_days, texts, texts, maybe_days)
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book for all examples: each is taken back."""
    with open_book(tmp_path_factory.mktemp("round") / "book.db", create=True) as book:
        yield book


def somebody(writing: Writing) -> int:
    number = next_id(writing.connection)
    add_contacts(writing, [core.Contact(number, "张伟", added=date(2026, 1, 1))])
    return number


def without_ids(contact: core.Contact) -> core.Contact:
    return contact._replace(occasions=tuple(occasion._replace(id=None) for occasion in contact.occasions))


@often
@given(contact=contacts)
def test_a_contact_with_everything(shared: Book, contact: core.Contact) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = contact._replace(id=next_id(writing.connection))
        add_contacts(writing, [contact])
        assert without_ids(load_contact(writing.connection, contact.id)) == contact


@pytest.mark.slow
@often
@given(before=contacts, after=contacts)
def test_a_contact_changed_into_another(shared: Book, before: core.Contact, after: core.Contact) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        number = next_id(writing.connection)
        add_contacts(writing, [before._replace(id=number)])
        replace_contact(writing, load_contact(writing.connection, number), after._replace(id=number))
        assert without_ids(load_contact(writing.connection, number)) == after._replace(id=number)


@often
@given(first=notes, then=notes)
def test_a_note(shared: Book, first: core.Note, then: core.Note) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = somebody(writing)
        number = add_note(writing, contact, first.on, first.text)
        assert notes_of(writing.connection, contact) == [first._replace(id=number, contact_id=contact)]
        replace_record(writing, then._replace(id=number, contact_id=contact))
        assert load_note(writing.connection, number) == then._replace(id=number, contact_id=contact)


@often
@given(first=interactions, then=interactions)
def test_an_interaction(shared: Book, first: core.Interaction, then: core.Interaction) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = somebody(writing)
        number = add_interaction(writing, first._replace(contact_id=contact))
        assert interactions_of(writing.connection, contact) == [first._replace(id=number, contact_id=contact)]
        replace_record(writing, then._replace(id=number, contact_id=contact))
        assert load_interaction(writing.connection, number) == then._replace(id=number, contact_id=contact)


@often
@given(first=tasks, then=tasks)
def test_a_task(shared: Book, first: core.Task, then: core.Task) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = somebody(writing)
        number = add_task(writing, first._replace(contact_id=contact))
        assert tasks_of(writing.connection, contact) == [first._replace(id=number, contact_id=contact)]
        replace_record(writing, then._replace(id=number, contact_id=contact))
        assert load_task(writing.connection, number) == then._replace(id=number, contact_id=contact)


@often
@given(first=sales, then=sales)
def test_a_sale(shared: Book, first: core.Sale, then: core.Sale) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = somebody(writing)
        number = add_sale(writing, first._replace(contact_id=contact))
        assert sales_of(writing.connection, contact) == [first._replace(id=number, contact_id=contact)]
        replace_record(writing, then._replace(id=number, contact_id=contact))
        assert load_sale(writing.connection, number) == then._replace(id=number, contact_id=contact)


@often
@given(first=complaints, then=complaints)
def test_a_complaint(shared: Book, first: core.Complaint, then: core.Complaint) -> None:
    with shared.writing("test", at=NOW, keep=False) as writing:
        contact = somebody(writing)
        number = add_complaint(writing, first._replace(contact_id=contact))
        assert complaints_of(writing.connection, contact) == [first._replace(id=number, contact_id=contact)]
        replace_record(writing, then._replace(id=number, contact_id=contact))
        assert load_complaint(writing.connection, number) == then._replace(id=number, contact_id=contact)


ROWS: dict[str, type[SQLModel]] = {
    str(table.__tablename__): table
    for table in vars(tables).values()
    if isinstance(table, type) and issubclass(table, SQLModel) and table is not SQLModel
}
CHECKED = {"grade": some.sampled_from(GRADES), "status": some.just("lost"), "calendar": some.just("lunar")}
KINDS: dict[str, some.SearchStrategy[Any]] = {
    "VARCHAR": texts,
    "INTEGER": some.integers(-(2**63), 2**63 - 1),
    "BOOLEAN": flags,
    "DATE": days,
    "BLOB": some.binary(max_size=50),
}


def rows_of(table: type[SQLModel]) -> some.SearchStrategy[dict[str, Any]]:
    """Rows of a table, as a mapping of its columns to values that they may hold."""
    columns = {}
    for column in table.__table__.columns:  # type: ignore[attr-defined]  # SQLModel makes it
        values = CHECKED.get(column.name, KINDS[str(column.type)])
        columns[column.name] = some.none() | values if column.nullable else values
    return some.fixed_dictionaries(columns)


@pytest.mark.parametrize("name", sorted(ROWS))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_every_column_of_every_table(shared: Book, name: str, data: some.DataObject) -> None:
    row = data.draw(rows_of(ROWS[name]))
    with shared.writing("test", at=NOW, keep=False) as writing:
        writing.connection.execute("PRAGMA defer_foreign_keys = ON")  # the row stands alone, and is taken back
        writing.insert_many(ROWS[name], [row])
        names = ", ".join(row)
        read = writing.connection.execute(f"SELECT {names} FROM {name} WHERE id = ?", (row["id"],)).fetchone()
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    assert dict(zip(row, read, strict=True)) == plain
