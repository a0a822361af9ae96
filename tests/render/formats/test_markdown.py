"""Notes drawn for a terminal."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.render.formats import markdown
from followup.render.formats.markdown import markdown_text


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_on_a_terminal_lists_and_emphasis_are_drawn(terminal: None) -> None:
    drawn = markdown_text("- *green* tea\n- **no** coffee", 4)
    assert "    " in drawn
    assert " • " in drawn
    assert "*green*" not in drawn
    assert "\x1b[" in drawn


def test_without_colour_nothing_is_sent_but_text(terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    drawn = markdown_text("**no** coffee")
    assert drawn == "no coffee\n"


def test_escapes_and_markup_of_rich_in_a_note_are_text(terminal: None) -> None:
    drawn = markdown_text("\x1b]0;title\x07 [red]x[/red] :smile: [site](https://example.com)")
    assert "\x1b]" not in drawn
    assert "[red]x[/red] :smile:" in drawn
    assert "https://example.com" in drawn


def test_what_looks_like_html_is_text(terminal: None) -> None:
    drawn = markdown_text("<b>budget</b> <TBD>\n\n<img src=x>\n")
    assert ("<b>budget</b> <TBD>" in drawn, "<img src=x>" in drawn) == (True, True)


def test_in_a_pipe_a_note_stays_as_it_was_written() -> None:
    assert markdown_text("# A\n\n- *b*\n", 2) == "  # A\n\n  - *b*\n"


PLAIN = st.sampled_from(
    ["tea", "Prefers", "e-mail;", "met", "喜欢喝茶，", "女儿今年高考", "José", "–", "3", "1.5", "“yes”", "€5",
     "very" * 9, "长" * 15]
)  # fmt: skip
MARKED = st.sampled_from(
    ["3.", "10)", "a*b", "*x*", "-", "+1", "=", "==", "#", "# x", "`c`", "[x]", "&amp;", "<b>",
     "https://a.example/b?c=d", "x_y_", "!", ">", "~~no~~", "|", "\\\\", "长" * 25, "", "\u3000", "\xa0", "👍",
     "e\u0301"]
)  # fmt: skip
GAPS = st.sampled_from([" ", " ", " ", "\n", "\n\n"])
ODD_GAPS = st.sampled_from([" ", "\n\n", "  ", "  \n"])


def notes(words: st.SearchStrategy[str], gaps: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(words, gaps), max_size=25)
    return pairs.map(lambda pairs: "".join(word + gap for word, gap in pairs))


NOTES = notes(PLAIN, GAPS) | notes(PLAIN | MARKED, GAPS | ODD_GAPS)


@given(NOTES)
@example("Prefers tea in the morning, and met everybody at the fair twice\n\n喜欢喝茶，女儿今年高考")
@example("tea " + "very" * 12)
def test_a_note_without_markup_is_wrapped_as_rich_wraps_it(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        patch.setenv("COLUMNS", "40")
        quick = markdown_text(text, 4)
        patch.setattr(markdown, "_wrapped", lambda *_: None)
        assert quick == markdown_text(text, 4)
