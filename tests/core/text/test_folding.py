"""What a person types finds what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.text.folding import digits_of, fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Müller", "muller"), ("ＡＣＭＥ", "acme"), ("Straße", "STRASSE"), ("Nguyễn", "nguyen"), ("Łódź", "lodz"),
        ("Søren", "soren"), ("Æther", "aether"), ("O\u2019Brien", "o'brien"), ("Anne\u2011Marie", "anne-marie"),
        ("张\u3000伟", "张 伟"), ("  two   words ", "two words"), ("张\u200b伟", "张伟"), ("İstanbul", "istanbul"),
        ("阿依古丽•买买提", "阿依古丽·买买提"), ("е\u0301", "е"), ("Й", "й"),
    ],
)  # fmt: skip
def test_case_accents_width_and_blanks_do_not_count(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_scripts_other_than_latin_keep_their_marks() -> None:
    assert fold("Й") != fold("И")
    assert fold("が") != fold("か")
    assert fold("か\u200d\u3099") == "が"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_is_the_long_way(text: str) -> None:
    assert fold(text) == fold(text + "é").removesuffix("e").strip()


@pytest.mark.parametrize("text", ["+86 138-0013-8000", "８６１３８００１３８０００", "(86) 138.0013.8000"])
def test_the_digits_of_a_number_whatever_its_spelling(text: str) -> None:
    assert digits_of(text) == "8613800138000"
