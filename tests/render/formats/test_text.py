"""How many cells of a terminal a text fills."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from followup.render.formats.text import width


@given(
    st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=["Cc"])
        | st.sampled_from("，！～　、。々")
    )
)
@example("张伟, VIP（大客户）")
@example("é")
@example("José “Pepe” Müller – Škoda, €")
@example("cut…")
def test_the_quick_width_is_the_one_of_wcwidth(text: str) -> None:
    assert width(text) == max(wcswidth(text), 0)
