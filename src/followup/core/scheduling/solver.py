"""Placing: candidates in, the week out. What is dated, then what is due by weight, bettered until nothing gains."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import day_text
from followup.core.scheduling.day_fill import fill, gather
from followup.core.scheduling.item import Plan, Rank, Room, Span, Unplaced, item_of
from followup.core.scheduling.large_neighbourhood import shake
from followup.core.scheduling.local_search import improve
from followup.core.scheduling.schedule import Board

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Item

WEEKS_AHEAD = 5
POOL = 60
"""Of what is due, so many of the heaviest, and of the heaviest a minute, are loaded as knapsacks."""

FEW = 20
"""The same of more than MANY: the days hold no more of them."""

MANY = 200
"""Of more than this, single moves and swaps find a few percent at most, and a question would wait for them."""


def span_of(today: date, calendar: Calendar) -> Span:
    """The week that is meant today: this one, or with no working day left in it the next that has one."""
    start = today.toordinal()
    first = start - today.weekday()
    for week in range(WEEKS_AHEAD):
        span = span_from(first + 7 * week, start, calendar)
        if span.working:
            return span
    return span_from(first + 7, start, calendar)


def span_from(monday: int, today: int, calendar: Calendar) -> Span:
    """The week that begins on `monday`; nothing of it before today can be used."""
    return Span(monday, monday + 6, max(monday, today), calendar, today)


class Filled(NamedTuple):
    """A board with candidates on it, and all of them in the order in which they choose.

    `shown` are candidates by the copies that stand for them, as a call does that weighs less than it is.
    """

    board: Board
    ordered: Sequence[Candidate]
    shown: Mapping[str, Candidate]


def place(candidates: Iterable[Candidate], span: Span, rules: Rules) -> Plan:
    """Give every candidate a day, or a reason why it has none; fillers that find no room are left out.

    Appointments and dated items come first, then what is due, then fillers; the first two are placed as well as can be
    found before the next. The same candidates give the same plan, in whatever order they come.
    """
    return plan_of(fill_week(sorted(candidates), span, rules), rules)


def fill_week(ordered: Sequence[Candidate], span: Span, rules: Rules) -> Filled:
    """The board of an empty week with the candidates, which are sorted, on it."""
    board = Board(span, ordered, rules)
    dated = [each for each in ordered if each.rank < Rank.DUE]
    due = [each for each in ordered if each.rank == Rank.DUE]
    _place_dated(dated, board)
    calls = _place_due(due, board, rules.week.minutes.call)
    for each in ordered:
        if each.rank == Rank.FILLER and board.most:
            stands(board, each)
    return Filled(board, ordered, calls)


def plan_of(filled: Filled, rules: Rules) -> Plan:
    """The plan that a board comes to: what has a day, and what has none with its reason."""
    board, ordered, shown = filled
    today = board.span.today
    left = [each for each in ordered if each.rank < Rank.FILLER and each.id not in board.where]
    unplaced = sorted(Unplaced(each, _reason(each, board, rules), today) for each in left)
    items = [item_of(shown.get(each.id, each), today, board.where[each.id]) for each in board.standing()]
    return Plan(board.span, rooms_of(board), sorted(items, key=items_order), unplaced)


def rooms_of(board: Board) -> dict[int, Room]:
    """The minutes of each working day, and how many of them are used."""
    return {day: Room(minutes, min(minutes, minutes - board.room[day])) for day, minutes in board.minutes.items()}


def _place_dated(dated: list[Candidate], board: Board) -> None:
    """Place what has a date; where not all of it finds room, the most weight of it."""
    waiting = [each for each in dated if not stands(board, each)]
    if waiting and len(dated) <= MANY:
        _fill_well(board, [each for each in dated if not each.fixed], waiting, lambda each: each.rank == Rank.DATED)


def _fill_well(
    board: Board, pool: Sequence[Candidate], waiting: Sequence[Candidate], is_loose: Callable[[Candidate], bool]
) -> None:
    """Fill the board from a pool, shake it, and change it until nothing gains."""
    shake(fill(board, pool), pool)
    improve(board, [each for each in waiting if each.id not in board.where], is_loose)


def _density(candidate: Candidate) -> tuple[float, str]:
    return candidate.lightness / max(candidate.minutes, 1), candidate.id


def _place_due(due: list[Candidate], board: Board, shortest: int) -> dict[str, Candidate]:
    """Place what is due, the heaviest together, the others where room is left. Returns the calls that do for visits.

    `shortest` are the minutes of a call: once no day has them, no more calls are thought of.
    """
    waiting = [each for each in due if each.minutes > board.most or not stands(board, each)]
    calls = _place_better(due, waiting, board, shortest) if waiting else []
    gather(board, [each for each in due if each.kind == "visit" and each.id in board.where])
    return {call.id: call for call in calls}


def _place_better(due: list[Candidate], waiting: list[Candidate], board: Board, shortest: int) -> list[Candidate]:
    """Place what is due so that less waits. Returns the calls that were thought of."""
    pool = POOL if len(due) <= MANY else FEW
    names = {each.id for each in (*due[:pool], *nsmallest(pool, due, key=_density))}
    first = [each for each in due if each.id in names]
    calls = {visit.id: visit.instead() for visit in first if visit.instead}
    fillers = [in_gaps(visit, calls[visit.id], board) for visit in first if visit.id in calls]
    dated = [each for each in board.standing() if each.rank == Rank.DATED and not each.fixed]
    if len(due) <= MANY:
        _fill_well(board, [*dated, *first, *fillers], [*first, *fillers], _is_due)
    else:
        fill(board, [*dated, *first, *fillers])
    least = min(shortest, *(each.minutes for each in waiting))
    for each in waiting:
        if board.most < least:
            break
        if each.id not in names and not stands(board, each) and each.instead and board.most >= shortest:
            calls[each.id] = each.instead()
            stands(board, in_gaps(each, calls[each.id], board))
    return [*calls.values()]


def in_gaps(visit: Candidate, call: Candidate, board: Board) -> Candidate:
    """The call that does instead of a visit: worth a minute no more than the visit is, so that it only fills gaps."""
    board.is_instead(visit, call)
    share = call.minutes / max(visit.minutes + board.travel, 1)
    return call._replace(lightness=max(call.lightness, visit.lightness * share))


def _is_due(candidate: Candidate) -> bool:
    return candidate.rank == Rank.DUE


def stands(board: Board, candidate: Candidate) -> bool:
    """Put a candidate on the first day that suits it; False where there is none."""
    if candidate.rank == Rank.APPOINTMENT:
        board.put(candidate, candidate.due)
        return True
    if not candidate.fixed and (candidate.minutes > board.most or board.is_kept_from(candidate)):
        return False
    return board.stand(candidate)


def _reason(candidate: Candidate, board: Board, rules: Rules) -> str:
    """Why a candidate has no day."""
    other = board.rivals.get(candidate.id, "")
    if other in board.where:
        return f"no room for a {candidate.kind}; a call on {day_text(board.where[other])} does instead"
    rest = rules.cadence.rest_days
    if not board.days:
        return "no working day is left"
    if candidate.earliest > board.days[-1]:
        return f"rests until {day_text(candidate.earliest)}: one touch in {rest} days"
    if candidate.rank == Rank.DATED and candidate.due >= board.span.start:
        return f"no room left on {'' if candidate.fixed else 'or before '}{day_text(candidate.due)}"
    touched = board.touches_of(candidate)
    if touched:
        return f"one touch in {rest} days, and {day_text(touched[0])} has one"
    return "no room left in the week"


def items_order(item: Item) -> tuple[object, ...]:
    """Items sort by day, then by the clock, then by weight."""
    return item.day, item.time or "24", -item.weight, item.id
