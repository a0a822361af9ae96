"""Public holidays by country and year: computed once with the `holidays` library, then stored in the book.

The library takes thirteen times as long as starting Python. Years without a decree yet are guesses: they are marked,
and computed again after a month.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from followup.core.dates.workdays import PublicDays, days_asked_about, work_calendar
from followup.storage.activities.time_off import load_aways

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.dates.busy import Stretch
    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import WorkdayRules
    from followup.storage.book.book import Book

GUESS_VALID_DAYS = 30
DAYS_BACK = 400


def load_calendar(
    book: Book, today: date, rules: WorkdayRules, week: date | None = None, busy: Iterable[Stretch] = ()
) -> Calendar:
    """Return the working days around today (over a year back, two months ahead) and those of the `week` asked for.

    Days off that were added by command are joined with those of the settings; `busy` are the hours of other calendars.
    """
    first, last = days_asked_about(today, week, DAYS_BACK)
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    away = load_aways(book.connection, date.fromordinal(first))
    if away:
        rules = rules._replace(away=(*rules.away, *away))
    return work_calendar(first, last, rules, public_days(book, rules.country, years, today), busy)


def public_days(book: Book, country: str, years: Iterable[int], today: date) -> PublicDays:
    """Return the holidays of a country (ISO code; empty: none), stored in the book or computed and stored."""
    if not country:
        return PublicDays()
    stored = {
        year: json.loads(days)
        for year, days in book.connection.execute("SELECT year, days FROM workyear WHERE country = ?", (country,))
    }
    missing = [year for year in years if year not in stored or _is_stale(stored[year], today)]
    if missing:
        computed = {year: _compute(country, year, today) for year in missing}
        stored |= computed
        _store(book, country, computed)
    wanted = {year: stored[year] for year in years}
    return PublicDays(
        frozenset(_ordinal(day) for days in wanted.values() for day, _ in days["holidays"]),
        frozenset(_ordinal(day) for days in wanted.values() for day in days["workdays"]),
        tuple(year for year, days in wanted.items() if days["guess"]),
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _is_stale(days: dict[str, object], today: date) -> bool:
    return bool(days["guess"]) and abs((today - date.fromisoformat(str(days["on"]))).days) > GUESS_VALID_DAYS


def _compute(country: str, year: int, today: date) -> dict[str, object]:
    import holidays

    try:
        country_days = holidays.country_holidays(country, years=year)
    except NotImplementedError:  # a country the library does not know has no holidays
        return {"holidays": [], "workdays": [], "guess": False, "on": today.isoformat()}
    worked = sorted(day.isoformat() for day in getattr(country_days, "weekend_workdays", ()) if day.year == year)
    named = [[day.isoformat(), name] for day, name in sorted(country_days.items()) if day.year == year]
    estimated = any("estimated" in name.lower() for _, name in named)
    # China's offices move days around by a decree each autumn; without one there are no made-up days.
    return {
        "holidays": named,
        "workdays": worked,
        "guess": estimated or (country == "CN" and not worked),
        "on": today.isoformat(),
    }


def _store(book: Book, country: str, years: dict[int, dict[str, object]]) -> None:
    if book.read_only:
        return
    rows = [(country, year, json.dumps(days, ensure_ascii=False)) for year, days in years.items()]
    try:
        with book.noting(patient=False) as connection:
            connection.executemany("INSERT OR REPLACE INTO workyear (country, year, days) VALUES (?, ?, ?)", rows)
    except sqlite3.OperationalError:  # somebody else is writing: the days are computed again next time
        return
