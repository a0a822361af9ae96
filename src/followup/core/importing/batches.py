"""Drafts one after the other: the first ones looked at before they are needed, and all of them in pieces."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from followup.core.importing.draft import Draft, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.core.importing.draft import Reading

_PIECE_CARDS = 250
_PIECE_BYTES = 1 << 20
_WITH_CODE = ("+", "00")


def sample_numbers(readings: Sequence[Reading], most: int = 2000, enough: int = 200) -> list[str]:
    """Return the first numbers of the files, as written, to vote on their region; the drafts read for it are kept.

    At most about `most` are read, and no more once `enough` of them carry a country code: the others have no vote then.
    """
    numbers: list[str] = []
    voters = 0
    for reading in readings:
        if len(numbers) >= most or voters >= enough:
            break
        read: list[Draft | Refusal] = []
        size = 0
        for draft in reading.drafts:
            read.append(draft)
            if isinstance(draft, Draft):
                numbers += [phone.value for phone in draft.phones]
                voters += sum(phone.value.startswith(_WITH_CODE) for phone in draft.phones)
                size += _bytes_of(draft)
            if len(numbers) >= most or voters >= enough or size > _PIECE_BYTES:
                break
        reading.drafts = chain(read, reading.drafts)
    return numbers


def in_pieces(drafts: Iterator[Draft | Refusal]) -> Iterator[list[Draft | Refusal]]:
    """Cut the drafts of a file into pieces that fit into memory, photos included."""
    piece: list[Draft | Refusal] = []
    size = 0
    for draft in drafts:
        piece.append(draft)
        size += _bytes_of(draft) if isinstance(draft, Draft) else 0
        if len(piece) == _PIECE_CARDS or size >= _PIECE_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _bytes_of(draft: Draft) -> int:
    return len(draft.original) + (len(draft.photo.data) if draft.photo else 0)
