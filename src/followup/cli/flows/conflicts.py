"""An import's conflicts, decided one by one by the person at the terminal before anything is written."""

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
    from followup.core.importing.types import Question

_ANSWERS: Mapping[str, Answer] = {"b": "book", "f": "file", "": "both", "a": "both"}


def refuse_to_ask(names: Sequence[str], prefer: str, *, json: bool) -> None:
    """Raise WrongUsageError where nobody can be asked, or where it was said beforehand whose value stays."""
    if json or "-" in names or not can_ask():
        raise WrongUsageError("--ask needs a person at a terminal", "say --prefer book or --prefer file")
    if prefer == "file":
        raise WrongUsageError("--ask and --prefer file exclude each other", "leave one of them out")


def answers_to(conflicts: Sequence[FieldConflict], names: Mapping[int, str]) -> dict[Question, Answer]:
    """Ask about each conflict; at the end of answers (Ctrl-D) both values are kept of the rest."""
    answers: dict[Question, Answer] = {}
    asked = [conflict for conflict in conflicts if conflict.field not in NEVER_ASKED]
    if asked:
        say(f"Book and file differ {len(asked)} times. b: the book's, f: the file's, Enter: keep both.")
    try:
        for conflict in asked:
            answers[conflict.file, conflict.line, conflict.field, conflict.other] = _one(conflict, names)
    except EOFError:
        say("")
    return answers


def _one(conflict: FieldConflict, names: Mapping[int, str]) -> Answer:
    who = one_line(names.get(conflict.contact, "a new contact"))
    question = f"{who}, {conflict.field}: book {conflict.kept} | file {conflict.other} [b/f/Enter] "
    while (answer := ask_line(one_line(question) + " ").lower()[:1]) not in _ANSWERS:
        say("b, f, or Enter for both")
    return _ANSWERS[answer]
