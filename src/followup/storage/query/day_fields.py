"""The fields of a QUERY that are about days, money and points: added, idle, due, value, birthday, bought, balance."""

from __future__ import annotations

from datetime import date, timedelta
from json import dumps
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

from followup.core.cadence.due import NO_ANSWER
from followup.core.dates.occasions import days_by_key
from followup.core.dates.parsing import parse_day
from followup.core.model.money import parse_money
from followup.core.query.values import DayRange, day_range, is_duration, is_year, month_of, period
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.query.context import in_ids, numeric
from followup.storage.query.profit import profits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql

_SALE = "EXISTS (SELECT 1 FROM sale WHERE contact_id = contact.id AND {})"
_WITH_ACCOUNT = "SELECT contact_id FROM interaction UNION SELECT contact_id FROM task WHERE due IS NOT NULL"
_COMPARISONS = {"": ge, ">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}
_NEVER = frozenset({"never", "从未", "从不"})
_YEAR = timedelta(days=364)  # and today
_DATED = (">", ">=", "<", "<=", "..")


def added(value: Comparison, context: QueryContext) -> Sql:
    """When a contact came into the book: `<30d` is less than 30 days ago."""
    return _within("added", day_range(value, context.today, back=True))


def idle(value: Comparison, context: QueryContext) -> Sql:
    """Days since the last interaction that was one (an attempt in vain is none); never counts as more."""
    last = (
        "coalesce((SELECT max(day) FROM interaction WHERE contact_id = contact.id"
        f" AND outcome <> '{NO_ANSWER}' AND day <= ?), '')"
    )
    today: list[object] = [context.today.isoformat()]
    if fold(value.value) in _NEVER:
        return f"{last} = ''", today
    if not is_duration(value.value):
        raise WrongUsageError(
            f'"{value.value}" is no length of time', "write idle:>60d, idle:8w, idle:<2m or idle:never"
        )
    condition, limits = _within(last, day_range(value, context.today, back=True, plain=">="))
    return condition, today + limits


def due(value: Comparison, context: QueryContext) -> Sql:
    """A visit, call or open task is due: on a day or in a period, `late` before today, `<7d` within so many days."""
    if fold(value.value) in {"late", "overdue", "过期", "逾期"}:
        wanted = DayRange(None, context.today - timedelta(days=1))
    else:
        wanted = day_range(value, context.today, back=False)
    first, last = wanted.first or date.min, wanted.last or date.max
    dues = context.computed("due").dues()
    ids = [number for number, days in dues.items() if any(first <= day <= last for day in days)]
    task, limits = _within("due", wanted)
    condition, found = in_ids(ids)
    return f"({condition} OR id IN (SELECT contact_id FROM task WHERE done IS NULL AND {task}))", found + limits


def value(value: Comparison, context: QueryContext, private: Collection[int]) -> Sql:
    """Profit over the window; no sales is 0, and private people have none. An amount alone is the least."""
    from followup.core.dates.periods import window_ending

    limits = [parse_money(text) for text in _typed(value)]
    rules = context.rules.value
    found = profits(context.connection, *window_ending(context.today, rules.window), rules.margin)
    return _counted({number: profit for number, profit in found.items() if number not in private}, value, limits)


def balance(value: Comparison, context: QueryContext) -> Sql:
    """The account with a contact, as it stands today; who was never met has 0. A number alone is the least."""
    from followup.storage.query.balances import load_balances

    limits = [number for number in map(numeric, _typed(value)) if number is not None]
    if len(limits) < len(_typed(value)):
        raise WrongUsageError(f'"{value.value}" is no number', "write balance:<0, balance:>=10 or balance:0..5")
    known = [number for (number,) in context.connection.execute(_WITH_ACCOUNT)]
    accounts = load_balances(context.connection, known, context.today, context.rules)
    return _counted({number: round(account.points, 1) for number, account in accounts.items()}, value, limits)


def bought(value: Comparison, context: QueryContext) -> Sql:
    """A product (`bought:tyres`), or when: any sale in a period or by a date, the last one by its age; or never."""
    word = fold(value.value)
    if word in _NEVER:
        return f"NOT {_SALE.format('1')}", []
    if is_duration(value.value) and (value.op in _DATED or not word.isdigit()):
        limits, parameters = _within(
            "coalesce((SELECT max(day) FROM sale WHERE contact_id = contact.id AND day <= ?), 'never')",
            day_range(value, context.today, back=True),
        )
        return limits, [context.today.isoformat(), *parameters]
    if value.op in _DATED or period(word, context.today, back=True) or word in {"today", "yesterday"}:
        limits, parameters = _within("sale.day", day_range(value, context.today, back=True))
        return _SALE.format(limits), parameters
    holds = "fold(product) = ?" if value.op == "=" else "instr(fold(product), ?) > 0"
    return _SALE.format(holds), [word]


def birthday(value: Comparison, context: QueryContext) -> Sql:
    """A birthday falls on a day or in a period, `<14d` from today on; a year alone is the one of birth."""
    mine = "EXISTS (SELECT 1 FROM occasion WHERE contact_id = contact.id AND kind = 'birthday' AND ({}))"
    if is_year(value.value) and value.op in {"", "="}:
        return mine.format("year = ?"), [int(fold(value.value)[:4])]
    first, last = _ahead(value, context.today)
    if last < first:
        return "0", []
    lunar = context.connection.execute("SELECT 1 FROM occasion WHERE calendar = 'lunar' LIMIT 1").fetchone() is not None
    rules = context.rules.occasions
    days = set(days_by_key(first, last, rules, lunar=lunar))
    if value.op in {">", ">="}:  # a lunar year may be shorter than ours: who comes before is not asked for
        days -= set(days_by_key(context.today, first - timedelta(days=1), rules, lunar=lunar))
    keys = dumps([f"{calendar} {month} {day} {leap:d}" for calendar, month, day, leap in days])
    months = dumps(sorted(_whole_months(first, last)))
    return mine.format(
        "calendar || ' ' || month || ' ' || day || ' ' || leap_month IN (SELECT value FROM json_each(?))"
        " OR day IS NULL AND calendar = 'solar' AND month IN (SELECT value FROM json_each(?))"
    ), [keys, months]


def _typed(value: Comparison) -> list[str]:
    """What an amount is compared with: one, or the two ends of a range."""
    return [value.value, value.upto] if value.op == ".." else [value.value]


def _counted(counts: Mapping[int, float], value: Comparison, limits: Sequence[float]) -> Sql:
    """Whether a contact counts for what was asked; who is not in `counts` has 0. One limit alone is the least."""

    def holds(count: float) -> bool:
        if value.op == "..":
            return min(limits) <= count <= max(limits)
        return bool(_COMPARISONS[value.op](count, limits[0]))

    if holds(0):
        condition, others = in_ids(number for number, count in counts.items() if not holds(count))
        return f"NOT {condition}", others
    return in_ids(number for number, count in counts.items() if holds(count))


def _within(column: str, wanted: DayRange) -> Sql:
    """Whether a day (ISO text; '' is before all days, a word after them) lies in a span."""
    first = wanted.first.isoformat() if wanted.first else ""
    return f"{column} BETWEEN ? AND ?", [first, (wanted.last or date.max).isoformat()]


def _ahead(value: Comparison, today: date) -> tuple[date, date]:
    """The days a birthday is asked for: at most a year of them, from today where no beginning is said."""
    if value.op == ".." and not is_duration(value.value):
        first = parse_day(value.value, today, "ahead")
        return first, parse_day(value.upto, first, "ahead")
    wanted = day_range(value, today, back=False)
    first, last = wanted.first or today, wanted.last or today + _YEAR
    return first, min(last, first + _YEAR) if (last - first) > _YEAR else last


def _whole_months(first: date, last: date) -> set[int]:
    """The months that lie wholly between two days: whose birthday has no day is asked for by its month."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return {day.month for day in days if day.day == 1 and (month_of(day).last or day) <= last}


FIELDS: dict[str, Callable[[Comparison, QueryContext], Sql]] = {
    "added": added, "idle": idle, "due": due, "birthday": birthday, "bought": bought,
    "balance": balance,
}  # fmt: skip
