"""The week as a page: quadrants, days, numbers that dial, boxes; nothing fetched, nothing obeyed, one sheet."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.cadence.due import ContactRhythm
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import Contact, Phone
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
from followup.render.agenda.page import agenda_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from syrupy.assertion import SnapshotAssertion

MON = date(2026, 11, 23).toordinal()
WANG = ContactRhythm(1, "王芳", "A")
PEOPLE = {
    1: Contact(
        1, "王芳", phones=(Phone("work", "021-5555-0100", "+862155550100"), Phone("mobile", "138 0013 8001", None))
    )
}
KINDS = ("visit", "call", "task", "complaint", "greeting", "thanks", "warning", "appointment", "satisfaction")


def item(number: int, kind: str = "visit", person: ContactRhythm | None = WANG, **more: object) -> Item:
    fields = {
        "id": f"{kind[0]}{number}", "contact": person, "kind": kind, "title": f"{kind.capitalize()} 王芳",
        "why": f"{number} days overdue: last visit 2026-11-02, every 14 days", "quadrant": 1, "important": True,
        "urgent": True, "due": date(2026, 11, 20), "day": date(2026, 11, 25), "time": "", "minutes": 60,
        "area": "Pudong", "weight": 64.0,
    }  # fmt: skip
    return Item(**fields | more)  # type: ignore[arg-type]


def festival(number: int) -> Item:
    person = ContactRhythm(number, f"Mary {number}", "A")
    return item(number, "greeting", person, id=f"f3-{number}", why="Christmas on 2026-12-25")


def made(
    *items: Item,
    left: int = 0,
    hints: Sequence[str] = (),
    people: Mapping[int, Contact] = PEOPLE,
    labels: str = "",
    changes: Sequence[Change] = (),
    questions: Sequence[Question] = (),
) -> str:
    span = Span(MON, MON + 6, MON, work_calendar(MON - 9, MON + 9, WorkdayRules()), MON)
    rest = [
        Unplaced(Candidate(2, -n, MON, f"v{n}", "visit", WANG, 1, 60, MON), "no room left in the week", MON)
        for n in range(left)
    ]
    plan = Plan(span, {MON + 2: Room(360, 90)}, items, rest, hints, changes, questions)
    return agenda_page(plan, people, labels)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html[html.index("<body>") :]).split())


def print_size(html: str) -> float:
    (size,) = re.findall(r"@media print \{ body \{ font-size: ([\d.]+)pt", html)
    return float(size)


def test_a_page_with_everything(snapshot: SnapshotAssertion) -> None:
    items = [item(n, kind, quadrant=n % 4 + 1, time="14:00" if n == 7 else "") for n, kind in enumerate(KINDS)]
    batch = item(9, "festival", None, id="f3", title="Christmas (圣诞节): greet 12 contacts", contacts=12)
    off = festival(1)._replace(day=date(2026, 11, 28))
    html = made(*items, batch, off, left=12, hints=["grade them: followup grade auto"])
    assert html[html.index("<body>") :] == snapshot


def test_the_number_of_the_mobile_dials() -> None:
    assert '<a href="tel:13800138001">138 0013 8001</a>' in made(item(1))
    work = {1: Contact(1, "王芳", phones=PEOPLE[1].phones[:1])}
    assert '<a href="tel:+862155550100">021-5555-0100</a>' in made(item(1), people=work)
    assert "tel:" not in made(item(1), people={})


def test_everything_has_a_box_and_its_reason_and_the_quadrant_leads_there() -> None:
    html = made(item(1), item(2, "call", quadrant=4))
    assert html.count('class="box"') == 2
    assert "1 days overdue: last visit 2026-11-02, every 14 days" in words(html)
    assert 'href="#v1"' in html
    assert '<li id="v1">' in html
    assert words(html).index("4 Neither call 王芳") < words(html).index("Wed 2026-11-25 1.5 h of 6.0 h")


@pytest.mark.parametrize(
    ("status", "mark"),
    [(ItemStatus.DONE, "✓"), (ItemStatus.SKIPPED, "✗"), (ItemStatus.MOVED, ""), (ItemStatus.PLANNED, "")],
)
def test_what_was_done_is_ticked(status: str, mark: str) -> None:
    assert f'<span class="box">{mark}</span>' in made(item(1, status=status))


def test_what_moved_or_is_new_says_so_and_can_still_be_ticked() -> None:
    assert '<span class="box"></span><span class="new">moved</span> visit' in made(item(1, status=ItemStatus.MOVED))
    assert '<span class="new">new</span>' in made(item(1, new=True))
    assert '<span class="new">' not in made(item(1, new=True, status=ItemStatus.DONE))


def test_questions_stand_above_and_changes_below() -> None:
    questions = [Question("v7", WANG, 4, "No visit to <王芳>?", [])]
    html = made(
        item(1), left=1, questions=questions, changes=[Change(f"v{n}", "moves", ChangeKind.DONE) for n in range(12)]
    )
    assert '<ul class="asked"><li>No visit to &lt;王芳&gt;?</li></ul>\n<div class="matrix">' in html
    text = words(html)
    assert "Changed today v0 moves is done" in text
    assert text.endswith("v9 moves is done and 2 more")
    assert "and" not in words(made(item(1), changes=[Change("v1", "moves", ChangeKind.DONE)])).partition("Changed")[2]


def test_whatever_the_book_says_is_text_and_nothing_is_fetched() -> None:
    evil = "<script>alert(1)</script>\x1b[31m[red]\n\"'><img src=x onerror=alert(1)>"
    person = ContactRhythm(1, evil, "A")
    contact = Contact(1, evil, phones=(Phone(evil, evil),))
    html = made(
        item(1, person=person, title=evil, why=evil, area=evil, time=evil), item(2, "task", person, title=evil),
        item(3, "greeting", person, title=evil), *(festival(n) for n in range(3)),
        hints=[evil], people={1: contact},
    )  # fmt: skip
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not any(word in html for word in ("<script", "<img", "http:", "https:", "@import", "url(", "\x1b"))
    assert "default-src 'none'" in html


def test_it_has_a_dark_side_and_prints_light() -> None:
    html = made(item(1))
    assert "@media (prefers-color-scheme: dark)" in html
    assert "@media print { :root { color-scheme: light" in html
    assert "@page { size: A4" in html


def test_a_festivals_greetings_are_one_line_of_a_day() -> None:
    html = made(*(festival(n) for n in range(1, 60)))
    assert html.count('class="box"') == 1
    assert "Mary 1 and 58 more" in words(html)
    assert "Christmas on 2026-12-25: Mary 1 , Mary 2" in re.sub(" ?,", " ,", words(html))
    assert "19 more" in words(html)


def test_many_birthdays_of_a_day_are_one_line_too() -> None:
    def birthdays(count: int) -> str:
        people = [ContactRhythm(n, f"Mary {n}", "A") for n in range(count)]
        return made(*(item(each.id, "greeting", each, title=f"Birthday of {each.name}") for each in people))

    assert birthdays(10).count('class="box"') == 10
    assert "Birthday of Mary 9" in birthdays(10)
    assert birthdays(11).count('class="box"') == 1
    assert "greeting: Mary 0, Mary 1" in words(birthdays(11))


def test_the_more_there_is_the_smaller_it_is_printed_and_a_full_week_is_under_100_kb() -> None:
    few, many, full = (made(*(item(n) for n in range(count))) for count in (9, 45, 120))
    assert print_size(few) == 10
    assert 10 > print_size(many) > 6.5 == print_size(full)
    assert ".why, .left { display: none }" not in many
    assert ".why, .left { display: none }" in full, "reasons are for the screen then"
    assert len(full.encode()) < 100_000


def test_of_what_found_no_day_the_heaviest_are_listed() -> None:
    text = words(made(item(1), left=12))
    assert "No room for 12" in text
    assert text.count("no room left in the week") == 10
    assert "and 2 more: followup agenda --json lists them" in text


def test_an_empty_week_says_so() -> None:
    text = words(made(hints=["followup import FILE"]))
    assert "Nothing to do this week." in text
    assert "followup import FILE" in text


def test_grades_are_shown_by_their_labels() -> None:
    assert "王芳 1 138" in words(made(item(1), labels="numbers"))
