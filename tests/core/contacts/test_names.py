"""How names are displayed."""

from __future__ import annotations

import pytest

from followup.core.contacts.names import display_name, is_east_asian


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
