"""Every header that 24 families of exports write fills the field it means; where we differ, it is meant, and listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from followup.exchange.spreadsheet.columns import Column, Role
from followup.exchange.spreadsheet.headers import columns_of

ALIASES = Path(__file__).parents[4] / "shared" / "formats" / "header_aliases.json"
SAME = {
    "anniversary": "date:anniversary", "birthday lunar": "birthday:lunar", "custom": "field", "full_name": "full",
    "labels": "group", "office": "field", "org": "organization", "display_name": "display", "photo-url": "field",
    "im:gtalk": "im:google talk", "im:other": "im:im", "im:wxid": "im:wechat account", "keep only 好友": "sort",
    "row is a GROUP when non-empty": "list", "relation:manager": "relation:boss",
    "relation:referred-by": "relation:referred", "full_name unless 姓氏 column exists": "full",
    "type of email n": "numbered:email.label", "date connected": "field", "source id": "field",
}  # fmt: skip
DELIBERATE = {
    # What a program writes into every row says nothing; anything else there is kept.
    "Directory Server": "default", "DirectoryServer": "default", "Mileage": "default", "Priority": "default",
    "Private": "default", "Sensitivity": "default", "Subject": "default", "里程": "default", "敏感度": "default",
    "目录服务器": "default", "私有": "default", "优先级": "default",
    # Left out by others, but a number, an address or a text of the person's is never lost.
    "Primary Phone": "phone:main", "PrimaryPhone": "phone:main", "Business Address PO Box": "address:work.box",
    "E-mail 2 Type": "numbered:email.label", "E-mail 3 Type": "numbered:email.label",
    **dict.fromkeys(
        ["Distribution Lists", "Yahoo! Phone", "工作证号码", "记帐信息", "身份证编号", "语言", "帐户", "Company Yomi",
         "Billing Information", "个性签名"],
        "field",
    ),
}  # fmt: skip
PAIR = re.compile(r"(.+?) n - (.+)")


def wanted(description: Any) -> list[str]:
    """The meanings that a description of the list stands for."""
    if isinstance(description, list):
        return [meaning for one in description for meaning in wanted(one)]
    plain = re.sub(r" \(.*\)$", "", description)
    if plain in SAME:
        return [SAME[plain]]
    if address := re.fullmatch(r"addr:(\w+)\.(\w+)", plain):
        return [f"address:{address[1]}.{ {'code': 'postcode', 'formatted': 'street'}.get(address[2], address[2]) }"]
    if plain.startswith("url"):
        return ["url"]
    return [re.sub(r"^(phonetic|birthday)[_.]", r"\1:", plain)]


def families() -> list[tuple[str, dict[str, Any]]]:
    if not ALIASES.is_file():
        return []
    return list(json.loads(ALIASES.read_text(encoding="utf-8")).items())


def meaning(column: Column) -> str:
    if column.is_custom:
        return "field"
    detail = f"{column.detail}.{column.part}" if column.detail and column.part else column.detail or column.part
    return f"{column.role}:{detail}".rstrip(":").lower()


@pytest.mark.skipif(
    not ALIASES.is_file(), reason="put the list of headers into shared/formats/header_aliases.json beside this checkout"
)
@pytest.mark.parametrize(("family", "columns"), families(), ids=[name for name, _ in families()])
def test_every_header_of_a_family_fills_its_field(family: str, columns: dict[str, Any]) -> None:
    plain = {header: description for header, description in columns.items() if not PAIR.fullmatch(header)}
    headers = [
        header
        for header, description in plain.items()
        for _ in (description if isinstance(description, list) else [description])
    ]
    expected = [one for description in plain.values() for one in wanted(description)]
    meanings = [meaning(column) for column in columns_of(headers)]
    assert meanings == [DELIBERATE.get(header, one) for header, one in zip(headers, expected, strict=True)]


@pytest.mark.skipif(
    not ALIASES.is_file(), reason="put the list of headers into shared/formats/header_aliases.json beside this checkout"
)
def test_a_numbered_header_of_google_belongs_to_its_pair() -> None:
    listed = [PAIR.fullmatch(header) for _, columns in families() for header in columns]
    headers = {f"{one[1]} 1 - {part}" for one in listed if one and "," not in one[0] for part in one[2].split("/")}
    unread = {column.header for column in columns_of(sorted(headers)) if column.role is not Role.NUMBERED}
    assert unread == {  # kept as fields, but for what nobody ever fills
        "Calendar Link 1 - Type", "Calendar Link 1 - Value", "Organization 1 - Job Description",
        "Organization 1 - Location", "Organization 1 - Symbol", "Organization 1 - Yomi Name",
    }  # fmt: skip


@pytest.mark.skipif(
    not ALIASES.is_file(), reason="put the list of headers into shared/formats/header_aliases.json beside this checkout"
)
def test_no_header_of_a_known_program_is_a_guess() -> None:
    meanings = [
        column.header
        for _, columns in families()
        for column in columns_of([header for header in columns if not PAIR.fullmatch(header)])
        if column.role is Role.UNKNOWN
    ]
    assert meanings == []
