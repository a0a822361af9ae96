"""Names as people type them, taken apart as far as that is sure."""

from __future__ import annotations

import pytest

from followup.core.contacts.name_parts import split_name


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
