"""Lost customers: the reason, the profit that went with them, and whom it may be worth winning back.

Money is in the currency's smallest unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.periods import sums_of_windows
from followup.core.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.model.rules import ValueRules

CLOSED = "closed"
UNKNOWN = "unknown"
"""The reason of customers that were marked as lost without one."""
_REASONS = Vocabulary(
    "reason for losing a customer",
    "reasons",
    {
        "price": "prices expensive cost costs budget 价格 价钱 太贵 贵 价格高 预算 成本",
        "service": "delivery slow support 服务 服务差 交货 交期 售后 太慢",
        "product": "products quality range 产品 质量 品质 货 规格",
        "relationship": "relation person people contact neglect 关系 人情 疏远 冷落 换人 换了人",
        "moved": "move moving left relocated retired 搬走 搬家 搬迁 调走 离职 退休 走了",
        CLOSED: "close shut bankrupt bankruptcy insolvent 倒闭 关门 关闭 停业 破产 歇业",
        "competitor": "competition rival other-supplier 竞争 竞争对手 对手 同行 别家",
        "other": "else 其他 其它 别的",
    },
    "价格 服务 产品 关系 搬走 倒闭 竞争对手 其他",
)


class LostCustomer(NamedTuple):
    """A contact that was marked as lost: when (None: unknown), why, and its sales (day, profit)."""

    id: int
    name: str
    grade: str | None
    on: date | None
    reason: str
    may_contact: bool
    sales: Sequence[tuple[date, int]]


class LostValue(NamedTuple):
    """The profit of a lost customer: ever, and in the window before it was lost; the day of the last sale since."""

    customer: LostCustomer
    profit: int
    a_year: int
    bought_again: date | None


class ReasonTotal(NamedTuple):
    """How many customers were lost for a reason, and the profit a window (a year) that went with them."""

    reason: str
    contacts: int
    a_year: int


class Losses(NamedTuple):
    """All lost customers: by reason, the most profit first; those worth asking again; those who bought again."""

    contacts: int
    a_year: int
    reasons: Sequence[ReasonTotal]
    win_back: Sequence[LostValue]
    bought_again: Sequence[LostValue]


def parse_reason(text: str) -> str:
    """Return the reason for a word in English or Chinese. WrongUsageError suggests the nearest."""
    return _REASONS.parse(text)


def reasons_like(typed: str) -> list[str]:
    """Return the reasons that begin with what was typed."""
    return _REASONS.beginning_with(typed)


def losses_report(customers: Iterable[LostCustomer], today: date, rules: ValueRules) -> Losses:
    """Count lost customers by reason and profit, and rank those worth winning back by what they brought.

    Worth asking again are those who brought a profit, have not closed, may be contacted, and did not buy again.
    """
    lost = sorted(
        (_value_of(customer, today, rules) for customer in customers),
        key=lambda value: (-value.profit, value.customer.id),
    )
    by_reason: dict[str, list[LostValue]] = {}
    for value in lost:
        by_reason.setdefault(value.customer.reason or UNKNOWN, []).append(value)
    reasons = [
        ReasonTotal(reason, len(values), sum(value.a_year for value in values)) for reason, values in by_reason.items()
    ]
    return Losses(
        len(lost),
        sum(value.a_year for value in lost),
        sorted(reasons, key=lambda reason: (-reason.a_year, -reason.contacts, reason.reason)),
        [value for value in lost if _worth_asking(value)],
        [value for value in lost if value.bought_again],
    )


def _worth_asking(value: LostValue) -> bool:
    customer = value.customer
    return customer.may_contact and customer.reason != CLOSED and value.profit > 0 and value.bought_again is None


def _value_of(customer: LostCustomer, today: date, rules: ValueRules) -> LostValue:
    sales = [(day, profit) for day, profit in customer.sales if day <= today]
    until = customer.on or max((day for day, _ in sales), default=today)
    a_year, _ = sums_of_windows(((day.toordinal(), profit) for day, profit in sales), until, rules.window)
    return LostValue(
        customer,
        sum(profit for _, profit in sales),
        a_year,
        max((day for day, _ in sales if customer.on and day > customer.on), default=None),
    )
