"""The week as a table: a line for each item, those without a day at the end, with the reason."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import WorkdayRules
from followup.core.scheduling.item import Candidate, Item, ItemStatus, Plan, Room, Span, Unplaced
from followup.exchange.spreadsheet.writing.agenda import COLUMNS, write_week_csv

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

MON = date(2026, 11, 23).toordinal()
EVIL = ContactRhythm(2, "=cmd|' /C calc'!A0\n\x1b[31m", None)


def table(labels: str = "letters") -> str:
    visit = Item(
        "v1", ContactRhythm(1, "王芳", "A"), "visit", "Visit 王芳", "3 days overdue, at last", 1, True, True,
        date(2026, 11, 20), date(2026, 11, 25), "", 60, "Pudong", 64.0,
    )  # fmt: skip
    batch = visit._replace(
        id="f3", contact=None, kind="festival", title="Christmas", contacts=12, status=ItemStatus.MOVED, new=True,
        weeks=3, pinned=True,
    )  # fmt: skip
    left = Candidate(2, -9.5, MON, "t2", "task", EVIL, 4, 20, MON, "+1 sample", "due", area="x")
    span = Span(MON, MON + 6, MON, work_calendar(MON - 9, MON + 9, WorkdayRules()), MON)
    plan = Plan(span, {MON: Room(360, 90)}, [visit, batch], [Unplaced(left, "no room left in the week", MON)])
    return "".join(write_week_csv(plan, labels))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_with_everything(snapshot: SnapshotAssertion) -> None:
    assert table() == snapshot


def test_what_found_no_day_stands_below_with_its_reason() -> None:
    visit, batch, left = rows(table())
    assert tuple(visit) == COLUMNS
    assert (visit["day"], visit["reason"]) == ("2026-11-25", "")
    assert (batch["contact"], batch["name"]) == ("", "12 contacts")
    assert (left["day"], left["reason"]) == ("", "no room left in the week")


def test_the_state_of_the_kept_week_is_in_the_last_columns() -> None:
    assert COLUMNS[-5:] == ("status", "reason", "new", "weeks", "pinned")
    visit, batch, left = [tuple(row[name] for name in ("status", "new", "weeks", "pinned")) for row in rows(table())]
    assert visit == left == ("planned", "", "", "")
    assert batch == ("moved", "yes", "3", "yes")


def test_no_spreadsheet_runs_a_cell_and_no_terminal_obeys_it() -> None:
    *_, left = rows(table())
    assert left["name"] == "'=cmd|' /C calc'!A0\n[31m"
    assert left["title"] == "'+1 sample"


def test_grades_are_shown_by_their_labels() -> None:
    assert rows(table("numbers"))[0]["grade"] == "1"
