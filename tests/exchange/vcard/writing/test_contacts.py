"""Contacts as vCard 3.0: what phones know in their properties, the rest in ours, and all of it back again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as some

from followup.core.contacts.fields import split_file_fields
from followup.core.contacts.names import display_name
from followup.core.importing.draft import Draft
from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Photo, Relation
from followup.core.model.export_record import ExportRecord
from followup.exchange.vcard.reader import read
from followup.exchange.vcard.writing.contacts import write_card

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

UID = "01234567-89ab-8def-8123-456700000001"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    apart = {name: values.pop(name) for name in ("notes", "note_days", "photo", "cards") if name in values}
    return ExportRecord(Contact(**DEFAULT | values), UID, **apart)


def back(person: ExportRecord) -> Draft:
    """What our reader makes of the card, which it reads without a doubt."""
    reading = read(write_card(person).encode())
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert (draft.doubts, reading.doubts) == ([], [])
    return draft


FULL = record(
    family="张", given="伟", prefix="Dr.", suffix="MBA", nickname="小伟, 伟哥", phonetic="Zhang Wei",
    organization="云图智联; 科技, 有限公司", department="销售部", title="区域总监", gender="M", grade="A",
    grade_locked=True, language="zh", honorific="张总", area="浦东", best_time="after 3", private=True, important=True,
    do_not_contact=True, cadence_visit="14", cadence_call="never", stage="client", status="archived",
    groups=("客户", "VIP, gold"),
    phones=(
        Phone("mobile", "+86 138 0013 8000", "+8613800138000"), Phone("work fax", "010-5555 0123"),
        Phone("前台", "8012"), Phone("Mobile", "13900139000"), Phone("", "10086"),
    ),
    emails=(Email("work", "zhang.wei@example.com"), Email("私人", "wei@example.org")),
    addresses=(Address("work", "建国路88号\n20层", "北京", "北京市", "100022", "中国"), Address("仓库", "Hamngatan 4")),
    urls=("https://example.com/a;b,c",),
    occasions=(
        Occasion("birthday", None, 4, 15), Occasion("birthday", 1985, 3, 3, "lunar", leap_month=True),
        Occasion("anniversary", 2012, 5, 20), Occasion("公司成立", 2001, 8, 18), Occasion("anniversary", 2015),
        Occasion("Wedding", None, 5, None), Occasion("birthday", 1986, 1, 1),
    ),
    relations=(Relation("spouse", "李娜"), Relation("mentor", "王芳"), Relation("Wife", "李雷")),
    fields={"QQ": "100200300", "hobby": "围棋; tea", "note to self": "one\ntwo\\n", "Skype": "live:zhang"},
    notes=("展会认识, 喜欢茶\n下次带样品", "second"), note_days=(date(2026, 5, 3), date(2025, 12, 31)),
    photo=Photo("image/png", PNG),
)  # fmt: skip


def test_a_card_with_everything(snapshot: SnapshotAssertion) -> None:
    assert write_card(FULL) == snapshot


def test_a_card_is_read_back_without_loss() -> None:
    same(FULL, back(FULL))


def same(person: ExportRecord, draft: Draft) -> None:
    """The draft says what the contact says."""
    contact = person.contact
    own, fields = split_file_fields(draft.fields)
    for name in (
        "name", "family", "given", "additional", "prefix", "suffix", "nickname", "phonetic", "organization",
        "department", "title",
    ):  # fmt: skip
        assert getattr(draft, name) == getattr(contact, name), name
    for name in (
        "company", "gender", "grade", "grade_locked", "stage", "status", "private", "important", "do_not_contact",
        "area", "language", "honorific", "best_time", "cadence_visit", "cadence_call",
    ):  # fmt: skip
        usual = getattr(draft, name, getattr(Contact(0, ""), name)) or None
        assert (own.get(name, usual) or None) == (getattr(contact, name) or None), name
    assert draft.uid == person.uid
    assert draft.phones == [Phone(phone.label, phone.value) for phone in contact.phones]
    assert (tuple(draft.emails), tuple(draft.addresses)) == (contact.emails, contact.addresses)
    assert (tuple(draft.urls), tuple(draft.groups)) == (contact.urls, contact.groups)
    assert set(draft.occasions) == set(contact.occasions)
    assert set(draft.relations) == set(contact.relations)
    assert fields == contact.fields
    assert tuple(draft.notes) == person.notes
    assert draft.note_days == dict(zip(person.notes, person.note_days, strict=True))
    assert draft.photo == person.photo


characters = some.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"))
words = some.text(characters | some.sampled_from(";,:\\\"'=^"), min_size=1, max_size=12)
words |= some.sampled_from(["张伟", "Ünal", "=cmd|x", "a b", 'say "hi"', "\\n", "_$!<Home>!$_", "x;y,z"])
texts = some.just("") | words
many_lines = some.lists(words, min_size=1, max_size=3).map("\n".join)
labels = texts | some.sampled_from(
    ["mobile", "work", "home", "work fax", "fax", "main", "iPhone", "Mobile", "assistant"]
)
numbers = some.from_regex(r"\+?[1-9][0-9 ()-]{2,12}[0-9]", fullmatch=True)
days = some.builds(
    lambda day, calendar, lost, leap: Occasion(
        "birthday" if lost == "kind" else "date", None if lost == "year" else day.year, day.month,
        None if lost == "day" else min(day.day, 29), calendar, leap and calendar == "lunar",
    ),
    some.dates(date(1000, 1, 1), date(2999, 12, 31)), some.sampled_from(["solar", "lunar"]),
    some.sampled_from(["", "year", "day", "kind"]), some.booleans(),
)  # fmt: skip
kinds = words | some.sampled_from(["birthday", "anniversary", "Anniversary"])
occasions = some.builds(lambda day, kind: day._replace(kind=kind), days, kinds)
people = some.builds(
    lambda parts, notes, **values: record(
        family=parts[0], given=parts[1], name=display_name(*parts), notes=tuple(notes), note_days=tuple(notes.values()),
        **values,
    ),
    some.tuples(words, words), some.dictionaries(many_lines, some.dates(), max_size=2),
    **dict.fromkeys(
        ("prefix", "suffix", "nickname", "organization", "department", "title", "honorific", "area", "gender"), texts
    ),
    **dict.fromkeys(("private", "important", "do_not_contact"), some.booleans()),
    grade=some.sampled_from([None, "A", "E"]),
    phones=some.lists(
        some.builds(Phone, labels, numbers, some.none(), some.none()), max_size=3, unique_by=lambda one: one.value
    ).map(tuple),
    emails=some.lists(some.builds(Email, labels, some.emails()), max_size=1).map(tuple),
    addresses=some.lists(
        some.builds(Address, labels, many_lines, texts, texts, texts, texts), max_size=2, unique=True
    ).map(tuple),
    urls=some.lists(words, max_size=2, unique=True).map(tuple),
    occasions=some.lists(occasions, max_size=3, unique=True).map(tuple),
    relations=some.lists(some.builds(Relation, words, words, some.none()), max_size=2, unique=True).map(tuple),
    fields=some.dictionaries(words | some.just("role"), many_lines, max_size=3),
    photo=some.none() | some.just(Photo("image/png", PNG)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(person=people)
def test_any_card_is_read_back_without_loss(person: ExportRecord) -> None:
    same(person, back(person))


def test_a_note_that_occurs_twice_is_written_once_with_its_first_day() -> None:
    days = (date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 5))
    draft = back(record(notes=("called", "met", "called"), note_days=days))
    assert draft.note_days == {"called": days[0], "met": days[1]}


def test_a_company_is_one_for_apple_too() -> None:
    person = record(name="示例公司", organization="示例公司", company=True)
    assert "X-ABSHOWAS:COMPANY" in write_card(person)
    same(person, back(person))


def test_a_person_called_like_the_company_is_none() -> None:
    person = record(name="示例公司", organization="示例公司")
    assert split_file_fields(back(person).fields)[0]["company"] is False
