"""A line for vobject has a value that is escaped already."""

from __future__ import annotations

from vobject import vCard

from followup.exchange.vobject_lines import content_line


def test_a_line_is_written_as_it_is_with_its_group_and_parameters() -> None:
    card = vCard()
    for name, value, parameters, group in (
        ("N", "a\\;b;c", None, None), ("FN", "x", None, None), ("TEL", "1", {"TYPE": ["CELL", "VOICE"]}, "item1"),
    ):  # fmt: skip
        card.contents[name.lower()] = [content_line(name, value, parameters, group)]
    lines = card.serialize().split("\r\n")
    assert "N:a\\;b;c" in lines
    assert "item1.TEL;TYPE=CELL,VOICE:1" in lines
