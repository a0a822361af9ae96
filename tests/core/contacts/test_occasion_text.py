"""A day to greet is read from text, and written so that it is read again as the same day."""

from __future__ import annotations

import pytest

from followup.core.contacts.occasion_text import read_occasion, write_occasion
from followup.core.model.contact import Occasion
from followup.errors import WrongUsageError


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("1985-04-15", Occasion("birthday", 1985, 4, 15)),
        ("04-15", Occasion("birthday", None, 4, 15)),
        ("1985", Occasion("birthday", 1985)),
        ("15 April 1985", Occasion("birthday", 1985, 4, 15)),
        ("April 15", Occasion("birthday", None, 4, 15)),
        ("农历三月初三", Occasion("birthday", None, 3, 3, "lunar")),
        ("--04", Occasion("birthday", None, 4)),
        ("---15", Occasion("birthday", None, None, 15)),
    ],
)
def test_a_day_is_read_with_the_parts_it_names(text: str, occasion: Occasion) -> None:
    assert read_occasion("birthday", text) == occasion
    assert read_occasion("birthday", write_occasion(occasion)) == occasion


@pytest.mark.parametrize("text", ["03/04/80", "someday", "today"])
def test_a_day_that_is_not_certain_is_refused(text: str) -> None:
    with pytest.raises(WrongUsageError, match="birthday cannot be"):
        read_occasion("birthday", text)
