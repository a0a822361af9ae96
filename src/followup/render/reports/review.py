"""The review of a week: at the terminal, and for scripts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.money import format_money
from followup.core.value.value import NOBODYS
from followup.render.formats.table import columns, heading, table
from followup.render.formats.text import one_line, wrapped
from followup.render.reports.review_parts import Grid, Part, Points, head, parts, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.reports.review import OpenItem, Progress, Review, TimeShare
    from followup.core.reports.review_facts import ReviewContact, ReviewTask
    from followup.render.reports.review_parts import ReviewView


def review_text(review: Review, how: ReviewView) -> str:
    """The parts, each under its heading."""
    top = heading(f"{title(review)}, {head(review)}")
    return "\n".join([top, *(_part(part) for part in parts(review, how))])


def _part(part: Part) -> str:
    lines = [heading(part.heading)]
    for place, block in enumerate(part.blocks):
        match block:
            case Grid(headings, rows, right):
                apart = "\n" if place and isinstance(part.blocks[place - 1], Grid) else ""
                lines.append(apart + table(headings, rows, right))
            case Points(points):
                lines += _said(points, "- ")
            case str():
                lines += _said([block])
    return "".join(lines)


def _said(sentences: Iterable[str], mark: str = "") -> Iterator[str]:
    """Sentences, broken between words where somebody looks; each on its line in a pipe."""
    room = columns()
    for sentence in map(one_line, sentences):
        rows = wrapped(sentence, room - len(mark)) if room else [sentence]
        yield from (f"{' ' * len(mark) if place else mark}{row}\n" for place, row in enumerate(rows))


def review_json(review: Review) -> dict[str, object]:
    """The review's keys, a promise to scripts; `minutes` are whole, shares 0..1 or null, money a decimal string."""
    tasks = review.tasks
    return {
        "week": review.label,
        "from": review.first.isoformat(),
        "to": review.last.isoformat(),
        "until": review.until.isoformat(),
        "planned": review.planned,
        "quadrants": [_progress("quadrant", int(each.name), each) for each in review.quadrants],
        "grades": [_progress("grade", _none(each.name), each) for each in review.grades],
        "besides": dict(review.besides),
        "hours": {
            "minutes": sum(each.minutes for each in review.by_segment),
            "segments": [_time("segment", each) for each in review.by_segment],
            "grades": [_time("grade", each) for each in review.by_grade],
        },
        "tasks": {name: [_promise(each) for each in found] for name, found in tasks._asdict().items()},
        "sales": {
            "revenue": format_money(sum(each.amount for each in review.sold)),
            "profit": format_money(sum(each.profit for each in review.sold)),
            "usual_profit": format_money(review.usual),
            "sales": [
                {
                    "on": _day(each.day),
                    "contact": _who(each.who),
                    "amount": format_money(each.amount),
                    "profit": format_money(each.profit),
                    "product": each.product,
                }
                for each in review.sold
            ],
        },
        "contacts_added": review.added,
        "new": [_who(who) for who in review.new],
        "lost": [{"contact": _who(each.who), "why": each.why} for each in review.lost],
        "carried": [_carried(each) for each in review.carried],
    }


def _progress(what: str, name: object, each: Progress) -> dict[str, object]:
    return {what: name, **{key: value for key, value in each._asdict().items() if key != "name"}}


def _time(what: str, each: TimeShare) -> dict[str, object]:
    values = {key: value for key, value in each._asdict().items() if key != "name"}
    return {what: _none(each.name), **values, "profit": format_money(each.profit)}


def _none(name: str) -> str | None:
    return None if name == NOBODYS else name


def _promise(each: ReviewTask) -> dict[str, object]:
    return {
        "id": each.id,
        "contact": _who(each.who),
        "text": each.text,
        "due": _day(each.due),
        "done": _day(each.done),
    }


def _carried(each: OpenItem) -> dict[str, object]:
    return {
        "id": each.id,
        "kind": each.kind,
        "name": each.name,
        "text": each.text,
        "weeks": each.weeks,
        "until": _day(each.until),
        "skipped": each.skipped,
    }


def _who(who: ReviewContact) -> dict[str, object]:
    return who._asdict()


def _day(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
