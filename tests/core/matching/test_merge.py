"""Two claims about one person made one."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.matching.merge import merge_contacts, merge_draft
from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation

BOOK = Contact(
    1, "张伟", family="张", given="伟", organization="云图", source="hand", added=date(2026, 1, 1),
    phones=(Phone("mobile", "138 0013 8000", "+8613800138000"),), emails=(Email("", "wei@example.com"),),
    occasions=(Occasion("birthday", None, 5, 5, id=7),), groups=("客户",), fields={"QQ": "12345"},
)  # fmt: skip


def file_says(**values: Any) -> Contact:
    return Contact(0, "张伟", source="phone.vcf", added=date(2026, 6, 1))._replace(**values)


def test_empty_fields_fill() -> None:
    merged = merge_draft(BOOK, file_says(title="经理", gender="m", important=True, nickname="大伟", suffix="博士"))
    assert (merged.contact.title, merged.contact.gender, merged.contact.nickname) == ("经理", "m", "大伟")
    assert (merged.contact.important, merged.contact.suffix) == (True, "博士")
    assert set(merged.filled) == {"title", "gender", "important", "nickname", "suffix"}
    assert merged.conflicts == ()


def test_the_books_value_stays_and_the_other_is_kept_and_reported() -> None:
    merged = merge_draft(BOOK, file_says(organization="远望", fields={"QQ": "999"}))
    assert merged.contact.organization == "云图"
    assert merged.contact.fields == {"QQ": "12345", "organization (also)": "远望", "QQ (also)": "999"}
    assert merged.conflicts == (("organization", "云图", "远望"), ("QQ", "12345", "999"))


def test_the_files_value_wins_where_it_is_preferred() -> None:
    said = file_says(name="张 大伟", family="张", given="大伟", organization="远望", fields={"QQ": "999"})
    merged = merge_draft(BOOK, said, "file")
    assert (merged.contact.name, merged.contact.given, merged.contact.organization) == ("张 大伟", "大伟", "远望")
    assert merged.contact.fields["QQ"] == "999"
    assert merged.contact.fields["organization (also)"] == "云图"
    assert merged.contact.fields["QQ (also)"] == "12345"
    assert merged.contact.fields["name (also)"] == "张伟"


def test_what_is_written_otherwise_only_is_no_conflict() -> None:
    kept = BOOK._replace(organization="ACME  Inc", title="Buyer")
    merged = merge_draft(kept, file_says(organization="acme inc", title="ＢＵＹＥＲ"))
    assert merged.contact == kept
    assert merged.conflicts == ()


def test_lists_unite_by_what_their_values_mean() -> None:
    merged = merge_draft(
        BOOK,
        file_says(
            phones=(
                Phone("work", "+8613800138000", "+8613800138000"),
                Phone("", "+86 138 0013 8000,12", "+8613800138000", "12"),
                Phone("", "555-0100"),
                Phone("", "5550100"),
            ),
            emails=(Email("home", "WEI@example.com"), Email("", "new@example.com")),
            urls=("https://example.com/", "https://EXAMPLE.com"),
            addresses=(Address("work", "建国路 1", "北京"), Address("", "建国路  1", "北京")),
            groups=("客户", "展会"),
            relations=(Relation("spouse", "李娜"),),
        ),
    )
    assert [phone.value for phone in merged.contact.phones] == ["138 0013 8000", "+86 138 0013 8000,12", "555-0100"]
    assert [email.value for email in merged.contact.emails] == ["wei@example.com", "new@example.com"]
    assert merged.contact.urls == ("https://example.com/",)
    assert merged.contact.addresses == (Address("work", "建国路 1", "北京"),)
    assert merged.contact.groups == ("客户", "展会")
    assert merged.contact.relations == (Relation("spouse", "李娜"),)


def test_a_name_that_is_linked_stays_linked_and_two_links_stay_two() -> None:
    def united(kept: Relation, *other: Relation) -> tuple[Relation, ...]:
        return merge_contacts(BOOK._replace(relations=(kept,)), file_says(relations=other)).contact.relations

    name, linked, another = Relation("child", "小明"), Relation("child", "小明", 5), Relation("child", "小明", 6)
    assert united(name, linked) == (linked,)
    assert united(linked, name) == (linked,)
    assert united(linked, linked, another) == (linked, another)
    assert united(name, Relation("spouse", "小明")) == (name, Relation("spouse", "小明"))


def test_another_spelling_of_the_name_is_kept_whole() -> None:
    merged = merge_draft(BOOK, file_says(name="Wei Zhang", family="Zhang", given="Wei", prefix="Mr"))
    assert (merged.contact.name, merged.contact.family, merged.contact.given) == ("张伟", "张", "伟")
    assert merged.contact.fields["name (also)"] == "Wei Zhang"
    assert merged.contact.fields["prefix (also)"] == "Mr"
    assert merged.conflicts == (("name", "张伟", "Wei Zhang"),)


def test_a_part_of_another_spelling_that_is_not_in_it_is_a_conflict() -> None:
    merged = merge_draft(BOOK, file_says(name="Wei", family="Wang", given="Wei"))
    assert merged.contact.fields == {"QQ": "12345", "name (also)": "Wei", "family (also)": "Wang"}
    assert merged.conflicts == (("name", "张伟", "Wei"), ("family", "张", "Wang"))


def test_a_whole_name_in_the_place_of_the_given_one_is_no_conflict() -> None:
    assert merge_draft(BOOK, file_says(given="张伟")).contact == BOOK


def test_a_given_name_that_is_not_in_the_name_is_not_lost_for_one_that_is() -> None:
    kept = BOOK._replace(name="Wei Zhang", family="", given="a")
    merged = merge_draft(kept, file_says(name="Wei Zhang", given="Ab c"), "file").contact
    assert (merged.given, merged.fields["given (also)"]) == ("Ab c", "a")


def test_a_shorter_name_loses_nothing() -> None:
    kept = BOOK._replace(name="John A. Smith", family="Smith", given="John")
    merged = merge_draft(kept, file_says(name="John Smith"))
    assert merged.contact == kept
    assert merge_draft(BOOK, file_says(name="大伟")).contact.fields["name (also)"] == "大伟"
    assert merge_draft(BOOK._replace(nickname="大伟"), file_says(name="大伟")).contact.fields == BOOK.fields


def test_a_name_fills_where_only_a_number_stood() -> None:
    nameless = BOOK._replace(name="138 0013 8000", family="", given="")
    merged = merge_draft(nameless, file_says(family="张", given="伟"))
    assert (merged.contact.name, merged.contact.family, merged.contact.given) == ("张伟", "张", "伟")
    assert merged.conflicts == ()
    other = file_says(name="138 0013 8000", phones=BOOK.phones)
    assert merge_draft(BOOK, other, "file").contact.name == "张伟"


def test_a_year_fills_a_birthday_without_one_and_its_id_stays() -> None:
    merged = merge_draft(BOOK, file_says(occasions=(Occasion("birthday", 1980, 5, 5),)))
    assert merged.contact.occasions == (Occasion("birthday", 1980, 5, 5, id=7),)


def test_a_birthday_is_never_put_together_out_of_two() -> None:
    kept = BOOK._replace(occasions=(Occasion("birthday", None, 5),))
    merged = merge_draft(kept, file_says(occasions=(Occasion("birthday", 1980),)))
    assert merged.contact.occasions == kept.occasions
    assert merged.conflicts == (("birthday", "--05", "1980--"),)


def test_of_two_birthdays_one_stays_and_the_other_is_kept_as_text() -> None:
    said = file_says(occasions=(Occasion("birthday", 1981, 6, 6), Occasion("birthday", 1980, 4, 1, "lunar", True)))
    merged = merge_draft(BOOK, said)
    assert merged.contact.occasions == (*BOOK.occasions, Occasion("birthday", 1980, 4, 1, "lunar", True))
    assert merged.contact.fields["birthday (also)"] == "1981-06-06"
    preferred = merge_draft(BOOK, said, "file")
    assert preferred.contact.occasions[0] == Occasion("birthday", 1981, 6, 6, id=7)
    assert preferred.contact.fields["birthday (also)"] == "--05-05"


def test_lunar_days_are_kept_as_lunar_text() -> None:
    kept = BOOK._replace(occasions=(Occasion("birthday", 1980, 4, 1, "lunar"),))
    merged = merge_draft(kept, file_says(occasions=(Occasion("birthday", 1980, 4, 1, "lunar", True),)))
    assert merged.contact.fields["birthday (also)"] == "lunar 1980-L04-01"


def test_other_days_of_one_kind_stand_side_by_side() -> None:
    kept = BOOK._replace(occasions=(Occasion("signed", 2020, 1, 1),))
    merged = merge_draft(kept, file_says(occasions=(Occasion("signed", 2021, 1, 1),)))
    assert len(merged.contact.occasions) == 2


def test_a_second_globally_unique_id_is_kept_without_a_word() -> None:
    kept = BOOK._replace(uid="AAAAAAAA-0000-4000-8000-000000000001")
    merged = merge_draft(kept, file_says(uid="BBBBBBBB-0000-4000-8000-000000000001"))
    assert merged.contact.uid == kept.uid
    assert merged.contact.fields["uid (also)"] == "BBBBBBBB-0000-4000-8000-000000000001"
    assert merged.conflicts == ()
    assert merge_draft(kept, file_says(uid="urn:uuid:aaaaaaaa-0000-4000-8000-000000000001")).contact == kept
    assert merge_draft(BOOK, file_says(uid="x")).contact.uid == "x"


def test_what_was_kept_beside_unites_too() -> None:
    kept = BOOK._replace(fields={"name (also)": "Wei; 大伟"})
    merged = merge_draft(kept, file_says(fields={"name (also)": "Zhang Wei; wei"}))
    assert merged.contact.fields == {"name (also)": "Wei; 大伟; Zhang Wei"}


def test_of_two_contacts_protection_holds_for_both_and_the_first_day_counts() -> None:
    other = Contact(
        2, "张伟", grade="B", grade_locked=True, graded=date(2026, 2, 1), stage="client", private=True,
        do_not_contact=True, added=date(2025, 1, 1), cadence_visit="30", area="朝阳",
    )  # fmt: skip
    merged = merge_contacts(BOOK, other).contact
    assert (merged.id, merged.added, merged.stage) == (1, date(2025, 1, 1), "client")
    assert (merged.grade, merged.grade_locked, merged.graded) == ("B", True, date(2026, 2, 1))
    assert (merged.private, merged.do_not_contact, merged.cadence_visit, merged.area) == (True, True, "30", "朝阳")


def test_of_two_grades_and_stages_the_first_stays_and_the_other_is_kept() -> None:
    one = BOOK._replace(grade="A", stage="first")
    merged = merge_contacts(one, one._replace(id=2, grade="C", stage="client", added=None))
    assert (merged.contact.grade, merged.contact.stage) == ("A", "first")
    assert merged.contact.fields["grade (also)"] == "C"
    assert merged.contact.fields["stage (also)"] == "client"
    assert ("grade", "A", "C") in merged.conflicts
    assert merge_contacts(one, one._replace(id=2)).conflicts == ()


def test_of_two_grades_the_locked_one_stays() -> None:
    one = BOOK._replace(grade="A")
    merged = merge_contacts(one, one._replace(id=2, grade="C", grade_locked=True)).contact
    assert (merged.grade, merged.grade_locked, merged.fields["grade (also)"]) == ("C", True, "A")


text = st.sampled_from(["", "a", "b", "Ab c", "张伟", "x; y", "小王"])
day = st.builds(
    Occasion,
    st.sampled_from(["birthday", "anniversary", "signed"]),
    st.sampled_from([None, 1980, 1981]),
    st.sampled_from([None, 5, 6]),
    st.sampled_from([None, 5]),
    st.sampled_from(["solar", "lunar"]),
)
people = st.builds(
    Contact,
    id=st.just(1),
    name=st.sampled_from(["张伟", "Wei Zhang", "小王", "John A. Smith", "Smith", "1"]),
    family=text,
    given=text,
    nickname=text,
    organization=text,
    title=text,
    uid=text,
    important=st.booleans(),
    phones=st.lists(st.builds(Phone, st.just(""), st.sampled_from(["1", "2", "a"]))).map(tuple),
    emails=st.lists(st.builds(Email, st.just(""), st.sampled_from(["a@b", "A@b", "c@d"]))).map(tuple),
    urls=st.lists(st.sampled_from(["u/", "u", "v"])).map(tuple),
    occasions=st.lists(day, max_size=4).map(tuple),
    groups=st.lists(st.sampled_from(["g", "h"]), unique=True).map(tuple),
    fields=st.dictionaries(st.sampled_from(["QQ", "qq", "title (also)"]), text.filter(bool)),
)


@given(people, people, st.sampled_from(["book", "file"]))
def test_merging_a_second_time_changes_nothing(one: Contact, other: Contact, prefer: Literal["book", "file"]) -> None:
    merged = merge_draft(one, other, prefer).contact
    again = merge_draft(merged, other, prefer)
    assert again.contact == merged
    assert again.conflicts == ()


@given(people, people, st.sampled_from(["book", "file"]))
def test_merging_loses_nothing(one: Contact, other: Contact, prefer: Literal["book", "file"]) -> None:
    merged = merge_draft(one, other, prefer).contact
    everything = repr(merged).casefold()
    for contact in (one, other):
        values = [contact.family, contact.given, contact.nickname, contact.organization, contact.title, contact.uid]
        values += contact.fields.values()
        values += [phone.value for phone in contact.phones] + [email.value for email in contact.emails]
        for value in values:
            assert value.casefold() in everything
        for word in contact.name.split():
            assert word.casefold() in everything
        assert {url.rstrip("/") for url in contact.urls} <= {url.rstrip("/") for url in merged.urls}
        assert set(contact.groups) <= set(merged.groups)


@given(people, people)
def test_the_books_values_stay(one: Contact, other: Contact) -> None:
    merged = merge_draft(one, other).contact
    for field in ("family", "given", "nickname", "organization", "title"):
        assert getattr(one, field) in ("", getattr(merged, field))


@pytest.mark.parametrize("prefer", ["book", "file"])
def test_a_contact_merged_with_itself_is_itself(prefer: Literal["book", "file"]) -> None:
    assert merge_draft(BOOK, BOOK, prefer).contact == BOOK


def test_an_address_that_says_no_more_than_another_is_not_a_second_one() -> None:
    whole = Address("work", "建国路1号", "北京", "", "100022", "中国")
    book = BOOK._replace(addresses=(whole,))
    for poorer in (Address("home", city="北京"), Address(postcode="100022", country="中国"), Address(), whole):
        assert merge_draft(book, file_says(addresses=(poorer,))).contact.addresses == (whole,)
    other = Address("home", city="上海")
    assert merge_draft(book, file_says(addresses=(other,))).contact.addresses == (whole, other)


def test_an_address_that_says_more_takes_the_place_of_the_one_it_completes() -> None:
    whole = Address("work", "建国路1号", "北京", "", "100022", "中国")
    book = BOOK._replace(addresses=(Address("", city="上海"), Address("", city="北京")))
    merged = merge_draft(book, file_says(addresses=(whole,)))
    assert merged.contact.addresses == (Address("", city="上海"), whole)
    assert merged.filled == ("addresses",)
    labelled = BOOK._replace(addresses=(Address("home", city="北京"),))
    assert merge_draft(labelled, file_says(addresses=(whole,))).contact.addresses == (whole._replace(label="home"),)


def test_a_file_adds_no_more_to_a_list_or_a_field_that_is_full() -> None:
    full = tuple(map(str, range(1_000)))
    book = Contact(1, "Ann", title="buyer", urls=full, fields={"title (also)": "x" * 10_001})
    merged = merge_draft(book, file_says(name="Ann", title="boss", urls=("more",)))
    assert (merged.contact, merged.full) == (book, ("urls",))
    assert merged.conflicts == (("title", "buyer", "boss"),)


def test_of_two_contacts_nothing_is_left_out() -> None:
    one = Contact(1, "Ann", urls=tuple(map(str, range(800))))
    other = Contact(2, "Ann", urls=tuple(map(str, range(800, 1_600))))
    assert merge_contacts(one, other).contact.urls == tuple(map(str, range(1_600)))
