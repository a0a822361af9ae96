"""Warnings: whether a customer is about to leave or buys less, by which rule, and what to do about it.

Each rule is a function that looks at the evidence and returns a finding or None. RULES lists them: another rule for
warnings is another function in that list. The gravest finding becomes the warning.

Days are ordinals and 0 is never; money is in the currency's smallest unit.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import amount_text, day_text
from followup.core.dates.periods import sums_of_windows
from followup.core.model.stages import WARNING_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from followup.core.cadence.due import ContactRhythm
    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import ValueRules, WarningRules
    from followup.core.retention.balance import Balance

WARNED_GRADES = ("A", "B", "C")
BEST_GRADE = "A"
"""The grade whose loss by a policy is a warning."""
WEEK_STAGES = ("early", "acute", "lost")
"""The stages that reach the week and the morning's page."""
MARKED_LOST = "said"
"""The name of the rule for customers that a person marked as lost."""
_MAX_LATENESS = 2.0
_WORK_ORDER = ("acute", "early", "watch", "lost")
"""Warnings that can still be acted on come before customers who are lost."""


class WarningInput(NamedTuple):
    """What a customer is judged by. `sales` are (day, profit) in the order of days.

    `interval` is the longest interval of the contact's cadence in days (0: none), `complaint_opened` the day the oldest
    open complaint was opened. `lost_reason` and `lost_on` are known of customers that are `marked_lost`. `grade_fall`
    says how a policy lowered an A (`from A to C on 2026-05-03`).
    """

    id: int
    interval: int
    last_touch: int
    sales: Sequence[tuple[int, int]]
    complaint_opened: int = 0
    balance: Balance | None = None
    marked_lost: bool = False
    lost_reason: str = ""
    lost_on: int = 0
    grade_fall: str = ""
    may_contact: bool = True


class CustomerWarning(NamedTuple):
    """A customer's stage, the rule that decided it with its numbers, what to do, and the profit at risk.

    `loss` is `customer` (about to leave) or `value` (buys less); `lateness` is the silence beyond one interval of the
    cadence, in intervals, from 0 to 2.
    """

    stage: str
    rule: str = ""
    why: str = ""
    advice: str = ""
    profit_at_risk: int = 0
    loss: str = ""
    lateness: float = 0.0


FINE = CustomerWarning("fine")


class Evidence(NamedTuple):
    """What a rule looks at: the customer, the thresholds, and what was computed once for all rules.

    `silence` is the number of working days since the last touch (0 without one), `profit` that of the window that ends
    today, `profit_before` that of the window before it.
    """

    customer: WarningInput
    today: int
    silence: int
    profit: int
    profit_before: int
    rules: WarningRules
    value: ValueRules


class Finding(NamedTuple):
    """What a rule found: the stage, the rule's name, why with the numbers, the advice, and the kind of loss."""

    stage: str
    rule: str
    why: str
    advice: str
    loss: str = "customer"


def warning_for(
    customer: WarningInput, today: date, calendar: Calendar, rules: WarningRules, value: ValueRules
) -> CustomerWarning:
    """Judge one customer graded A to C: the gravest finding decides, and among equals the first one in RULES."""
    now = today.toordinal()
    silence = calendar.between(customer.last_touch, now) if customer.last_touch else 0
    profit, before = sums_of_windows(customer.sales, today, value.window)
    evidence = Evidence(customer, now, silence, profit, before, rules, value)
    findings = [finding for rule in RULES if (finding := rule(evidence))]
    if not findings:
        return FINE
    stage, rule_name, why, advice, loss = max(findings, key=lambda finding: WARNING_STAGES.index(finding.stage))
    at_risk = before - profit if loss == "value" else profit or before
    lateness = silence / customer.interval - 1 if customer.interval else 0.0
    if not customer.may_contact:
        advice = "Nothing: not to be contacted."
    return CustomerWarning(stage, rule_name, why, advice, max(at_risk, 0), loss, max(0.0, min(_MAX_LATENESS, lateness)))


def gravest_first(
    warnings: Iterable[tuple[ContactRhythm, CustomerWarning]],
) -> list[tuple[ContactRhythm, CustomerWarning]]:
    """Return the warnings in the order they are worked through: acute, early, watch, by the profit at risk; then lost.

    Customers who are fine are left out.
    """
    return sorted(
        ((contact, warning) for contact, warning in warnings if warning.stage in _WORK_ORDER),
        key=lambda pair: (_WORK_ORDER.index(pair[1].stage), -pair[1].profit_at_risk, pair[0].id),
    )


