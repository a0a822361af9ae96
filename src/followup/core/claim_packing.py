"""Pieces of claims as bytes and back, for their way between processes.

A card is a few plain tuples: pickled as the objects they are, it would cost more to send than to read. The person goes
as what whoever keeps contacts has made of them, and comes back from that.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

from followup.core.claims import Claim, Piece
from followup.core.draft import Draft, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

# What few drafts have, and is asked for behind the claim.
_SELDOM = ("note_days", "photo", "interactions", "tasks", "sales", "total", "grade", "doubts")


def packed(piece: Piece) -> bytes:
    """Return a piece as bytes that only `unpacked` understands; what was `made` of each person goes along."""
    cards = [card if isinstance(card, Refusal) else _packed(card) for card in piece.cards]
    return pickle.dumps((piece.file, cards, *piece[2:]), pickle.HIGHEST_PROTOCOL)


def unpacked(values_of: Callable[[Any], tuple[Any, ...]], data: bytes) -> Piece:
    """Return a piece of the bytes that `packed` made, in this run of the program.

    `values_of` returns the values of a Contact, behind its id, from what was made of it.
    """
    file, cards, *rest = pickle.loads(data)  # noqa: S301 - our own process made it
    claims = [card if isinstance(card, Refusal) else _unpacked(values_of, card) for card in cards]
    return Piece(file, claims, *rest)


def _packed(claim: Claim) -> tuple[Any, ...]:
    draft = claim.draft
    return (
        (draft.line, draft.card, draft.name, draft.notes, draft.original, draft.content),
        {name: value for name in _SELDOM if (value := getattr(draft, name))},
        (claim.mark, claim.own, claim.bare, claim.name, claim.uid, claim.keys, claim.sounds, claim.grade),
        (claim.made, claim.doubts, claim.smart),
    )


def _unpacked(values_of: Callable[[Any], tuple[Any, ...]], card: tuple[Any, ...]) -> Claim:
    (line, number, name, notes, original, content), seldom, known_by, more = card
    draft = Draft(line, number, name, notes=notes, original=original, content=content, **seldom)
    rest: Any = (*known_by, partial(values_of, more[0]), *more)
    return Claim(draft, *rest)
