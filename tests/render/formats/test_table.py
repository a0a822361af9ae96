"""Tables: aligned whatever the script, fitted to a terminal, uncut in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.render.formats.table import columns, heading, is_coloured, listing, table

if TYPE_CHECKING:
    from collections.abc import Callable

HEADINGS = ("id", "name", "amount", "why")
ROWS = [
    ("1", "张伟", "5.00", "最近三个月没有联系，上次见面在六月"),
    ("2", "José", "1,200.00", "silent for 40 days, more than three intervals"),
    ("3", "Ng\u0301", "", "[red]x[/red] \x1b[31m\u202e\nbelow"),
]


def cells_before(line: str, text: str) -> int:
    return wcswidth(line[: line.index(text)])


def test_columns_begin_and_end_in_one_line_under_chinese_names() -> None:
    head, *lines = table(HEADINGS, ROWS, right={2}).splitlines()
    starts = {cells_before(line, why) for line, why in zip(lines, ("最近", "silent", "[red]"), strict=True)}
    assert starts == {cells_before(head, "why")}
    ends = {cells_before(line, amount) + len(amount) for line, amount in zip(lines, ("5.00", "1,200.00"), strict=False)}
    assert len(ends) == 1


def test_a_pipe_gets_every_cell_whole_and_nothing_that_a_terminal_would_obey() -> None:
    text = table(HEADINGS, ROWS)
    assert "最近三个月没有联系，上次见面在六月" in text
    assert "[red]x[/red] ␛[31m\N{REPLACEMENT CHARACTER} below" in text


@pytest.mark.parametrize("room", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    assert max(map(wcswidth, table(HEADINGS, ROWS).splitlines())) <= room
    assert max(map(wcswidth, listing(HEADINGS, ROWS).splitlines())) <= room


def test_where_there_is_no_room_the_last_columns_go_under_their_row(terminal: Callable[[int], None]) -> None:
    terminal(40)
    assert (
        listing(HEADINGS, ROWS[:1], right={2})
        == "id  name  amount\n1   张伟    5.00\n    最近三个月没有联系，上次见面在六月\n"
    )
    terminal(80)
    assert listing(HEADINGS, ROWS[:1]) == table(HEADINGS, ROWS[:1])


def test_a_table_without_rows_is_its_headings() -> None:
    assert table(("id", "name"), []) == "id  name\n"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_no_color_beats_force_color(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured() == coloured
    assert heading("Tasks") == ("\x1b[1mTasks\x1b[0m\n" if coloured else "Tasks\n")
    assert table(("id",), [("1",)]) == ("\x1b[1mid\x1b[0m\n1\n" if coloured else "id\n1\n")


@pytest.mark.parametrize(("setting", "width"), [("", None), ("90", 90), ("wide", None), ("-1", None)])
def test_the_width_is_what_columns_says(setting: str, width: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", setting)
    assert columns() == width


def test_columns_of_zero_asks_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    assert (columns() or 0) > 0
