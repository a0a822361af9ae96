"""The week: four quadrants as panels on a wide terminal, a list elsewhere, and the promised JSON."""

from __future__ import annotations

import heapq
from functools import cache
from typing import TYPE_CHECKING

from followup.core.agenda.route import stops
from followup.core.dates.formatting import WEEKDAYS, day_text
from followup.core.model.grades import grade_label
from followup.core.scheduling.item import ItemStatus, title_of, why_of
from followup.core.scheduling.priority import IMPORTANT, URGENT
from followup.render.agenda.changes import change_sentences
from followup.render.formats.json import Lines, line, quote
from followup.render.formats.table import columns, is_coloured, is_terminal, listing
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rich.console import Group

    from followup.core.cadence.due import ContactRhythm
    from followup.core.scheduling.item import Item, Plan, Question, Unplaced

WIDE = 100
HEAVIEST = 10
ASKED = 3
"""So many questions are asked at once."""
HOUR = 60
TWO_WEEKS = 14
"""Further away, a weekday and a number do not say which day is meant."""
QUADRANTS = {
    1: "1 Important and urgent",
    2: "2 Important",
    3: "3 Urgent",
    4: "4 Neither",
}
COLOURS = {1: "red", 2: "green", 3: "yellow", 4: "blue"}
NULL = "null"
_JUDGED = {
    number: f'"quadrant": {number}, "important": {str(number in IMPORTANT).lower()},'
    f' "urgent": {str(number in URGENT).lower()}'
    for number in QUADRANTS
}
"""What the quadrant says, in JSON."""
HEADINGS = ("id", "day", "kind", "name", "grade", "why")


def agenda_json(plan: Plan) -> dict[str, object]:
    """The plan's keys as promised to scripts; items are lines of JSON already."""
    return {
        "week": plan.span.label,
        "from": day_text(plan.span.first),
        "to": day_text(plan.span.last),
        "working_days": [day_text(day) for day in plan.rooms],
        "capacity": {day_text(day): {"minutes": room.minutes, "used": room.used} for day, room in plan.rooms.items()},
        "items": Lines(map(item_line, plan.items)),
        "unplaced": Lines(map(unplaced_line, plan.unplaced)),
        "hints": list(plan.hints),
        "changes": change_sentences(plan),
        "questions": Lines(map(question_line, plan.questions)),
    }


def item_line(item: Item, reason: str | None = None) -> str:
    """An item's keys as promised to scripts, in JSON: `contacts` only of a festival's batch, `reason` if unplaced.

    `new`, `pinned` and `weeks` (from the second on) are only there where they say something. Written out, because a
    full week has thousands of them and a dictionary each takes three times as long.
    """
    more = "" if item.contacts is None else f', "contacts": {item.contacts}'
    if item.new:
        more += ', "new": true'
    if item.pinned:
        more += ', "pinned": true'
    if item.weeks > 1:
        more += f', "weeks": {item.weeks}'
    if reason is not None:
        more += f', "reason": {quote(reason)}'
    due = day_text(item.due.toordinal())
    return (
        f'{{"id": "{item.id}", "contact": {_contact(item.contact)}, "kind": "{item.kind}",'
        f' "title": {quote(item.title)}, "why": {quote(item.why)}, {_JUDGED[item.quadrant]}, "due": "{due}",'
        f' "day": {_quoted(item.day)}, "time": {_quoted(item.time)}, "minutes": {item.minutes},'
        f' "area": {quote(item.area)}, "weight": {item.weight}, "status": "{item.status}"{more}}}'
    )


def unplaced_line(unplaced: Unplaced) -> str:
    """The line of what found no day: `item_line(unplaced.item, unplaced.reason)`, in a third of the time."""
    candidate, reason, today = unplaced
    more = "" if candidate.contacts is None else f', "contacts": {candidate.contacts}'
    return (
        f'{{"id": "{candidate.id}", "contact": {_contact(candidate.person)}, "kind": "{candidate.kind}",'
        f' "title": {quote(title_of(candidate))}, "why": {quote(why_of(candidate, today))},'
        f' {_JUDGED[candidate.quadrant]}, "due": "{day_text(candidate.due)}", "day": null,'
        f' "time": {_quoted(candidate.time)}, "minutes": {candidate.minutes}, "area": {_often(candidate.area)},'
        f' "weight": {-candidate.lightness}, "status": "planned"{more}, "reason": {_often(reason)}}}'
    )


_often = cache(quote)
"""What thousands of lines say alike: areas and reasons."""


