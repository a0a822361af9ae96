"""A name in Latin letters may be a Chinese one's pinyin: told, and never joined for that."""

from __future__ import annotations

from followup.core.sounds import alike_by_sound

HAN, LI = (1, "韩梅梅"), (2, "李雷")


def test_pinyin_in_whatever_order_and_spacing_is_told_with_its_characters() -> None:
    for name in ("Han Meimei", "Meimei Han", "HAN MEI MEI", "hanmeimei"):
        assert list(alike_by_sound([HAN, LI, (3, name)], {3})) == [(3, 1, "hanmeimei is the pinyin of 韩梅梅")], name
    assert list(alike_by_sound([HAN, (3, "Han Meimei")], {1})) == [(1, 3, "hanmeimei is the pinyin of 韩梅梅")]


def test_two_that_were_there_before_are_not_told_again() -> None:
    assert list(alike_by_sound([HAN, (3, "Han Meimei")], ())) == []


def test_other_names_sound_like_nobody() -> None:
    people = [HAN, (4, "John Smith"), (5, "韩美美"), (6, "Hans"), (7, "Äbc"), (8, "13800138000")]
    assert list(alike_by_sound(people, {4, 5, 6, 7, 8})) == []
