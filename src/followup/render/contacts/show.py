"""The page of one contact, with its records and what the rules say of it: for a person, and as JSON for scripts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.contacts.occasion_text import write_occasion
from followup.core.dates.formatting import format_day
from followup.core.model.grades import grade_label
from followup.core.model.money import format_money
from followup.render.activities.records import record_id, record_json
from followup.render.contacts.links import link_json
from followup.render.contacts.listing import contact_json
from followup.render.formats.markdown import markdown_text
from followup.render.formats.money import round_money
from followup.render.formats.table import heading, is_coloured
from followup.render.formats.text import fit, one_line, width
from followup.render.retention.warnings import warned_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from followup.core.contacts.links import Link
    from followup.core.model.contact import Complaint, Contact, Interaction, Sale, Task
    from followup.core.reports.contact_status import ContactHistory, ContactStatus

_MOST_ROWS = 10
"""Of notes all are shown, of other records the first of each kind."""
_NARROWEST_LABEL = 12


def contact_page_json(history: ContactHistory, status: ContactStatus, segment: str = "") -> dict[str, object]:
    """Return the keys promised to scripts; `warning` is null for a contact that is not judged."""
    warned = status.warned
    return {
        **contact_json(history.contact),
        "stage": status.stage,
        "notes": [record_json(note) for note in history.notes],
        "interactions": [record_json(interaction) for interaction in history.interactions],
        "tasks": [record_json(task) for task in history.tasks],
        "sales": [record_json(sale) for sale in history.sales],
        "complaints": [record_json(complaint) for complaint in history.complaints],
        "relations": [link_json(link) for link in history.links],
        "value": format_money(status.value),
        "segment": segment or None,
        "balance": round(status.balance.points, 1),
        "warning": warned and warned_json(warned),
        "lost": {"reason": history.lost[0], "on": _iso(history.lost[1])} if any(history.lost) else None,
        "next_due": {"visit": _iso(status.dues.visit), "call": _iso(status.dues.call)},
    }


def contact_page(history: ContactHistory, status: ContactStatus, today: date, labels: str, segment: str = "") -> str:
    """Return the page for a person; `labels` is the setting `grade.labels`. Headings without lines are left out."""
    contact = history.contact
    parts = [
        _title(contact, labels) + _lines([*_about(contact), *_rules(history, status, today, labels, segment)]),
        _section("Relations", [_link(link, contact.id) for link in history.links if link.who.id is not None]),
        _section("Tasks", [_task(task, today) for task in history.tasks if not task.done]),
        _notes(history, today),
        _section("What happened", [_interaction(interaction, today) for interaction in history.interactions]),
        _section("Sales", [_sale(sale, today) for sale in history.sales]),
        _section("Complaints", [_complaint(complaint, today) for complaint in history.complaints]),
    ]
    return "\n".join(filter(None, parts))


def _title(contact: Contact, labels: str) -> str:
    name = one_line(contact.name)
    grade = f"  grade {grade_label(contact.grade, labels)}" if contact.grade else ""
    work = ", ".join(filter(None, (contact.title, contact.department, contact.organization)))
    head = f"\x1b[1m{name}\x1b[0m" if is_coloured() else name
    return f"{head}  id {contact.id}{grade}\n" + (f"{one_line(work)}\n" if work else "")


def _about(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield what the contact's fields say, as label and text."""
    yield from (
        (label, text) for label, text in (("nickname", contact.nickname), ("read as", contact.phonetic)) if text
    )
    for phone in contact.phones:
        extension = f" ext. {phone.extension}" if phone.extension and phone.extension not in phone.value else ""
        yield "phone", _labelled(phone.value + extension, phone.label)
    for email in contact.emails:
        yield "e-mail", _labelled(email.value, email.label)
    for address in contact.addresses:
        yield "address", _labelled(address.line, address.label)
    yield from (("page", url) for url in contact.urls)
    yield from ((occasion.kind, write_occasion(occasion)) for occasion in contact.occasions)
    yield from ((relation.kind, relation.name) for relation in contact.relations if relation.contact_id is None)
    yield from contact.fields.items()
    others = (
        ("area", contact.area), ("language", contact.language), ("honorific", contact.honorific),
        ("best time", contact.best_time), ("groups", ", ".join(contact.groups)),
        ("marked", ", ".join(_marks(contact))), ("source", contact.source),
        ("added", contact.added.isoformat() if contact.added else ""),
    )  # fmt: skip
    yield from ((label, text) for label, text in others if text)


def _marks(contact: Contact) -> Iterator[str]:
    yield from () if contact.status == "active" else (contact.status,)
    yield from ("private",) if contact.private else ()
    yield from ("important",) if contact.important else ()
    yield from ("do not contact",) if contact.do_not_contact else ()
    yield from ("grade locked",) if contact.grade_locked else ()


