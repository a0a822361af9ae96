"""A complaint is opened, resolved with its cause and remedy, and closed when the customer is satisfied."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.core.activities.complaints import close_complaint, count_causes, resolve_complaint
from followup.core.model.contact import Complaint
from followup.errors import WrongUsageError

TODAY = date(2026, 6, 2)
OPEN = Complaint(2, 7, TODAY - timedelta(days=5), "broken")


def test_a_resolved_complaint_has_its_day_its_cause_and_what_was_done() -> None:
    done = resolve_complaint(OPEN, " a new one ", " courier ", None, TODAY)
    assert (done.resolved, done.remedy, done.cause) == (TODAY, "a new one", "courier")
    yesterday = TODAY - timedelta(days=1)
    assert resolve_complaint(OPEN, "a new one", "", yesterday, TODAY).resolved == yesterday


def test_resolving_again_corrects_what_was_typed_and_keeps_the_rest() -> None:
    done = resolve_complaint(OPEN, "a new one", "", None, TODAY)
    later = TODAY + timedelta(days=1)
    assert resolve_complaint(done, "", "courier", None, later) == done._replace(cause="courier")
    assert resolve_complaint(done, "money back", "", None, later) == done._replace(remedy="money back")


def test_a_remedy_is_required_once_and_the_day_is_not_before_the_complaint() -> None:
    with pytest.raises(WrongUsageError, match="what was done about k2 is empty"):
        resolve_complaint(OPEN, "", "courier", None, TODAY)
    with pytest.raises(WrongUsageError, match="opened on 2026-05-28"):
        resolve_complaint(OPEN, "a new one", "", TODAY - timedelta(days=6), TODAY)


def test_a_closed_complaint_is_not_resolved_again() -> None:
    closed = close_complaint(resolve_complaint(OPEN, "a new one", "", None, TODAY), TODAY)
    assert closed.satisfied == TODAY
    assert close_complaint(closed, TODAY + timedelta(days=9)) == closed
    with pytest.raises(WrongUsageError, match="settled since 2026-06-02"):
        resolve_complaint(closed, "another", "", None, TODAY)


def test_nobody_is_satisfied_before_it_is_resolved() -> None:
    with pytest.raises(WrongUsageError, match="not resolved yet"):
        close_complaint(OPEN, TODAY)
    done = resolve_complaint(OPEN, "a new one", "", None, TODAY)
    assert close_complaint(done, TODAY - timedelta(days=3)).satisfied == TODAY


def test_causes_are_counted_however_they_are_spelled_and_the_most_frequent_is_first() -> None:
    complaints = [
        Complaint(1, 7, TODAY, "x", cause="Late delivery"),
        Complaint(2, 7, TODAY - timedelta(days=9), "x", cause="scratched"),
        Complaint(3, 8, TODAY - timedelta(days=1), "x", cause="late  DELIVERY"),
        Complaint(4, 8, TODAY, "nobody knows why"),
    ]
    assert [*map(tuple, count_causes(complaints))] == [
        ("Late delivery", 2, 2, TODAY),
        ("scratched", 1, 1, TODAY - timedelta(days=9)),
    ]
