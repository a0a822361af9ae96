"""What could be done in a week: candidates, their weight, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from followup.core.agenda.plan import candidates, plan_week
from followup.core.agenda.snapshot import Answer, FreshSale, OpenComplaint, OpenTask, WeekSnapshot
from followup.core.cadence.due import ContactRhythm, interval_offset
from followup.core.dates.workdays import PublicDays, work_calendar
from followup.core.model.contact import ContactOccasion
from followup.core.model.rules import INTERVALS, CadenceRules, Intervals, OccasionRules, Rules, WeekRules, WorkdayRules
from followup.core.retention.warnings import CustomerWarning
from followup.core.scheduling.item import Rank, item_of
from followup.core.scheduling.solver import span_from

if TYPE_CHECKING:
    from followup.core.scheduling.item import Candidate, Item, Plan, Span

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
TUE, FRI, SAT, SUN = MON + 1, MON + 4, MON + 5, MON + 6
RULES = Rules()


def on(day: int) -> date:
    return date.fromordinal(day)


def span(today: int = MON, rules: WorkdayRules | None = None, public: PublicDays | None = None) -> Span:
    monday = today - (today - MON) % 7
    return span_from(monday, today, work_calendar(MON - 400, MON + 60, rules or WorkdayRules(), public))


def met(number: int, grade: str | None = "A", *, ago: int = 0, **more: object) -> ContactRhythm:
    """Somebody who was visited so many days ago."""
    day = MON - ago
    fields = {"last_touch": day, "last_visit": day, "last_call": day, "added": MON - 900} | more
    return ContactRhythm(number, f"P{number}", grade, **fields)  # type: ignore[arg-type]


def quiet(number: int, grade: str | None = "A", **more: object) -> ContactRhythm:
    """Somebody whose cadence asks for nothing."""
    return met(number, grade, own_visit="never", own_call="never", **more)  # type: ignore[arg-type]


def facts(*people: ContactRhythm, **more: object) -> WeekSnapshot:
    return WeekSnapshot({person.id: person for person in people}, contacts=len(people), **more)  # type: ignore[arg-type]


def offered(found: WeekSnapshot, rules: Rules = RULES, week: Span | None = None) -> dict[str, Candidate]:
    return {each.id: each for each in candidates(found, week or span(), rules)}


def item(candidate: Candidate) -> Item:
    return item_of(candidate, MON, None)


def plan(found: WeekSnapshot, rules: Rules = RULES, week: Span | None = None) -> Plan:
    return plan_week(found, week or span(), rules)


def weight(found: WeekSnapshot, name: str) -> float:
    return item(offered(found)[name]).weight


def test_visits_and_calls_due_this_week_are_candidates_and_those_of_next_week_fillers() -> None:
    found = offered(facts(met(1, ago=14), met(2, ago=8), met(3, "C", ago=25), met(4, "D", ago=80), met(5, "C")))
    assert {name: each.rank for name, each in found.items()} == {
        "v1": Rank.DUE, "v2": Rank.DUE, "c3": Rank.DUE, "c4": Rank.FILLER,
    }  # fmt: skip


def test_a_visit_due_next_week_is_a_filler() -> None:
    person = met(1, "B", ago=20, last_call=MON, last_visit=MON - 20)
    assert offered(facts(person))["v1"].rank == Rank.FILLER


def test_a_visit_counts_as_the_call_that_is_due_too() -> None:
    found = offered(facts(met(1, ago=20)))
    assert list(found) == ["v1"]
    instead = found["v1"].instead
    assert instead is not None
    assert instead().id == "c1"
    assert offered(facts(met(1, "B", ago=31, last_call=MON)))["v1"].instead is None


def test_every_item_says_why_with_numbers() -> None:
    assert item(offered(facts(met(1, ago=20)))["v1"]).why == "6 days overdue: last visit 2026-11-03, every 14 days"
    assert item(offered(facts(met(1, ago=15)))["v1"]).why == "1 day overdue: last visit 2026-11-08, every 14 days"
    assert item(offered(facts(met(1, ago=14)))["v1"]).why == "due 2026-11-23: last visit 2026-11-09, every 14 days"
    never = ContactRhythm(1, "x", "D", graded=MON - 90 - interval_offset(1, 90))
    assert item(offered(facts(never))["c1"]).why == "90 days overdue: no call yet, every 90 days"


def test_what_is_overdue_is_so_today_not_on_the_day_it_is_placed() -> None:
    tasks = [OpenTask(1, 1, "send the quote", on(SAT)), OpenTask(2, 1, "call back", on(MON))]
    complaints = [OpenComplaint(1, 1, on(FRI), "too loud", None)]
    next_week = span_from(MON + 7, FRI, work_calendar(MON - 400, MON + 60, WorkdayRules()))
    found = plan(facts(met(1, ago=10), tasks=tasks, complaints=complaints), week=next_week)
    whys = {each.id: each.why for each in [*found.items, *(left.item for left in found.unplaced)]}
    assert whys["t1"] == "due 2026-11-28"
    assert whys["t2"] == "4 days overdue: due 2026-11-23"
    assert whys["k1"] == "opened 2026-11-27"
    assert whys["v1"].startswith("due 2026-11-27: last visit")


def test_important_is_a_grade_a_or_b_or_a_mark() -> None:
    people = [met(1, "A", ago=20), met(2, "B", ago=31), met(3, "C", ago=91), met(4, "C", ago=91, important=True)]
    found = offered(facts(*people))
    assert [item(found[f"v{number}"]).important for number in (1, 2, 3, 4)] == [True, True, False, True]


def test_urgent_is_overdue_by_more_than_half_the_interval() -> None:
    found = offered(facts(met(1, ago=21), met(2, ago=22), met(3, "C", ago=136)))
    assert [(item(found[name]).urgent, item(found[name]).quadrant) for name in ("v1", "v2", "v3")] == [
        (False, 2), (True, 1), (True, 3),
    ]  # fmt: skip


def test_the_weight_of_an_item() -> None:
    assert weight(facts(met(1, "A", ago=14)), "v1") == 3 * 8
    assert weight(facts(met(1, "A", ago=28)), "v1") == 4 * 8 * 2
    assert weight(facts(met(1, "A", ago=400)), "v1") == 4 * 8 * 3
    assert weight(facts(met(1, "C", ago=90)), "v1") == 1 * 3
    assert weight(facts(met(1, "C", ago=90, important=True)), "v1") == 3 * (3 + 3)
    early = {1: CustomerWarning("early", why="silent", lateness=0.5)}
    assert weight(facts(met(1, "B", ago=30), warnings=early), "v1") == 3 * (5 + 2)
    acute = {1: CustomerWarning("acute", why="silent", lateness=2.0)}
    assert weight(facts(met(1, "B", ago=30), warnings=acute), "w1") == 4 * (5 * 3 + 4)


def test_somebody_who_is_warned_about_is_called_for_that_and_not_once_more() -> None:
    why, advice = "silent for 60 working days", "Call today, and visit."
    warned = {1: CustomerWarning("acute", "silence", why, advice, 500, "customer", 2.0)}
    found = offered(facts(met(1, ago=90), warnings=warned))
    assert sorted(found) == ["v1", "w1"]
    assert found["v1"].instead is None
    line = item(found["w1"])
    assert (line.kind, line.title, line.why) == (
        "warning", "Call today, and visit.", "acute: silent for 60 working days",
    )  # fmt: skip
    assert sorted(offered(facts(met(1, "C", ago=40), warnings=warned))) == ["w1"]
    assert offered(facts(met(1, ago=90, do_not_contact=True), warnings=warned)) == {}


def test_a_first_follow_up_is_not_before_its_day() -> None:
    new = ContactRhythm(1, "x", by_hand=True, added=MON)
    call = offered(facts(new))["c1"]
    assert (call.due, call.earliest) == (MON + 3, MON + 3)
    assert "first follow-up" in item(call).why
    assert offered(facts(ContactRhythm(1, "x", by_hand=True, added=MON + 2))) == {}


def test_do_not_contact_is_absolute() -> None:
    silent = met(1, ago=90, do_not_contact=True)
    found = facts(
        silent,
        occasions=[ContactOccasion(1, 1, "birthday", None, 11, 25)],
        sales=[FreshSale(3, 1, on(MON - 2), 100)],
        complaints=[OpenComplaint(2, 1, on(MON - 9), "late", resolved=on(MON - 5))],
    )
    assert offered(found) == {}


def test_private_people_have_occasions_only() -> None:
    sister = met(1, None, ago=90, private=True, by_hand=True)
    found = facts(
        sister,
        occasions=[ContactOccasion(1, 1, "birthday", 1980, 11, 25), ContactOccasion(2, 1, "anniversary", None, 11, 26)],
        sales=[FreshSale(3, 1, on(MON - 2), 100)],
    )
    assert sorted(offered(found)) == ["g1", "g2"]


def test_tasks_due_or_overdue_are_urgent_and_later_ones_wait() -> None:
    tasks = [
        OpenTask(1, 1, "send the quote", on(FRI)),
        OpenTask(2, 1, "call back", on(MON - 7), important=True),
        OpenTask(3, 1, "next month", on(SUN + 1)),
        OpenTask(5, 99, "of somebody unknown", on(FRI)),
    ]
    found = offered(facts(met(1, "C"), tasks=tasks))
    assert sorted(found) == ["t1", "t2"]
    assert (item(found["t1"]).quadrant, item(found["t1"]).why) == (3, "due 2026-11-27")
    assert (item(found["t2"]).quadrant, item(found["t2"]).why) == (1, "7 days overdue: due 2026-11-16")
    assert item(found["t2"]).weight == 4 * (3 * 2 + 3)


def test_marked_twice_is_marked() -> None:
    marked = facts(met(1, "C", important=True), tasks=[OpenTask(1, 1, "x", on(MON), important=True)])
    assert weight(marked, "t1") == 4 * (3 + 3)


def test_a_task_with_a_time_is_an_appointment_until_its_day_is_over() -> None:
    ahead = OpenTask(1, 1, "lunch", on(TUE), "12:30", 90, "Pudong")
    over = OpenTask(2, 1, "lunch", on(MON - 1), "12:30")
    found = plan(facts(quiet(1), tasks=[ahead, over])).items
    assert [(line.id, line.kind, line.day, line.time, line.minutes) for line in found] == [
        ("t2", "task", on(MON), "", 20),
        ("t1", "appointment", on(TUE), "12:30", 90),
    ]
    assert found[1].area == "Pudong"


def test_an_open_complaint_of_a_to_c_is_important_and_urgent() -> None:
    complaints = [OpenComplaint(number, number, on(MON - 5), "late again") for number in (1, 2)]
    found = offered(facts(met(1, "C"), met(2, "D"), complaints=complaints))
    assert [item(found[name]).quadrant for name in ("k1", "k2")] == [1, 3]
    assert item(found["k1"]).why == "open for 5 days, since 2026-11-18"
    assert item(found["k1"]).weight == round(4 * (3 * (1 + 2 / 7) + 5), 2)
    today = offered(facts(met(1), complaints=[OpenComplaint(1, 1, MONDAY, "broken")]))
    assert item(today["k1"]).why == "opened 2026-11-23"


def test_three_days_after_a_complaint_was_resolved_the_customer_is_asked() -> None:
    def asked(resolved: int) -> dict[str, Candidate]:
        complaint = OpenComplaint(1, 1, on(MON - 30), "late", on(resolved))
        return offered(facts(quiet(1), complaints=[complaint]))

    assert (asked(MON - 2)["k1"].kind, asked(MON - 2)["k1"].earliest) == ("satisfaction", TUE)
    assert asked(MON - 20)["k1"].earliest == MON
    assert asked(FRI) == {}
    assert offered(facts(complaints=[OpenComplaint(1, 1, MONDAY, "of nobody")])) == {}


def test_birthdays_are_greeted_on_their_day() -> None:
    found = facts(
        met(1, None),
        occasions=[
            ContactOccasion(12, 1, "birthday", 1986, 11, 28),
            ContactOccasion(13, 1, "anniversary", None, 11, 27),
            ContactOccasion(14, 1, "birthday", None, 12, 1),
            ContactOccasion(15, 1, "birthday", 1986, 11),
            ContactOccasion(16, 7, "birthday", 1986, 11, 28),
        ],
    )
    (line,) = plan(found).items
    assert (line.id, line.kind, line.day, line.title) == ("g12", "greeting", on(SAT), "Birthday of P1, turns 40")


def test_other_days_of_a_and_b_are_greeted_with_their_years() -> None:
    found = facts(met(1, "B"), occasions=[ContactOccasion(5, 1, "wedding", 2016, 11, 25)])
    assert item(offered(found)["g5"]).title == "Wedding of P1, 10 years"


def test_a_lunar_birthday_tells_its_lunar_day() -> None:
    found = facts(met(1), occasions=[ContactOccasion(5, 1, "birthday", None, 10, 15, "lunar")])
    assert item(offered(found)["g5"]).why == "birthday on 2026-11-23, 10/15 by the lunar calendar"


def test_by_setting_a_greeting_on_a_day_off_goes_to_the_working_day_before() -> None:
    before = Rules(occasions=OccasionRules(day_off="before"))
    found = facts(quiet(1), quiet(2), quiet(3), occasions=[
        ContactOccasion(1, 1, "birthday", None, 11, 29),
        ContactOccasion(2, 2, "birthday", None, 11, 30),
        ContactOccasion(3, 3, "birthday", None, 11, 25),
    ])  # fmt: skip
    assert {line.id: line.day for line in plan(found, before).items} == {"g1": on(FRI), "g3": on(MON + 2)}
    holiday = span(public=PublicDays(frozenset({MON + 7})))
    assert {line.id: line.day for line in plan(found, before, holiday).items}["g2"] == on(FRI)
    assert {line.id: line.day for line in plan(found, before, span(SAT)).items} == {"g1": on(SUN)}


def test_a_greeting_that_was_sent_is_not_offered_again() -> None:
    birthday = [ContactOccasion(12, 1, "birthday", None, 11, 25)]
    for answer, open_ in (
        (Answer(MON, "message", "g12"), False),
        (Answer(MON, "greeting", ""), False),
        (Answer(MON - 20, "greeting", ""), True),
        (Answer(MON - 20, "greeting", "f6"), True),
        (Answer(MON - 300, "message", "g12"), True),
        (Answer(MON, "visit", "v1"), True),
    ):
        assert ("g12" in offered(facts(met(1), occasions=birthday, answers={1: [answer]}))) is open_


def test_a_festival_is_one_batch_and_single_greetings_for_important_grades() -> None:
    wednesday = date(2026, 12, 23).toordinal()
    people = [met(number, grade) for number, grade in enumerate("ABCDE", 1)]
    chinese = ContactRhythm(6, "张伟", "A")
    found = offered(facts(*people, chinese, met(7, None)), week=span(wednesday))
    assert {name for name, each in found.items() if each.kind in ("greeting", "festival")} == {"f9", "f9-1", "f9-2"}
    batch = item(found["f9"])
    assert (batch.contact, batch.contacts, batch.minutes) == (None, 3, 60)
    assert (batch.quadrant, batch.weight, batch.title) == (3, 2, "Christmas (圣诞节): greet 3 contacts")


def test_nobody_to_greet_is_no_batch() -> None:
    wednesday = date(2026, 12, 23).toordinal()
    sent = {1: [Answer(wednesday, "greeting", "f9")]}
    assert not any(name.startswith("f") for name in offered(facts(met(1), answers=sent), week=span(wednesday)))


def test_a_sale_is_thanked_for_until_anything_was_heard_from_us() -> None:
    sale = FreshSale(3, 1, on(MON - 2), 1_234_00, product="tyres")
    thanks = item(offered(facts(met(1, "C", ago=9), sales=[sale]))["y3"])
    assert (thanks.kind, thanks.due, thanks.why) == ("thanks", on(TUE), "bought tyres on 2026-11-21")
    assert "y3" not in offered(facts(met(1, "C", ago=1), sales=[sale]))
    assert "y3" not in offered(facts(met(1, "C", ago=9), sales=[sale], answers={1: [Answer(MON - 2, "call", "y3")]}))
    assert "y3" not in offered(facts(sales=[sale]))
    assert "y9" not in offered(facts(met(1, "C", ago=9), sales=[FreshSale(9, 1, on(SAT), 1)]))
    assert "1,234" in item(offered(facts(met(1, "C", ago=9), sales=[FreshSale(3, 1, on(MON), 123_400)]))["y3"]).why


def test_a_week_with_little_in_it_says_who_has_no_grade() -> None:
    empty = plan(facts(met(1), ungraded=1870)._replace(contacts=1900))
    assert empty.hints == ["1,870 contacts have no grade: followup grade auto, or followup grade set QUERY GRADE"]
    assert plan(facts(met(1), ungraded=1)).hints[0].startswith("1 contact has no grade")
    assert plan(facts()).hints == ["The book is empty: followup import FILE, or followup add NAME"]


def test_a_week_with_more_than_fits_says_which_cadence_would() -> None:
    people = [met(number, "A", ago=40) for number in range(10)] + [met(number, "B", ago=60) for number in range(10, 90)]
    (hint,) = plan(facts(*people)).hints
    assert (
        hint == "A and B need 42 h a week of your 30: visiting B every 65 days fits (cadence.B.visit in the settings)"
    )


def test_more_than_fits_of_the_lower_grades_is_no_reason_for_a_hint() -> None:
    assert plan(facts(*(met(number, "C", ago=200) for number in range(60)))).hints == []


def test_where_no_cadence_would_fit_fewer_must_matter() -> None:
    many = [met(number, "A", ago=60) for number in range(5000)]
    (hint,) = plan(facts(*many)).hints
    assert hint.endswith("fewer of them would get their due: followup grade set QUERY C")


def test_a_year_whose_holidays_are_guessed_says_so() -> None:
    guessed = span(public=PublicDays(guessed=(2026,)))
    assert "The public holidays of 2026" in plan(facts(met(1)), week=guessed).hints[0]


def test_no_working_day_left_is_said() -> None:
    assert plan(facts(met(1)), week=span(SAT)).hints == ["No working day is left in 2026-W48."]


people = st.builds(
    ContactRhythm,
    id=st.integers(1, 30),
    name=st.text(max_size=5),
    grade=st.sampled_from(["A", "B", "C", "D", "E", None]),
    area=st.sampled_from(["", "Pudong", "Minhang"]),
    important=st.booleans(),
    do_not_contact=st.booleans(),
    private=st.booleans(),
    active=st.booleans(),
    by_hand=st.booleans(),
    own_visit=st.sampled_from(["", "never", "3"]),
    own_call=st.sampled_from(["", "never", "3"]),
    groups=st.sampled_from([(), (("30", "never"),), (("", "5"), ("9", ""))]),
    organization=st.sampled_from(["", "Huawei"]),
    language=st.just(""),
    added=st.integers(MON - 900, MON),
    graded=st.integers(0, 1).map(lambda known: known * (MON - 50)),
    first_touch=st.integers(0, 1).map(lambda known: known * (MON - 9)),
    last_touch=st.integers(MON - 400, MON),
    last_visit=st.integers(MON - 400, MON),
    last_call=st.integers(MON - 400, MON),
    last_attempt=st.integers(MON - 9, MON),
)


tasks_of_anybody = st.builds(
    OpenTask, st.integers(1, 99), st.integers(1, 30), st.text(max_size=5), st.dates(on(MON - 30), on(SUN))
)


@given(
    st.lists(people, max_size=20),
    st.lists(tasks_of_anybody, unique_by=lambda task: task.id, max_size=9),
    st.integers(MON, SUN),
    st.integers(0, 600),
)
def test_any_book_gets_a_plan_and_the_same_book_the_same_one(
    everybody: list[ContactRhythm], tasks: list[OpenTask], today: int, capacity: int
) -> None:
    book = facts(*everybody, tasks=tasks, occasions=[ContactOccasion(1, 1, "birthday", None, 11, 29)])
    rules = Rules(
        week=WeekRules(capacity=capacity), cadence=CadenceRules(intervals={**INTERVALS, None: Intervals(9, 9)})
    )
    week = span(today)
    found = plan(book, rules, week)
    asked = {each.id for each in candidates(book, week, rules) if each.rank != Rank.FILLER}
    listed = {line.id for line in found.items} | {each.item.id for each in found.unplaced}
    assert asked <= listed
    assert all(0 <= room.used <= room.minutes for room in found.rooms.values())
    assert all(line.why and line.title and line.weight > 0 for line in found.items)
    again = plan(book, rules, week)
    assert again.items == found.items
    assert [(each.item, each.reason) for each in again.unplaced] == [
        (each.item, each.reason) for each in found.unplaced
    ]