def question_line(question: Question) -> str:
    """A question's keys, in JSON, with the commands that answer it."""
    answers = line([{"answer": words, "command": command} for words, command in question.answers])
    return (
        f'{{"id": "{question.id}", "contact": {_contact(question.person)}, "weeks": {question.weeks},'
        f' "question": {quote(question.text)}, "answers": {answers}}}'
    )


def _quoted(value: object) -> str:
    return quote(str(value)) if value else NULL


def _contact(person: ContactRhythm | None) -> str:
    """Whom a line is about, in JSON."""
    if person is None:
        return NULL
    grade = f'"{person.grade}"' if person.grade else NULL
    return f'{{"id": {person.id}, "name": {quote(person.name)}, "grade": {grade}}}'


def agenda_text(plan: Plan, today: date, labels: str, *, by_day: bool = False) -> str:
    """The week for a person: what it asks, panels where there is room for them, else a list; then what found no place.

    Below stand what changed today, and hints.
    """
    if not plan.items:
        body = "Nothing to do this week.\n"
    elif by_day:
        body = _lists(_by_day(plan.items), today, labels)
    elif is_terminal() and (columns() or 0) >= WIDE:
        body = _panels(plan.items, today, labels)
    else:
        body = _lists(_by_quadrant(plan.items), today, labels)
    rest = f"{_unplaced(plan, today, labels)}{_changed(change_sentences(plan))}{hints_text(plan.hints)}"
    return f"{head(plan)}\n\n{_questions(plan.questions)}{body}{rest}"


def item_rows(items: Iterable[Item], today: date, labels: str) -> list[tuple[str, ...]]:
    """Items as rows under HEADINGS."""
    return [
        (
            item.id,
            item_day(item, today),
            item.kind,
            item.contact.name if item.contact else f"{item.contacts} contacts",
            grade_label(item.contact.grade if item.contact else None, labels),
            item_why(item),
        )
        for item in items
    ]


def item_day(item: Item, today: date) -> str:
    """The day of an item, short: `today`, `Fri 27`, with the time of an appointment; `-` without a day.

    Behind it, what became of it: `Fri 27 done`, skipped, moved, new.
    """
    if item.day is None:
        return "-"
    near = abs((item.day - today).days) <= TWO_WEEKS
    day = f"{WEEKDAYS[item.day.weekday()]} {item.day.day}" if near else item.day.isoformat()
    day = "today" if item.day == today else day
    return " ".join(filter(None, (day, item.time, item_mark(item))))


def item_mark(item: Item) -> str:
    """What became of an item, in a word; nothing where it is planned as it was."""
    if item.new and item.is_open:
        return "new"
    return "" if item.status is ItemStatus.PLANNED else item.status


def item_why(item: Item) -> str:
    """What there is to do, where the kind does not say it already, and why."""
    if item.kind in ("visit", "call"):
        return item.why
    return item.title if item.kind == "greeting" else f"{item.title} ({item.why})"


def heaviest_of(unplaced: Sequence[Unplaced]) -> list[Unplaced]:
    """The heaviest of what found no day, as many as a person reads."""
    return heapq.nsmallest(HEAVIEST, unplaced, key=lambda each: (each.candidate.lightness, each.candidate))


def hints_text(hints: Sequence[str]) -> str:
    """What would help, a line each, below an empty line."""
    return "".join(f"\n{one_line(hint)}" for hint in hints) + "\n" if hints else ""


def _changed(changes: Sequence[str]) -> str:
    """What changed today, as many lines as a person reads."""
    if not changes:
        return ""
    more = f"\n  and {len(changes) - HEAVIEST:,} more: followup agenda --json lists them" * (len(changes) > HEAVIEST)
    return "\nChanged\n" + "\n".join(f"  {one_line(change)}" for change in changes[:HEAVIEST]) + more + "\n"


def _questions(questions: Sequence[Question]) -> str:
    """What the salesperson has to decide: the first ones with the commands that do, of the others who it is about."""
    parts = []
    for each in questions[:ASKED]:
        cells = max(len(words) for words, _ in each.answers)
        answers = "".join(f"  {words:<{cells}}  {command}\n" for words, command in each.answers)
        parts.append(f"{one_line(each.text)}\n{answers}")
    others = [f"{each.person.name if each.person else ''} ({each.id})" for each in questions[ASKED : ASKED + HEAVIEST]]
    if others:
        more = len(questions) - ASKED - len(others)
        rest = f" and {more:,} more" if more else ""
        parts.append(f"Asked next: {one_line(', '.join(others))}{rest}\n")
    return "\n".join(parts) + "\n" if parts else ""


