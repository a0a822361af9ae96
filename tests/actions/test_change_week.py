"""Items pinned to a day and skipped: all of it is stored, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from followup.actions.change_week import pin, skip
from followup.actions.week import load_week
from followup.core.scheduling.item import ChangeKind, ItemStatus
from followup.errors import NotFoundError, WrongUsageError
from followup.settings.config import Settings

if TYPE_CHECKING:
    from followup.actions.week import Week
    from followup.storage.book.book import Book

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(4)


def week(book: Book) -> Week:
    return load_week(book, Settings(), MONDAY)


def test_a_pinned_item_is_on_its_day_from_now_on(book: Book) -> None:
    changed = pin(week(book), "v1", FRIDAY)
    assert [(change.item, change.kind) for change in changed.changes] == [("v1", ChangeKind.PINNED)]
    (item,) = [item for item in week(book).plan().items if item.id == "v1"]
    assert (item.day, item.pinned) == (FRIDAY, True)


def test_what_was_told_before_is_not_told_as_a_change_again(book: Book) -> None:
    pin(week(book), "v1", FRIDAY)
    assert [change.item for change in skip(week(book), ["v2"], "").changes] == ["v2"]


def test_skipped_items_stay_to_be_seen_with_the_reason(book: Book) -> None:
    skip(week(book), ["v1", "v2"], "ill")
    assert {(item.id, item.status, item.why) for item in week(book).plan().items} == {
        ("v1", ItemStatus.SKIPPED, "skipped: ill"),
        ("v2", ItemStatus.SKIPPED, "skipped: ill"),
    }


def test_where_one_of_them_cannot_be_nothing_is_changed(book: Book) -> None:
    before = week(book).plan().items
    with pytest.raises(NotFoundError, match="v9 is not on the agenda"):
        skip(week(book), ["v1", "v9"], "ill")
    with pytest.raises(WrongUsageError, match="is not in 2026-W48"):
        pin(week(book), "v1", MONDAY + timedelta(9))
    assert week(book).plan().items == before
