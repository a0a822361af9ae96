"""A kind of interaction is understood in the words people have for it."""

from __future__ import annotations

import pytest

from followup.core.activities.kinds import kinds_like, parse_kind
from followup.core.model.contact import INTERACTION_KINDS
from followup.errors import WrongUsageError


@pytest.mark.parametrize("kind", INTERACTION_KINDS)
def test_every_kind_is_understood_by_its_name(kind: str) -> None:
    assert parse_kind(kind) == kind
    assert parse_kind(f"  {kind.upper()} ") == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("拜访", "visit"),
        ("上门", "visit"),
        ("visited", "visit"),
        ("电话", "call"),
        ("打电话", "call"),
        ("phone", "call"),
        ("微信", "message"),
        ("短信", "message"),
        ("WeChat", "message"),
        ("邮件", "email"),
        ("e-mail", "email"),
        ("会议", "meeting"),
        ("见面", "meeting"),
        ("吃饭", "meal"),
        ("午餐", "meal"),
        ("lunch", "meal"),
        ("dinner", "meal"),
        ("送礼", "gift"),
        ("帮忙", "help"),
        ("favour", "help"),
        ("问候", "greeting"),
        ("祝福", "greeting"),
        ("投诉", "complaint"),
        ("请求", "ask"),
    ],
)
def test_a_kind_is_understood_in_english_and_chinese(word: str, kind: str) -> None:
    assert parse_kind(word) == kind


@pytest.mark.parametrize(
    ("typed", "kind"), [("打了电话", "call"), ("吃过饭", "meal"), ("拜访了", "visit"), ("ＣＡＬＬ", "call")]
)
def test_the_words_around_a_kind_and_its_width_do_not_matter(typed: str, kind: str) -> None:
    assert parse_kind(typed) == kind


def test_a_mistyped_kind_names_the_nearest() -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_kind("viist")
    assert str(error.value) == '"viist" is no kind of interaction'
    assert error.value.hint == "did you mean visit?"


@pytest.mark.parametrize("word", ["", "xyz", "张伟"])
def test_a_word_like_no_kind_names_them_all(word: str) -> None:
    with pytest.raises(WrongUsageError) as error:
        parse_kind(word)
    assert all(kind in error.value.hint for kind in (*INTERACTION_KINDS, "拜访", "微信"))


def test_the_shell_is_offered_kinds_that_begin_so() -> None:
    assert kinds_like("me") == ["message", "meeting", "meal"]
    assert kinds_like("电") == ["电话"]
    assert kinds_like("") == list(INTERACTION_KINDS)
