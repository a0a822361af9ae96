"""Who is what to whom, said in a sentence that is true from both ends; and no circle of referrals."""

from __future__ import annotations

import pytest

from followup.core.contacts.links import (
    End,
    Link,
    check_new_link,
    is_same_link,
    link_kinds_like,
    parse_link_kind,
    relations_of,
    without_circles,
)
from followup.errors import WrongUsageError

ZHANG, LI, WANG = End(1, "张伟"), End(2, "李娜"), End(3, "王芳")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("spouse", "李娜 is 张伟's spouse"), ("child", "李娜 is 张伟's child"), ("boss", "李娜 is 张伟's boss"),
     ("assistant", "李娜 is 张伟's assistant"), ("colleague", "李娜 is 张伟's colleague"),
     ("decides", "李娜 decides for 张伟"),
     ("influences", "李娜 influences 张伟"), ("referred", "李娜 referred 张伟"), ("parent", "李娜 is 张伟's parent"),
     ("related", "李娜 is related to 张伟")],
)  # fmt: skip
def test_a_link_reads_from_left_to_right(kind: str, sentence: str) -> None:
    assert str(Link(kind, LI, ZHANG)) == sentence


@pytest.mark.parametrize(
    ("word", "kind"),
    [("spouse", "spouse"), ("妻子", "spouse"), ("女儿", "child"), ("老板", "boss"), ("秘书", "assistant"),
     ("同事", "colleague"),
     ("拍板", "decides"), ("影响", "influences"), ("介绍", "referred"), ("introduced", "referred")],
)  # fmt: skip
def test_a_kind_is_understood_in_english_and_chinese(word: str, kind: str) -> None:
    assert parse_link_kind(word) == kind


def test_a_mistyped_kind_names_the_nearest() -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_link_kind("spuose")
    assert error.value.hint == "did you mean spouse?"
    assert link_kinds_like("c") == ["child", "colleague"]


def test_what_is_mutual_is_the_same_in_either_direction_and_nothing_else() -> None:
    assert is_same_link(Link("spouse", LI, ZHANG), Link("spouse", ZHANG, LI))
    assert is_same_link(Link("boss", LI, ZHANG), Link("boss", LI, ZHANG))
    assert not is_same_link(Link("boss", LI, ZHANG), Link("boss", ZHANG, LI))
    assert not is_same_link(Link("spouse", LI, ZHANG), Link("colleague", LI, ZHANG))


def test_nobody_is_linked_to_himself() -> None:
    with pytest.raises(WrongUsageError, match="itself"):
        check_new_link(Link("colleague", LI, LI), [])


def test_a_circle_of_referrals_is_refused_with_the_way_it_goes() -> None:
    known = [Link("referred", ZHANG, LI), Link("referred", LI, WANG), Link("boss", WANG, ZHANG)]
    with pytest.raises(WrongUsageError, match="close a circle: 张伟 referred 李娜; 李娜 referred 王芳"):
        check_new_link(Link("referred", WANG, ZHANG), known)
    check_new_link(Link("referred", ZHANG, WANG), known)
    check_new_link(Link("boss", WANG, ZHANG), known)
    check_new_link(Link("referred", End(4, "Anna"), ZHANG), [*known, Link("referred", WANG, ZHANG)])


def test_of_several_links_those_stay_that_close_no_circle_with_what_is_known_or_with_each_other() -> None:
    known = [Link("referred", ZHANG, LI), Link("boss", WANG, ZHANG), Link("referred", End(None, "Mei"), ZHANG)]
    below, back = Link("referred", LI, WANG), Link("referred", WANG, ZHANG)
    boss = Link("boss", LI, ZHANG)
    assert without_circles([below, back, boss], known) == [below, boss]
    assert without_circles([back, below], known) == [back]


def test_seen_from_a_contact_others_are_what_either_card_says_of_them() -> None:
    links = [
        Link("spouse", LI, ZHANG), Link("child", ZHANG, WANG), Link("parent", ZHANG, End(4, "Anna")),
        Link("boss", ZHANG, End(5, "Max")), Link("decides", End(6, "Tom"), ZHANG),
        Link("child", End(None, "小明"), ZHANG),
    ]  # fmt: skip
    assert relations_of(links, 1) == [
        ("spouse", LI), ("parent", WANG), ("child", End(4, "Anna")), ("decides", End(6, "Tom")),
        ("child", End(None, "小明")),
    ]  # fmt: skip
    assert relations_of(links[:1], 2) == [("spouse", ZHANG)]
