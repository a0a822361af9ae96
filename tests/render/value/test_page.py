"""What customers are worth as a page for a browser: one file in which everything is text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from valued_customers import CNY, STEEP, names

from followup.render.value.page import value_page

EVIL = '<script>alert(1)</script>"\x1b[31m\n'


def test_the_page_is_one_file_without_scripts_and_everything_in_it_is_text() -> None:
    html = value_page(STEEP, {n: (EVIL, None) for n, _ in names(STEEP).items()}, CNY)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not any(word in html for word in ("<script", "http:", "https:", "@import", "\x1b"))
    assert "prefers-color-scheme: dark" in html
    drawing = html[html.index("<svg") : html.index("</svg>") + 6]
    assert ET.fromstring(drawing).tag == "svg"
