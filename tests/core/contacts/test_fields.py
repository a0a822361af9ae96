"""Fields by name: built-in ones first, any other name is a custom field; no value is thrown away by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.contacts.fields import (
    BUILT_IN,
    exported_values,
    is_custom,
    likely_field,
    set_field,
    split_file_fields,
    unset_field,
)
from followup.core.contacts.occasion_text import read_occasion, write_occasion
from followup.core.model.contact import Address, Contact, Email, Occasion, Phone
from followup.errors import WrongUsageError

ZHANG = Contact(1, "张伟", family="张", given="伟")


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("title", "采购总监", "title", "采购总监"),
        ("org", "华为", "organization", "华为"),
        ("公司", "华为", "organization", "华为"),
        ("Department", "R&D", "department", "R&D"),
        ("best time", "mornings", "best_time", "mornings"),
        ("important", "yes", "important", True),
        ("important", "是", "important", True),
        ("do-not-contact", "true", "do_not_contact", True),
        ("private", "否", "private", False),
        ("cadence.visit", "30", "cadence_visit", "30"),
        ("cadence.call", "Never", "cadence_call", "never"),
        ("cadence.call", "7 days", "cadence_call", "7"),
        ("stage", "Client", "stage", "client"),
        ("status", "lost", "status", "lost"),
        ("language", "中文", "language", "zh"),
        ("language", "EN", "language", "en"),
        ("gender", "女", "gender", "F"),
        ("hobby", "golf", "fields", {"hobby": "golf"}),
        ("phone", "138 0013 8000", "phones", (Phone("", "138 0013 8000", "+8613800138000"),)),
        ("email", "zw@example.com", "emails", (Email("", "zw@example.com"),)),
        ("email.work", "zw@example.com", "emails", (Email("work", "zw@example.com"),)),
        ("url", "https://example.com", "urls", ("https://example.com",)),
        ("city", "北京", "addresses", (Address(city="北京"),)),
        ("birthday", "1985-04-15", "occasions", (Occasion("birthday", 1985, 4, 15),)),
        ("birthday", "04-15", "occasions", (Occasion("birthday", None, 4, 15),)),
        ("birthday", "1985", "occasions", (Occasion("birthday", 1985),)),
        ("birthday", "April 15, 1985", "occasions", (Occasion("birthday", 1985, 4, 15),)),
        ("birthday", "15 April", "occasions", (Occasion("birthday", None, 4, 15),)),
        ("birthday", "农历三月初三", "occasions", (Occasion("birthday", None, 3, 3, "lunar"),)),
        ("occasion.wedding", "2010-05-05", "occasions", (Occasion("wedding", 2010, 5, 5),)),
    ],
)
def test_a_field_is_set_by_its_name(name: str, value: str, attribute: str, expected: object) -> None:
    changed = set_field(ZHANG, name, value, "CN")
    assert getattr(changed, attribute) == expected
    assert changed._replace(**{attribute: getattr(ZHANG, attribute)}) == ZHANG  # and nothing else


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("important", "maybe", "yes or no"),
        ("cadence.visit", "0", "days, 1 to 3650, or never"),
        ("cadence.visit", "often", "days, 1 to 3650, or never"),
        ("cadence.mail", "3", "cadence.visit or cadence.call"),
        ("stage", "clint", "did you mean client?"),
        ("status", "gone", "active, lost, archived"),
        ("birthday", "03/04/1980", "write 1985-04-15"),
        ("birthday", "1985-02-30", "write 1985-04-15"),
        ("birthday", "soon", "农历三月初三"),
        ("birthday", "today", "write 1985-04-15"),
        ("birthday", "fri", "write 1985-04-15"),
        ("phone", "none", "digits"),
        ("email", "zw.example.com", "name@example.com"),
        ("language", "Klingon, please", "en, zh"),
        ("grade", "A", "followup grade set"),
        ("group", "VIP", "followup group add"),
        ("note", "x", "followup note"),
        ("id", "7", "another name"),
        ("due", "today", "another name"),
        ("", "x", "name=value"),
        ("title", "a\x1b[31mb", "without them"),
        ("title", "two\nlines", "followup note"),
        ("hob\x07by", "x", "without them"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_the_way_to_write_it(name: str, value: str, hint: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        set_field(ZHANG, name, value, "CN")
    assert hint in refused.value.hint


@pytest.mark.parametrize(("number", "who"), [(1, "id:1"), (0, "张伟")])
def test_who_is_not_in_the_book_yet_has_no_id_to_be_named_by(number: int, who: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        set_field(Contact(number, "张伟"), "grade", "A")
    assert refused.value.hint == f'use: followup grade set "{who}" A'


def test_an_ambiguous_birthday_is_refused_with_what_it_could_mean() -> None:
    with pytest.raises(WrongUsageError, match="1980-03-04 or 1980-04-03"):
        set_field(ZHANG, "birthday", "03/04/1980")


@pytest.mark.parametrize(("name", "near"), [("brithday", "birthday"), ("tittle", "title"), ("hobby", ""), ("爱好", "")])
def test_a_custom_name_that_looks_like_a_slip_is_known_as_one(name: str, near: str) -> None:
    assert is_custom(ZHANG, name)
    assert likely_field(name) == near


def test_a_custom_field_keeps_the_spelling_it_has() -> None:
    contact = set_field(ZHANG, "Hobby", "golf")
    assert set_field(contact, "hobby", "chess").fields == {"Hobby": "chess"}
    assert not is_custom(contact, "HOBBY")


def test_the_name_follows_its_parts_and_they_follow_it() -> None:
    assert set_field(ZHANG, "given", "伟伟").name == "张伟伟"
    renamed = set_field(ZHANG, "name", "欧阳娜娜")
    assert (renamed.family, renamed.given) == ("欧阳", "娜娜")
    assert (
        set_field(Contact(1, "Dr. Anna Lee", "Lee", "Anna", prefix="Dr."), "family", "Leeds").name == "Dr. Anna Leeds"
    )
    assert set_field(Contact(1, "The Boss", "Lee", "Anna"), "family", "Leeds").name == "The Boss"


def test_the_only_number_is_replaced_and_one_of_several_must_be_named() -> None:
    one = set_field(ZHANG, "phone", "13800138000", "CN")
    assert [phone.value for phone in set_field(one, "phone", "13900139000", "CN").phones] == ["13900139000"]
    two = set_field(one, "phone.work", "010-65123456", "CN")
    assert [phone.label for phone in two.phones] == ["", "work"]
    with pytest.raises(WrongUsageError, match="more than one phone") as refused:
        set_field(two, "phone", "13900139000", "CN")
    assert "phone.work" in refused.value.hint
    assert [phone.value for phone in set_field(two, "phone.work", "010-65120000", "CN").phones][1] == "010-65120000"
    assert unset_field(two, "phone.work") == one


def test_a_corrected_birthday_stays_the_same_occasion() -> None:
    contact = ZHANG._replace(occasions=(Occasion("birthday", 1985, 4, 15, id=7), Occasion("wedding", 2010, id=8)))
    corrected = set_field(contact, "birthday", "1985-04-16")
    assert [occasion.id for occasion in corrected.occasions] == [7, 8]
    assert set_field(contact, "birthday", "1985-04-15") == contact


def test_of_a_solar_and_a_lunar_birthday_each_is_replaced_by_its_like() -> None:
    contact = ZHANG._replace(occasions=(Occasion("birthday", 1985, 4, 15), Occasion("birthday", None, 3, 3, "lunar")))
    corrected = set_field(contact, "birthday", "农历三月初四")
    assert corrected.occasions == (Occasion("birthday", 1985, 4, 15), Occasion("birthday", None, 3, 4, "lunar"))


def test_unsetting_takes_away_what_setting_gave() -> None:
    for name, value in [
        ("title", "x"), ("important", "yes"), ("cadence.call", "never"), ("stage", "client"), ("city", "北京"),
        ("phone", "13800138000"), ("birthday", "1985"), ("occasion.wedding", "2010"), ("hobby", "golf"),
        ("given", "伟伟"),
    ]:  # fmt: skip
        before = ZHANG if name != "given" else ZHANG._replace(name="张", given="")
        assert unset_field(set_field(before, name, value, "CN"), name) == before
        assert set_field(set_field(before, name, value, "CN"), name, "") == before


def test_nobody_is_left_without_a_name_and_an_unknown_field_cannot_be_taken_away() -> None:
    with pytest.raises(WrongUsageError, match="without a name"):
        unset_field(ZHANG, "name")
    with pytest.raises(WrongUsageError) as refused:
        unset_field(ZHANG._replace(fields={"hobby": "golf"}), "hoby")
    assert refused.value.hint == "did you mean hobby?"


@given(some.sampled_from(BUILT_IN), some.text(max_size=20))
def test_a_built_in_name_never_makes_a_custom_field(name: str, value: str) -> None:
    try:
        changed = set_field(ZHANG, name, value, "CN")
    except WrongUsageError:
        return
    assert changed.fields == {}
    assert changed.name


days = some.builds(
    Occasion, some.just("birthday"), some.none() | some.integers(1900, 2100), some.integers(1, 12),
    some.integers(1, 28), some.just("solar"), some.just(False), some.none(),
)  # fmt: skip
lunar_days = some.builds(
    Occasion, some.just("birthday"), some.none() | some.integers(1900, 2100), some.integers(1, 12),
    some.integers(1, 30), some.just("lunar"), some.booleans(), some.none(),
)  # fmt: skip


@given(days | lunar_days)
def test_a_day_is_read_as_it_is_written(occasion: Occasion) -> None:
    assert read_occasion("birthday", write_occasion(occasion)) == occasion


def test_a_files_column_with_a_built_in_name_is_that_field() -> None:
    own, custom = split_file_fields({"区域": "浦东", "Best_Time": "after 3", "Hobby": "sailing"})
    assert own == {"area": "浦东", "best_time": "after 3"}
    assert custom == {"Hobby": "sailing"}


def test_only_followups_own_files_say_what_no_other_program_has() -> None:
    told = {"Private": "True", "followup.private": "yes", "followup.stage": "client", "followup.cadence.visit": "14"}
    own, custom = split_file_fields(told)
    assert own == {"private": True, "stage": "client", "cadence_visit": "14"}
    assert custom == {"Private": "True"}


@pytest.mark.parametrize(("name", "value"), [("grade", "seven"), ("Language", "?!"), ("followup.private", "perhaps")])
def test_a_value_that_the_book_cannot_keep_stays_a_custom_field(name: str, value: str) -> None:
    assert split_file_fields({name: value}) == ({}, {name: value})


def test_what_leaves_is_taken_back() -> None:
    person = Contact(
        1, "张伟", area="浦东", language="zh", grade="A", grade_locked=True, private=True, important=True, company=True,
        gender="M", stage="client", status="lost", cadence_visit="never", honorific="张总", best_time="after 3",
    )  # fmt: skip
    own, custom = split_file_fields(exported_values(person))
    assert (Contact(1, "张伟")._replace(**own), custom) == (person, {})
    assert exported_values(Contact(1, "张伟")) == {}


def test_which_of_several_is_meant_is_asked_and_not_guessed() -> None:
    born = (Occasion("birthday", 1980, 4, 15), Occasion("birthday", None, 4, 16))
    with pytest.raises(WrongUsageError, match="birthday"):
        set_field(Contact(1, "张伟", occasions=born), "birthday", "1981-04-15")
    numbers = (Phone("work", "010 5555 0100"), Phone("Work", "010 5555 0101"))
    with pytest.raises(WrongUsageError, match="phone"):
        set_field(Contact(1, "张伟", phones=numbers), "phone.work", "010 5555 0102")
