"""Customers who are lost: the reason each was given, what that costs, and whom it may be worth winning back.

Money is in the currency's smallest unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.periods import window_ending
from followup.core.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.model.rules import ValueRules

CLOSED = "closed"
UNKNOWN = "unknown"
"""The reason of those who were marked as lost without one."""
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
    """A contact marked as lost: when (None: not said), why, whether it may be asked again, its sales (day, profit)."""

    id: int
    name: str
    grade: str | None
    on: date | None
    reason: str
    askable: bool
    sales: Sequence[tuple[date, int]]


class LostValue(NamedTuple):
    """What a lost customer brought ever, and in the window before it was lost; the day it bought again since."""

    lost: LostCustomer
    profit: int
    a_year: int
    bought_again: date | None


class ReasonTotal(NamedTuple):
    """How many were lost for a reason, and the profit of a window (a year) that went with them."""

    reason: str
    contacts: int
    a_year: int


class Losses(NamedTuple):
    """Who is lost: by reason, the dearest first; those worth asking again; those who bought since."""

    contacts: int
    a_year: int
    reasons: Sequence[ReasonTotal]
    win_back: Sequence[LostValue]
    bought_again: Sequence[LostValue]


def parse_reason(text: str) -> str:
    """One of the reasons for a word in English or Chinese. WrongUsageError names the nearest."""
    return _REASONS.parse(text)


def reasons_like(typed: str) -> list[str]:
    """The reasons that begin so."""
    return _REASONS.like(typed)


def losses_report(everybody: Iterable[LostCustomer], today: date, rules: ValueRules) -> Losses:
    """Count the lost by reason and value, and rank whom to win back by what they brought.

    Who has closed, may not be contacted or never brought a profit is not asked again; who bought since need not be.
    """
    found = sorted((_brought(lost, today, rules) for lost in everybody), key=lambda each: (-each.profit, each.lost.id))
    by_reason: dict[str, list[LostValue]] = {}
    for each in found:
        by_reason.setdefault(each.lost.reason or UNKNOWN, []).append(each)
    reasons = [ReasonTotal(reason, len(them), sum(each.a_year for each in them)) for reason, them in by_reason.items()]
    return Losses(
        len(found),
        sum(each.a_year for each in found),
        sorted(reasons, key=lambda each: (-each.a_year, -each.contacts, each.reason)),
        [each for each in found if _worth_asking(each)],
        [each for each in found if each.bought_again],
    )


def _worth_asking(each: LostValue) -> bool:
    return each.lost.askable and each.lost.reason != CLOSED and each.profit > 0 and each.bought_again is None


def _brought(lost: LostCustomer, today: date, rules: ValueRules) -> LostValue:
    sales = [(day, profit) for day, profit in lost.sales if day <= today]
    until = lost.on or max((day for day, _ in sales), default=today)
    since, _ = window_ending(until, rules.window)
    return LostValue(
        lost,
        sum(profit for _, profit in sales),
        sum(profit for day, profit in sales if since <= day <= until),
        max((day for day, _ in sales if lost.on and day > lost.on), default=None),
    )
