"""Work done ahead in another process: the same items, the same errors, and nothing left behind."""

from __future__ import annotations

import os
import signal
import time
from itertools import count
from typing import TYPE_CHECKING

import pytest

from followup.cli.files.ahead import ahead, helpers
from followup.errors import FileUnreadableError, FollowupError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not helpers(), reason="needs Linux and a second processor: elsewhere all is one")


def no_child_is_left() -> bool:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    return True


def test_the_items_come_as_they_were_made_by_somebody_else() -> None:
    def items() -> Iterator[bytes]:
        return (f"{number} {os.getpid()}".encode() for number in range(3))

    with ahead(items(), items()) as made:
        told = [[item.split() for item in each] for each in made]
    assert [[number for number, _ in each] for each in told] == [[b"0", b"1", b"2"]] * 2
    makers = {maker for each in told for _, maker in each}
    assert len(makers) == 2
    assert str(os.getpid()).encode() not in makers
    assert no_child_is_left()


def test_who_is_not_listened_to_waits_and_loses_nothing() -> None:
    with ahead(b"%d" % number for number in range(100)) as (items,):
        time.sleep(0.2)
        assert [int(item) for item in items] == [*range(100)]


def test_an_item_may_be_longer_than_a_pipe_holds() -> None:
    with ahead(iter([b"x" * 3_000_000, b""])) as (items,):
        assert [len(item) for item in items] == [3_000_000, 0]


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def broken() -> Iterator[bytes]:
        yield b"first"
        raise FileUnreadableError("a.xlsx is cut off", "copy it again")

    with ahead(broken()) as (items,):
        assert next(items) == b"first"
        with pytest.raises(FileUnreadableError) as caught:
            next(items)
    assert (str(caught.value), caught.value.hint) == ("a.xlsx is cut off", "copy it again")


def test_who_stops_listening_ends_the_other() -> None:
    with ahead(b"%d" % number for number in count()) as (items,):
        assert next(items) == b"0"
    assert no_child_is_left()


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    def killed() -> Iterator[bytes]:
        yield b"first"
        os.kill(os.getpid(), signal.SIGKILL)

    with ahead(killed()) as (items,), pytest.raises(FollowupError, match="nothing was changed"):
        list(items)
    assert no_child_is_left()
