"""What the book tells the week: gathered by storage in one go, read by the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.cadence import Person
    from followup.core.contact import Complaint, Occasion, Sale, Task
    from followup.core.drift import Warned


class Answer(NamedTuple):
    """An interaction that may have answered an item: its day (ordinal), its kind, the item it named (`g12`) or ''."""

    day: int
    kind: str
    item: str


class Facts(NamedTuple):
    """Everybody the week may concern, and what is open with them.

    `tasks` are open and have a due day, `complaints` are open or wait for "are you satisfied?", `sales` are each
    contact's latest, of the last weeks; `answers` and `warnings` (early and worse) are by contact. `ungraded` counts
    the contacts without a grade that are not private, `contacts` all.
    """

    people: Mapping[int, Person]
    tasks: Sequence[Task] = ()
    complaints: Sequence[Complaint] = ()
    occasions: Sequence[tuple[int, Occasion]] = ()
    sales: Sequence[Sale] = ()
    answers: Mapping[int, Sequence[Answer]] = {}
    warnings: Mapping[int, Warned] = {}
    ungraded: int = 0
    contacts: int = 0
