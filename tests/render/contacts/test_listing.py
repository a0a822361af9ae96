"""Contacts as a table, and by the keys promised to scripts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone
from followup.render.contacts.listing import contact_json, contacts_table

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = [
    (1, "张伟", "A", "华为技术有限公司", "138 0013 8000", "上海", "客户, 老客户"),
    (20_000, "José Müller", "", "Škoda [red]", "+420 1", "\x1b[31mPraha\nCZ", ""),
]


def test_columns_align_whatever_the_script() -> None:
    head, *lines = contacts_table(ROWS).splitlines()
    for heading, cells in (("name", ("张伟", "José")), ("phone", ("138", "+420")), ("city", ("上海", "␛"))):
        starts = {wcswidth(line[: line.index(cell)]) for line, cell in zip(lines, cells, strict=True)}
        assert starts == {head.index(heading)}
    assert "␛[31mPraha CZ" in lines[1]


@pytest.mark.parametrize("room", [60, 80, 140])
def test_a_line_fits_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    assert max(map(wcswidth, contacts_table(ROWS).splitlines())) <= room


def test_scripts_get_the_keys_that_are_promised() -> None:
    contact = Contact(
        7, "张伟", family="张", given="伟", grade="A", organization="华为", added=date(2026, 1, 1), groups=("客户",),
        phones=(Phone("cell", "138 0013 8000", "+8613800138000", "9"),), emails=(Email("", "zw@example.com"),),
        addresses=(Address("work", "Century Ave 1", "上海", country="CN"),),
        occasions=(Occasion("birthday", None, 12, 1, id=3),), fields={"爱好": "羽毛球"}, urls=("https://example.com",),
        source="phone.vcf", uid="u-1",
    )  # fmt: skip
    keys = contact_json(contact)
    assert keys["phones"] == [{"label": "cell", "value": "138 0013 8000", "e164": "+8613800138000", "extension": "9"}]
    assert keys["emails"] == [{"label": "", "value": "zw@example.com"}]
    assert keys["addresses"] == [
        {"label": "work", "street": "Century Ave 1", "city": "上海", "region": "", "postcode": "", "country": "CN"}
    ]
    assert keys["occasions"] == [
        {"id": 3, "kind": "birthday", "year": None, "month": 12, "day": 1, "calendar": "solar", "leap_month": False}
    ]
    assert {name: keys[name] for name in ("id", "name", "added", "groups", "fields", "urls", "source", "uid")} == {
        "id": 7, "name": "张伟", "added": "2026-01-01", "groups": ["客户"], "fields": {"爱好": "羽毛球"},
        "urls": ["https://example.com"], "source": "phone.vcf", "uid": "u-1",
    }  # fmt: skip
    assert {"family", "given", "nickname", "organization", "title", "grade", "grade_locked", "stage", "status",
            "private"} <= set(keys)  # fmt: skip
    assert contact_json(Contact(1, "Zoe"))["added"] is None
