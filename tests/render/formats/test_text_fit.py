"""A text cut to cells: the longest beginning that fits, and no slower for a text of megabytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from followup.render.activities.records import excerpt
from followup.render.formats.text import fit, width


@given(st.text(alphabet="aé字\u0301👍🏽 "), st.integers(0, 12))
def test_a_text_fills_exactly_its_cells(text: str, cells: int) -> None:
    fitted = fit(text, cells)
    assert width(fitted) == cells or cells == 0
    if width(text) <= cells:
        assert fitted.rstrip() == (text.rstrip() if cells else "")


def test_a_wide_character_is_not_cut_in_two() -> None:
    assert (fit("字字字", 4), fit("字字字", 5), fit("abc", 2), fit("abc", 0)) == ("字… ", "字字…", "a…", "")


def test_a_text_of_megabytes_is_cut_by_its_beginning() -> None:
    for sign in ("a", "字", "e\u0301", "\u0301", "👍"):
        assert width(fit(sign * 4_000_000, 60)) == 60
        assert width(excerpt(sign * 4_000_000)) <= 60


def test_an_excerpt_says_that_more_follows_also_behind_many_blanks() -> None:
    assert excerpt("a" + " " * 5_000 + "b") == "a…"
    assert excerpt("a  b") == "a b"
