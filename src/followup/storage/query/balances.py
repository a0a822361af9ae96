"""The balance of contacts: reads interactions and late tasks for `core.retention.balance`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from json import dumps
from typing import TYPE_CHECKING

from followup.core.cadence.due import NO_ANSWER
from followup.core.retention.balance import Balance, balance, counts_late_from

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from followup.core.model.rules import Rules


@cache
def ordinal(day: str) -> int:
    """Return an ISO day as an ordinal; the same few hundred days are asked for thousands of times."""
    return date.fromisoformat(day).toordinal()


def load_balances(
    connection: sqlite3.Connection, contacts: Collection[int], today: date, rules: Rules
) -> dict[int, Balance]:
    """Return the balances of these contacts."""
    if not contacts:
        return {}
    ids = dumps(list(contacts))
    entries: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for contact, day, kind in connection.execute(
        "SELECT contact_id, day, kind FROM interaction"
        f" WHERE outcome <> '{NO_ANSWER}' AND contact_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        entries[contact].append((ordinal(day), kind))
    late: dict[int, list[int]] = defaultdict(list)
    for contact, due, done in connection.execute(
        "SELECT contact_id, due, done FROM task"
        " WHERE due IS NOT NULL AND contact_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        day = counts_late_from(ordinal(due), ordinal(done) if done else 0, today.toordinal(), rules.balance)
        if day:
            late[contact].append(day)
    return {number: balance(entries[number], late[number], today.toordinal(), rules.balance) for number in contacts}
