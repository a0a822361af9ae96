"""Which names can be one person's, as a table of examples; and which contacts are one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.matching.names import parse_name
from followup.core.matching.same_person import names_agree, names_contradict, names_of, same_person
from followup.core.model.contact import Contact

FULL = ["张伟", "李娜", "王小明", "欧阳娜娜", "John Smith", "Mary Jane Miller", "Jürgen Müller", "Zhang Wei"]
OTHER = [
    "小王",
    "妈妈",
    "张总",
    "Bob",
    "Mr Smith",
    "13800138000",
    "a@example.com",
    "A00 房产小王",
    "",
    "🙂",
    "김 철수",
    "さくら",
]
names = st.one_of(st.sampled_from(FULL + OTHER), st.text(max_size=12))

EXAMPLES = [
    # Equal when folded: case, accents, width, spaces, order, honorifics.
    ("john smith", "JOHN SMITH", "agree"),
    ("José García", "Jose Garcia", "agree"),
    ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith", "agree"),
    ("张 伟", "张伟", "agree"),
    ("김 철수", "김철수", "agree"),
    ("Smith, John", "John Smith", "agree"),
    ("Dr. John Smith", "Mr John Smith", "agree"),
    ("张伟先生", "张伟", "agree"),
    # Pinyin, in any order, run together or not.
    ("马超", "Chao Ma", "agree"),
    ("Zhang Sanfeng", "张三丰", "agree"),
    ("欧阳娜娜", "Nana Ouyang", "agree"),
    ("zhangwei", "张伟", "agree"),
    ("Zhangwei", "Wei Zhang", "agree"),
    ("Liu Xiaoming", "liuxiaoming", "agree"),
    # All words of one are in the other: an initial more, a tag.
    ("John Smith", "John A. Smith", "agree"),
    ("马超", "马超（新）", "agree"),
    ("张伟-云图", "张伟", "agree"),
    ("Smith", "John Smith", "agree"),
    # One is not a full name: a surname with a title, a company tag.
    ("张总(华为)", "张伟", "agree"),
    ("王经理", "王芳", "agree"),
    ("欧阳总", "欧阳娜娜", "agree"),
    ("Mr Smith", "John Smith", "agree"),
    ("Mr Zhang", "张伟", "agree"),
    ("张总", "Wei Zhang", "agree"),
    # One is not a full name: a nickname, a given name, a number, an address.
    ("小王", "王芳", "agree"),
    ("小王", "王总", "agree"),
    ("房产小王", "王芳", "agree"),
    ("A00 房产小王", "王芳", "agree"),
    ("妈妈", "王芳", "agree"),
    ("强哥", "李强", "agree"),
    ("强哥", "强总", "agree"),
    ("小明", "王小明", "agree"),
    ("小明", "张明", "agree"),
    ("王太太", "王芳", "agree"),
    ("Lina", "王芳", "agree"),
    ("Johnny", "Jonathan Smith", "agree"),
    ("13800138000", "张伟", "agree"),
    ("wei@example.com", "张伟", "agree"),
    # It tells a surname that the other does not bear.
    ("张总", "李伟", "neither"),
    ("小王", "李芳", "neither"),
    ("小王", "李总", "neither"),
    ("Mr Smith", "John Miller", "neither"),
    ("李明", "李明华", "neither"),
    # Kin: who is named by another is not that one; of two relatives nobody can tell.
    ("张伟太太", "张伟", "neither"),
    ("张伟老婆", "张伟", "neither"),
    ("王芳妈妈", "王芳", "neither"),
    ("张总秘书", "张伟", "neither"),
    ("张总司机", "张总", "neither"),
    ("John Smith wife", "John Smith", "neither"),
    ("John Smith's wife", "Smith, John", "neither"),
    ("John Smith wife", "John Smith Wife", "agree"),
    # Two full names that share something: a surname, a character, a word.
    ("John Smith", "Mary Smith", "neither"),
    ("张伟", "张娜", "neither"),
    ("张伟", "Zhang Na", "neither"),
    ("さくら", "田中さくら", "neither"),
    ("田中 太郎", "田中花子", "neither"),
    # An initial and the name that begins with it are two words, and share only the surname.
    ("B. Due", "Bea Due", "neither"),
    # Two full names that share nothing.
    ("张伟", "李娜", "contradict"),
    ("John Smith", "Mary Miller", "contradict"),
    ("张伟", "Li Na", "contradict"),
    ("김철수", "박영희", "contradict"),
    ("zhangwei", "李娜", "contradict"),
]


def agree(one: str, other: str) -> bool:
    return names_agree(parse_name(one), parse_name(other))


def contradict(one: str, other: str) -> bool:
    return names_contradict(parse_name(one), parse_name(other))


@pytest.mark.parametrize(("one", "other", "verdict"), EXAMPLES)
def test_two_names_agree_contradict_or_do_neither(one: str, other: str, verdict: str) -> None:
    assert (agree(one, other), contradict(one, other)) == (verdict == "agree", verdict == "contradict")


@given(names, names)
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str) -> None:
    assert agree(one, other) == agree(other, one)
    assert contradict(one, other) == contradict(other, one)


@given(names)
def test_everybody_agrees_with_himself(name: str) -> None:
    assert agree(name, name)
    assert not contradict(name, name)


@given(names, names)
def test_names_never_agree_and_contradict(one: str, other: str) -> None:
    assert not (agree(one, other) and contradict(one, other))


def test_a_company_and_a_person_are_one_only_by_the_very_name() -> None:
    company = Contact(1, "Northwind Traders", company=True)
    assert not same_person(Contact(2, "Bob"), company)
    assert same_person(Contact(2, "northwind traders"), company)


def test_a_nickname_does_not_make_one_of_two_strangers() -> None:
    bob = Contact(1, "Bob", fields={"name (also)": "John Smith; Bobby"})
    assert same_person(Contact(2, "John Smith"), bob)
    assert not same_person(Contact(2, "Mary Miller"), bob)


def test_a_nickname_that_two_answer_to_is_no_bridge_between_them() -> None:
    wang = Contact(1, "小王", fields={"name (also)": "王芳"})
    assert same_person(Contact(2, "王芳"), wang)
    assert same_person(Contact(2, "王总"), wang)
    assert not same_person(Contact(2, "王强"), wang)
    assert not same_person(Contact(2, "王强"), Contact(1, "王芳", nickname="小王"))


def test_a_person_is_also_known_by_the_parts_of_the_name_and_the_nickname() -> None:
    assert same_person(Contact(2, "Wei Zhang", nickname="大伟"), Contact(1, "张总", family="张", given="伟"))
    assert same_person(Contact(2, "Jack Miller"), Contact(1, "John Miller", nickname="Jack"))


def test_a_contact_has_the_names_it_was_merged_under() -> None:
    assert names_of(Contact(1, "Bob")) == ["Bob"]
    assert names_of(Contact(1, "Bob", fields={"name (also)": "John Smith; Bobby"})) == ["Bob", "John Smith", "Bobby"]
