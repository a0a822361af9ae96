"""A name in Latin letters may be a Chinese one's pinyin: told, and never joined for that."""

from __future__ import annotations

from followup.core.matching.phonetic import PhoneticIndex, readings

BOOK = {1: "韩梅梅", 2: "李雷"}


def alike(name: str, called: dict[int, str]) -> list[tuple[int, str]]:
    return list(PhoneticIndex(called).like(name, readings(name)))


def test_pinyin_in_whatever_order_and_spacing_is_told_with_its_characters() -> None:
    for name in ("Han Meimei", "Meimei Han", "HAN MEI MEI", "hanmeimei"):
        assert alike(name, BOOK) == [(1, "hanmeimei is the pinyin of 韩梅梅")], name
        assert alike("韩梅梅", {1: name}) == [(1, "hanmeimei is the pinyin of 韩梅梅")], name


def test_each_that_comes_is_compared_with_those_before_it() -> None:
    sounds = PhoneticIndex({})
    found = []
    for number, name in ((1, "韩梅梅"), (2, "Han Meimei"), (3, "Meimei Han")):
        found.append([*sounds.like(name, readings(name))])
        sounds.add(number, name, readings(name))
    assert found == [[], [(1, "hanmeimei is the pinyin of 韩梅梅")], [(1, "hanmeimei is the pinyin of 韩梅梅")]]


def test_other_names_sound_like_nobody() -> None:
    for name in ("John Smith", "韩美美", "Hans", "Äbc", "13800138000"):
        assert alike(name, BOOK) == [], name
