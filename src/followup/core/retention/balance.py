"""The balance of give and take with a contact: points for each interaction, which fade with time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.model.rules import BalanceRules


class Balance(NamedTuple):
    """The points of today, the highest they ever were, and the number of interactions they are summed from.

    `judged` says whether there are enough interactions to judge by.
    """

    points: float
    peak: float
    interactions: int
    judged: bool

    @property
    def overdrawn(self) -> bool:
        """Whether more was taken than given; False where there are too few interactions to judge."""
        return self.judged and self.points < 0


def balance(
    interactions: Iterable[tuple[int, str]], late_tasks: Iterable[int], today: int, rules: BalanceRules
) -> Balance:
    """Return the balance: the sum of points x 0.5^(age / half-life).

    `interactions` are (day, kind) of those that were answered, `late_tasks` the days on which a task's lateness began
    to count (see `counts_late_from`). Days are ordinals; those after today do not count yet.
    """
    entries = [(day, rules.points.get(kind, 0.0)) for day, kind in interactions if day <= today]
    count = len(entries)
    entries += [(day, rules.late_task) for day in late_tasks if day <= today]
    points = peak = 0.0
    entries.sort()
    before = entries[0][0] if entries else today
    for day, entry_points in entries:
        points = points * 0.5 ** ((day - before) / rules.half_life) + entry_points
        peak = max(peak, points)
        before = day
    points *= 0.5 ** ((today - before) / rules.half_life)
    return Balance(points, peak, count, judged=count >= rules.judged_from)


def counts_late_from(due: int, done: int, today: int, rules: BalanceRules) -> int:
    """Return the day from which a task counts as late, 0 if it does not; `done` is 0 while open. Days are ordinals."""
    late = due + rules.late_days + 1
    return late if due and late <= (done or today) else 0
