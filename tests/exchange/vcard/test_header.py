"""The head of a line: group, name and parameters, as vCard 2.1, 3.0 and 4.0 and their dialects write them."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft
from followup.exchange.vcard.header import Header, parse_head, split_line
from followup.exchange.vcard.reader import read


def person(*lines: str, version: str = "3.0") -> Draft:
    data = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()
    (draft,) = read(data).drafts
    assert isinstance(draft, Draft)
    return draft


def phone_labels(*lines: str, version: str = "3.0") -> list[str]:
    return [phone.label for phone in person("FN:x", *lines, version=version).phones]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;CELL;PREF:1", "mobile"),
        ("TEL;WORK;FAX:1", "work fax"),
        ("TEL;HOME;FAX:1", "home fax"),
        ("TEL;VOICE:1", ""),
        ("TEL;:1", ""),
        ("TEL:1", ""),
        ("TEL;X-VIP:1", "VIP"),
        ("TEL;手机:1", "手机"),
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=89=8D=E5=8F=B0):1", "前台"),
        ("TEL;TYPE=CELL:1", "mobile"),
        ("TEL;type=CELL;type=VOICE;type=pref:1", "mobile"),
        ("TEL;TYPE=WORK,VOICE:1", "work"),
        ('TEL;VALUE=uri;PREF=1;TYPE="cell,voice":1', "mobile"),
        ("TEL;TYPE=FAX;TYPE=WORK:1", "work fax"),
        ("TEL;TYPE=MAIN:1", "main"),
        ("TEL;TYPE=PAGER,WORK:1", "work pager"),
        ("TEL;TYPE=WhatsApp:1", "WhatsApp"),
        ("TEL;TYPE=HOME,TYPE=VOICE:1", "home"),
        ("TEL;WORK;VOICE;de-DE;INLINE:1", "work"),
    ],
)
def test_the_types_of_a_phone_become_its_label(line: str, label: str) -> None:
    assert phone_labels(line) == [label]


def test_carets_in_a_parameter_are_what_they_stand_for() -> None:
    draft = person("ADR;LABEL=\"one^ntwo ^'three^' ^^\":;;Street;;;;", version="4.0")
    assert draft.fields == {"address label": 'one\ntwo "three" ^'}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (b"TEL:1", (b"TEL", b"1")),
        (b"URL:http://x", (b"URL", b"http://x")),
        (b'X;P="a:b":c', (b'X;P="a:b"', b"c")),
        (b"ADR;LABEL=a: b:;;c;;;;", (b"ADR;LABEL=a: b", b";;c;;;;")),
        (b"no property", None),
    ],
)
def test_a_head_ends_at_the_first_colon_outside_of_quotes(line: bytes, parts: tuple[bytes, bytes] | None) -> None:
    assert split_line(line) == parts


def parsed(head: bytes) -> Header:
    header = parse_head(head)
    assert header is not None
    return header


def test_a_head_has_a_group_a_name_and_parameters() -> None:
    header = parsed(b"item1.tel;TYPE=CELL,PREF;X-Y=z")
    assert (header.group, header.name, header.label) == ("item1", "TEL", "mobile")
    assert (header.preference, header.parameters, header.plain) == (1, {"X-Y": "z"}, True)


def test_types_and_encodings_of_2_1_need_no_name() -> None:
    header = parsed(b"NOTE;HOME;QUOTED-PRINTABLE;GBK")
    assert (header.types, header.bare, header.quoted_printable, header.charset) == (["HOME"], True, True, "gb18030")
    assert not header.plain


def test_a_charset_that_does_not_exist_is_remembered_by_its_name() -> None:
    assert parsed(b"N;CHARSET=KLINGON").unknown_charset == "KLINGON"


def test_what_is_no_name_is_no_head() -> None:
    assert parse_head(b"two words") is None
