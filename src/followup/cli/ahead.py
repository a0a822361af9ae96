"""Work done ahead: another process makes the items of an iterator, while this one does something else.

The child is a fork of this process, so it begins at once with all that is in memory here. Where there is no fork that
can be trusted, or only one processor, the items are made here, one after the other, and nothing else is different.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM, _END, _ERROR = b"i", b"e", b"x"
_LENGTH = 8
_MOST = 3
_ROOM = 1 << 20
"""What a pipe holds where the system allows it: so far ahead a process works while nobody listens."""


def helpers() -> int:
    """How many processes can make items beside this one; macOS' own libraries do not bear a fork.

    As many as there are processors, since this one waits for them now and then; more than three it could not follow.
    """
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    return min(processors, _MOST) if processors > 1 else 0


@contextmanager
def ahead(items: Iterator[bytes]) -> Iterator[Iterator[bytes]]:
    """Give the items as another process makes them; it is gone when the block ends, however that ends.

    An error that making them raised is raised here, where its item would have come. Raises FollowupError where the
    process was ended from outside.
    """
    reader, writer = os.pipe()
    _widen(writer)
    child = os.fork()
    if not child:
        os.close(reader)
        _work(items, writer)
    os.close(writer)
    try:
        with os.fdopen(reader, "rb") as pipe:
            yield _received(pipe)
    finally:
        os.waitpid(child, 0)  # with the pipe closed it ends at the next item


def _widen(pipe: int) -> None:
    """Let the pipe hold more, as far as this person may."""
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


def _received(pipe: BinaryIO) -> Iterator[bytes]:
    while (kind := pipe.read(1)) != _END:
        size = int.from_bytes(pipe.read(_LENGTH))
        item = pipe.read(size)
        if not kind or len(item) < size:
            raise FollowupError("the process that read the files was ended from outside; nothing was changed")
        if kind == _ERROR:
            import pickle

            raise pickle.loads(item)  # noqa: S301 - our own process made it
        yield item
