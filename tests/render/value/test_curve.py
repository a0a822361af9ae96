"""The curve of the profit, drawn in braille and as SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from followup.render.value.curve import braille, points, svg


def test_a_curve_begins_at_nothing_and_ends_at_all() -> None:
    curve = points([50, 80, 95, 100])
    assert curve == [(0, 0), (0.25, 0.5), (0.5, 0.8), (0.75, 0.95), (1, 1)]
    assert len(points(list(range(1, 10_001)), most=50)) == 51
    assert "polyline" in svg([5, 4], "x")


def test_a_drawn_curve_has_its_size_and_its_axis() -> None:
    lines = braille([50, 80, 95, 100], 40, 9)
    assert len(lines) == 11
    assert lines[0].startswith("100 % ┤")
    assert lines[4].startswith(" 50 % ┤")
    assert lines[8].startswith("  0 % ┤")
    assert lines[10].split() == ["0", "%", "20", "%", "50", "%", "100", "%"]
    assert braille([120, 100], 20, 2)[0].startswith("120 % ┤")


def test_the_drawing_of_a_page_is_valid_and_names_itself() -> None:
    drawing = ET.fromstring(svg([50, 80, 95, 100], "What &amp; how much"))
    assert (drawing.tag, drawing[0].text) == ("svg", "What & how much")
