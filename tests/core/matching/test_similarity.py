"""How alike two names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.matching.names import parse_name
from followup.core.matching.similarity import Likeness, likeness, may_be_typo, sounds, spelled

NAMES = ["张伟", "Wei Zhang", "zhangwei", "小张", "王小明", "John Smith", "Jon Smith", "Bob Miller", "Mary Smith", "A1"]


def alike(one: str, other: str, nickname: str = "", another: str = "") -> Likeness:
    return likeness(parse_name(one), parse_name(other), (one, nickname), (other, another))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("张伟", "张伟先生", "same name"),
        ("Smith, John", "John Smith", "same name"),
        ("Wang Wei", "王伟", "names alike: Wang Wei / 王伟 (pinyin)"),
        ("王伟", "王玮", "names alike: 王伟 / 王玮 (pinyin)"),
        ("zhangwei", "Wei Zhang", "names alike: zhangwei / Wei Zhang (another order)"),
        ("John A. Smith", "John Smith", "names alike: John A. Smith / John Smith"),
        ("Bob Miller", "Robert Miller", "names alike: Bob Miller / Robert Miller (a short form)"),
        ("John Smith", "Jonh Smith", "typo in the name: John Smith / Jonh Smith"),
        ("王小明", "王小敏", "typo in the name: 王小明 / 王小敏"),
        ("张总(华为)", "张伟", "names that may be one's: 张总(华为) / 张伟"),
    ],
)
def test_names_of_one_person_and_why(one: str, other: str, reason: str) -> None:
    found = alike(one, other)
    assert found.sure > 0.3
    assert found.reason == reason


def test_one_may_be_written_under_the_nickname_of_the_other() -> None:
    assert alike("Peter Miller", "Bonzo Miller", another="Peter Miller").reason == "nickname: Peter Miller"
    assert alike("Peter Miller", "Bonzo Miller", "Bonzo").reason == "nickname: Bonzo"
    assert alike("强哥", "李娜", another="阿强").sure == 0


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("张伟", "李娜", True),
        ("Mary Smith", "John Smith", False),
        ("张伟太太", "张伟", False),
        ("王小明", "王大力", False),
    ],
)
def test_names_of_two(one: str, other: str, contradict: bool) -> None:
    found = alike(one, other)
    assert (found.sure, found.contradict) == (0, contradict)


def test_a_typo_is_a_letter_in_a_name_long_enough() -> None:
    assert may_be_typo("johnsmith", "johnsmth")
    assert may_be_typo("christopherjones", "chirstopherjons")
    assert not may_be_typo("johnsmith", "jonsmth")
    assert not may_be_typo("anna", "anne")


def test_by_what_a_name_is_looked_up() -> None:
    assert list(sounds(parse_name("张伟"))) == ["zhangwei"]
    assert list(sounds(parse_name("Dr. Bob J. Miller"))) == ["miller robert"]
    assert list(sounds(parse_name("Wei Zhang"), {"zhangwei"})) == ["wei zhang", "zhangwei"]
    assert "zhangwei" in sounds(parse_name("张伟-云图"))
    assert "zhangwei" in sounds(parse_name("张伟-abc"))
    assert list(sounds(parse_name("김철수"))) == ["김철수"]
    assert list(sounds(parse_name("小张"))) == []
    assert (spelled(parse_name("张伟")), spelled(parse_name("김철수"))) == ("zhangwei", "김철수")


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str) -> None:
    assert alike(one, other).sure == alike(other, one).sure
