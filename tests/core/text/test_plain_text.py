"""No control sign stays in a text; what names are written with does."""

from __future__ import annotations

import pytest

from followup.core.text.plain_text import plain_bytes, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("张伟", "张伟"),
        ("a\r\nb\rc\r\r\nd", "a\nb\nc\nd"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\x00\x07\x1b[2J\x7f\x9b1m", "[2J1m"),
        ("\r=cmd", "\n=cmd"),
        ("moc\u202e\u2066x\u2069\u202c", "mocx"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("می\u200cخواهم क्\u200dष \u200f", "می\u200cخواهم क्\u200dष \u200f"),
    ],
)
def test_a_text_loses_what_steers_a_terminal_or_breaks_a_row(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (b"\xef\xbb\xbfName\r\nA\x1b[2J\xc2\x9b\r\n", b"\xef\xbb\xbfName\r\nA[2J\r\n"),
        ("张\x07伟\x1f".encode("gbk"), "张伟".encode("gbk")),
        ("张\x07伟".encode("utf-16"), "张\x07伟".encode("utf-16")),
    ],
)
def test_a_file_keeps_its_encoding_and_its_lines(content: bytes, plain: bytes) -> None:
    assert plain_bytes(content) == plain
