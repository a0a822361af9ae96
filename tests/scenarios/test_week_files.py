"""The week taken along, through the real program: a table, a calendar, a page. The day is Tuesday, 2 June 2026."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import icalendar
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Program = Any


@pytest.fixture
def people(begun: Callable[..., Program]) -> Program:
    """张伟 (1, A, with a phone), and somebody whose name means no good (2, B, with a task)."""
    return begun(
        ("add", "张伟", "--phone", "13800138001", "--grade", "A", "--city", "上海", "--today", "2026-04-01"),
        ("add", "=[red]<script>Eve", "--grade", "B", "--today", "2026-04-01"),
        ("task", "add", "2", "send the quote", "--due", "2026-06-03"),
    )


def test_all_three_are_written_at_once_for_their_owner_only_and_nothing_is_listed(people: Program) -> None:
    done = people.done("agenda", "--csv", "week.csv", "--ics", "week.ics", "--html", "week.html")
    assert done.out == ""
    for name in ("week.csv", "week.ics", "week.html"):
        assert f"{name} is ready" in done.err
        assert (people.folder / name).stat().st_mode & 0o777 == 0o600
    page = (people.folder / "week.html").read_text(encoding="utf-8")
    assert '<a href="tel:+8613800138001">' in page
    assert "=[red]&lt;script&gt;Eve" in page
    assert "<script" not in page
    calendar = icalendar.Calendar.from_ical((people.folder / "week.ics").read_bytes())
    assert {part.name for part in calendar.subcomponents} == {"VEVENT", "VTODO"}


def test_a_table_on_stdout_has_what_json_has(people: Program) -> None:
    found = people.done("agenda", "--json").json
    rows = list(csv.DictReader(io.StringIO(people.done("agenda", "--csv", "-").out.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [item["id"] for item in found["items"] + found["unplaced"]]
    assert {row["name"] for row in rows} == {"张伟", "'=[red]<script>Eve"}


def test_json_can_be_asked_for_as_well(people: Program) -> None:
    assert people.done("agenda", "--html", "week.html", "--json").json["week"] == "2026-W23"


def test_ours_are_replaced_somebody_elses_only_when_asked(people: Program) -> None:
    for name in ("--ics", "--html"):
        people.done("agenda", name, "week")
        people.done("agenda", name, "week")
        people.folder.joinpath("week").unlink()
    for name in ("--csv", "--ics", "--html"):
        people.folder.joinpath("week").write_text("mine", encoding="utf-8")
        refused = people("agenda", name, "week")
        assert (refused.code, people.folder.joinpath("week").read_text(encoding="utf-8")) == (7, "mine")
        people.done("agenda", name, "week", "--yes")
        assert people.folder.joinpath("week").read_text(encoding="utf-8") != "mine"
        people.folder.joinpath("week").unlink()


def test_a_week_with_nothing_in_it_can_be_taken_along(run: Program) -> None:
    run.done("agenda", "--csv", "week.csv", "--ics", "week.ics", "--html", "week.html")
    assert "Nothing to do this week." in (run.folder / "week.html").read_text(encoding="utf-8")
    assert icalendar.Calendar.from_ical((run.folder / "week.ics").read_bytes()).subcomponents == []
    assert len((run.folder / "week.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert not run.book.exists()


def test_one_area_of_the_week_and_the_order_to_drive_in_it(people: Program) -> None:
    people.done("add", "王芳", "--grade", "A", "--city", "上海", "--today", "2026-04-01")
    found = people.done("agenda", "--area", "上海", "--json").json
    assert {item["contact"]["name"] for item in found["items"]} == {"张伟", "王芳"}
    out = people.done("agenda", "--area", "上", "--by", "day").out
    assert "Eve" not in out
    assert "drive: 上海 (" in out
    assert "it leads to 上海" in people.done("agenda", "--area", "Berlin").out


def test_the_settings_say_what_of_an_address_is_the_area(run: Program) -> None:
    (run.folder / "card.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:王芳\nADR:;;浦东新区世纪大道 1 号;上海;;200120;\nEND:VCARD\n", encoding="utf-8"
    )
    run.done("import", "card.vcf", "--today", "2026-03-01")
    run.done("grade", "set", "王芳", "A", "--today", "2026-03-01")
    areas = []
    for by in ("city", "district", "postcode"):
        (run.folder / "config.toml").write_text(f'agenda.area = "{by}"\n', encoding="utf-8")
        (item,) = run.done("agenda", "--json").json["items"]
        areas.append(item["area"])
    assert areas == ["上海", "上海 浦东新区", "200"]
    run.done("edit", "王芳", "--set", "area=east")
    assert [item["area"] for item in run.done("agenda", "--area", "EAST", "--json").json["items"]] == ["east"]
