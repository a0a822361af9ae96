"""The parts of a week's review, in words and numbers; terminal, Markdown and page show the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import WEEKDAYS
from followup.core.model.grades import grade_label
from followup.core.value.value import NOBODYS, share
from followup.render.agenda.week import HOUR
from followup.render.formats.money import round_money
from followup.render.value.words import counted, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.core.reports.review import OpenItem, Progress, Review, TimeShare
    from followup.core.reports.review_facts import ReviewContact, ReviewSale, ReviewTask

_QUADRANTS = {"1": "1 important and urgent", "2": "2 important", "3": "3 urgent", "4": "4 neither"}

_KINDS_WITHOUT_TITLE = ("visit", "call")
"""Items of which kind and name say everything."""


class Grid(NamedTuple):
    """A table; the columns `right` end in one line."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()


class Points(NamedTuple):
    """Lines of a list. Each begins with a word of ours."""

    lines: Sequence[str]


class Part(NamedTuple):
    """A part under its heading: sentences (str), tables and lists in their order."""

    heading: str
    blocks: Sequence[str | Grid | Points]


class ReviewView(NamedTuple):
    """How it is shown: the labels of grades, the currency, and how many sales and things left are listed."""

    labels: str = ""
    currency: str = ""
    most: int = 50


def title(review: Review) -> str:
    """The week by its number."""
    return f"Week {review.label}"


def head(review: Review) -> str:
    """Its days, and up to when it is told while it runs."""
    days = f"{review.first} to {review.last}"
    return days if review.over else f"{days}, up to {day_name(review.until)}"


def parts(review: Review, how: ReviewView) -> list[Part]:
    """The parts in the order they are read."""
    return [
        Part("Planned and done", [*_progress(review, how)]),
        Part("Hours, and what they went to", [*_hours(review, how)]),
        Part("Promises", [*_promises(review)]),
        Part("Sales", [*_sales(review, how)]),
        Part("New and lost", [*_come_and_gone(review, how)]),
        Part("Carries over" if review.over else "Still to do", [*_carried(review.carried, how)]),
    ]


def day_name(day: date | int) -> str:
    """A day as it can be read in a year's time: `Thu 2026-11-26`."""
    day = date.fromordinal(day) if isinstance(day, int) else day
    return f"{WEEKDAYS[day.weekday()]} {day}"


def _progress(review: Review, how: ReviewView) -> Iterator[str | Grid]:
    if not review.planned:
        yield "Nothing was planned: a week is kept from the first time that followup agenda shows it."
    else:
        planned = sum(each.planned for each in review.quadrants)
        done = sum(each.done for each in review.quadrants)
        minutes = sum(each.minutes for each in review.quadrants)
        spent = sum(each.minutes_done for each in review.quadrants)
        part = percent(share(done, planned))
        yield f"Planned: {planned:,}, {_hour(minutes)}. Done of them: {done:,}, {_hour(spent)} ({part})."
        yield _progress_table("quadrant", [(_QUADRANTS[each.name], each) for each in review.quadrants])
        if review.grades:
            yield _progress_table("grade", [(_grade(each.name, how), each) for each in review.grades])
    if review.besides:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in review.besides.items())
        yield f"{'Besides the plan' if review.planned else 'Done'}: {counts}."
    elif not review.planned:
        yield "Nothing was logged either."


def _progress_table(what: str, rows: Sequence[tuple[str, Progress]]) -> Grid:
    """What became of the plan; a column in which nothing stands is left out."""
    columns = {"put off": "put_off", "skipped": "skipped", "dropped": "dropped"}
    used = {name: field for name, field in columns.items() if any(getattr(each, field) for _, each in rows)}
    fields = {"planned": "planned", "done": "done", **used, "left": "left"}
    cells = []
    for name, each in rows:
        counts = (f"{getattr(each, field):,}" for field in fields.values())
        cells.append((name, *counts, _hour(each.minutes), _hour(each.minutes_done)))
    headings = (what, *fields, "hours", "hours done")
    return Grid(headings, cells, frozenset(range(1, len(headings))))


def _hours(review: Review, how: ReviewView) -> Iterator[str | Grid]:
    minutes = sum(each.minutes for each in review.by_segment)
    if not any(each.contacts for each in review.by_segment):
        yield "Nobody was met."
        return
    yield f"{_hour(minutes)} with {counted(sum(each.contacts for each in review.by_segment), 'contact')}."
    top = next((each for each in review.by_segment if each.name == "top"), None)
    if top and top.share is not None and top.profit_share is not None:
        yield f"The top brings {percent(top.profit_share)} of the profit, and got {percent(top.share)} of the hours."
    yield _time_table("segment", [(_segment(each.name), each) for each in review.by_segment], how)
    yield _time_table("grade", [(_grade(each.name, how), each) for each in review.by_grade], how)


