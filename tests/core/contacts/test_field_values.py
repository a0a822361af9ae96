"""Values that are typed for a field: normalized where they are valid, refused with a hint where they are not."""

from __future__ import annotations

import pytest

from followup.core.contacts.field_values import clean, new_email, read_cadence, read_choice, read_flag, read_language
from followup.errors import WrongUsageError


@pytest.mark.parametrize(("text", "flag"), [("yes", True), ("是", True), ("off", False), ("否", False)])
def test_yes_and_no_are_read(text: str, *, flag: bool) -> None:
    assert read_flag("important", text) is flag


@pytest.mark.parametrize(("text", "days"), [("30", "30"), ("30 days", "30"), ("7天", "7"), ("never", "never")])
def test_a_cadence_is_days_or_never(text: str, days: str) -> None:
    assert read_cadence("cadence.visit", text) == days


@pytest.mark.parametrize(("text", "code"), [("中文", "zh"), ("English", "en"), ("pt_BR", "pt-br")])
def test_a_language_is_stored_as_its_code(text: str, code: str) -> None:
    assert read_language(text) == code


def test_a_wrong_choice_is_answered_with_the_nearest() -> None:
    assert read_choice("status", "Lost", ("active", "lost")) == "lost"
    with pytest.raises(WrongUsageError) as error:
        read_choice("status", "activ", ("active", "lost"))
    assert error.value.hint == "did you mean active?"


def test_a_text_has_no_control_characters_and_one_line() -> None:
    assert clean("title", "  Buyer ") == "Buyer"
    assert clean("street", "a\nb", lines=True) == "a\nb"
    for text in ("a\x1bb", "a\nb"):
        with pytest.raises(WrongUsageError):
            clean("title", text)


@pytest.mark.parametrize("text", ["ann", "@example.com", "ann@", "a nn@example.com"])
def test_an_email_needs_both_sides(text: str) -> None:
    with pytest.raises(WrongUsageError):
        new_email(text, "")
