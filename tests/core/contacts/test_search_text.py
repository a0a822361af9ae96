"""The folded text that a contact is found by, and the one that lists of names are sorted by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.contacts.search_text import NAMES_END, contact_search_text, search_text, sort_text
from followup.core.model.contact import Address, Contact, Email, Phone, Relation
from followup.core.text.pinyin import pinyin_of


def test_a_search_text_holds_names_pinyin_words_and_digits_a_line_each() -> None:
    text = search_text(
        names=["张伟", "Vera Müller", ""],
        words=["华为技术", "Łódź", ""],
        phones=[("+86 138-0013-8000", "+8613800138000"), ("021-555", None), ("call me", None)],
    )
    assert text.split("\n") == [
        "张伟", "zhangwei", "zw", "vera muller", NAMES_END, "华为技术", "lodz", "8613800138000", "021555", "call me",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["13800138000", "138", "8613800138000"])
@pytest.mark.parametrize("written", ["+86 138 0013 8000", "13800138000", "0086 13800138000"])
def test_a_number_is_found_in_its_national_and_its_international_form(written: str, typed: str) -> None:
    assert typed in search_text(names=[], words=[], phones=[(written, "+8613800138000")])


@given(st.text())
def test_no_name_can_end_the_names(name: str) -> None:
    assert search_text(names=[name], words=[], phones=[]).count(NAMES_END) == 1


def test_chinese_names_are_sorted_by_sound_surname_by_surname() -> None:
    names = ["Zoe", "梁安", "李志", "张伟", "章安", "Adam", "张安"]
    assert sorted(names, key=sort_text) == ["Adam", "李志", "梁安", "张安", "张伟", "章安", "Zoe"]


def test_a_character_without_a_reading_is_left_out_of_the_pinyin_and_kept_in_the_order() -> None:
    assert pinyin_of("张\u5159") == ("zhang", "z")
    assert sort_text("张\u5159") == "zhang 张 \u5159"


def test_a_contact_is_found_by_its_names_work_places_people_and_numbers() -> None:
    person = Contact(
        1, "Ann Lee", family="Lee", given="Ann Mary", nickname="Annie", organization="ACME", fields={"hobby": "Tea"},
        phones=(Phone("", "138 0013 8000", "+8613800138000"),), emails=(Email("", "Ann@x.example"),),
        addresses=(Address(street="King's Road", city="London"),), relations=(Relation("spouse", "Bo"),),
    )  # fmt: skip
    lines = contact_search_text(person).split("\n")
    names = lines.index(NAMES_END)
    assert lines[:names] == ["ann lee", "annie", "ann mary lee"]
    assert lines[names + 1 :] == [
        "acme", "tea", "ann@x.example", "london", "king's road", "bo", "8613800138000",
    ]  # fmt: skip
