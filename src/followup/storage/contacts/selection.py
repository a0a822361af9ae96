"""A condition for some contacts, however many, that uses an index."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def for_contacts(sql: str, column: str, ids: Sequence[int] | None) -> tuple[str, list[str]]:
    """Return the statement for the contacts with these ids, and its parameters; for all contacts where `ids` is None.

    `sql` has braces where the condition belongs; `column` is the one that holds the contact's id.
    """
    if ids is None:
        return sql.format(1), []
    return sql.format(f"{column} IN (SELECT value FROM json_each(?))"), [dumps(list(ids))]
