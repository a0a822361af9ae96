"""Shows how unknown columns of a table would be imported, and asks about it, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.input.options import ask_yes_no, can_ask
from followup.errors import FollowupError
from followup.render.formats.output import say, say_table
from followup.render.importing.columns import mapping_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.importing.draft import Reading

_HOW = '--map "COLUMN=FIELD" says what a column is, --map "COLUMN=-" leaves it out'


def show_guesses(readings: Iterable[tuple[str, Reading]], *, yes: bool) -> None:
    """Show how the files with unknown columns are understood; ask on a terminal, unless `yes`.

    Raises FollowupError when the answer is no.
    """
    guessed = [(name, reading) for name, reading in readings if any(column.guessed for column in reading.columns)]
    for name, reading in guessed:
        say(f"{name} is read like this:")
        say_table(mapping_text(reading))
    if not guessed:
        return
    say(f"? is unknown and becomes a custom field; {_HOW}.")
    if not yes and can_ask() and not ask_yes_no("Import it like this?"):
        raise FollowupError("nothing was imported", f"{_HOW}: followup import FILE --map ...")
