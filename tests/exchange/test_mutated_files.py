"""Damaged files of every kind: every card is read or refused, and nothing else is ever raised."""

from __future__ import annotations

import random
from datetime import date

import pytest

from followup.core.importing.prepare import prepare_or_refuse
from followup.core.importing.types import Choices
from followup.errors import FollowupError
from followup.exchange.detect import open_reader

_VCARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5;=CE=B0;;;\r\nTEL;CELL:138\r\n"
    b"AGENT:\r\nBEGIN:VCARD\r\nFN:b\r\nEND:VCARD\r\nPHOTO;ENCODING=BASE64:\r\n /9j/AAAA\r\n\r\nBDAY:1980-05-05\r\n"
    b"X-FOLLOWUP-DATE:a;solar;2000;1;1;\r\nitem1.X-ABDATE:2000-01-01\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\n"
    b"ADR;HOME:;;a;b;c;d;e\r\nNOTE:x\\ny\r\n z\r\nX-ANDROID-CUSTOM:vnd.android.cursor.item/relation;b;3;;\r\n"
    b"END:VCARD\r\n"
)
_CSV = (
    '姓名,手机,生日,Group Membership,E-mail 1 - Value\r\n"张 ""伟""",138 0013 8000,5/6/1980,a ::: * b,x@y.org\r\n'
    "李四,'0138;139,农历五月初五,,\r\n"
).encode()
_PIECES = (
    b"\r\n ", b"=\r\n", b";", b":", b'"', b"\\", b",", b"\0", b"AGENT:\r\nBEGIN:VCARD\r\n", b"END:VCARD\r\n",
    b"\xff\xfe",
    b";CHARSET=UTF-7:", b";CHARSET=idna:", b"%D8%00", b"=ED=A0=80", b"\xed\xa0\x80", b"9" * 5_000,
    b";PREF=" + b"9" * 5_000,
)  # fmt: skip


def _mutated(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 10)):
        at, upto = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
        cut = data[:at] + data[at + chance.randrange(40) :]
        longer = data[:at] + chance.choice([*_PIECES, data[upto : upto + 100]]) + data[at:]
        data = chance.choice([cut, longer]) or b"x"
    return data


@pytest.mark.parametrize("name", ["a.vcf", "a.csv"])
def test_no_damage_escapes_the_card_it_is_in(name: str) -> None:
    chance = random.Random(7)
    original = _VCARD * 2 if name == "a.vcf" else _CSV
    read = 0
    for _ in range(400):
        try:
            reading = open_reader(_mutated(original, chance), name)
        except FollowupError:
            continue
        choices = Choices(date(2026, 6, 2), "CN")
        read += len([prepare_or_refuse(draft, choices, "", name) for draft in reading.drafts])
    assert read > 400


def test_a_number_of_thousands_of_digits_is_a_damaged_day_and_no_more() -> None:
    card = b"BEGIN:VCARD\nFN:Ann\nX-FOLLOWUP-DATE:a;solar;" + b"9" * 5_000 + b";1;1;\nEND:VCARD\n"
    (draft,) = open_reader(card, "a.vcf").drafts
    assert [doubt.reason for doubt in draft.doubts] == ["a damaged X-FOLLOWUP-DATE was passed over"]  # type: ignore[union-attr]


@pytest.mark.parametrize("line", [b"X-FOLLOWUP-LABEL:TEL;" + b"9" * 5_000 + b";x"])
def test_a_card_that_raises_is_refused_with_its_line_and_the_others_come_in(line: bytes) -> None:
    data = b"BEGIN:VCARD\nFN:Ann\n" + line + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
    refusal, bob = open_reader(data, "a.vcf").drafts
    assert refusal[:3] == (1, 1, "it could not be understood and was left out (ValueError)")  # type: ignore[index]
    assert bob.name == "Bob"  # type: ignore[union-attr]