def _rules(
    history: ContactHistory, status: ContactStatus, today: date, labels: str, segment: str
) -> Iterator[tuple[str, str]]:
    """Yield what the rules say, as label and text: lost, cadence, next dates, stage, value, balance, warning."""
    reason, lost_on = history.lost
    if reason or lost_on:
        since = f", since {format_day(date.fromordinal(lost_on), today)}" if lost_on else ""
        yield "lost", f"{reason or 'no reason given'}{since}"
    beat = status.beat
    sources = {"own": "set for this contact", "group": "by a group", "grade": f"grade {_grade(history, labels)}"}
    intervals = [f"{way} every {days} days" for way, days in (("visit", beat.visit), ("call", beat.call)) if days]
    if not history.contact.private and status.said_by:
        yield "cadence", f"{', '.join(intervals) or 'never'} ({sources[status.said_by]})"
    for way, day in (("visit", status.dues.visit), ("call", status.dues.call)):
        if day:
            days_late = today.toordinal() - day
            overdue = f", overdue {days_late} day{'s' if days_late > 1 else ''}" if days_late > 0 else ""
            yield f"next {way}", format_day(date.fromordinal(day), today) + overdue
    yield from _worth(history, status, segment)
    if status.balance.interactions:
        count = status.balance.interactions
        judged = "" if status.balance.judged else ", too few to judge"
        yield "balance", f"{status.balance.points:.1f} from {count} interaction{'s' if count > 1 else ''}{judged}"
    if status.warned:
        yield "warning", f"{status.warned.stage}: {status.warned.why}" if status.warned.why else "fine"


def _worth(history: ContactHistory, status: ContactStatus, segment: str) -> Iterator[tuple[str, str]]:
    if status.stage and (history.sales or history.contact.stage):
        yield "stage", status.stage
    if history.sales and not history.contact.private:
        yield "value", round_money(status.value) + (f", {segment}" if segment else "")


def _grade(history: ContactHistory, labels: str) -> str:
    return grade_label(history.contact.grade, labels)


def _notes(history: ContactHistory, today: date) -> str:
    if not history.notes:
        return ""
    notes = [
        f"  {record_id(note)}  {format_day(note.on, today)}\n{markdown_text(note.text, 4)}" for note in history.notes
    ]
    return heading("Notes") + "".join(notes)


def _task(task: Task, today: date) -> tuple[str, ...]:
    due = f"{format_day(task.due, today)} {task.time}".strip() if task.due else "-"
    late = "overdue" if task.due and task.due < today else ""
    return record_id(task), due, late, f"{task.text} ({task.place})" if task.place else task.text


def _interaction(interaction: Interaction, today: date) -> tuple[str, ...]:
    minutes = f"{interaction.minutes} min" if interaction.minutes else ""
    return (
        record_id(interaction),
        format_day(interaction.on, today),
        interaction.kind,
        interaction.outcome,
        minutes,
        interaction.summary,
    )


def _sale(sale: Sale, today: date) -> tuple[str, ...]:
    profit = "" if sale.profit is None else f"profit {format_money(sale.profit)}"
    return record_id(sale), format_day(sale.on, today), format_money(sale.amount), profit, sale.product, sale.note


def _link(link: Link, own: int) -> tuple[str, ...]:
    """The id of the other contact, and the link as a sentence, which is the same on both pages."""
    other = link.of if link.who.id == own else link.who
    return str(other.id), str(link)


def _complaint(complaint: Complaint, today: date) -> tuple[str, ...]:
    state = "satisfied" if complaint.satisfied else "resolved" if complaint.resolved else "open"
    return record_id(complaint), format_day(complaint.opened, today), state, complaint.text


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return the first rows in columns under a heading, without empty columns, and how many more there are."""
    if not rows:
        return ""
    cells = [[one_line(cell) for cell in row] for row in rows[:_MOST_ROWS]]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  " + "  ".join(fit(cell, size) for cell, size in zip(row, widths, strict=True) if size).rstrip() + "\n"
        for row in cells
    )
    more = f"  and {len(rows) - _MOST_ROWS} more (--json has all)\n" if len(rows) > _MOST_ROWS else ""
    return heading(title) + "".join(lines) + more


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels and texts, the labels in a column."""
    lines = [(one_line(label), one_line(text)) for label, text in pairs]
    cells = max((width(label) for label, _ in lines), default=0)
    return "".join(f"  {fit(label, max(cells, _NARROWEST_LABEL))}  {text}\n" for label, text in lines)


def _labelled(text: str, label: str) -> str:
    return f"{text} ({label})" if label else text


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