def _time_table(what: str, rows: Sequence[tuple[str, TimeShare]], how: ReviewView) -> Grid:
    cells = [
        (
            name,
            f"{each.contacts:,}",
            _hour(each.minutes),
            percent(each.share),
            round_money(each.profit, how.currency),
            percent(each.profit_share),
        )
        for name, each in rows
    ]
    return Grid((what, "met", "hours", "of all", "profit", "of all"), cells, frozenset(range(1, 6)))


def _promises(review: Review) -> Iterator[str | Points]:
    tasks = review.tasks
    counts = [
        (len(tasks.kept), "kept"), (len(tasks.late), "late"), (len(tasks.broken), "broken"),
        (len(tasks.open), "still to come"), (len(tasks.made_good), "of before made good"),
        (len(tasks.overdue), "overdue from before"),
    ]  # fmt: skip
    told = ", ".join(f"{count:,} {words}" for count, words in counts if count)
    yield f"{told[0].upper()}{told[1:]}." if told else "No task was due."
    named = [
        *(("broken", each) for each in tasks.broken),
        *(("late", each) for each in tasks.late),
        *(("made good", each) for each in tasks.made_good),
    ]
    if named:
        yield Points([f"{word}: {_promise(each)}" for word, each in named])


def _promise(each: ReviewTask) -> str:
    done = f", done {day_name(each.done)}" if each.done else ""
    return f"{each.id} {each.text} ({each.who.name}), due {day_name(each.due)}{done}"


def _sales(review: Review, how: ReviewView) -> Iterator[str | Grid]:
    usual = f"a usual week brings {round_money(review.usual, how.currency)}"
    if not review.sold:
        yield f"No sale; {usual}."
        return
    revenue = round_money(sum(each.amount for each in review.sold), how.currency)
    profit = round_money(sum(each.profit for each in review.sold), how.currency)
    yield f"{counted(len(review.sold), 'sale')}, revenue {revenue}, profit {profit}; {usual}."
    best = sorted(review.sold, key=lambda each: (-each.profit, each.day))[: how.most]
    yield Grid(("day", "who", "product", "amount", "profit"), [_sale(each, how) for each in best], frozenset({3, 4}))
    if len(best) < len(review.sold):
        yield f"And {len(review.sold) - len(best):,} more."


def _sale(each: ReviewSale, how: ReviewView) -> tuple[str, ...]:
    money = (round_money(amount, how.currency) for amount in (each.amount, each.profit))
    return day_name(each.day), each.who.name, each.product or "-", *money


def _come_and_gone(review: Review, how: ReviewView) -> Iterator[str | Points]:
    new, lost = counted(len(review.new), "customer"), len(review.lost)
    yield f"{new} new, {lost:,} lost; {counted(review.added, 'contact')} came into the book."
    lines = [f"new: {_name(who, how)}" for who in review.new[: how.most]]
    lines += [f"lost: {_name(each.who, how)}: {each.why}" for each in review.lost[: how.most]]
    if lines:
        yield Points(lines)


def _carried(carried: Sequence[OpenItem], how: ReviewView) -> Iterator[str | Grid]:
    if not carried:
        yield "Nothing."
        return
    rows = [(each.id, each.kind, each.name or "-", _what(each)) for each in carried[: how.most]]
    yield Grid(("id", "kind", "who", "what"), rows)
    if len(rows) < len(carried):
        yield f"And {len(carried) - len(rows):,} more."


def _what(each: OpenItem) -> str:
    later = f"put off to {day_name(each.until)}" if each.until else ""
    weeks = f"planned in {each.weeks} weeks" if each.weeks > 1 else ""
    text = "" if each.kind in _KINDS_WITHOUT_TITLE else each.text
    skipped = "" if each.skipped is None else f"skipped: {each.skipped}" if each.skipped else "skipped"
    return ", ".join(filter(None, (text, weeks, later, skipped)))


def _name(who: ReviewContact, how: ReviewView) -> str:
    return f"{who.name} ({grade_label(who.grade, how.labels)})" if who.grade else who.name


def _grade(name: str, how: ReviewView) -> str:
    return "no grade" if name == NOBODYS else grade_label(name, how.labels)


def _segment(name: str) -> str:
    return "no customers" if name == NOBODYS else name


def _hour(minutes: int) -> str:
    return f"{minutes / HOUR:.1f} h"
