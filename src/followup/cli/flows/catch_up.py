"""The evening's catching up: what happened today is asked for, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import stamp
from followup.cli.input.prompts import ask_outcome, ask_until_valid, echo_unsaved
from followup.core.activities.entry import LogEntry, follow_up_task, parse_due
from followup.core.activities.kinds import parse_kind
from followup.core.model.contact import INTERACTION_KINDS, Interaction
from followup.render.activities.entry import log_text, log_title
from followup.render.formats.output import say, show_text
from followup.storage.agenda.entries import add_entry

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.rules import Rules
    from followup.storage.book.book import Book


class _Said(NamedTuple):
    """What was typed for one contact; `ended` where Ctrl-D cut it short."""

    contact: int
    name: str
    kind: str
    summary: str = ""
    next_step: str = ""
    due: str = ""
    ended: bool = False


def catch_up(book: Book, day: date, today: date, rules: Rules) -> None:
    """Ask and log until an empty name or Ctrl-D. Every entry is kept, and can be undone, by itself.

    A word that is not understood is asked for again. Once the kind is known, Ctrl-D keeps what was said so far.
    """
    say("One after the other. Enter alone skips a question; at the name it ends.")
    try:
        while who := ask_until_valid("Who? ", lambda text: choose_contact(book.connection, text) if text else None):
            said = _one(*who, today)
            if said:
                _keep(book, said, day, today, rules)
            if said and said.ended:
                return
    except EOFError:
        say("")


def _one(contact: int, name: str, today: date) -> _Said | None:
    """Ask what happened with a contact; None where nothing did."""
    kinds = ", ".join(INTERACTION_KINDS[:6])
    kind = ask_until_valid(f"What with {name}? ({kinds}, ...) ", lambda text: parse_kind(text) if text else "")
    if not kind:
        return None
    said = ask_outcome("What about? ", today)
    return _Said(contact, name, kind, said.summary, said.next_step, said.due, said.ended)


def _keep(book: Book, said: _Said, day: date, today: date, rules: Rules) -> None:
    interaction = Interaction(0, said.contact, day, said.kind, said.summary)
    entry = LogEntry(interaction, follow_up_task(said.contact, said.next_step or None, parse_due(said.due, today)))
    words = f"{said.name}, {said.kind}: {said.summary}\n{said.next_step} {said.due}"
    with echo_unsaved(words), book.writing("", at=stamp(today), plain=True) as writing:
        entry = add_entry(writing, entry, today, rules)
        writing.words = log_title(entry, said.name)
    show_text(log_text(entry, said.name, today))