def head(plan: Plan) -> str:
    """The week, its days, how full it is, and how far: `2026-W48, ..: 24.5 h planned of 30.0 h, 3 of 20 done`."""
    total = sum(room.minutes for room in plan.rooms.values()) / HOUR
    used = sum(room.used for room in plan.rooms.values()) / HOUR
    days = f"{day_text(plan.span.first)} to {day_text(plan.span.last)}"
    done = sum(item.status is ItemStatus.DONE for item in plan.items)
    over = plan.span.last < plan.span.today or not plan.rooms
    so_far = f"{done} of {len(plan.items)} done" if done or over else ""
    hours = f"{used:.1f} h planned of {total:.1f} h" if plan.rooms or not plan.items else ""
    return f"{plan.span.label}, {days}: {', '.join(filter(None, (hours, so_far if plan.items else '')))}"


def _by_quadrant(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    groups = [(title, [item for item in items if item.quadrant == number]) for number, title in QUADRANTS.items()]
    return [(title, found) for title, found in groups if found]


def _by_day(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    days: dict[date, list[Item]] = {}
    for item in items:
        days.setdefault(item.day or item.due, []).append(item)
    return [
        (
            f"{WEEKDAYS[day.weekday()]} {day}, {_minutes(found)} min{_drive(found)}",
            found,
        )
        for day, found in days.items()
    ]


def _minutes(items: Sequence[Item]) -> int:
    return sum(item.minutes for item in items if item.status is not ItemStatus.SKIPPED)


def drive_text(items: Sequence[Item]) -> str:
    """The order to drive on a day: `上海 (李娜 14:00, 王芳), 苏州 (周洁)`; empty for fewer than two visits."""
    found = stops(items)
    if sum(len(stop.items) for stop in found) < 2:  # noqa: PLR2004 - one place is no order
        return ""
    parts = []
    for area, there in found:
        whom = ", ".join(f"{item.contact.name if item.contact else ''} {item.time}".strip() for item in there)
        parts.append(f"{area} ({whom})" if area else whom)
    return one_line(", ".join(parts))


def _drive(items: Sequence[Item]) -> str:
    way = drive_text(items)
    return f"\ndrive: {way}" if way else ""


def _lists(groups: list[tuple[str, list[Item]]], today: date, labels: str) -> str:
    return "\n".join(f"{title}\n{listing(HEADINGS, item_rows(items, today, labels))}" for title, items in groups)


def _panels(items: Sequence[Item], today: date, labels: str) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table

    drawing = StringIO()
    console = Console(
        file=drawing, width=columns(), force_terminal=is_coloured(), no_color=not is_coloured(),
        color_system="standard" if is_coloured() else None, legacy_windows=False, emoji=False, highlight=False,
    )  # fmt: skip
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    panels = [
        Panel(
            _lines([item for item in items if item.quadrant == number], today, labels),
            title=title, title_align="left", border_style=COLOURS[number],
        )
        for number, title in QUADRANTS.items()
    ]  # fmt: skip
    half = console.options.update_width(console.width // 2)
    for pair in (panels[:2], panels[2:]):
        height = max(len(console.render_lines(panel, half)) for panel in pair)
        for panel in pair:
            panel.height = height
        grid.add_row(*pair)
    console.print(grid)
    return drawing.getvalue()


def _lines(items: Sequence[Item], today: date, labels: str) -> Group:
    """A quadrant's items, two lines each; what the book says goes in as text and is never markup."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    lines: list[Text | Padding] = []
    for row in item_rows(items, today, labels):
        name, day, kind, who, grade, why = map(one_line, row)
        line = Text(f"{day}  {kind}  ")
        line.append(who, style="bold")
        line.append(f"  {grade}" if grade else "")
        line.append(f"  {name}", style="dim")
        lines += [line, Padding(Text(why, style="dim"), (0, 0, 0, 2))]
    return Group(*lines or [Text("nothing", style="dim")])


def _unplaced(plan: Plan, today: date, labels: str) -> str:
    """The heaviest of what found no day, with the reason, and how many more there are."""
    if not plan.unplaced:
        return ""
    heaviest = heaviest_of(plan.unplaced)
    rows = [
        (row[0], *row[2:5], f"{each.reason}; {row[5]}")
        for each, row in zip(heaviest, item_rows((each.item for each in heaviest), today, labels), strict=True)
    ]
    more = len(plan.unplaced) - len(heaviest)
    rest = f"and {more:,} more: followup agenda --json lists them\n" if more else ""
    return f"\nNo room for {len(plan.unplaced):,}\n{listing(('id', 'kind', 'name', 'grade', 'why'), rows)}{rest}"
