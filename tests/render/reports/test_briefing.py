"""The page before a visit: on a terminal, in a pipe, as JSON and for the phone."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.dates.workdays import Calendar
from followup.core.model.contact import (
    Address,
    Complaint,
    Contact,
    Email,
    Interaction,
    Note,
    Occasion,
    Phone,
    Sale,
    Task,
)
from followup.core.model.rules import Rules
from followup.core.reports.briefing import Brief, Tie, brief
from followup.core.reports.contact_status import ContactHistory, ContactStatus, standing
from followup.render.formats.json import dump
from followup.render.reports.briefing import Shown, brief_json, brief_page, brief_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
HOSTILE = "<b>x</b> [red]y[/red] \x1b[31m\u202e"
SHOWN = Shown("letters", "CNY")
WANG = ContactHistory(
    Contact(
        1, "王芳", organization="青禾", title="采购经理", grade="A", added=date(2026, 1, 5),
        phones=(Phone("cell", "138 0013 8000", "+8613800138000"),), emails=(Email("", "wang@example.com"),),
        addresses=(Address("work", city="上海"),), occasions=(Occasion("birthday", 1980, 6, 20, id=3),),
        fields={"爱好": "羽毛球", "competitor": "Acme"},
    ),
    notes=[Note(5, 1, date(2026, 5, 20), "- **green** tea\n- daughter sits the college exam")],
    interactions=[Interaction(9, 1, date(2026, 5, 20), "visit", f"talked about prices {HOSTILE}", 30)],
    tasks=[Task(2, 1, "send the quote", due=date(2026, 5, 30)), Task(4, 1, "bring samples", due=date(2026, 6, 10))],
    sales=[Sale(3, 1, date(2026, 5, 1), 1_234_56, 100_00, "冷链箱"), Sale(4, 1, date(2025, 3, 1), 900_00, 50_00)],
    complaints=[Complaint(1, 1, date(2026, 5, 28), "送错颜色")],
)  # fmt: skip


def prepared(known: ContactHistory) -> tuple[ContactHistory, ContactStatus, Brief]:
    judged = standing(known, TODAY, Rules(), partial(Calendar, 1, 0, ()))
    return known, judged, brief(known, judged, [Tie("decides", "Tom Groß", 2)], TODAY, Rules())


def test_in_a_pipe(snapshot: SnapshotAssertion) -> None:
    assert brief_text(*prepared(WANG), TODAY, SHOWN) == snapshot


def test_at_forty_columns(snapshot: SnapshotAssertion, terminal: Callable[[int], None]) -> None:
    terminal(40)
    assert brief_text(*prepared(WANG), TODAY, SHOWN) == snapshot


def test_as_a_page_for_the_phone(snapshot: SnapshotAssertion) -> None:
    html = brief_page(*prepared(WANG), TODAY, SHOWN)
    assert html[html.index("<body>") :] == snapshot


def test_as_json(snapshot: SnapshotAssertion) -> None:
    assert dump(brief_json(*prepared(WANG))) == snapshot


@pytest.mark.parametrize("room", [40, 80, 140])
def test_lines_fit_the_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    assert max(map(wcswidth, brief_text(*prepared(WANG), TODAY, SHOWN).splitlines())) <= room


def test_who_is_known_by_name_alone_has_questions_and_no_empty_part() -> None:
    text = brief_text(*prepared(ContactHistory(Contact(1, HOSTILE))), TODAY, SHOWN)
    assert text.startswith("<b>x</b> [red]y[/red] ␛[31m\N{REPLACEMENT CHARACTER}  ")
    assert "Settle first" not in text
    assert "\nFind out\n" in text
    assert "<b>x" not in brief_page(*prepared(ContactHistory(Contact(1, HOSTILE))), TODAY, SHOWN)
