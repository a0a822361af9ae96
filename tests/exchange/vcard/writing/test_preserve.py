"""What a contact's original card says beyond the fields of the book is written again unchanged."""

from __future__ import annotations

from typing import Any

import pytest
import vobject

from followup.core.importing.draft import Draft
from followup.core.model.contact import Contact
from followup.core.model.export_record import ExportRecord
from followup.exchange.vcard.reader import read
from followup.exchange.vcard.writing.contacts import write_card

UID = "01234567-89ab-8def-8123-456700000001"


DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    cards = values.pop("cards", ())
    return ExportRecord(Contact(**DEFAULT | values), UID, cards=cards)


ORIGINAL = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Apple Inc.//iPhone OS 17//EN\r
N:张;伟;;;\r
FN:张伟\r
X-ABUID:1A2B:ABPerson\r
X-APPLE-SUBLOCALITY:海淀\\, 北\r
item3.X-SHOE:42\r
item3.X-ABLabel:shoes\r
X-HAT;TYPE=big,"a;b":55\r
HOBBY:围棋\r
KEY;ENCODING=b:AAECAw==\r
REV:2020-01-01\r
END:VCARD\r
"""


def test_properties_of_the_original_card_without_a_field_are_written_again() -> None:
    (draft,) = read(ORIGINAL.encode()).drafts
    assert isinstance(draft, Draft)
    card = write_card(record(family="张", given="伟", fields=draft.fields, cards=(draft.original, draft.original)))
    lines = card.split("\r\n")
    for line in (
        "X-ABUID:1A2B:ABPerson", "X-APPLE-SUBLOCALITY:海淀\\, 北", "HOBBY:围棋", "KEY;ENCODING=B:AAECAw==",
        'X-HAT;TYPE=big,"a;b":55',
    ):  # fmt: skip
        assert lines.count(line) == 1, line
    assert "item1.X-SHOE:42" in lines
    assert "item1.X-ABLABEL:shoes" in lines
    assert "X-FOLLOWUP-FIELD" not in card
    assert "REV" not in card
    assert "Apple Inc" not in card
    (again,) = read(card.encode()).drafts
    assert isinstance(again, Draft)
    assert again.fields == draft.fields


def test_a_custom_field_that_was_changed_replaces_the_line_of_the_original_card() -> None:
    card = write_card(record(fields={"sublocality": "朝阳"}, cards=(ORIGINAL.encode(),)))
    assert "海淀" not in card
    assert "X-FOLLOWUP-FIELD:sublocality;朝阳" in card


def test_the_original_card_may_be_vcard_2_1_in_another_charset() -> None:
    old = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5;=CE=B0\r\n"
        b"X-PLACE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B1=B1=BE=A9=3B=BA=A3\r\nEND:VCARD\r\n"
    )
    (draft,) = read(old).drafts
    assert isinstance(draft, Draft)
    assert draft.fields == {"place": "北京;海"}
    assert "X-PLACE:北京\\;海" in write_card(record(fields=draft.fields, cards=(old,)))


@pytest.mark.parametrize(
    "line", ["LOGO;ENCODING=B;TYPE=JPEG:/9j/4AAQ...", "KEY;ENCODING=b:AAE", "LOGO;ENCODING=BASE64:ÄÖ"]
)
def test_damaged_base64_is_not_written_again(line: str) -> None:
    old = f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:张;伟;;;\r\n{line}\r\nX-HAT:55\r\nEND:VCARD\r\n".encode()
    card = vobject.readOne(write_card(record(fields={"hat": "55"}, cards=(old,))))
    assert card.x_hat.value == "55"
    assert not {"logo", "key"} & set(card.contents)


def test_a_row_of_a_spreadsheet_is_no_card() -> None:
    assert "13800138000" not in write_card(record(cards=(b"a,13800138000\r\n",)))
