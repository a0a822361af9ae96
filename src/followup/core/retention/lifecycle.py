"""The stage of a contact as a customer: prospect, first, repeat, client, advocate, or lapsed.

The stages are Jill Griffin's (Customer Loyalty: How to Earn It, How to Keep It, 1995, chapter 2), computed from sales
and referrals. Suspect and disqualified are only set by hand; a stage set by hand stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.stages import PROSPECT
from followup.core.retention.warnings import stopped_buying

if TYPE_CHECKING:
    from collections.abc import Collection

    from followup.core.model.rules import Rules


def customer_stage(days: Collection[int], today: int, rules: Rules, *, refers: bool, is_lost: bool) -> str:
    """Return the stage by sales and referrals; `days` are those of the sales; days are ordinals.

    A sale on one day makes a first-time customer, on two days a repeat customer, and from the number that shows a
    rhythm (`warnings.lost_sales`) on a client. A customer who referred somebody is an advocate. One who buys no more,
    or was marked as lost, has lapsed.
    """
    bought = len({day for day in days if day <= today})
    if not bought:
        return PROSPECT
    if is_lost or stopped_buying(days, today, rules.warnings, rules.value):
        return "lapsed"
    if refers:
        return "advocate"
    return "first" if bought == 1 else "client" if bought >= rules.warnings.lost_sales else "repeat"
