"""How bytes become text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import FileUnreadableError, WrongUsageError
from followup.exchange.encoding import (
    codec_for,
    decode_eight_bit,
    decode_file,
    detect,
    guess_eight_bit,
    refuse_binary,
)

CHINESE = "姓名,手机\n张伟,13800138000\n欧阳娜,13800138001\n北京云图智联科技有限公司,销售部\n"
GERMAN = "Name;Straße\nMüller;Größe 12\nJörg Maßmann;Überweg\nÄnne;Öl\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8"),
        (CHINESE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + CHINESE.encode("utf-32-le"), "utf-32-le"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("gb18030"), "gb18030"),
    ],
)
def test_a_chinese_file_is_understood_in_every_usual_encoding(data: bytes, name: str) -> None:
    assert decode_file(data) == (CHINESE, name)


def test_a_western_file_is_not_taken_for_gbk_although_it_decodes_as_such() -> None:
    data = GERMAN.encode("cp1252")
    assert data.decode("gb18030")
    assert decode_file(data) == (GERMAN, "cp1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Name,Notes\nאפרים קישון,שלום\n", "cp1255"),
        ("Name,Notes\nΒαγγέλης Παπαθανασίου,ΑΘΗΝΑ\n", "cp1253"),
        ("Name,Notes\nАндрей Жуков,ТВЕРЬ ёлка\n", "cp1251"),
    ],
)
def test_a_file_of_whole_words_above_ascii_is_in_their_script(text: str, codec: str) -> None:
    assert decode_file(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize("text", ["äöü,ÄÖÜ\n", "Jörg,שלום\n", "25°,«é»\n", "œuvre,Ålesund,garçon\n"])
def test_letters_among_a_to_z_or_few_alone_are_western(text: str) -> None:
    data = text.replace("שלום", "ùìåí").encode("cp1252")
    assert decode_file(data) == (text.replace("שלום", "ùìåí"), "cp1252")


def test_plain_ascii_is_utf_8() -> None:
    assert decode_file(b"Name,Phone\r\n") == ("Name,Phone\r\n", "utf-8")


def test_a_utf_8_file_that_was_cut_inside_a_character_is_still_utf_8() -> None:
    text, name = decode_file(CHINESE.encode()[:-2].rstrip(b"\x94") + b"\xe9")
    assert name == "utf-8"
    assert text.startswith("姓名,手机\n张伟")


def test_a_gbk_file_with_one_broken_byte_is_still_gbk() -> None:
    text, name = decode_file((CHINESE * 20).encode("gb18030") + b"\xff\n")
    assert name == "gb18030"
    assert "欧阳娜" in text


def test_the_given_encoding_goes_before_everything() -> None:
    assert decode_file(CHINESE.encode("gb18030"), "gbk") == (CHINESE, "gb18030")
    assert decode_file("שלום".encode("cp1255"), "windows-1255") == ("שלום", "cp1255")
    assert detect(CHINESE.encode(), "latin1") == "cp1252"


def test_an_unknown_encoding_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(WrongUsageError, match="'gkb'") as refused:
        decode_file(b"", "gkb")
    assert "gbk" in refused.value.hint


@pytest.mark.parametrize("name", ["", "Murks", "base64", "rot13", "unicode_escape", "idna", "undefined", "a\0b"])
def test_what_is_no_text_encoding_has_no_codec(name: str) -> None:
    assert not codec_for(name)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("GB2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("UTF8", "utf-8"),
    ],
)
def test_a_charset_is_read_by_its_superset(name: str, codec: str) -> None:
    assert codec_for(name) == codec


def test_a_line_is_read_as_utf_8_then_as_declared_then_as_declared_elsewhere() -> None:
    assert decode_eight_bit("Größe".encode(), declared="cp1252") == ("Größe", "utf-8")
    assert decode_eight_bit("Größe".encode("cp1252"), declared="cp1252") == ("Größe", "cp1252")
    assert decode_eight_bit("安藤".encode("cp932"), elsewhere="cp932") == ("安藤", "cp932")


def test_a_short_chinese_name_that_happens_to_be_utf_8_is_read_as_declared() -> None:
    by_chance = "隆".encode("gbk")
    assert by_chance.decode("utf-8") != "隆"
    assert decode_eight_bit(by_chance, declared="gb18030") == ("隆", "gb18030")


def test_lines_that_are_utf_8_do_not_blur_what_the_others_are() -> None:
    assert guess_eight_bit("北京市朝阳区\n".encode() * 9 + GERMAN.encode("cp1252")) == "cp1252"


def test_a_byte_that_fits_nothing_is_replaced_and_never_raises() -> None:
    assert decode_eight_bit(b"\x81")[0] == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04rest", b"\xff\xd8\xff\xe0", b"SQLite format 3\x00", b"%PDF-1.7", bytes(range(256)) * 9, b"\0" * 50],
)
def test_a_binary_file_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(FileUnreadableError, match=r"old phone\.vcf") as refused:
        refuse_binary(data, "old phone.vcf")
    assert refused.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b"",
        CHINESE.encode(),
        CHINESE.encode("utf-16-le"),
        CHINESE.encode("gb18030"),
        b"Name,Phone\nAnn\0,1\nBob,2\nCarl,3\n" + b"Dora,4\n" * 20,
        GERMAN.encode() + b"\0" * 4096,
    ],
    ids=["empty", "utf-8", "utf-16", "gbk", "a stray NUL", "padded with NULs"],
)
def test_text_is_not_refused(data: bytes) -> None:
    refuse_binary(data, "contacts.csv")
    assert isinstance(decode_file(data)[0], str)


@given(st.binary(max_size=300), st.sampled_from(["", "cp1252", "gb18030", "cp932", "utf-8"]))
def test_any_bytes_become_text(data: bytes, codec: str) -> None:
    assert isinstance(decode_file(data)[0], str)
    assert isinstance(decode_eight_bit(data, codec)[0], str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=50))
def test_utf_8_is_decoded_without_loss(text: str) -> None:
    assert decode_eight_bit(text.encode())[0] == text
