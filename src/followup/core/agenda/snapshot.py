"""What the book tells the week: gathered by storage in one go, read by the rules.

Rows are named tuples of their own: the dataclasses of `core.model.contact` cost a question more than all it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.contact import ContactOccasion, Snooze
    from followup.core.retention.warnings import CustomerWarning


class OpenTask(NamedTuple):
    """A task that is not done, with its due day; its fields are those of `core.model.contact.Task`."""

    id: int
    contact_id: int
    text: str
    due: date
    time: str = ""
    minutes: int | None = None
    place: str = ""
    important: bool = False


class OpenComplaint(NamedTuple):
    """A complaint that is open, or resolved and not asked after."""

    id: int
    contact_id: int
    opened: date
    text: str
    resolved: date | None = None


class FreshSale(NamedTuple):
    """A sale of the last weeks; the amount in the currency's smallest unit."""

    id: int
    contact_id: int
    on: date
    amount: int
    product: str = ""


class Answer(NamedTuple):
    """An interaction that may have answered an item: its day (ordinal), its kind, the item it named (`g12`) or ''."""

    day: int
    kind: str
    item: str


class WeekSnapshot(NamedTuple):
    """Everybody the week may concern, and what is open with them.

    `tasks` are open and have a due day, `complaints` are open or wait for "are you satisfied?", `sales` are each
    contact's latest, of the last weeks; `answers` and `warnings` (early and worse) are by contact. `ungraded` counts
    the contacts without a grade that are not private, `contacts` all. `snoozed` is by item: `v42`.
    """

    people: Mapping[int, ContactRhythm]
    tasks: Sequence[OpenTask] = ()
    complaints: Sequence[OpenComplaint] = ()
    occasions: Sequence[ContactOccasion] = ()
    sales: Sequence[FreshSale] = ()
    answers: Mapping[int, Sequence[Answer]] = {}
    warnings: Mapping[int, CustomerWarning] = {}
    ungraded: int = 0
    contacts: int = 0
    snoozed: Mapping[str, Snooze] = {}
