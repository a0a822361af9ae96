"""How names are displayed."""

from __future__ import annotations

import pytest

from followup.core.contacts.names import display_name, is_east_asian, split_name


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("欧阳", "娜", "欧阳娜"),
        ("홍", "길동", "홍길동"),
        ("安藤", "ロイド", "安藤ロイド"),
        ("Smith", "Ann", "Ann Smith"),
        ("王", "David", "王 David"),
        ("Zhang", "伟", "Zhang 伟"),
        ("", "二梅", "二梅"),
        ("Smith", "", "Smith"),
        ("", "", ""),
    ],
)
def test_east_asian_names_show_family_then_given_without_a_space(family: str, given: str, shown: str) -> None:
    assert display_name(family, given) == shown


def test_western_names_show_given_additional_family() -> None:
    assert display_name("Public", "John", "Quinlan") == "John Quinlan Public"


def test_east_asian_additional_names_stand_between_family_and_given() -> None:
    assert display_name("伊能", "圭一", "伊予") == "伊能伊予圭一"


def test_prefix_and_suffix_are_shown_only_where_the_full_name_has_them() -> None:
    assert display_name("Doe", "John", prefix="Dr.", suffix="Jr.") == "John Doe"
    assert display_name("Doe", "John", prefix="Dr.", full="Dr. John Doe") == "Dr. John Doe"
    assert display_name("", "", prefix="Dr.", suffix="PhD") == "Dr. PhD"


def test_a_full_name_is_shown_as_written() -> None:
    for full in ("张伟-云图", "A00 房产小王", "李明（大客户）", "Ann (work)", "van der Berg, Ann"):
        assert display_name("张", "伟", full=full) == full


@pytest.mark.parametrize("full", ["张 伟", "伟 张", "张　伟"])
def test_an_east_asian_full_name_that_is_only_its_parts_loses_the_space(full: str) -> None:
    assert display_name("张", "伟", full=full) == "张伟"


def test_an_east_asian_full_name_of_three_parts_keeps_its_own_order_after_the_family_name() -> None:
    assert display_name("伊能", "圭一", "伊予", full="伊能 圭一 伊予") == "伊能圭一伊予"


def test_words_of_another_script_make_a_name_mixed() -> None:
    assert is_east_asian("李明（大客户）")
    assert not is_east_asian("A00 房产小王")
    assert not is_east_asian("Ann")
    assert not is_east_asian("Öztürk")


@pytest.mark.parametrize(
    ("typed", "name", "family", "given"),
    [
        ("张伟", "张伟", "张", "伟"),
        ("欧阳娜娜", "欧阳娜娜", "欧阳", "娜娜"),
        ("欧阳锋", "欧阳锋", "欧阳", "锋"),
        ("司徒", "司徒", "司徒", ""),
        (" 张  伟 ", "张伟", "张", "伟"),
        ("山田 太郎", "山田太郎", "山田", "太郎"),
        ("김철수", "김철수", "김", "철수"),
        ("남궁민수", "남궁민수", "남궁", "민수"),
        ("John Smith", "John Smith", "Smith", "John"),
        ("Smith, John", "John Smith", "Smith", "John"),
        ("Mary Jane Watson", "Mary Jane Watson", "Watson", "Mary Jane"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("María de la Cruz", "María de la Cruz", "de la Cruz", "María"),
        ("Madonna", "Madonna", "", "Madonna"),
        # a surname and what somebody is called by
        ("王总", "王总", "王", ""),
        ("司马老师", "司马老师", "司马", ""),
        ("Mr. Smith", "Mr. Smith", "Smith", ""),
        # not sure, so left alone
        ("老王", "老王", "", ""),
        ("山田太郎", "山田太郎", "", ""),
        ("阿依古丽·买买提", "阿依古丽·买买提", "", ""),
        ("张伟 David", "张伟 David", "", ""),
        ("陈 大文 先生", "陈 大文 先生", "", ""),
    ],
)
def test_a_name_is_taken_apart(typed: str, name: str, family: str, given: str) -> None:
    parts = split_name(typed)
    assert (parts.name, parts.family, parts.given) == (name, family, given)


def test_titles_stand_apart() -> None:
    parts = split_name("Prof. Dr. Martin Luther King, Jr.")
    assert (parts.prefix, parts.given, parts.family, parts.suffix) == ("Prof. Dr.", "Martin Luther", "King", "Jr.")


@pytest.mark.parametrize("name", ["华为技术有限公司", "Acme GmbH", "Smith & Sons Ltd."])
def test_a_company_has_no_family(name: str) -> None:
    parts = split_name(name)
    assert parts.company
    assert (parts.name, parts.family, parts.given) == (name, "", "")
