"""Who is who: names that can be one person's, and what a card is known by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.matching.names import contradict, is_shared_mailbox, name_key, names_agree, same_person, unique_id
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("john smith", "JOHN SMITH"),
        ("José García", "Jose Garcia"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("张 伟", "张伟"),
        ("김 철수", "김철수"),
        ("Smith, John", "John Smith"),
        ("Dr. John Smith", "Mr John Smith"),
        ("张伟先生", "张伟"),
        ("马超", "Chao Ma"),
        ("Zhang Sanfeng", "张三丰"),
        ("欧阳娜娜", "Nana Ouyang"),
        ("zhangwei", "张伟"),
        ("Zhangwei", "Wei Zhang"),
        ("Liu Xiaoming", "liuxiaoming"),
    ],
)
def test_names_agree_when_they_are_equal_folded(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert not contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("John Smith", "John A. Smith"), ("马超", "马超（新）"), ("张伟-云图", "张伟"), ("Smith", "John Smith")],
)
def test_names_agree_when_all_words_of_one_are_in_the_other(one: str, other: str) -> None:
    assert names_agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张总(华为)", "张伟"),
        ("王经理", "王芳"),
        ("欧阳总", "欧阳娜娜"),
        ("Mr Smith", "John Smith"),
        ("Mr Zhang", "张伟"),
        ("张总", "Wei Zhang"),
        ("小王", "王芳"),
        ("小王", "王总"),
        ("房产小王", "王芳"),
        ("A00 房产小王", "王芳"),
        ("妈妈", "王芳"),
        ("Johnny", "Jonathan Smith"),
        ("13800138000", "张伟"),
        ("wei@example.com", "张伟"),
        ("强哥", "李强"),
        ("强哥", "强总"),
        ("小明", "王小明"),
        ("小明", "张明"),
        ("王太太", "王芳"),
        ("Lina", "王芳"),
    ],
)
def test_names_agree_when_one_is_not_a_full_name(one: str, other: str) -> None:
    assert names_agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("张总", "李伟"), ("小王", "李芳"), ("小王", "李总"), ("Mr Smith", "John Miller"), ("李明", "李明华")],
)
def test_a_surname_that_the_other_does_not_bear_agrees_with_nobody(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟", "李娜"),
        ("John Smith", "Mary Miller"),
        ("张伟", "Li Na"),
        ("김철수", "박영희"),
        ("zhangwei", "李娜"),
    ],
)
def test_two_full_names_that_share_nothing_contradict(one: str, other: str) -> None:
    assert contradict(one, other)
    assert not names_agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Mary Smith"),
        ("张伟", "张娜"),
        ("张伟", "Zhang Na"),
        ("さくら", "田中さくら"),
        ("田中 太郎", "田中花子"),
    ],
)
def test_names_that_share_something_neither_agree_nor_contradict(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟太太", "张伟"), ("张伟老婆", "张伟"), ("王芳妈妈", "王芳"), ("张总秘书", "张伟"), ("张总司机", "张总"),
        ("John Smith wife", "John Smith"), ("John Smith's wife", "Smith, John"),
    ],
)  # fmt: skip
def test_who_is_named_by_another_is_not_that_one(one: str, other: str) -> None:
    assert not names_agree(one, other)


def test_mother_alone_may_be_anybody_and_so_may_a_wife_be_of_the_same_name() -> None:
    assert names_agree("妈妈", "王芳")
    assert names_agree("张伟太太", "张伟夫人") is names_agree("张伟夫人", "张伟太太")
    assert names_agree("John Smith wife", "John Smith Wife")


def test_a_firms_mailbox_is_no_persons() -> None:
    assert is_shared_mailbox("info@example.com")
    assert not is_shared_mailbox("infante@example.com")


@given(names, names)
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str) -> None:
    assert names_agree(one, other) == names_agree(other, one)
    assert contradict(one, other) == contradict(other, one)


@given(names)
def test_everybody_agrees_with_himself(name: str) -> None:
    assert names_agree(name, name)
    assert not contradict(name, name)


@given(names, names)
def test_names_never_agree_and_contradict(one: str, other: str) -> None:
    assert not (names_agree(one, other) and contradict(one, other))


def test_equal_names_have_one_key_and_tags_are_part_of_it() -> None:
    assert name_key("Dr. John SMITH") == name_key("Smith, John")
    assert name_key("张 伟") == name_key("张伟先生") == "张伟"
    assert name_key("李明(北京)") != name_key("李明(上海)")
    assert name_key("张总") != name_key("张")


def test_a_uuid_is_globally_unique_and_a_number_is_not() -> None:
    assert unique_id("urn:uuid:AAAAAAAA-0000-4000-8000-000000000001") == "aaaaaaaa000040008000000000000001"
    assert unique_id("AAAAAAAA-0000-4000-8000-000000000001:ABPerson") == "aaaaaaaa000040008000000000000001"
    assert unique_id("dup-1") is None
    assert unique_id("") is None


@pytest.mark.parametrize("digit", ["0", "f", "F"])
def test_the_uuid_of_nobody_is_not_unique(digit: str) -> None:
    assert unique_id("-".join(digit * length for length in (8, 4, 4, 4, 12))) is None


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
