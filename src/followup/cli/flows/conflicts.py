"""Asks the person at the terminal about an import's conflicts, one by one, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.input.options import can_ask
from followup.cli.input.prompts import ask_line
from followup.core.importing.conflicts import NEVER_ASKED, Answer
from followup.errors import WrongUsageError
from followup.render.formats.output import say
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.importing.report import FieldConflict
    from followup.core.importing.types import ConflictKey

_ANSWERS: Mapping[str, Answer] = {"b": "book", "f": "file", "": "both", "a": "both"}


def refuse_to_ask(names: Sequence[str], prefer: str, *, json: bool) -> None:
    """Raise WrongUsageError where nobody can be asked, or where --prefer says whose value stays."""
    if json or "-" in names or not can_ask():
        raise WrongUsageError("--ask needs a person at a terminal", "say --prefer book or --prefer file")
    if prefer == "file":
        raise WrongUsageError("--ask and --prefer file exclude each other", "leave one of them out")


def ask_about(conflicts: Sequence[FieldConflict], names: Mapping[int, str]) -> dict[ConflictKey, Answer]:
    """Ask about each conflict; after Ctrl-D both values of the others are kept."""
    answers: dict[ConflictKey, Answer] = {}
    open_conflicts = [conflict for conflict in conflicts if conflict.field not in NEVER_ASKED]
    if open_conflicts:
        say(f"Book and file differ {len(open_conflicts)} times. b: the book's, f: the file's, Enter: keep both.")
    try:
        for conflict in open_conflicts:
            answers[conflict.file, conflict.line, conflict.field, conflict.other] = _ask(conflict, names)
    except EOFError:
        say("")
    return answers


def _ask(conflict: FieldConflict, names: Mapping[int, str]) -> Answer:
    who = one_line(names.get(conflict.contact, "a new contact"))
    question = f"{who}, {conflict.field}: book {conflict.kept} | file {conflict.other} [b/f/Enter] "
    while (answer := ask_line(one_line(question) + " ").lower()[:1]) not in _ANSWERS:
        say("b, f, or Enter for both")
    return _ANSWERS[answer]
