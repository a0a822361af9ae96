"""Two contacts side by side with what they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.model.contact import Contact, Phone
from followup.render.matching.merge import merge_text

if TYPE_CHECKING:
    from collections.abc import Callable

STAYS = Contact(2, "张伟", title="采购经理", phones=(Phone("cell", "138 0013 8000"),))
GOES = Contact(7, "Zhang Wei\x1b[31m", organization="华为", phones=(Phone("", "010 1234"),))
MERGED = STAYS._replace(organization="华为", phones=(*STAYS.phones, *GOES.phones))
RECORDS = ({"notes": 2, "sales": 0, "tasks": 0}, {"notes": 1, "sales": 3, "tasks": 0})


def rows() -> dict[str, str]:
    return {line.split("  ")[0]: line for line in merge_text(STAYS, GOES, MERGED, RECORDS).splitlines()}


def test_each_field_stands_with_both_values_and_what_they_become() -> None:
    lines = rows()
    assert lines["name"].split()[1:] == ["张伟", "Zhang", "Wei␛[31m", "张伟"]
    assert lines["organization"].split()[1:] == ["华为", "华为"]
    assert lines["phone"].split()[1:] == ["010", "1234"] * 2
    assert lines["phone.cell"].split()[1:] == ["138", "0013", "8000"] * 2
    assert "nickname" not in lines


def test_records_are_added_up_and_kinds_that_neither_has_left_out() -> None:
    lines = rows()
    assert (lines["notes"].split()[1:], lines["sales"].split()[1:]) == (["2", "1", "3"], ["3", "3"])
    assert "tasks" not in lines


@pytest.mark.parametrize("room", [40, 80, 140])
def test_the_columns_align_and_fit_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    head, *lines = merge_text(STAYS, GOES, MERGED, RECORDS).splitlines()
    starts = {wcswidth(line[: line.rindex("华为")]) for line in lines if line.startswith("organization")}
    assert starts == {head.index("together")}
    terminal(room)
    assert max(map(wcswidth, merge_text(STAYS, GOES, MERGED, RECORDS).splitlines())) <= room
