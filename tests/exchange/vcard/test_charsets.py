"""A value is decoded by its own charset, else by that of the file, and what fits none is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.exchange.encoding import EIGHT_BIT
from followup.exchange.vcard.charsets import Charsets
from followup.exchange.vcard.header import Header, parse_head

if TYPE_CHECKING:
    from followup.core.importing.draft import Doubt

NAME = "张伟"


def decoded(
    head: bytes, value: bytes, data: bytes = b"", codec: str = "utf-8", given: str = ""
) -> tuple[str, list[str]]:
    header = parse_head(head) or Header("")
    doubts: list[Doubt] = []
    text = Charsets(data, codec, given).decode(header, value, 1, doubts)
    return text, [doubt.reason for doubt in doubts]


def test_the_charset_of_a_line_decides() -> None:
    assert decoded(b"N;CHARSET=GBK", NAME.encode("gbk")) == (NAME, [])


def test_a_line_without_a_charset_has_that_of_the_others() -> None:
    data = b"N;CHARSET=BIG5:x"
    assert decoded(b"N", "張偉".encode("big5"), data, EIGHT_BIT) == ("張偉", [])


def test_the_encoding_that_the_person_gives_goes_before_all() -> None:
    assert decoded(b"N", NAME.encode("gbk"), codec="gb18030", given="gb18030") == (NAME, [])


def test_quoted_printable_and_base64_are_decoded_first() -> None:
    assert decoded(b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8", b"=E5=BC=A0;=E4=BC=9F") == ("张;伟", [])
    assert decoded(b"NOTE;ENCODING=B;CHARSET=UTF-8", b"5byg") == ("张", [])


def test_a_semicolon_in_quoted_printable_is_text() -> None:
    assert decoded(b"N;ENCODING=QUOTED-PRINTABLE", b"a=3Bb;c") == ("a\\;b;c", [])


def test_a_picture_stays_encoded() -> None:
    assert decoded(b"PHOTO;ENCODING=B", b"/9j/4AAQ") == ("/9j/4AAQ", [])


def test_an_unknown_charset_and_bytes_that_fit_none_are_reported() -> None:
    assert decoded(b"N;CHARSET=KLINGON", b"a") == ("a", ['the charset "KLINGON" is unknown'])
    text, doubts = decoded(b"N", "张伟张伟张伟张伟".encode() + b"\xff\xffx")
    assert text.endswith("\N{REPLACEMENT CHARACTER}x")
    assert doubts == ["N has bytes that are no utf-8; they are shown as \N{REPLACEMENT CHARACTER}"]


def test_a_character_that_is_cut_off_is_left_out() -> None:
    name = NAME * 10
    assert decoded(b"N", name.encode()[:-1]) == (name[:-1], ["N is cut off inside a character, which was left out"])
