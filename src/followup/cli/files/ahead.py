"""Work done ahead: other processes make the items of iterators, while this one does something else.

A child is a fork of this process, so it begins at once with all that is in memory here. Where there is no fork that can
be trusted, or only one processor, the items are made here, one after the other, and nothing else is different.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM, _END, _ERROR = b"i", b"e", b"x"
_LENGTH = 8
_MOST = 3
_ROOM = 1 << 20
"""What a pipe shall hold, in bytes."""
_WAITING = 16
"""So many items of a process may wait here, besides what its pipe holds."""


def helpers() -> int:
    """How many processes can make items beside this one; macOS' own libraries do not bear a fork.

    As many as there are processors, since this one waits for them now and then; more than three it could not follow.
    """
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    return min(processors, _MOST) if processors > 1 else 0


@contextmanager
def ahead(*works: Iterator[bytes]) -> Iterator[list[Iterator[bytes]]]:
    """Give the items of each work as a process of its own makes them; all are gone when the block ends, however.

    An error that making them raised is raised here, where its item would have come. Raises FollowupError where a
    process was ended from outside.
    """
    children: list[int] = []
    listeners: list[_Listener] = []
    try:
        for work in works:
            child, pipe = _begun(work)
            children.append(child)
            listeners.append(_Listener(pipe))
        for listener in listeners:  # only now: a process that has threads should not be forked
            listener.start()
        yield [listener.items() for listener in listeners]
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)  # it has nothing to lose
            os.waitpid(child, 0)
        for listener in listeners:
            listener.stop()


def _begun(items: Iterator[bytes]) -> tuple[int, BinaryIO]:
    reader, writer = os.pipe()
    _widen(writer)
    child = os.fork()
    if not child:
        os.close(reader)
        _work(items, writer)
    os.close(writer)
    return child, os.fdopen(reader, "rb")


def _widen(pipe: int) -> None:
    """Let a pipe hold a whole item, as far as this person may: with less, two processes keep waking each other."""
    import fcntl

    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _work(items: Iterator[bytes], writer: int) -> NoReturn:
    """Make the items and write them down the pipe; leave without the farewells of a whole program."""
    gc.disable()
    try:
        with os.fdopen(writer, "wb") as pipe:
            try:
                for item in items:
                    _send(pipe, _ITEM, item)
                _send(pipe, _END, b"")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the other side
                import pickle

                _send(pipe, _ERROR, pickle.dumps(error))
    except BaseException:  # noqa: BLE001 - nobody listens any more, or a person interrupted: the parent says so
        os._exit(1)
    os._exit(0)


def _send(pipe: BinaryIO, kind: bytes, item: bytes) -> None:
    pipe.write(kind + len(item).to_bytes(_LENGTH))
    pipe.write(item)
    pipe.flush()


class _Listener(Thread):
    """Takes in what a process sends while this one is busy, as far ahead as there is room."""

    def __init__(self, pipe: BinaryIO) -> None:
        super().__init__(daemon=True)
        self.pipe = pipe
        self.room = Semaphore(_WAITING)
        self.waiting: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
        self.stopped = False

    def run(self) -> None:
        kind = _ITEM
        while kind == _ITEM and self.room.acquire() and not self.stopped:
            kind = self.pipe.read(1)
            size = int.from_bytes(self.pipe.read(_LENGTH))
            item = self.pipe.read(size)
            kind = kind if len(item) == size else b""
            self.waiting.put((kind, item))

    def items(self) -> Iterator[bytes]:
        """Yield the items one after the other."""
        while True:
            kind, item = self.waiting.get()
            self.room.release()
            if kind == _END:
                return
            if kind == _ERROR:
                import pickle

                raise pickle.loads(item)  # noqa: S301 - our own process made it
            if kind != _ITEM:
                raise FollowupError("the process that read the files was ended from outside; nothing was changed")
            yield item

    def stop(self) -> None:
        """End, once the process is gone."""
        self.stopped = True
        if self.is_alive():
            self.room.release()
            self.join()
        self.pipe.close()
