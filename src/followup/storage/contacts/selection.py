"""A question about some contacts, however many: each is found by an index."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def only(sql: str, column: str, ids: Sequence[int] | None) -> tuple[str, list[str]]:
    """Return the question about these contacts alone, and its values; about all of them without `ids`.

    `sql` has braces where its condition belongs; `column` is what is compared.
    """
    if ids is None:
        return sql.format(1), []
    return sql.format(f"{column} IN (SELECT value FROM json_each(?))"), [dumps(list(ids))]
