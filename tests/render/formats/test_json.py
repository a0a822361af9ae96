"""JSON for scripts: the same values, whether written whole or in chunks, with nothing a terminal would obey."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from followup.render.formats.json import Lines, dump, escape_controls, json_chunks, json_list_chunks, line, quote

HOSTILE = '张伟 \x1b[31m\x7f\x9b \u202e\u2028 "quoted" \\ \ud800'
TEXTS = st.text(st.characters() | st.sampled_from("\x1b\x7f\x9b\u202e\u2028张"))


@given(TEXTS | st.just(HOSTILE))
def test_a_text_comes_back_as_it_was_and_is_printable(text: str) -> None:
    for written in (quote(text), line(text), dump(text).removesuffix("\n"), escape_controls(json.dumps(text))):
        assert json.loads(written) == text
        assert not any(sign in written for sign in "\x1b\x7f\x9b\u202e\u2028")


def test_chinese_stays_readable() -> None:
    assert dump({"name": "张伟"}) == '{\n  "name": "张伟"\n}\n'


def test_a_list_of_lines_has_one_element_a_line() -> None:
    value = {"count": 2, "items": Lines([line({"id": 1}), line({"id": 2})]), "none": Lines([]), "hints": ["a"]}
    assert dump(value) == (
        '{\n  "count": 2,\n  "items": [\n    {"id": 1},\n    {"id": 2}\n  ],\n  "none": [],\n  "hints": ["a"]\n}\n'
    )


def test_a_long_list_comes_in_chunks_and_is_one_list() -> None:
    chunks = [*json_list_chunks(map(str, range(1_000)))]
    assert json.loads("".join(chunks)) == [*range(1_000)]
    assert max(map(len, chunks)) < 1_000
    assert json.loads("".join(json_chunks({"all": Lines(map(str, range(1_000)))}))) == {"all": [*range(1_000)]}
    assert "".join(json_list_chunks([])) == "[]\n"
