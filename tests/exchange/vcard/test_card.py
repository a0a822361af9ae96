"""A card being read: doubts once, values as clean text or parts, labels, custom fields."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft
from followup.core.model.limits import LONGEST_FIELD
from followup.exchange.vcard.card import CardReading
from followup.exchange.vcard.header import Header


def card(*, modern: bool = True) -> CardReading:
    return CardReading(Draft(1, 1, ""), lambda: "", modern=modern)


def test_doubts_of_one_kind_are_reported_once_a_card() -> None:
    reading = card()
    reading.doubt(2, "odd", once="odd")
    reading.doubt(3, "odd", once="odd")
    reading.doubt(4, "odd")
    assert [doubt.line for doubt in reading.draft.doubts] == [2, 4]


@pytest.mark.parametrize(
    ("value", "modern", "text"),
    [
        (" a ", True, "a"),
        ("a\\, b", True, "a, b"),
        ("a\\, b", False, "a\\, b"),
        ("a\\nb", True, "a b"),
        ("a\x07b", True, "ab"),
    ],
)
def test_a_value_becomes_clean_text_on_one_line(value: str, text: str, *, modern: bool) -> None:
    assert card(modern=modern).text(value, 1) == text


def test_control_characters_are_a_doubt() -> None:
    reading = card()
    reading.text("a\x07b", 3)
    assert [(doubt.line, doubt.reason) for doubt in reading.draft.doubts] == [
        (3, 'control characters were taken out of "ab"')
    ]


def test_a_separator_that_is_escaped_does_not_separate() -> None:
    assert card().parts("a\\;b;c\\nd", 1) == ["a;b", "c\nd"]
    assert card().one_line_parts("a\\;b;c\\nd", 1) == ["a;b", "c d"]


def test_the_persons_own_label_goes_before_the_one_of_the_types() -> None:
    reading = card()
    reading.labels["item1"] = "Reception"
    assert reading.label(Header("TEL", group="item1", label="work")) == "Reception"
    assert reading.label(Header("TEL", group="item2", label="work")) == "work"
    assert reading.own_label(Header("TEL", label="work")) == ""


def test_values_of_one_custom_field_stand_beside_each_other_without_repetition() -> None:
    reading = card()
    for value in ("tea", "chess", "tea", "", "two\nlines"):
        reading.add_field("hobby", value)
    assert reading.draft.fields == {"hobby": "tea, chess\ntwo\nlines"}


def test_a_full_custom_field_is_a_doubt() -> None:
    reading = card()
    for value in ("x" * (LONGEST_FIELD + 1), "y", "z"):
        reading.add_field("long", value)
    assert [doubt.reason for doubt in reading.draft.doubts] == [
        "the field long is full; the rest stays in the original card"
    ]
