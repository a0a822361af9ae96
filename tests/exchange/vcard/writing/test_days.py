"""An occasion is written as phones know it, or as a property of our own, and reads back as the same occasion."""

from __future__ import annotations

from typing import Any

import pytest

from followup.core.model.contact import Contact, Occasion
from followup.core.model.export_record import ExportRecord
from followup.exchange.vcard.writing.contacts import write_card
from followup.exchange.vcard.writing.days import day_lines

UID = "01234567-89ab-8def-8123-456700000001"


DEFAULT: dict[str, Any] = {"id": 1, "name": "张伟"}


def record(**values: Any) -> ExportRecord:
    """A contact called 张伟, as it is exported."""
    cards = values.pop("cards", ())
    return ExportRecord(Contact(**DEFAULT | values), UID, cards=cards)


@pytest.mark.parametrize(
    ("occasion", "line"),
    [
        (Occasion("birthday", 1985, 4, 15), "BDAY:1985-04-15"),
        (Occasion("birthday", None, 2, 29), "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"),
        (Occasion("birthday", 1984, 3, 3, "lunar"), "X-ALTBDAY;CALSCALE=chinese:007800010303"),
        (Occasion("birthday", 1984, 10, 3, "lunar", leap_month=True), "X-ALTBDAY;CALSCALE=chinese:0078000110L03"),
        (Occasion("birthday", None, 3, 3, "lunar"), "X-ALTBDAY;CALSCALE=chinese:--0303"),
        (Occasion("birthday", 1985), "X-FOLLOWUP-DATE:birthday;solar;1985;;;"),
        (Occasion("birthday", 1900, 1, 1), "X-FOLLOWUP-DATE:birthday;solar;1900;1;1;"),
        (Occasion("birthday", 1604, 1, 2), "X-FOLLOWUP-DATE:birthday;solar;1604;1;2;"),
        (Occasion("anniversary", 2012, 5, 20), "item1.X-ABDATE:2012-05-20"),
        (Occasion("anniversary", 2012, 5, 20, "lunar"), "X-FOLLOWUP-DATE:anniversary;lunar;2012;5;20;"),
    ],
)
def test_a_day_is_written_as_phones_know_it_or_as_ours(occasion: Occasion, line: str) -> None:
    assert line in write_card(record(occasions=(occasion,))).split("\r\n")


def test_a_card_has_one_birthday_and_the_others_are_properties_of_our_own() -> None:
    birthdays = [Occasion("birthday", 1985, 4, 15), Occasion("birthday", 1986, 4, 15)]
    assert [line.name for line in day_lines(birthdays)] == ["BDAY", "X-FOLLOWUP-DATE"]
