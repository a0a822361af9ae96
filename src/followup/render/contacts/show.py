"""Everything about one contact: in JSON as promised to scripts, and as a page for a person."""

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
    from followup.core.model.contact import Contact, Interaction, Sale, Task
    from followup.core.reports.contact_status import ContactHistory, ContactStatus

_SHOWN = 10
_LEAST_LABEL = 12


def known_json(known: ContactHistory, standing: ContactStatus, segment: str = "") -> dict[str, object]:
    """Return the contact's keys, its records, and what the rules say; the warning is null for who is no customer."""
    warned = standing.warned
    return {
        **contact_json(known.contact),
        "stage": standing.stage,
        "notes": [record_json(note) for note in known.notes],
        "interactions": [record_json(interaction) for interaction in known.interactions],
        "tasks": [record_json(task) for task in known.tasks],
        "sales": [record_json(sale) for sale in known.sales],
        "complaints": [record_json(complaint) for complaint in known.complaints],
        "relations": [link_json(link) for link in known.links],
        "value": format_money(standing.value),
        "segment": segment or None,
        "balance": round(standing.balance.points, 1),
        "warning": warned and warned_json(warned),
        "lost": {"reason": known.lost[0], "on": _iso(known.lost[1])} if any(known.lost) else None,
        "next_due": {"visit": _iso(standing.dues.visit), "call": _iso(standing.dues.call)},
    }


def known_page(known: ContactHistory, standing: ContactStatus, today: date, labels: str, segment: str = "") -> str:
    """Return the page for a person; `labels` says how grades are shown. Headings stand only over what there is."""
    contact = known.contact
    parts = [
        _title(contact, labels) + _lines([*_about(contact), *_rules(known, standing, today, labels, segment)]),
        _section("Relations", [_link(link, contact.id) for link in known.links if link.who.id is not None]),
        _section("Tasks", [_task(task, today) for task in known.tasks if not task.done]),
        _notes(known, today),
        _section("What happened", [_interaction(each, today) for each in known.interactions]),
        _section("Sales", [_sale(sale, today) for sale in known.sales]),
        _section(
            "Complaints",
            [(record_id(each), format_day(each.opened, today), _complaint(each.resolved, each.satisfied), each.text)
             for each in known.complaints],
        ),
    ]  # fmt: skip
    return "\n".join(filter(None, parts))


def _title(contact: Contact, labels: str) -> str:
    name = one_line(contact.name)
    grade = f"  grade {grade_label(contact.grade, labels)}" if contact.grade else ""
    work = ", ".join(filter(None, (contact.title, contact.department, contact.organization)))
    head = f"\x1b[1m{name}\x1b[0m" if is_coloured() else name
    return f"{head}  id {contact.id}{grade}\n" + (f"{one_line(work)}\n" if work else "")


