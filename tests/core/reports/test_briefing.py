"""One page before a visit: what to settle first, then business, then life, then what to find out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.workdays import Calendar
from followup.core.model.contact import Address, Complaint, Contact, Interaction, Note, Occasion, Sale, Task
from followup.core.model.rules import Rules
from followup.core.reports.briefing import Brief, Coming, Tie, brief, note_lines
from followup.core.reports.contact_status import ContactHistory, standing

TODAY = date(2026, 6, 2)
EVERY_WEEKDAY = partial(Calendar, 1, 0, ())
WEI = Contact(1, "张伟", organization="华为", title="采购经理", grade="A", added=date(2026, 1, 5))


def made(known: ContactHistory, *ties: Tie) -> Brief:
    judged = standing(known, TODAY, Rules(), EVERY_WEEKDAY)
    return brief(known, judged, ties, TODAY, Rules())


def days_ago(count: int) -> date:
    return TODAY - timedelta(count)


def test_family_has_no_value_whatever_it_bought() -> None:
    sales = [Sale(1, 1, days_ago(9), 10_000, product="tyres")]
    trade = made(ContactHistory(Contact(1, "妈妈", private=True), sales=sales)).trade
    assert (trade.profit, trade.last, list(trade.products)) == (0, None, [])


def test_what_has_to_be_settled_is_open_complaints_and_overdue_promises_the_oldest_first() -> None:
    found = made(
        ContactHistory(
            WEI,
            tasks=[
                Task(7, 1, "send the quote", due=days_ago(2)),
                Task(8, 1, "bring samples", due=days_ago(9)),
                Task(9, 1, "call back", due=TODAY),
                Task(10, 1, "done already", due=days_ago(20), done=days_ago(19)),
                Task(11, 1, "some day"),
            ],
            complaints=[
                Complaint(2, 1, days_ago(1), "late again"),
                Complaint(1, 1, days_ago(30), "wrong colour", resolved=days_ago(4), remedy="sent new ones"),
                Complaint(3, 1, days_ago(5), "too loud", resolved=days_ago(1)),
                Complaint(4, 1, days_ago(90), "dented", resolved=days_ago(80), satisfied=days_ago(70)),
            ],
        )
    )
    assert [tuple(each) for each in found.unsettled] == [
        (
            "satisfaction",
            "k1",
            "wrong colour",
            "resolved on 2026-05-29: sent new ones; ask whether it is well now",
        ),
        ("satisfaction", "k3", "too loud", "resolved on 2026-06-01; ask soon"),
        ("complaint", "k2", "late again", "open for 1 day"),
        ("promise", "t8", "bring samples", "promised for 2026-05-24, 9 days ago"),
        ("promise", "t7", "send the quote", "promised for 2026-05-31, 2 days ago"),
    ]
    assert [task.id for task in found.tasks] == [9, 11]


def test_business_tells_who_decides_the_last_three_interactions_and_the_trend() -> None:
    found = made(
        ContactHistory(
            WEI,
            interactions=[Interaction(number, 1, days_ago(number), "call") for number in (-1, 1, 2, 3, 4)],
            sales=[
                Sale(4, 1, TODAY + timedelta(1), 99_00),
                Sale(1, 1, days_ago(10), 100_00, profit=30_00, product="printer"),
                Sale(2, 1, days_ago(40), 50_00, product="ink"),
                Sale(3, 1, days_ago(400), 80_00, profit=20_00, product="printer"),
                Sale(5, 1, days_ago(900), 70_00),
            ],
        ),
        Tie("influences", "李娜", 2),
        Tie("decides", "王总", 3),
        Tie("boss", "赵六"),
    )
    margin = Rules().value.margin
    assert found.deciders == [Tie("decides", "王总", 3), Tie("influences", "李娜", 2)]
    assert [each.id for each in found.recent] == [1, 2, 3]
    assert (found.trade.profit, found.trade.before) == (30_00 + int(50_00 * margin + 0.5), 20_00)
    assert found.trade.last == days_ago(10)
    assert found.trade.products == [("printer", days_ago(10)), ("ink", days_ago(40))]
    assert found.family == []


def test_an_owner_decides_and_a_deputy_does_not() -> None:
    owner = Contact(5, "David Miller", title="Owner", organization="Harbor & Pine")
    assert made(ContactHistory(owner)).deciders == [Tie("decides", "David Miller (Owner)", 5)]
    assert made(ContactHistory(Contact(6, "李总", title="总经理"))).deciders == [Tie("decides", "李总 (总经理)", 6)]
    assert not made(ContactHistory(Contact(7, "王副总", title="副总经理"))).deciders


def test_competitor_and_share_of_wallet_are_fields() -> None:
    found = made(
        ContactHistory(Contact(1, "张伟", fields={"Competitor": "中兴", "share of wallet": "40 %", "竞品": "思科"}))
    )
    assert (found.trade.competitor, found.trade.share_of_wallet) == ("中兴; 思科", "40 %")


def test_family_and_hobbies_come_from_ties_fields_and_notes() -> None:
    found = made(
        ContactHistory(
            Contact(1, "张伟", fields={"爱好": "钓鱼", "孩子": "一个儿子", "QQ": "100"}),
            notes=[
                Note(2, 1, days_ago(3), "# Visit\n- His **daughter** plays chess\n\nnew warehouse"),
                Note(1, 1, days_ago(90), "喜欢龙井茶\nperson of few words"),
            ],
        ),
        Tie("spouse", "李娜", 2),
        Tie("colleague", "王五", 4),
    )
    assert found.family == ["spouse: 李娜", "孩子: 一个儿子", "His daughter plays chess"]
    assert found.hobbies == ["爱好: 钓鱼", "His daughter plays chess", "喜欢龙井茶"]
    assert [note.id for note in found.talked] == [2, 1]


def test_days_of_the_next_two_months_are_told_with_their_years() -> None:
    known = ContactHistory(
        Contact(
            1,
            "张伟",
            occasions=(
                Occasion("birthday", 1985, 7, 1),
                Occasion("anniversary", None, 6, 3),
                Occasion("birthday", None, 12, 1),
                Occasion("met", 2020),
            ),
        )
    )
    assert made(known).coming == [
        Coming("anniversary", date(2026, 6, 3), None),
        Coming("birthday", date(2026, 7, 1), 41),
    ]


def test_on_a_sparse_contact_it_asks() -> None:
    questions = made(ContactHistory(WEI)).find_out
    assert questions[0] == "Who decides at 华为, and who has the ear of whoever does?"
    assert len(questions) == 8
    family = Contact(1, "妈妈", private=True)
    assert made(ContactHistory(family)).find_out == [
        "When is the birthday?",
        "Is there a family: a partner, children?",
        "What do they like to do when they do not work?",
    ]


def test_what_is_known_is_not_asked() -> None:
    known = ContactHistory(
        Contact(
            1, "张伟", organization="华为", grade="A", best_time="morning", added=date(2026, 1, 5),
            fields={"competitor": "中兴", "hobby": "tea", "spouse": "李娜"}, addresses=(Address(city="深圳"),),
            occasions=(Occasion("birthday", 1985, 7, 1),),
        ),
        sales=[Sale(1, 1, days_ago(10), 100_00)],
    )  # fmt: skip
    judged = standing(known, TODAY, Rules(), EVERY_WEEKDAY)
    assert brief(known, judged, [Tie("decides", "王总")], TODAY, Rules()).find_out == []


@given(st.text())
def test_a_notes_lines_lose_marks_and_never_words(text: str) -> None:
    lines = note_lines(Note(1, 1, TODAY, text))
    marks = set(" -*#>_`\t")
    kept = "".join(sign for sign in "".join(text.splitlines()) if sign not in marks and not sign.isspace())
    assert "".join(sign for sign in "".join(lines) if sign not in marks and not sign.isspace()) == kept
    assert all(lines)
