"""The week on a terminal, in a pipe, and as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some
from wcwidth import wcswidth

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.rules import WorkdayRules
from followup.core.scheduling.item import (
    Candidate,
    Change,
    ChangeKind,
    Item,
    ItemStatus,
    Plan,
    Question,
    Room,
    Span,
    Unplaced,
)
from followup.render.agenda.week import agenda_json, agenda_text, item_line, unplaced_line
from followup.render.formats.json import dump
from followup.render.formats.table import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TODAY = date(2026, 11, 24)
MON = date(2026, 11, 23).toordinal()
WANG = ContactRhythm(1, "王芳", "A")
EVIL = ContactRhythm(2, '[red]Eve[/red] "\x1b[31m\n', None)


def item(number: int, person: ContactRhythm | None = WANG, kind: str = "visit", **more: object) -> Item:
    fields = {
        "id": f"v{number}", "contact": person, "kind": kind, "title": "Visit", "why": f"{number} days overdue",
        "quadrant": 1, "important": True, "urgent": True, "due": date(2026, 11, 20), "day": date(2026, 11, 25),
        "time": "", "minutes": 60, "area": "Pudong", "weight": 64.0,
    }  # fmt: skip
    return Item(**fields | more)  # type: ignore[arg-type]


def unplaced(number: int, weight: float) -> Unplaced:
    why = f"{number} days"
    found = Candidate(2, -weight, MON, f"v{number}", "visit", WANG, 1, 60, MON, "Visit", why, area="x")
    return Unplaced(found, "no room left in the week", MON)


def plan(items: Sequence[Item] = (), left: Sequence[Unplaced] = (), hints: Sequence[str] = ()) -> Plan:
    span = Span(MON, MON + 6, MON + 1, work_calendar(MON - 9, MON + 9, WorkdayRules()), MON + 1)
    return Plan(span, {MON + 1: Room(360, 90), MON + 2: Room(300, 0)}, items, left, hints)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Pretend to be a terminal of so many columns; None: a pipe."""

    def be(width: int | None) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TERM", "xterm-256color")
        if width:
            monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr("sys.stdout.isatty", lambda: width is not None, raising=False)

    return be


def test_json_has_the_promised_keys() -> None:
    text = dump(agenda_json(plan([item(1)], [unplaced(2, 9.5)], ["grade them"])))
    assert json.loads(text) == {
        "week": "2026-W48", "from": "2026-11-23", "to": "2026-11-29", "working_days": ["2026-11-24", "2026-11-25"],
        "capacity": {"2026-11-24": {"minutes": 360, "used": 90}, "2026-11-25": {"minutes": 300, "used": 0}},
        "items": [
            {
                "id": "v1", "contact": {"id": 1, "name": "王芳", "grade": "A"}, "kind": "visit", "title": "Visit",
                "why": "1 days overdue", "quadrant": 1, "important": True, "urgent": True, "due": "2026-11-20",
                "day": "2026-11-25", "time": None, "minutes": 60, "area": "Pudong", "weight": 64.0,
                "status": "planned",
            }
        ],
        "unplaced": [
            {
                "id": "v2", "contact": {"id": 1, "name": "王芳", "grade": "A"}, "kind": "visit", "title": "Visit",
                "why": "2 days", "quadrant": 1, "important": True, "urgent": True, "due": "2026-11-23", "day": None,
                "time": None, "minutes": 60, "area": "x", "weight": 9.5, "status": "planned",
                "reason": "no room left in the week",
            }
        ],
        "hints": ["grade them"], "changes": [], "questions": [],
    }  # fmt: skip


def test_an_empty_week_is_json_too() -> None:
    assert json.loads(dump(agenda_json(plan())))["items"] == []


def test_a_festival_counts_its_contacts_and_has_none_itself() -> None:
    found = json.loads(item_line(item(3, None, "festival", contacts=312, time="09:00")))
    assert (found["contact"], found["contacts"], found["time"]) == (None, 312, "09:00")


def test_nothing_in_json_is_obeyed_by_a_terminal_and_nothing_is_lost() -> None:
    text = dump(agenda_json(plan([item(1, EVIL, title="\x9b31m\u202e")])))
    assert "\x1b" not in text
    assert "\x9b" not in text
    (found,) = json.loads(text)["items"]
    assert found["contact"] == {"id": 2, "name": EVIL.name, "grade": None}
    assert found["title"] == "\x9b31m\u202e"