def _about(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield what is known as label and text."""
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
    said = (
        ("area", contact.area), ("language", contact.language), ("honorific", contact.honorific),
        ("best time", contact.best_time), ("groups", ", ".join(contact.groups)),
        ("marked", ", ".join(_marks(contact))), ("source", contact.source),
        ("added", contact.added.isoformat() if contact.added else ""),
    )  # fmt: skip
    yield from ((label, text) for label, text in said if text)


def _marks(contact: Contact) -> Iterator[str]:
    yield from () if contact.status == "active" else (contact.status,)
    yield from ("private",) if contact.private else ()
    yield from ("important",) if contact.important else ()
    yield from ("do not contact",) if contact.do_not_contact else ()
    yield from ("grade locked",) if contact.grade_locked else ()


def _rules(
    known: ContactHistory, standing: ContactStatus, today: date, labels: str, segment: str
) -> Iterator[tuple[str, str]]:
    """Yield what the rules say: lost and why, cadence and where it comes from, what is next, account, warning."""
    reason, lost_on = known.lost
    if reason or lost_on:
        since = f", since {format_day(date.fromordinal(lost_on), today)}" if lost_on else ""
        yield "lost", f"{reason or 'no reason given'}{since}"
    beat = standing.beat
    said_by = {"own": "set for this contact", "group": "by a group", "grade": f"grade {_grade(known, labels)}"}
    often = [f"{way} every {days} days" for way, days in (("visit", beat.visit), ("call", beat.call)) if days]
    if not known.contact.private and standing.said_by:
        yield "cadence", f"{', '.join(often) or 'never'} ({said_by[standing.said_by]})"
    for way, day in (("visit", standing.dues.visit), ("call", standing.dues.call)):
        if day:
            late = today.toordinal() - day
            overdue = f", overdue {late} day{'s' if late > 1 else ''}" if late > 0 else ""
            yield f"next {way}", format_day(date.fromordinal(day), today) + overdue
    yield from _worth(known, standing, segment)
    if standing.balance.interactions:
        count = standing.balance.interactions
        judged = "" if standing.balance.judged else ", too few to judge"
        yield "balance", f"{standing.balance.points:.1f} from {count} interaction{'s' if count > 1 else ''}{judged}"
    if standing.warned:
        yield "warning", f"{standing.warned.stage}: {standing.warned.why}" if standing.warned.why else "fine"


def _worth(known: ContactHistory, standing: ContactStatus, segment: str) -> Iterator[tuple[str, str]]:
    if standing.stage and (known.sales or known.contact.stage):
        yield "stage", standing.stage
    if known.sales and not known.contact.private:
        yield "value", round_money(standing.value) + (f", {segment}" if segment else "")


def _grade(known: ContactHistory, labels: str) -> str:
    return grade_label(known.contact.grade, labels)


def _notes(known: ContactHistory, today: date) -> str:
    if not known.notes:
        return ""
    notes = [
        f"  {record_id(note)}  {format_day(note.on, today)}\n{markdown_text(note.text, 4)}" for note in known.notes
    ]
    return heading("Notes") + "".join(notes)


def _task(task: Task, today: date) -> tuple[str, ...]:
    due = f"{format_day(task.due, today)} {task.time}".strip() if task.due else "-"
    late = "overdue" if task.due and task.due < today else ""
    return record_id(task), due, late, f"{task.text} ({task.place})" if task.place else task.text


def _interaction(each: Interaction, today: date) -> tuple[str, ...]:
    minutes = f"{each.minutes} min" if each.minutes else ""
    return record_id(each), format_day(each.on, today), each.kind, each.outcome, minutes, each.summary


def _sale(sale: Sale, today: date) -> tuple[str, ...]:
    profit = "" if sale.profit is None else f"profit {format_money(sale.profit)}"
    return record_id(sale), format_day(sale.on, today), format_money(sale.amount), profit, sale.product, sale.note


def _link(link: Link, own: int) -> tuple[str, ...]:
    """The other one's id, and the sentence, which is the same from both sides."""
    other = link.of if link.who.id == own else link.who
    return str(other.id), str(link)


def _complaint(resolved: date | None, satisfied: date | None) -> str:
    return "satisfied" if satisfied else "resolved" if resolved else "open"


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows in columns, empty columns left out, under a heading; the first ten of them."""
    if not rows:
        return ""
    cells = [[one_line(cell) for cell in row] for row in rows[:_SHOWN]]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  " + "  ".join(fit(cell, cells) for cell, cells in zip(row, widths, strict=True) if cells).rstrip() + "\n"
        for row in cells
    )
    more = f"  and {len(rows) - _SHOWN} more (--json has all)\n" if len(rows) > _SHOWN else ""
    return heading(title) + "".join(lines) + more


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels and texts, the labels in a column of their own."""
    safe = [(one_line(label), one_line(text)) for label, text in pairs]
    room = max((width(label) for label, _ in safe), default=0)
    return "".join(f"  {fit(label, max(room, _LEAST_LABEL))}  {text}\n" for label, text in safe)


def _labelled(text: str, label: str) -> str:
    return f"{text} ({label})" if label else text


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
