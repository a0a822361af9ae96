"""Yes and no, in English and Chinese."""

from __future__ import annotations

import pytest

from followup.core.text.yes_no import is_yes


@pytest.mark.parametrize("text", ["yes", " Y ", "TRUE", "on", "1", "是", "好", "ｙｅｓ"])
def test_yes_is_said_in_several_words(text: str) -> None:
    assert is_yes(text) is True


@pytest.mark.parametrize("text", ["no", "N", "off", "0", "否", "没有"])
def test_no_is_said_in_several_words(text: str) -> None:
    assert is_yes(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "2", "好吗"])
def test_other_words_are_neither(text: str) -> None:
    assert is_yes(text) is None
