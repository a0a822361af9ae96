"""The page before a visit: for the terminal, as JSON, and as a page for the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import format_day
from followup.core.model.grades import grade_label
from followup.core.model.money import format_money
from followup.core.reports.briefing import note_lines
from followup.render.activities.records import record_id, record_json
from followup.render.formats.html import bullets, mail_link, page, phone_link
from followup.render.formats.html import text as html
from followup.render.formats.money import round_money
from followup.render.formats.table import columns, is_coloured
from followup.render.formats.text import fit, one_line, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from followup.core.model.contact import Contact, Interaction
    from followup.core.reports.briefing import Brief, Tie, Trade
    from followup.core.reports.contact_status import ContactHistory, ContactStatus
    from followup.core.retention.warnings import CustomerWarning

_NOTE_LINES = 5
_WIDEST = 100
_LABEL = 12
_PHONE = "body { max-width: 40rem } h1 + p { margin: 0 } li { margin: .2rem 0 } .numbers a { margin-right: 1rem }"
Lines = list[tuple[str, str]]
"""A label and what there is to say, as text."""


class Shown(NamedTuple):
    """How things are shown: the labels of grades, the currency."""

    labels: str
    currency: str


class Part(NamedTuple):
    """One part of the page under its heading."""

    heading: str
    lines: Lines


class Head(NamedTuple):
    """Who it is: the name, the work, and what the rules say in a line."""

    name: str
    work: str
    rules: str


def brief_json(known: ContactHistory, standing: ContactStatus, brief: Brief) -> dict[str, object]:
    """Return the page for scripts: the contact, and the parts in the order they are read."""
    contact, trade, warned = known.contact, brief.trade, standing.warned
    return {
        "contact": {"id": contact.id, "name": contact.name, "grade": contact.grade},
        "organization": contact.organization,
        "title": contact.title,
        "phones": [phone.value for phone in contact.phones],
        "unsettled": [each._asdict() for each in brief.unsettled],
        "business": {
            "decides": [_tie_json(tie) for tie in brief.deciders],
            "profit": format_money(trade.profit),
            "profit_before": format_money(trade.before),
            "last_sale": trade.last and trade.last.isoformat(),
            "products": [{"product": name, "last": day.isoformat()} for name, day in trade.products],
            "competitor": trade.competitor,
            "share_of_wallet": trade.share_of_wallet,
            "balance": round(standing.balance.points, 1),
            "warning": warned and {"stage": warned.stage, "why": warned.why, "advice": warned.advice},
            "tasks": [record_json(task) for task in brief.tasks],
            "interactions": [record_json(each) for each in brief.recent],
        },
        "life": {
            "family": list(brief.family),
            "hobbies": list(brief.hobbies),
            "dates": [{"kind": each.kind, "on": each.day.isoformat(), "years": each.years} for each in brief.coming],
            "notes": [record_json(note) for note in brief.talked],
        },
        "find_out": list(brief.find_out),
    }


def brief_text(known: ContactHistory, standing: ContactStatus, brief: Brief, today: date, shown: Shown) -> str:
    """Return the page for a person at the terminal."""
    head = _head(known.contact, standing, shown.labels)
    name = f"\x1b[1m{one_line(head.name)}\x1b[0m" if is_coloured() else one_line(head.name)
    top = [name + (f"  {head.rules}" if head.rules else ""), one_line(head.work)]
    top += [one_line(f"{phone.value} {phone.label}".strip()) for phone in known.contact.phones[:2]]
    blocks = ["\n".join(filter(None, top)) + "\n"]
    blocks += [_block(part) for part in _parts(standing, brief, today, shown.currency)]
    return "\n".join(blocks)


def brief_page(known: ContactHistory, standing: ContactStatus, brief: Brief, today: date, shown: Shown) -> str:
    """Return the same as a page for the phone: the numbers can be touched."""
    contact, head = known.contact, _head(known.contact, standing, shown.labels)
    numbers = [phone_link(phone.value, phone.e164 or phone.value) for phone in contact.phones]
    numbers += [mail_link(email.value) for email in contact.emails]
    body = [
        f"<h1>{html(head.name)}</h1>",
        f'<p class="soft">{html(", ".join(filter(None, (head.work, head.rules))))}</p>',
        f'<p class="numbers">{" ".join(numbers)}</p>' if numbers else "",
    ]
    for number, part in enumerate(_parts(standing, brief, today, shown.currency)):
        warm = "warm" if not number and brief.unsettled else ""
        items = [f'<span class="soft">{html(label)}</span> {html(words)}' if label else html(words)
                 for label, words in part.lines]  # fmt: skip
        body += [f"<h2>{html(part.heading)}</h2>", bullets(items, warm)]
    body.append(f'<p class="soft">{today.isoformat()}</p>')
    return page(f"{contact.name}: brief", filter(None, body), _PHONE)


def _head(contact: Contact, standing: ContactStatus, labels: str) -> Head:
    grade = f"grade {grade_label(contact.grade, labels)}" if contact.grade else ""
    marks = [grade, standing.stage or "", "" if contact.status == "active" else contact.status, f"id {contact.id}"]
    return Head(
        contact.name,
        ", ".join(filter(None, (contact.title, contact.department, contact.organization))),
        ", ".join(filter(None, marks)),
    )


def _parts(standing: ContactStatus, brief: Brief, today: date, currency: str) -> list[Part]:
    """Return the parts that have something in them, in the order of the visit."""
    told = {*brief.family, *brief.hobbies}
    talked = [
        (format_day(note.on, today), line)
        for note in brief.talked
        for line in _first([line for line in note_lines(note) if line not in told])
    ]
    parts = [
        Part("Settle first", [(each.id, f"{each.text} ({each.why})") for each in brief.unsettled]),
        Part("Two minutes of business", [*_business(standing, brief, today, currency)]),
        Part("Eight minutes of life", [*_life(brief, today), *talked]),
        Part("Find out", [("", question) for question in brief.find_out]),
    ]
    return [part for part in parts if part.lines]


def _first(lines: Sequence[str]) -> list[str]:
    return [*lines[:_NOTE_LINES], "…"] if len(lines) > _NOTE_LINES else [*lines]


def _business(standing: ContactStatus, brief: Brief, today: date, currency: str) -> Iterator[tuple[str, str]]:
    yield from ((tie.kind, tie.name) for tie in brief.deciders)
    yield from _trade(brief.trade, today, currency)
    if standing.warned and standing.warned.why:
        yield from _warned(standing.warned)
    for task in brief.tasks:
        due = f" (due {format_day(task.due, today)} {task.time}".rstrip() + ")" if task.due else ""
        yield "promised", f"{task.text}{due} {record_id(task)}"
    yield from ((format_day(each.on, today), _happened(each)) for each in brief.recent)


def _warned(warned: CustomerWarning) -> Iterator[tuple[str, str]]:
    yield warned.stage, f"{warned.why}. {warned.advice}"


def _trade(trade: Trade, today: date, currency: str) -> Iterator[tuple[str, str]]:
    if trade.last:
        last = f"last sale {format_day(trade.last, today)}"
        yield "profit", f"{round_money(trade.profit, currency)}, {_trend(trade, currency)}; {last}"
    if trade.products:
        yield "bought", ", ".join(f"{name} ({format_day(day, today)})" for name, day in trade.products)
    if trade.competitor:
        yield "also from", trade.competitor
    if trade.share_of_wallet:
        yield "our share", trade.share_of_wallet


def _trend(trade: Trade, currency: str) -> str:
    """Say how the window compares with the one before it; a percentage only of what is more than nothing."""
    if trade.before <= 0:
        before = round_money(trade.before, currency) if trade.before else "nothing"
        return f"{before} in the window before"
    change = (trade.profit - trade.before) / trade.before
    way = "up" if change > 0 else "down"
    return f"{way} {abs(change):.0%} on {round_money(trade.before, currency)} before" if change else "as much as before"


def _happened(each: Interaction) -> str:
    words = f"{each.kind}: {each.summary}" if each.summary else each.kind
    return f"{words} -> {each.outcome}" if each.outcome else words


def _life(brief: Brief, today: date) -> Iterator[tuple[str, str]]:
    yield from (("family", line) for line in brief.family)
    yield from (("likes", line) for line in brief.hobbies if line not in brief.family)
    for each in brief.coming:
        away = (each.day - today).days
        when = "today" if not away else "tomorrow" if away == 1 else f"in {away} days"
        yield format_day(each.day, today), f"{each.kind} {when}" + (f", {each.years} years" if each.years else "")


def _block(part: Part) -> str:
    """Return a part with its labels in a column and its texts wrapped beside them; whole where nobody looks."""
    safe = [(one_line(label), one_line(words)) for label, words in part.lines]
    room = max((width(label) for label, _ in safe), default=0)
    room = max(room, _LABEL) if room else 0
    screen = columns()
    lines = []
    for label, words in safe:
        margin = "  " + (fit(label, room) + "  " if room else "")
        rows = wrapped(words, min(screen, _WIDEST) - width(margin)) if screen else [words]
        lines.append(margin + rows[0])
        lines += [" " * width(margin) + row for row in rows[1:]]
    heading = f"\x1b[1m{part.heading}\x1b[0m" if is_coloured() else part.heading
    return "\n".join([heading, *lines]) + "\n"


def _tie_json(tie: Tie) -> dict[str, object]:
    return {"kind": tie.kind, "id": tie.id, "name": tie.name}
