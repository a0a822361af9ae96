"""Catching up in the evening: what happened today is asked for, one contact after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.actions.log import log
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import stamp
from followup.cli.input.prompts import Outcome, ask_outcome, ask_until_valid, echo_unsaved
from followup.core.activities.entry import LogEntry, follow_up_task, parse_due
from followup.core.activities.kinds import parse_kind
from followup.core.model.contact import INTERACTION_KINDS, Interaction
from followup.render.activities.entry import log_text
from followup.render.formats.output import say, show_text

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.rules import Rules
    from followup.storage.book.book import Book


def catch_up(book: Book, day: date, today: date, rules: Rules) -> None:
    """Ask and log until an empty name or Ctrl-D. Every entry is a command of the history, which can be undone.

    A word that is not understood is asked for again. Once the kind is known, Ctrl-D keeps what was typed so far.
    """
    say("One after the other. Enter alone skips a question; at the name it ends.")
    try:
        while who := ask_until_valid("Who? ", lambda text: choose_contact(book.connection, text) if text else None):
            contact, name = who
            kind = _ask_kind(name)
            if not kind:
                continue
            outcome = ask_outcome("What about? ", today)
            interaction = Interaction(0, contact, day, kind, outcome.summary)
            _log(book, interaction, name, outcome, today, rules)
            if outcome.ended:
                return
    except EOFError:
        say("")


def _ask_kind(name: str) -> str:
    """Ask what happened with a contact; empty where nothing did."""
    kinds = ", ".join(INTERACTION_KINDS[:6])
    return ask_until_valid(f"What with {name}? ({kinds}, ...) ", lambda text: parse_kind(text) if text else "")


def _log(book: Book, interaction: Interaction, name: str, outcome: Outcome, today: date, rules: Rules) -> None:
    next_step = follow_up_task(interaction.contact_id, outcome.next_step or None, parse_due(outcome.due, today))
    typed = f"{name}, {interaction.kind}: {outcome.summary}\n{outcome.next_step} {outcome.due}"
    with echo_unsaved(typed):
        entry = log(book, LogEntry(interaction, next_step), name, today, rules, stamp(today))
    show_text(log_text(entry, name, today))
