"""What a name is parsed into."""

from __future__ import annotations

import pytest

from followup.core.matching.names import name_key, parse_name, pinyin_readings


def test_equal_names_have_one_key_and_tags_are_part_of_it() -> None:
    assert name_key("Dr. John SMITH") == name_key("Smith, John")
    assert name_key("张 伟") == name_key("张伟先生") == "张伟"
    assert name_key("李明(北京)") != name_key("李明(上海)")
    assert name_key("张总") != name_key("张")


@pytest.mark.parametrize(
    "name", ["张伟", "欧阳娜娜", "John Smith", "Smith, John", "zhangwei", "김철수", "Dr. José García"]
)
def test_a_full_name_names_one_person(name: str) -> None:
    assert parse_name(name).full


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("张总", "张"), ("王经理", "王"), ("欧阳总", "欧阳"), ("小王", "王"), ("A00 房产小王", "王"), ("强哥", "强"),
        ("Mr Smith", "smith"), ("妈妈", ""), ("Bob", ""), ("13800138000", ""), ("a@example.com", ""), ("🙂", ""),
    ],
)  # fmt: skip
def test_a_name_that_is_not_full_may_tell_a_surname(name: str, surname: str) -> None:
    parsed = parse_name(name)
    assert (parsed.full, parsed.surname) == (False, surname)


@pytest.mark.parametrize(("name", "core"), [("张总(华为)", {"张总"}), ("Bob [old]", {"bob"}), ("(Bob)", {"bob"})])
def test_a_tag_in_brackets_is_no_part_of_the_core(name: str, core: set[str]) -> None:
    assert parse_name(name).core == core


@pytest.mark.parametrize(
    ("name", "readings"),
    [("张伟", {"zhangwei"}), ("Wei Zhang", {"weizhang", "zhangwei"}), ("Bob", set()), ("さくら", set())],
)
def test_a_name_is_read_in_latin_letters(name: str, readings: set[str]) -> None:
    assert parse_name(name).readings == readings


def test_only_what_may_be_pinyin_is_read_as_pinyin() -> None:
    assert "zhangwei" in pinyin_readings("Wei Zhang")
    assert not pinyin_readings("John Smith")
    assert not pinyin_readings("张伟")


@pytest.mark.parametrize(
    ("name", "kin"), [("张伟太太", True), ("John Smith wife", True), ("张伟", False), ("妈妈", False)]
)
def test_a_name_may_tell_whose_relative_somebody_is(name: str, kin: bool) -> None:
    assert parse_name(name).kin is kin
