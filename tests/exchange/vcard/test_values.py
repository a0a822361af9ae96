"""Values of vCards: transfer encodings, charsets, escapes, lists."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft
from followup.exchange.vcard.reader import read

NAME_QP = "=E5=BC=A0=E4=BC=9F"


def card(*lines: bytes | str, version: str = "3.0") -> bytes:
    written = [line.encode() if isinstance(line, str) else line for line in lines]
    return b"\r\n".join([b"BEGIN:VCARD", f"VERSION:{version}".encode(), *written, b"END:VCARD", b""])


def person(*lines: bytes | str, version: str = "3.0", encoding: str | None = None) -> Draft:
    (draft,) = read(card(*lines, version=version), encoding).drafts
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_comma_never_cuts_a_text(version: str) -> None:
    draft = person(
        "FN:Hello, world", "NOTE:a, b", "TEL:021-5555-0200,8012", "ORG:Acme, Inc.;Sales, East", "URL:http://a/?b,c",
        "TITLE:VP, Sales", version=version,
    )  # fmt: skip
    assert draft.name == "Hello, world"
    assert draft.notes == ["a, b"]
    assert draft.phones[0].value == "021-5555-0200,8012"
    assert (draft.organization, draft.department) == ("Acme, Inc.", "Sales, East")
    assert draft.urls == ["http://a/?b,c"]
    assert draft.title == "VP, Sales"


def test_nicknames_and_categories_are_lists_from_3_0_on() -> None:
    draft = person("FN:x", "NICKNAME:a,b\\, c", "CATEGORIES:VIP,Foo\\;Bar,East\\, West")
    assert draft.nickname == "a, b, c"
    assert draft.groups == ["VIP", "Foo;Bar", "East, West"]
    assert person("FN:x", "NICKNAME:a, b", version="2.1").nickname == "a, b"


@pytest.mark.parametrize(
    "parameters",
    [
        "ENCODING=QUOTED-PRINTABLE", "ENCODING=quoted-printable", "encoding=Quoted-Printable", "QUOTED-PRINTABLE",
        "quoted-printable", 'ENCODING="QUOTED-PRINTABLE"', "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE",
        "charset=utf8;quoted-printable",
    ],
)  # fmt: skip
def test_quoted_printable_is_recognised_in_any_case(parameters: str) -> None:
    assert person(f"FN;{parameters}:{NAME_QP}", version="2.1").name == "张伟"


@pytest.mark.parametrize("encoding", ["8BIT", "7bit", "8bit"])
def test_other_encodings_leave_the_text_alone(encoding: str) -> None:
    assert person(f"FN;ENCODING={encoding}:Ann").name == "Ann"


def test_base64_of_a_text_is_decoded_and_what_is_none_stays() -> None:
    assert person("FN;ENCODING=B;CHARSET=UTF-8:5byg5Lyf").name == "张伟"
    assert person("FN;ENCODING=BASE64:Ann (not base64)").name == "Ann (not base64)"


def test_a_semicolon_hidden_by_quoted_printable_is_text() -> None:
    draft = person("N;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=3B=20=E6=98=8E;x;;;", version="2.1")
    assert (draft.family, draft.given) == ("李; 明", "x")
    assert person("NOTE;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", "FN:x", version="2.1").notes == ["a;b;c"]


def test_what_is_no_escape_in_quoted_printable_stays() -> None:
    assert person("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:100% = all, =ZZ", version="2.1").notes == ["100% = all, =ZZ"]


@pytest.mark.parametrize(
    ("codec", "charset", "name"),
    [("gb18030", "GBK", "刘洋設"), ("cp932", "SHIFT_JIS", "安藤ロイド"), ("cp1252", "ISO-8859-1", "Müller"),
     ("cp1251", "windows-1251", "Иван"), ("cp950", "BIG5", "陳大文"), ("gb18030", "gb2312", "隆")],
)  # fmt: skip
def test_raw_bytes_are_read_by_the_charset_of_their_line(codec: str, charset: str, name: str) -> None:
    draft = person(f"FN;CHARSET={charset}:".encode() + name.encode(codec), version="2.1")
    assert draft.name == name
    assert draft.doubts == []


def test_a_line_without_charset_is_read_by_the_one_that_other_lines_declare() -> None:
    draft = person(
        b"FN;CHARSET=SHIFT_JIS:" + "安藤".encode("cp932"), b"NOTE:" + "ロイド".encode("cp932"), version="2.1"
    )
    assert draft.notes == ["ロイド"]


def test_one_file_may_mix_encodings() -> None:
    raw_note = b"NOTE;CHARSET=windows-1252:" + "Größe".encode("cp1252")
    draft = person("FN:Jürgen", raw_note, b"TITLE;CHARSET=GBK:" + "经理".encode("gbk"))
    assert draft.notes == ["Größe"]
    assert (draft.name, draft.title) == ("Jürgen", "经理")


def test_an_undeclared_western_file_is_read_as_cp1252() -> None:
    reading = read(card("FN:Jörg Müller".encode("cp1252")))
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert (draft.name, reading.encoding) == ("Jörg Müller", "cp1252")


def test_an_undeclared_gbk_file_is_read_as_gb18030() -> None:
    reading = read(card("FN:张伟".encode("gbk"), "NOTE:北京市朝阳区建国路".encode("gbk")))
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert (draft.name, reading.encoding) == ("张伟", "gb18030")


def test_the_given_encoding_is_used() -> None:
    assert person("FN:שלום".encode("cp1255"), encoding="cp1255").name == "שלום"
    assert person("FN:Jörg", encoding="latin1").name == "JÃ¶rg"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_a_wide_file_is_read_with_and_without_a_byte_order_mark(codec: str) -> None:
    reading = read(card("FN:张伟", "TEL;TYPE=CELL:13800138000").decode().encode(codec))
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert (draft.name, draft.line, draft.phones[0].label) == ("张伟", 1, "mobile")
    assert draft.doubts == []


def test_an_unknown_charset_is_reported_once_and_guessed() -> None:
    draft = person("FN;CHARSET=Murks:Ann", "NOTE;CHARSET=Murks:Müller".encode("cp1252"))
    assert draft.notes == ["Müller"]
    assert [(doubt.line, doubt.reason) for doubt in draft.doubts] == [(3, 'the charset "Murks" is unknown')]


def test_windows_bytes_in_quoted_printable_without_charset_are_guessed() -> None:
    assert person("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:Reid=92s", version="2.1").notes == [
        "Reid\N{RIGHT SINGLE QUOTATION MARK}s"
    ]


def test_a_character_cut_in_half_at_the_end_is_left_out_with_a_doubt() -> None:
    draft = person(
        "FN:x", "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F=E5=BC=A0=E4=BC=9F=E5", version="2.1"
    )
    assert draft.notes == ["张伟张伟"]
    assert [(doubt.line, "cut off" in doubt.reason) for doubt in draft.doubts] == [(4, True)]


def test_a_byte_that_fits_no_codec_is_shown_as_damaged_with_a_doubt() -> None:
    draft = person(
        "FN:x", "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F=E5=BC=A0=E4=BC=9F=80", version="2.1"
    )
    assert draft.notes == ["张伟张伟\N{REPLACEMENT CHARACTER}"]
    assert [(doubt.line, "no utf-8" in doubt.reason) for doubt in draft.doubts] == [(4, True)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"a\nb", "a\nb"), (r"a\Nb", "a\nb"), (r"a\, b", "a, b"), (r"a\; b", "a; b"), (r"a\\b", r"a\b"),
        (r"http\://a", "http://a"), (r"\"a\"", '"a"'), (r"C\xyz", r"C\xyz"), ("ends with \\", "ends with \\"),
        (r"a\\nb", r"a\nb"),
    ],
)  # fmt: skip
def test_escapes_of_3_0_and_4_0(written: str, text: str) -> None:
    assert person("FN:x", f"NOTE:{written}").notes == [text]
    assert person("FN:x", f"NOTE:{written}", version="4.0").notes == [text]


@pytest.mark.parametrize(
    ("written", "text"),
    [(r"a\nb", "a\nb"), (r"a\; b", "a; b"), (r"a\, b", r"a\, b"), (r"a\\b", r"a\\b"), ("ends with \\", "ends with \\")],
)
def test_escapes_of_2_1(written: str, text: str) -> None:
    assert person("FN:x", f"NOTE:{written}", version="2.1").notes == [text]


def test_structured_values_are_split_at_semicolons_without_a_backslash() -> None:
    draft = person(r"N:a\;b;c\\;d", r"ORG:x\;y;z")
    assert (draft.family, draft.given, draft.additional) == ("a;b", "c\\", "d")
    assert (draft.organization, draft.department) == ("x;y", "z")


def test_control_characters_are_removed_with_a_doubt_and_markup_stays() -> None:
    draft = person("FN:Ann\x1b[31m [red]Lee[/red]\x07", "NOTE:a\x00b\tc")
    assert draft.name == "Ann[31m [red]Lee[/red]"
    assert draft.notes == ["ab\tc"]
    assert [doubt.line for doubt in draft.doubts] == [3, 4]
    assert all(doubt.reason.isprintable() for doubt in draft.doubts)


def test_c1_controls_and_direction_marks_are_taken_out() -> None:
    draft = person("FN:A\x9bnn", "TEL:\u202a+86 138\u202c")
    assert draft.name == "Ann"
    assert draft.phones[0].value == "+86 138"
    assert [doubt.line for doubt in draft.doubts] == [3]


def test_line_breaks_become_spaces_where_no_lines_are_expected() -> None:
    draft = person(r"FN:Ann\nLee", r"TITLE:Head\n of Sales", r"ADR:;;Street 1\nFloor 3;Town;;;")
    assert (draft.name, draft.title) == ("Ann Lee", "Head of Sales")
    assert draft.addresses[0].street == "Street 1\nFloor 3"
    assert person("N;ENCODING=QUOTED-PRINTABLE:No=0Abody;", version="2.1").family == "No body"


def test_a_formula_stays_text() -> None:
    assert person('FN:=HYPERLINK("http://a")', "NOTE:@sum").name == '=HYPERLINK("http://a")'
