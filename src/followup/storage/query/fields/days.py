"""Fields about days: added, idle, due, birthday, bought."""

from __future__ import annotations

from datetime import date, timedelta
from json import dumps
from typing import TYPE_CHECKING

from followup.core.cadence.due import NO_ANSWER
from followup.core.dates.occasions import days_by_key
from followup.core.dates.parsing import parse_day
from followup.core.query.values import DayRange, day_range, is_duration, is_year, month_of, period
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.query.context import in_ids
from followup.storage.query.fields.condition import any_row

if TYPE_CHECKING:
    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition

_NEVER = frozenset({"never", "从未", "从不"})
_LATE = frozenset({"late", "overdue", "过期", "逾期"})
_YEAR = timedelta(days=364)  # and today
_DAY = timedelta(days=1)
_DATED = (">", ">=", "<", "<=", "..")


def _added(comparison: Comparison, context: QueryContext) -> Sql:
    """The day on which a contact came into the book: `<30d` is less than 30 days ago."""
    return _in_range("added", day_range(comparison, context.today, back=True))


def _idle(comparison: Comparison, context: QueryContext) -> Sql:
    """Days since the last interaction (a vain attempt is none); without any they count as more than every number."""
    last = (
        "coalesce((SELECT max(day) FROM interaction WHERE contact_id = contact.id"
        f" AND outcome <> '{NO_ANSWER}' AND day <= ?), '')"
    )
    today: list[object] = [context.today.isoformat()]
    if fold(comparison.value) in _NEVER:
        return f"{last} = ''", today
    if not is_duration(comparison.value):
        raise WrongUsageError(
            f'"{comparison.value}" is no length of time', "write idle:>60d, idle:8w, idle:<2m or idle:never"
        )
    condition, limits = _in_range(last, day_range(comparison, context.today, back=True, plain=">="))
    return condition, today + limits


def _due(comparison: Comparison, context: QueryContext) -> Sql:
    """A visit, a call or an open task is due: on a day, in a period, `late` before today, `<7d` within so many days."""
    if fold(comparison.value) in _LATE:
        wanted = DayRange(None, context.today - _DAY)
    else:
        wanted = day_range(comparison, context.today, back=False)
    first, last = wanted.first or date.min, wanted.last or date.max
    dues = context.computed("due").dues()
    touches, ids = in_ids(number for number, days in dues.items() if any(first <= day <= last for day in days))
    tasks, limits = _in_range("due", wanted)
    return f"({touches} OR id IN (SELECT contact_id FROM task WHERE done IS NULL AND {tasks}))", ids + limits


def _bought(comparison: Comparison, context: QueryContext) -> Sql:
    """A product (`bought:tyres`), or a time: any sale in a period or by a date, the last one by its age; or never."""
    word = fold(comparison.value)
    if word in _NEVER:
        return f"NOT {any_row('sale')}", []
    if is_duration(comparison.value) and (comparison.op in _DATED or not word.isdigit()):
        limits, parameters = _in_range(
            "coalesce((SELECT max(day) FROM sale WHERE contact_id = contact.id AND day <= ?), 'never')",
            day_range(comparison, context.today, back=True),
        )
        return limits, [context.today.isoformat(), *parameters]
    names_days = period(word, context.today, back=True) or word in {"today", "yesterday"}
    if comparison.op in _DATED or names_days:
        limits, parameters = _in_range("sale.day", day_range(comparison, context.today, back=True))
        return any_row("sale", limits), parameters
    return any_row("sale", "fold(product) = ?" if comparison.op == "=" else "instr(fold(product), ?) > 0"), [word]


def _birthday(comparison: Comparison, context: QueryContext) -> Sql:
    """A birthday falls on a day or in a period, `<14d` from today on; a year alone is the year of birth."""
    if is_year(comparison.value) and comparison.op in {"", "="}:
        return _birthday_row("year = ?"), [int(fold(comparison.value)[:4])]
    first, last = _birthday_range(comparison, context.today)
    if last < first:
        return "0", []
    lunar = context.connection.execute("SELECT 1 FROM occasion WHERE calendar = 'lunar' LIMIT 1").fetchone() is not None
    rules = context.rules.occasions
    days = set(days_by_key(first, last, rules, lunar=lunar))
    if comparison.op in {">", ">="}:  # a lunar year may be shorter than a solar one: leave out who comes before
        days -= set(days_by_key(context.today, first - _DAY, rules, lunar=lunar))
    keys = dumps([f"{calendar} {month} {day} {leap:d}" for calendar, month, day, leap in days])
    months = dumps(sorted(_whole_months(first, last)))
    return _birthday_row(
        "calendar || ' ' || month || ' ' || day || ' ' || leap_month IN (SELECT value FROM json_each(?))"
        " OR day IS NULL AND calendar = 'solar' AND month IN (SELECT value FROM json_each(?))"
    ), [keys, months]


def _birthday_row(condition: str) -> str:
    return any_row("occasion", f"kind = 'birthday' AND ({condition})")


def _in_range(column: str, wanted: DayRange) -> Sql:
    """Return the condition that a day (ISO text; '' comes before all days, a word after them) lies in a range."""
    first = wanted.first.isoformat() if wanted.first else ""
    return f"{column} BETWEEN ? AND ?", [first, (wanted.last or date.max).isoformat()]


def _birthday_range(comparison: Comparison, today: date) -> tuple[date, date]:
    """Return the days in which birthdays are looked for: at most a year, from today where no beginning is named."""
    if comparison.op == ".." and not is_duration(comparison.value):
        first = parse_day(comparison.value, today, "ahead")
        return first, parse_day(comparison.upto, first, "ahead")
    wanted = day_range(comparison, today, back=False)
    first, last = wanted.first or today, wanted.last or today + _YEAR
    return first, min(last, first + _YEAR) if (last - first) > _YEAR else last


def _whole_months(first: date, last: date) -> set[int]:
    """Return the months that lie wholly between two days: a birthday without a day is found by its month."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return {day.month for day in days if day.day == 1 and (month_of(day).last or day) <= last}


CONDITIONS: dict[str, Condition] = {
    "added": _added, "idle": _idle, "due": _due, "birthday": _birthday, "bought": _bought,
}  # fmt: skip
