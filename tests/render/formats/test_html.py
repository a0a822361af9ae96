"""HTML pages: one file that loads nothing, in which texts of the book are only text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from followup.render.formats.html import GENERATOR, bullets, grid, mail_link, page, phone_link, text

HOSTILE = "<script>alert('1')</script> \"&amp; \x1b[31m"


class Shown(HTMLParser):
    """What a browser shows of a page, and the tags it has met."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_a_browser_shows_the_text_as_it_is(words: str) -> None:
    shown = Shown(text(words))
    assert (shown.words, shown.tags) == (words, [])


def test_a_page_says_whose_it_is_and_loads_nothing() -> None:
    html = page(HOSTILE, [f"<p>{text(HOSTILE)}</p>"], "p { color: red }")
    assert GENERATOR in html
    assert "default-src 'none'" in html
    assert "script" not in Shown(html).tags
    assert "\x1b" not in html
    assert not re.search(r"(?:src|href)=|@import|url\(", html)
    assert html.startswith("<!doctype html>\n")
    assert html.endswith("</html>\n")


def test_a_number_dials_and_an_address_writes() -> None:
    assert phone_link("138 0013 8000", "+8613800138000") == '<a href="tel:+8613800138000">138 0013 8000</a>'
    assert phone_link("ask Li", "ask Li") == "ask Li"
    assert mail_link("o'hara@example.com") == '<a href="mailto:o%27hara@example.com">o&#x27;hara@example.com</a>'
    assert mail_link("nowhere") == "nowhere"
    assert Shown(mail_link('a@b.example"><script>')).tags == ["a"]


def test_a_list_without_items_is_nothing() -> None:
    assert (bullets([]), bullets(["a", "b"])) == ("", "<ul><li>a</li><li>b</li></ul>")
    assert bullets(["a"], "warm") == '<ul class="warm"><li>a</li></ul>'


def test_numbers_of_a_table_align_right() -> None:
    assert grid(("name", "<profit>"), [("王芳", "5")], frozenset({1})) == (
        '<div class="wide"><table><thead><tr><th>name</th><th class="number">&lt;profit&gt;</th></tr></thead>'
        '<tbody><tr><td>王芳</td><td class="number">5</td></tr></tbody></table></div>'
    )