def test_a_pipe_gets_a_list_by_quadrant_with_nothing_cut(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    long = "x" * 300
    text = agenda_text(plan([item(1), item(2, quadrant=3, why=long)]), TODAY, "letters")
    assert text.splitlines()[0] == "2026-W48, 2026-11-23 to 2026-11-29: 1.5 h planned of 11.0 h"
    assert "1 Important and urgent\nid  day     kind   name  grade  why" in text
    assert "v1  Wed 25  visit  王芳  A      1 days overdue" in text
    assert "3 Urgent" in text
    assert "2 Important\n" not in text
    assert long in text


def test_a_wide_terminal_gets_four_panels_that_line_up(terminal: Callable[[int | None], None]) -> None:
    terminal(110)
    text = agenda_text(plan([item(1), item(2, quadrant=4), item(3, EVIL, quadrant=2)]), TODAY, "letters")
    panels = [line for line in text.splitlines() if "│" in line or "╭" in line]
    assert len(panels) == 2 * 3
    assert all("1 Important and urgent" in text and title in text for title in ("2 Important", "3 Urgent", "4 Neither"))
    assert "[red]Eve[/red]" in text
    assert "nothing" in text


def test_without_colour_the_panels_have_the_width_of_the_terminal(
    terminal: Callable[[int | None], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal(110)
    monkeypatch.setenv("NO_COLOR", "1")
    text = agenda_text(plan([item(1), item(2, why="字" * 90)]), TODAY, "letters")
    panels = [line for line in text.splitlines() if "│" in line]
    assert {wcswidth(line) for line in panels} == {110}
    assert "\x1b" not in text


def test_a_narrow_terminal_gets_the_reason_below(terminal: Callable[[int | None], None]) -> None:
    terminal(50)
    text = agenda_text(plan([item(1, why="12 days overdue: last visit 2026-10-20, every 14 days")]), TODAY, "letters")
    assert "    12 days overdue: last visit 2026-10-20, every" in text
    assert all(wcswidth(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) <= 60 for line in text.splitlines()[2:])


def test_by_day_there_is_a_list_a_day(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    items = [item(1, day=TODAY, minutes=60), item(2, day=date(2026, 11, 26), time="14:00", kind="appointment")]
    text = agenda_text(plan(items), TODAY, "letters", by_day=True)
    assert "Tue 2026-11-24, 60 min" in text
    assert "v1  today  visit" in text
    assert "v2  Thu 26 14:00  appointment" in text


def test_grades_can_be_shown_as_numbers(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    assert "王芳  1 " in agenda_text(plan([item(1)]), TODAY, "numbers")


def test_what_does_not_fit_is_told_the_ten_heaviest_and_a_count(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    text = agenda_text(plan([], [unplaced(number, number) for number in range(1, 13)]), TODAY, "letters")
    assert "Nothing to do this week." in text
    assert "No room for 12\n" in text
    listed = [line.split()[0] for line in text.splitlines() if line.startswith("v")]
    assert listed == [f"v{number}" for number in range(12, 2, -1)]
    assert "and 2 more: followup agenda --json lists them" in text
    assert "more:" not in agenda_text(plan([], [unplaced(1, 1)]), TODAY, "letters")


def test_what_there_is_to_do_is_told_where_the_kind_does_not_say_it(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    items = [
        item(1, kind="task", title="send the quote", why="due 2026-11-25"),
        item(2, kind="greeting", title="Birthday of 王芳, turns 40", why="birthday on 2026-11-25"),
        item(3, None, "festival", title="Christmas: greet 3 contacts", why="Christmas on 2026-12-25", contacts=3),
    ]
    text = agenda_text(plan(items, hints=["Do [bold]this[/bold]"]), TODAY, "letters")
    assert "send the quote (due 2026-11-25)" in text
    assert "Birthday of 王芳, turns 40\n" in text
    assert "3 contacts" in text
    assert text.endswith("\nDo [bold]this[/bold]\n")


def test_a_list_that_fits_is_a_table(terminal: Callable[[int | None], None]) -> None:
    terminal(40)
    assert listing(("a", "b"), [("1", "2")]).splitlines()[1] == "1  2"


candidates = some.builds(
    Candidate,
    rank=some.integers(0, 3), lightness=some.floats(-99, 0).map(lambda number: round(number, 2)),
    due=some.integers(MON - 99, MON + 9), id=some.sampled_from(["v1", "f3-2"]),
    kind=some.sampled_from(["visit", "call"]),
    person=some.sampled_from([WANG, EVIL, None]), quadrant=some.integers(1, 4), minutes=some.integers(0, 90),
    earliest=some.just(MON), title=some.text(), why=some.text(), area=some.text(),
    time=some.sampled_from(["", "14:00"]),
    last=some.sampled_from([0, MON - 40]), interval=some.integers(1, 90),
    contacts=some.none() | some.integers(0, 9),
)  # fmt: skip


@given(left=some.builds(Unplaced, candidates, some.text(), some.just(MON)))
def test_what_found_no_day_is_written_as_the_line_it_would_have_been(left: Unplaced) -> None:
    assert unplaced_line(left) == item_line(left.item, left.reason)


def test_what_became_of_an_item_stands_behind_its_day(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    shown = [
        item(1, status=ItemStatus.DONE, day=date(2026, 11, 23)),
        item(2, status=ItemStatus.SKIPPED),
        item(3, status=ItemStatus.MOVED),
        item(4, new=True),
        item(5, status=ItemStatus.MOVED, day=date(2026, 12, 24)),
    ]
    text = agenda_text(plan(shown), TODAY, "letters")
    assert "1.5 h planned of 11.0 h, 1 of 5 done" in text
    days = [line[4:26].rstrip() for line in text.splitlines() if line.startswith("v")]
    assert [day.partition("  ")[0] for day in days] == [
        "Mon 23 done", "Wed 25 skipped", "Wed 25 moved", "Wed 25 new", "2026-12-24 moved",
    ]  # fmt: skip
    by_day = agenda_text(plan(shown), TODAY, "letters", by_day=True)
    assert "Wed 2026-11-25, 120 min" in by_day, "what is skipped takes no time"


def test_json_says_new_pinned_and_weeks_only_where_they_are_so() -> None:
    line = json.loads(item_line(item(1, new=True, pinned=True, weeks=3)))
    assert (line["new"], line["pinned"], line["weeks"]) == (True, True, 3)
    assert not {"new", "pinned", "weeks"} & json.loads(item_line(item(1))).keys()


def test_changes_stand_below_as_many_as_a_person_reads(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    text = agenda_text(
        plan([item(1)])._replace(changes=[Change(f"v{n}", "Visit\x1b", ChangeKind.DONE) for n in range(12)]),
        TODAY,
        "letters",
    )
    assert "\nChanged\n  v0 Visit\N{SYMBOL FOR ESCAPE} is done\n" in text
    assert "v9 Visit" in text
    assert "v10 Visit" not in text
    assert text.endswith("  and 2 more: followup agenda --json lists them\n")


def asked(number: int, person: ContactRhythm = WANG) -> Question:
    answers = [("visit", f"followup pin v{number} DAY"), ("call instead", f"followup edit {number} ...")]
    return Question(f"v{number}", person, 4, f"No visit to {person.name}?", answers)


def test_questions_come_first_with_the_commands_that_answer_them(terminal: Callable[[int | None], None]) -> None:
    terminal(None)
    text = agenda_text(plan([item(1)])._replace(questions=[asked(1)]), TODAY, "letters")
    assert (
        "\n\nNo visit to 王芳?\n  visit         followup pin v1 DAY\n  call instead  followup edit 1 ...\n\n1 Imp"
        in text
    )
    many = agenda_text(plan([item(1)])._replace(questions=[asked(n) for n in range(16)]), TODAY, "letters")
    assert many.count("No visit to") == 3
    assert "Asked next: 王芳 (v3), 王芳 (v4)," in many
    assert "王芳 (v12) and 3 more\n" in many
    assert "more" not in agenda_text(plan([item(1)])._replace(questions=[asked(n) for n in range(5)]), TODAY, "letters")


def test_a_question_in_json_has_its_contact_and_commands() -> None:
    (line,) = json.loads(dump(agenda_json(plan()._replace(questions=[asked(7, EVIL)]))))["questions"]
    assert line == {
        "id": "v7", "contact": {"id": 2, "name": EVIL.name, "grade": None}, "weeks": 4,
        "question": f"No visit to {EVIL.name}?",
        "answers": [
            {"answer": "visit", "command": "followup pin v7 DAY"},
            {"answer": "call instead", "command": "followup edit 7 ..."},
        ],
    }  # fmt: skip
