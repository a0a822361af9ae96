"""The page about a contact, on Wednesday 25 November 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from followup.core.contacts.links import End, Link
from followup.core.dates.workdays import work_calendar
from followup.core.model.contact import (
    Address,
    Complaint,
    Contact,
    Email,
    Interaction,
    Note,
    Occasion,
    Phone,
    Relation,
    Sale,
    Task,
)
from followup.core.model.rules import Rules, WorkdayRules
from followup.core.reports.contact_status import ContactHistory, standing
from followup.render.contacts.show import contact_page, contact_page_json

TODAY = date(2026, 11, 25)
EVERYTHING = ContactHistory(
    Contact(
        7, "张伟", family="张", given="伟", nickname="伟哥", grade="A", grade_locked=True, organization="华为",
        title="采购经理",
        important=True, area="浦东", added=date(2026, 1, 1), groups=("客户",),
        source="phone.vcf", urls=("https://example.com",),
        phones=(Phone("cell", "138 0013 8000", "+8613800138000", "9"),), emails=(Email("", "zw@example.com"),),
        addresses=(Address("work", "Century Ave 1\nFloor 2", "上海", country="CN"),),
        occasions=(Occasion("birthday", None, 12, 1),), relations=(Relation("spouse", "李娜"),),
        fields={"爱好": "羽毛球"},
    ),
    notes=[Note(5, 7, date(2026, 11, 20), "# Plan\n- *green* tea")],
    interactions=[Interaction(number, 7, TODAY - timedelta(days=number),
    "visit", "talked", 30) for number in range(1, 13)],
    tasks=[Task(1, 7, "send the quote", due=date(2026, 11, 20), time="14:00", place="office"), Task(2, 7, "lunch"),
           Task(3, 7, "long done", done=TODAY)],
    sales=[Sale(3, 7, date(2026, 11, 1), 123_456, 10_000, "tyres"), Sale(4, 7, date(2025, 10, 1), 5)],
    complaints=[Complaint(1, 7, date(2026, 11, 24), "broken"), Complaint(2, 7, TODAY, "late", resolved=TODAY),
                Complaint(4, 7, TODAY, "rude", resolved=TODAY, satisfied=TODAY)],
)  # fmt: skip


def page(history: ContactHistory, labels: str = "letters") -> str:
    return contact_page(history, judged(history), TODAY, labels)


def judged(history: ContactHistory):  # type: ignore[no-untyped-def]  # noqa: ANN201
    calendar = work_calendar(TODAY.toordinal() - 400, TODAY.toordinal() + 60, WorkdayRules())
    return standing(history, TODAY, Rules(), lambda: calendar)


@pytest.mark.parametrize(
    "line",
    [
        "张伟 id 7 grade A", "采购经理, 华为", "nickname 伟哥", "phone 138 0013 8000 ext. 9 (cell)",
        "e-mail zw@example.com",
        "address Century Ave 1, Floor 2, 上海, CN (work)", "page https://example.com", "birthday 12-01",
        "spouse 李娜",
        "爱好 羽毛球", "marked important, grade locked", "cadence visit every 14 days, call every 7 days (grade A)",
        "next visit Tue 8 Dec", "balance", "warning", "t1 Fri 20 Nov 14:00 overdue send the quote (office)",
        "t2 - lunch",
        "n5 Fri 20 Nov", "i1 yesterday visit 30 min talked", "and 2 more (--json has all)",
        "s3 Sun 1 Nov 1234.56 profit 100.00 tyres", "s4 Wed 1 Oct 2025 0.05", "k1 yesterday open broken",
        "k2 today resolved late",
        "k4 today satisfied rude",
    ],
)  # fmt: skip
def test_the_page_says(line: str) -> None:
    lines = [re.sub(r" +", " ", row).strip() for row in page(EVERYTHING).splitlines()]
    assert any(row.startswith(line) for row in lines), lines


def test_done_tasks_are_not_shown() -> None:
    assert "long done" not in page(EVERYTHING)


def test_notes_stay_markdown_in_a_pipe() -> None:
    assert "    # Plan\n    - *green* tea\n" in page(EVERYTHING)


def test_a_contact_with_only_a_name_shows_its_source_and_the_day_it_was_added() -> None:
    assert page(ContactHistory(Contact(1, "Zoe", added=TODAY, source="x.vcf"))) == (
        "Zoe  id 1\n  source        x.vcf\n  added         2026-11-25\n"
    )


def test_grades_are_shown_as_the_settings_say() -> None:
    assert "grade 1\n" in page(EVERYTHING, "numbers")
    assert "(grade 1)" in page(EVERYTHING, "numbers")


def test_an_overdue_visit_says_by_how_much() -> None:
    history = ContactHistory(
        Contact(1, "Zoe", grade="A", added=TODAY), interactions=[Interaction(1, 1, TODAY - timedelta(days=15), "visit")]
    )
    assert re.search(r"next visit +yesterday, overdue 1 day\n", page(history))
    assert "from 1 interaction, too few to judge" in page(history)


def test_private_and_lost_are_marked_and_have_no_cadence() -> None:
    shown = page(
        ContactHistory(Contact(1, "妈妈", grade="A", private=True, do_not_contact=True, status="lost", added=TODAY))
    )
    assert re.search(r"marked +lost, private, do not contact\n", shown)
    assert "cadence" not in shown


def test_who_is_lost_shows_since_when_and_why() -> None:
    lost = ContactHistory(Contact(1, "Zoe", status="lost"), lost=("price", date(2026, 11, 1).toordinal()))
    assert re.search(r"lost +price, since Sun 1 Nov\n", page(lost))
    assert re.search(r"lost +no reason given, since Sun 1 Nov\n", page(lost._replace(lost=("", lost.lost[1]))))
    assert contact_page_json(lost, judged(lost))["lost"] == {"reason": "price", "on": "2026-11-01"}


def test_a_link_is_the_same_sentence_on_both_pages() -> None:
    link = Link("boss", End(2, "李娜"), End(7, "张伟"))
    for number, other in ((7, 2), (2, 7)):
        assert f"Relations\n  {other}  李娜 is 张伟's boss\n" in page(
            ContactHistory(Contact(number, "x"), links=[link])
        )
    named = Link("boss", End(None, "李娜"), End(7, "张伟"))
    assert "Relations" not in page(ContactHistory(Contact(7, "x"), links=[named]))


def test_an_own_cadence_and_a_group_s_say_so() -> None:
    own = Contact(1, "Zoe", cadence_visit="never", added=TODAY)
    assert re.search(r"cadence +never \(set for this contact\)", page(ContactHistory(own)))
    assert re.search(
        r"cadence +visit every 20 days \(by a group\)", page(ContactHistory(Contact(1, "Zoe"), beats=(("20", ""),)))
    )


def test_control_characters_in_texts_are_made_visible() -> None:
    shown = page(
        ContactHistory(
            Contact(1, "\x1b[31m[red]Zoe\u202e", nickname="a\nb", added=TODAY),
            notes=[Note(1, 1, TODAY, "\x1b]0;x\x07")],
        )
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[red]Zoe" in shown
    assert "a b" in shown


def test_colour_makes_headings_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert page(EVERYTHING).startswith("\x1b[1m张伟\x1b[0m  id 7")


def test_json_has_the_contact_its_records_and_what_the_rules_say() -> None:
    shown = contact_page_json(EVERYTHING, judged(EVERYTHING))
    assert shown["id"] == 7
    assert shown["notes"] == [{"id": "n5", "on": "2026-11-20", "text": "# Plan\n- *green* tea"}]
    assert shown["next_due"] == {"visit": "2026-12-08", "call": "2026-12-01"}
    assert shown["warning"] == {
        "stage": "fine",
        "rule": "",
        "why": "",
        "advice": "",
        "profit_at_risk": "0.00",
        "loss": "",
    }
    assert isinstance(shown["balance"], float)
    assert (
        contact_page_json(ContactHistory(Contact(1, "Zoe")), judged(ContactHistory(Contact(1, "Zoe"))))["warning"]
        is None
    )
