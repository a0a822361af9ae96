"""How far a customer has drifted: fine, watch, early, acute, lost; by which rule, and what to do about it.

Days are ordinals and 0 is never; money is in the currency's smallest unit.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import amount_text, day_text
from followup.core.dates.periods import windows
from followup.core.model.stages import WARNING_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.cadence.due import Person
    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import ValueRules, WarningRules
    from followup.core.retention.balance import Balance

WARNED_GRADES = ("A", "B", "C")
SAID = "said"
"""The rule of who was marked as lost."""
_GRAVITY = ("acute", "early", "watch", "lost")
"""Who comes first: what can still be turned, before what is lost."""


class Customer(NamedTuple):
    """What a warning is judged by. `sales` are (day, profit) in order of days; `interval` the cadence's longest.

    `complaint` is the day the oldest open complaint was opened; `lost_reason` and `lost_on` are what was said when
    somebody was marked as lost; `fell` tells the fall of an A that a policy found (`from A to C on 2026-05-03`).
    """

    id: int
    interval: int
    last_touch: int
    sales: Sequence[tuple[int, int]]
    complaint: int = 0
    balance: Balance | None = None
    said_lost: bool = False
    lost_reason: str = ""
    lost_on: int = 0
    fell: str = ""
    may_contact: bool = True


class Warned(NamedTuple):
    """A customer's stage, the rule that found it with its numbers, what to do, and what there is to lose.

    `loss` is `customer` (somebody leaves) or `value` (somebody buys less); `lateness` is the silence beyond one
    interval, in intervals.
    """

    stage: str
    rule: str = ""
    why: str = ""
    advice: str = ""
    profit_at_risk: int = 0
    loss: str = ""
    lateness: float = 0.0


FINE = Warned("fine")
Finding = tuple[str, str, str, str, str]
"""Stage, rule, why, advice, loss."""


def drift(customer: Customer, today: date, calendar: Calendar, rules: WarningRules, value: ValueRules) -> Warned:
    """Judge one customer graded A to C: the gravest finding wins, and among equals the one that asks for more."""
    now = today.toordinal()
    current, before = _profits(customer, now, windows(today, value.window))
    silence = calendar.between(customer.last_touch, now) if customer.last_touch else 0
    findings = (
        _said(customer) if customer.said_lost else None,
        _sales(customer, now, rules, value),
        _complaint(customer, now, rules) if customer.complaint else None,
        _balance(customer.balance, rules) if customer.balance else None,
        _silence(customer, silence, rules) if silence else None,
        _value(current, before, rules) if current < before else None,
        _grade(customer) if customer.fell else None,
    )
    found = [each for each in findings if each]
    if not found:
        return FINE
    stage, rule, why, advice, loss = max(found, key=_gravity)
    risk = before - current if loss == "value" else current or before
    late = max(0.0, min(2.0, silence / customer.interval - 1)) if customer.interval else 0.0
    if not customer.may_contact:
        advice = "Nothing: not to be contacted."
    return Warned(stage, rule, why, advice, max(risk, 0), loss, late)


def _gravity(finding: Finding) -> int:
    return WARNING_STAGES.index(finding[0])


def gravest_first(found: Iterable[tuple[Person, Warned]]) -> list[tuple[Person, Warned]]:
    """Order warnings as they are worked through: acute, early, watch, by the profit at risk; who is lost last."""
    return sorted(
        (each for each in found if each[1].stage in _GRAVITY),
        key=lambda each: (_GRAVITY.index(each[1].stage), -each[1].profit_at_risk, each[0].id),
    )


def _profits(customer: Customer, today: int, starts: tuple[int, int]) -> tuple[int, int]:
    """The profit of the window and of the one before it."""
    start, earlier = starts
    current = before = 0
    for day, profit in customer.sales:
        if start < day <= today:
            current += profit
        elif earlier < day <= start:
            before += profit
    return current, before


def _said(customer: Customer) -> Finding:
    since = f" since {day_text(customer.lost_on)}" if customer.lost_on else ""
    why = f"lost{since}: {customer.lost_reason or 'no reason given'}"
    return "lost", SAID, why, "Ask again in half a year.", "customer"


def _sales(customer: Customer, today: int, rules: WarningRules, value: ValueRules) -> Finding | None:
    if len(customer.sales) < rules.lost_sales:  # no rhythm: a recent sale is enough to say that somebody buys
        idle = today - customer.sales[-1][0] if customer.sales else 0
        if 0 <= idle < value.repurchase_days:
            return None
    return stopped_buying([day for day, _ in customer.sales], today, rules, value)


def stopped_buying(days: Iterable[int], today: int, rules: WarningRules, value: ValueRules) -> Finding | None:
    """Say that somebody buys no more: no sale for three times the usual gap, or in years where there is no usual one.

    `days` are those of the sales, in any order; those after today do not count yet.
    """
    bought = sorted({day for day in days if day <= today})
    idle = today - bought[-1] if bought else 0
    if len(bought) >= rules.lost_sales:
        gap = _median([later - earlier for earlier, later in pairwise(bought)])
        if idle >= rules.lost_gaps * gap:
            why = f"no sale for {idle} days: {idle / gap:.1f} times the usual {gap:g} between sales"
            return "lost", "rhythm", why, "Find out where the orders go now.", "customer"
    elif bought and idle >= value.repurchase_days:
        why = f"no sale for {idle} days: {value.repurchase_days} or more"
        return "lost", "repurchase", why, "Find out where the orders go now.", "customer"
    return None


def _complaint(customer: Customer, today: int, rules: WarningRules) -> Finding | None:
    days = today - customer.complaint
    if days <= rules.complaint_days:
        return None
    why = f"a complaint is open for {days} days, more than {rules.complaint_days}"
    return "acute", "complaint", why, "Settle the complaint, in person.", "customer"


def _balance(account: Balance, rules: WarningRules) -> Finding | None:
    if not account.judged:
        return None
    if account.points < 0:
        why = f"overdrawn: the balance is {account.points:.2f}"
        return "acute", "balance", why, "Give before you ask again: help, or a visit without a purpose.", "customer"
    if account.points < rules.watch_balance * account.peak:
        why = f"the balance is {account.points:.1f}, under {rules.watch_balance:.0%} of its peak of {account.peak:.1f}"
        return "watch", "balance", why, "Do something for them.", "customer"
    return None


def _silence(customer: Customer, silence: int, rules: WarningRules) -> Finding | None:
    if not customer.interval:
        return None
    times = silence / customer.interval
    if times < min(rules.early_silence, rules.acute_silence):
        return None
    why = f"silent for {silence} working days: {times:.1f} times the longest interval of {customer.interval}"
    if times >= rules.acute_silence:
        return "acute", "silence", why, "Call today, and visit.", "customer"
    return "early", "silence", why, "Call, and ask how things are.", "customer"


def _value(current: int, before: int, rules: WarningRules) -> Finding | None:
    if before <= 0:
        return None
    drop = (before - current) / before
    if drop < rules.watch_value:
        return None
    stage = "acute" if drop >= rules.acute_value else "early" if drop >= rules.early_value else "watch"
    why = f"value down {drop:.0%} on the window before: {amount_text(current)} after {amount_text(before)}"
    return stage, "value", why, "Ask what else they buy, and from whom.", "value"


def _grade(customer: Customer) -> Finding:
    return "watch", "grade", f"the grade fell {customer.fell}", "Find out what they buy less of, and why.", "value"


def _median(numbers: list[int]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