def _marked_lost(evidence: Evidence) -> Finding | None:
    """A person said that the customer is lost."""
    customer = evidence.customer
    if not customer.marked_lost:
        return None
    since = f" since {day_text(customer.lost_on)}" if customer.lost_on else ""
    why = f"lost{since}: {customer.lost_reason or 'no reason given'}"
    return Finding("lost", MARKED_LOST, why, "Ask again in half a year.")


def _stopped_buying(evidence: Evidence) -> Finding | None:
    """The customer buys no more."""
    sales, rules, value = evidence.customer.sales, evidence.rules, evidence.value
    if len(sales) < rules.lost_sales:  # too few for a usual gap: a recent sale is enough to say that somebody buys
        idle = evidence.today - sales[-1][0] if sales else 0
        if 0 <= idle < value.repurchase_days:
            return None
    return stopped_buying([day for day, _ in sales], evidence.today, rules, value)


def stopped_buying(days: Iterable[int], today: int, rules: WarningRules, value: ValueRules) -> Finding | None:
    """Find out whether somebody buys no more: no sale for three usual gaps, or in years where no gap is usual yet.

    `days` are those of the sales, in any order; those after today do not count yet.
    """
    bought = sorted({day for day in days if day <= today})
    idle = today - bought[-1] if bought else 0
    if len(bought) >= rules.lost_sales:
        gap = _median([later - earlier for earlier, later in pairwise(bought)])
        if idle >= rules.lost_gaps * gap:
            why = f"no sale for {idle} days: {idle / gap:.1f} times the usual {gap:g} between sales"
            return Finding("lost", "rhythm", why, "Find out where the orders go now.")
    elif bought and idle >= value.repurchase_days:
        why = f"no sale for {idle} days: {value.repurchase_days} or more"
        return Finding("lost", "repurchase", why, "Find out where the orders go now.")
    return None


def _open_complaint(evidence: Evidence) -> Finding | None:
    """A complaint is open for too long."""
    days = evidence.today - evidence.customer.complaint_opened
    if not evidence.customer.complaint_opened or days <= evidence.rules.complaint_days:
        return None
    why = f"a complaint is open for {days} days, more than {evidence.rules.complaint_days}"
    return Finding("acute", "complaint", why, "Settle the complaint, in person.")


def _low_balance(evidence: Evidence) -> Finding | None:
    """The account with the contact is overdrawn, or far below its peak."""
    account, rules = evidence.customer.balance, evidence.rules
    if account is None or not account.judged:
        return None
    if account.overdrawn:
        why = f"overdrawn: the balance is {account.points:.2f}"
        return Finding("acute", "balance", why, "Give before you ask again: help, or a visit without a purpose.")
    if account.points < rules.watch_balance * account.peak:
        why = f"the balance is {account.points:.1f}, under {rules.watch_balance:.0%} of its peak of {account.peak:.1f}"
        return Finding("watch", "balance", why, "Do something for them.")
    return None


def _silence(evidence: Evidence) -> Finding | None:
    """Nobody was in touch for longer than the cadence wants."""
    interval, rules = evidence.customer.interval, evidence.rules
    if not evidence.silence or not interval:
        return None
    times = evidence.silence / interval
    if times < min(rules.early_silence, rules.acute_silence):
        return None
    why = f"silent for {evidence.silence} working days: {times:.1f} times the longest interval of {interval}"
    if times >= rules.acute_silence:
        return Finding("acute", "silence", why, "Call today, and visit.")
    return Finding("early", "silence", why, "Call, and ask how things are.")


def _less_value(evidence: Evidence) -> Finding | None:
    """The profit of the window is lower than that of the window before it."""
    profit, before, rules = evidence.profit, evidence.profit_before, evidence.rules
    if before <= 0 or profit >= before:
        return None
    drop = (before - profit) / before
    if drop < rules.watch_value:
        return None
    stage = "acute" if drop >= rules.acute_value else "early" if drop >= rules.early_value else "watch"
    why = f"value down {drop:.0%} on the window before: {amount_text(profit)} after {amount_text(before)}"
    return Finding(stage, "value", why, "Ask what else they buy, and from whom.", "value")


def _grade_fall(evidence: Evidence) -> Finding | None:
    """A policy took away the customer's A."""
    if not evidence.customer.grade_fall:
        return None
    why = f"the grade fell {evidence.customer.grade_fall}"
    return Finding("watch", "grade", why, "Find out what they buy less of, and why.", "value")


RULES: tuple[Callable[[Evidence], Finding | None], ...] = (
    _marked_lost,
    _stopped_buying,
    _open_complaint,
    _low_balance,
    _silence,
    _less_value,
    _grade_fall,
)


def _median(numbers: list[int]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
