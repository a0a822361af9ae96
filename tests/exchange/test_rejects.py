"""What is refused can be corrected and imported again: whole lines, in the encoding of the file."""

from __future__ import annotations

from followup.core.importing.draft import Draft, Refusal
from followup.exchange.rejects import encoded, in_codec, whole_lines


def test_a_refused_card_or_row_ends_with_a_newline() -> None:
    assert whole_lines(b"a,b") == b"a,b\r\n"
    assert whole_lines(b"a,b\n") == b"a,b\n"


def test_only_refusals_are_encoded_as_the_file_was() -> None:
    draft = Draft(1, 1, "张伟", original="张伟".encode())
    refusal = Refusal(2, 2, "why", "李娜\n".encode())
    assert list(in_codec(iter([draft, refusal]), "gb18030")) == [
        draft, refusal._replace(original="李娜\n".encode("gb18030"))
    ]  # fmt: skip


def test_what_a_codec_cannot_hold_becomes_a_question_mark() -> None:
    assert encoded("a\N{REPLACEMENT CHARACTER}", "cp1252") == b"a?"
