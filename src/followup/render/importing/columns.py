"""How the columns of a table were understood: the field of each column, with a value to check it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.formats.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.importing.draft import Reading


def mapping_text(reading: Reading) -> str:
    """The columns of a file as a table; empty columns are left out, and guesses are marked."""
    rows = [
        [column.column, ("? " if column.guessed else "") + column.field, column.sample]
        for column in reading.columns
        if column.sample
    ]
    return table(["column", "field", "for example"], rows)


def mapping_json(readings: Sequence[tuple[str, Reading]]) -> list[dict[str, object]]:
    """The columns of all tables, for a script."""
    return [{"file": name, **column._asdict()} for name, reading in readings for column in reading.columns]
