"""What changed in a week, a sentence each."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.scheduling.item import Change, ChangeKind
from followup.render.agenda.changes import change_sentence

WED = date(2026, 11, 25)
MON, TUE, THU = WED.toordinal() - 2, WED.toordinal() - 1, WED.toordinal() + 1
KINDS = ChangeKind


@pytest.mark.parametrize(
    ("kind", "before", "day", "reason", "sentence"),
    [
        (KINDS.DONE, 0, 0, "", "is done"),
        (KINDS.NEW, 0, THU, "opened today", "is new, for tomorrow: opened today"),
        (KINDS.PLANNED, 0, THU, "", "is planned for tomorrow"),
        (KINDS.FOUND_ROOM, 0, THU + 1, "", "found room on Fri 27 Nov"),
        (KINDS.FOUND_ROOM, 0, THU, "", "found room tomorrow"),
        (KINDS.POSTPONED, MON, THU, "", "moves to tomorrow: not done on Mon 23 Nov"),
        (KINDS.POSTPONED, TUE, THU, "", "moves to tomorrow: not done yesterday"),
        (KINDS.MOVED, THU, THU + 1, "", "moves from tomorrow to Fri 27 Nov"),
        (KINDS.PUT_OFF, THU, THU + 1, "", "moves from tomorrow to Fri 27 Nov, put off"),
        (KINDS.DAY_OFF, THU, THU + 1, "", "moves from tomorrow to Fri 27 Nov, which is a day off"),
        (KINDS.LOST_DAY, THU, 0, "no room {left}", "lost its day: no room {left}"),
        (KINDS.WAITS, THU, THU + 7, "", "waits until Thu 3 Dec"),
        (KINDS.MADE_ROOM, THU, 0, "", "made room: it is not due this week"),
        (KINDS.MISSED, TUE, TUE, "", "was missed yesterday"),
        (KINDS.NOT_DUE, THU, THU, "", "is not due any more"),
        (KINDS.PINNED, 0, THU, "", "is pinned to tomorrow"),
        (KINDS.SKIPPED, THU, THU, "", "is skipped"),
        (KINDS.SKIPPED, THU, THU, "ill", "is skipped: ill"),
    ],
)
def test_a_change_is_a_sentence(kind: ChangeKind, before: int, day: int, reason: str, sentence: str) -> None:
    change = Change("v1", "Visit {张伟}", kind, day, before, reason)
    assert change_sentence(change, WED) == f"v1 Visit {{张伟}} {sentence}"


def test_every_kind_of_change_has_a_sentence() -> None:
    assert all(change_sentence(Change("v1", "Visit", kind, THU, MON, "why"), WED) for kind in ChangeKind)
