"""The week as one page: the four quadrants, then the days with boxes to tick and numbers to dial; one sheet of A4.

On paper the letters get smaller the more there is, down to what can still be read; what does not fit then goes without
its reasons, which the screen shows. A week of more than that needs a second sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from followup.core.dates.formatting import WEEKDAYS
from followup.core.model.grades import grade_label
from followup.render.agenda.changes import change_sentences
from followup.render.agenda.week import HOUR, QUADRANTS, drive_text, head, heaviest_of, item_mark
from followup.render.formats.html import bullets, page, phone_link, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from followup.core.model.contact import Contact, Phone
    from followup.core.scheduling.item import Item, Plan

_STYLE: Final = """
body { max-width: 80rem }
.matrix { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin: .75rem 0 }
.matrix section { border: 1px solid var(--line); border-left: .3rem solid var(--soft); border-radius: .3rem;
  padding: .4rem .6rem }
.matrix h2 { margin: 0 } .matrix .q1 { border-left-color: #c62828 } .matrix .q2 { border-left-color: #2e7d32 }
.matrix .q3 { border-left-color: #b58900 } .matrix .q4 { border-left-color: #1565c0 }
.matrix a { color: inherit; text-decoration: none } .matrix p { margin: .15rem 0 }
.days { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 0 2rem }
.days ul { list-style: none; padding: 0; margin: 0 } .days li > .soft { display: block }
.days h2 { break-after: avoid; border-bottom: 1px solid var(--line); margin: 0 0 .2rem; padding-top: .75rem }
.days li { break-inside: avoid; padding: .2rem 0 .2rem 1.6em; position: relative }
.box { position: absolute; left: 0; top: .45em; width: 1em; height: 1em; border: 1.5px solid var(--ink);
  border-radius: 2px; line-height: .8em; text-align: center; font-size: .9em }
.done b { text-decoration: line-through } .tel { white-space: nowrap } h2 .soft { font-weight: 400 }
li:target { background: var(--fill) } .new { font-size: .8em; border: 1px solid var(--soft); border-radius: .3rem;
  padding: 0 .25em } ul.asked { font-weight: 600 }
@media (max-width: 40rem) { .matrix { grid-template-columns: 1fr } .days li { padding: .35rem 0 .35rem 1.6em }
  .tel { display: inline-block; padding: .1rem 0 } .box { top: .6em } }
@page { size: A4; margin: 9mm }
"""
_PRINTED: Final = """@media print { body { font-size: %spt; line-height: 1.2 } h1 { font-size: 1.5em }
  h2 { font-size: 1.15em } p { margin: .15em 0 } .matrix { grid-template-columns: 1fr 1fr; gap: 1mm; margin: 1mm 0 }
  .matrix section { padding: .5mm 1.5mm; border-left-width: 1mm; break-inside: avoid }
  .days { display: block; columns: 2; column-gap: 4mm } .days li > .soft { display: inline }
  .days h2 { padding-top: .4em; margin: 0 } .days li { padding: .1em 0 .1em 1.5em }
  .box { top: .2em; border-width: 1px } }
"""
_TERSE: Final = "@media print { .why, .left { display: none } .days li { padding: 0 0 0 1.5em } }\n"
_SHEET: Final = 300_000
"""The characters that a sheet holds, by the square of their size in points: tried with a wide font."""
_SIZES: Final = (10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5)
_NAMED: Final = 12
"""So many names of a kind stand in a quadrant; the days have all."""
_MOST_NAMES: Final = 40
_QUICK: Final = ("greeting", "thanks")
_MANY: Final = 10
"""More greetings than these, or more thanks, of a day stand in one line."""
_MARKS: Final = {"done": "✓", "skipped": "✗"}
"""What stands in the box of what is decided; that of what is still to do is left to be ticked."""


class _Line(NamedTuple):
    """An item, or the many alike of a day, as a festival's greetings, which share a box and a reason."""

    first: Item
    more: Sequence[Item] = ()


def agenda_page(plan: Plan, people: Mapping[int, Contact], labels: str) -> str:
    """Return the page; `people` are the contacts of the placed items by id. Whatever the book says is only text."""
    lines = [*_lines(plan.items)]
    body = [*_body(plan, lines, people, labels)]
    return page(f"Week {plan.span.label}", body, _STYLE + _printed(body))


def _printed(body: Iterable[str]) -> str:
    """Return the style for paper: the largest letters that a sheet holds. A Chinese character takes the room of two."""
    words = re.sub("<[^>]*>", "", "".join(body))
    bulk = (len(words) + len(words.encode())) // 2
    size = next((size for size in _SIZES if bulk * size**2 <= _SHEET), None)
    return _PRINTED % (size or _SIZES[-1]) + ("" if size else _TERSE)


def _body(plan: Plan, lines: Sequence[_Line], people: Mapping[int, Contact], labels: str) -> Iterator[str]:
    yield "<h1>The week</h1>"
    yield f'<p class="soft">{text(head(plan))}</p>'
    if plan.questions:
        yield bullets([text(question.text) for question in plan.questions], "asked")
    if not lines:
        yield "<p>Nothing to do this week.</p>"
    else:
        yield '<div class="matrix">'
        for number, title in QUADRANTS.items():
            found = [line for line in lines if line.first.quadrant == number]
            yield f'<section class="q{number}"><h2>{title}</h2>{"".join(_quadrant(found))}</section>'
        yield '</div>\n<div class="days">'
        yield from _days(plan, lines, people, labels)
        yield "</div>"
    yield from _left(plan, labels)
    yield from _changed(change_sentences(plan))
    yield bullets([text(hint) for hint in plan.hints], "soft")


def _lines(items: Sequence[Item]) -> Iterator[_Line]:
    """Yield the items in their order; of a day, a festival's greetings as one, and others if they are many."""
    alike = Counter(map(_batch, items))
    batches: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        batch = _batch(item)
        if not batch or (batch[-1] in _QUICK and alike[batch] <= _MANY):
            yield _Line(item)
        elif batch in batches:
            batches[batch].append(item)
        else:
            batches[batch] = []
            yield _Line(item, batches[batch])


def _batch(item: Item) -> tuple[object, ...]:
    """Return what an item may share a line with: the day, the quadrant, the festival or the kind; mostly nothing."""
    if not item.contact or item.kind not in _QUICK:
        return ()
    return item.day, item.quadrant, item.id.partition("-")[0] if item.id.startswith("f") else item.kind


def _quadrant(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield a paragraph a kind: who, and on which day."""
    kinds: dict[str, list[str]] = {}
    for line in lines:
        item = line.first
        who = text(_who(item)) + (f" and {len(line.more)} more" if line.more else "")
        day = f'&nbsp;<span class="soft">{WEEKDAYS[item.day.weekday()]}</span>' if item.day else ""
        kinds.setdefault(item.kind, []).append(f'<a href="#{item.id}">{who}{day}</a>')
    for kind, names in kinds.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"<p><b>{kind}</b> {', '.join(names[:_NAMED])}{more}</p>"
    if not lines:
        yield '<p class="soft">nothing</p>'


def _days(plan: Plan, lines: Sequence[_Line], people: Mapping[int, Contact], labels: str) -> Iterator[str]:
    days: dict[date, list[_Line]] = {}
    for line in lines:
        days.setdefault(line.first.day or line.first.due, []).append(line)
    for day, found in days.items():
        room = plan.rooms.get(day.toordinal())
        hours = f"{room.used / HOUR:.1f} h of {room.minutes / HOUR:.1f} h" if room else "day off"
        title = f'{WEEKDAYS[day.weekday()]} {day} <span class="soft">{hours}</span>'
        way = drive_text([line.first for line in found])
        drive = f'<p class="soft">drive: {text(way)}</p>' if way else ""
        yield f"<section><h2>{title}</h2>{drive}\n<ul>"
        yield from (_line(line, people, labels) for line in found)
        yield "</ul></section>"


def _line(line: _Line, people: Mapping[int, Contact], labels: str) -> str:
    """Return one thing to do: a box, when, whom, the number, why."""
    item = line.first
    contact = people.get(item.contact.id) if item.contact else None
    if line.more:
        return _greetings(line, people)
    grade = grade_label(item.contact.grade if item.contact else None, labels)
    says_who = item.kind in ("greeting", "thanks", "festival")
    parts = (
        text(item.time),
        f'<span class="new">{item_mark(item)}</span>' if item.is_open and item_mark(item) else "",
        item.kind,
        f"<b>{text(item.title if says_who else _who(item))}</b>{f' {grade}' if grade else ''}",
        _number(contact),
        text(item.area) if item.kind in ("visit", "appointment") else "",
        "" if says_who or item.kind in ("visit", "call") else text(item.title),
        f'<span class="soft"><span class="why">{text(item.why)}</span> <small>{item.id}</small></span>',
    )
    mark = _MARKS.get(item.status, "")
    done = "" if item.is_open else ' class="done"'
    return f'<li id="{item.id}"{done}><span class="box">{mark}</span>{" ".join(filter(None, parts))}</li>'


def _greetings(line: _Line, people: Mapping[int, Contact]) -> str:
    """Return many greetings, or thanks, as one line: names that dial."""
    everybody = [line.first, *line.more]
    names = [_dialled(item, people) for item in everybody[:_MOST_NAMES]]
    if len(everybody) > _MOST_NAMES:
        names.append(f"{len(everybody) - _MOST_NAMES} more")
    what = line.first.why if line.first.id.startswith("f") else line.first.kind
    return f'<li id="{line.first.id}"><span class="box"></span>{text(what)}: {", ".join(names)}</li>'


def _dialled(item: Item, people: Mapping[int, Contact]) -> str:
    contact = people.get(item.contact.id) if item.contact else None
    phone = _phone(contact)
    return phone_link(_who(item), phone.e164 or phone.value) if phone else text(_who(item))


def _who(item: Item) -> str:
    return item.contact.name if item.contact else f"{item.contacts} contacts"


def _number(contact: Contact | None) -> str:
    phone = _phone(contact)
    return f'<span class="tel">{phone_link(phone.value, phone.e164 or phone.value)}</span>' if phone else ""


def _phone(contact: Contact | None) -> Phone | None:
    """Return the number to dial: the first that is somebody's mobile, else the first."""
    phones = contact.phones if contact else ()
    return next((phone for phone in phones if "mobile" in phone.label), phones[0] if phones else None)


def _changed(changes: Sequence[str]) -> Iterator[str]:
    """Yield what changed today, as many lines as a person reads."""
    if changes:
        yield '<h2 class="left">Changed today</h2>'
        more = [f"and {len(changes) - _MANY:,} more"] if len(changes) > _MANY else []
        yield bullets([text(change) for change in [*changes[:_MANY], *more]], "left")


def _left(plan: Plan, labels: str) -> Iterator[str]:
    """Yield the heaviest of what found no day, and how many there are."""
    if not plan.unplaced:
        return
    found = []
    for each in heaviest_of(plan.unplaced):
        item = each.item
        grade = grade_label(item.contact.grade if item.contact else None, labels)
        found.append(f'{item.kind} <b>{text(_who(item))}</b> {grade} <span class="soft">{text(each.reason)}</span>')
    yield f"<h2>No room for {len(plan.unplaced):,}</h2>"
    yield bullets(found, "left")
    more = len(plan.unplaced) - len(found)
    if more:
        yield f'<p class="soft left">and {more:,} more: followup agenda --json lists them</p>'
