"""Pieces of claims as bytes and back, for their way between processes.

A card is a few plain tuples, which marshal writes quicker than pickle; what is no text or number, and few have, is
pickled apart. The person goes as the plain values that whoever keeps contacts made of them, and comes back from those.
"""

from __future__ import annotations

import marshal
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

from followup.core.importing.draft import Draft, Refusal
from followup.core.importing.prepare import Claim, Piece

if TYPE_CHECKING:
    from collections.abc import Callable

# What few drafts have, and is asked for behind the claim.
_SELDOM = ("note_days", "photo", "interactions", "tasks", "sales", "total", "grade", "doubts")


def packed(piece: Piece) -> bytes:
    """Return a piece as bytes that only `unpacked` understands; what was `made` of each person goes along."""
    cards = [pickle.dumps(card) if isinstance(card, Refusal) else _packed(card) for card in piece.cards]
    return marshal.dumps((piece.file, cards, piece.region, pickle.dumps(piece.end), piece.closes))


def unpacked(values_of: Callable[[Any], tuple[Any, ...]], data: bytes) -> Piece:
    """Return a piece of the bytes that `packed` made, in this run of the program.

    `values_of` returns the values of a Contact, behind its id, from what was made of it.
    """
    file, cards, region, end, closes = marshal.loads(data)  # noqa: S302 - our own process made it, as all below
    claims = [pickle.loads(card) if isinstance(card, bytes) else _unpacked(values_of, card) for card in cards]  # noqa: S301
    return Piece(file, claims, region, pickle.loads(end), closes)  # noqa: S301


def _packed(claim: Claim) -> tuple[Any, ...]:
    draft = claim.draft
    seldom = {name: value for name in _SELDOM if (value := getattr(draft, name))}
    return (
        (draft.line, draft.card, draft.name, draft.notes, draft.original, draft.content),
        pickle.dumps((seldom, claim.doubts)) if seldom or claim.doubts else b"",
        (claim.mark, claim.own, claim.bare, claim.name, claim.uid, claim.keys, claim.sounds, claim.grade),
        claim.made,
        claim.smart,
    )


def _unpacked(values_of: Callable[[Any], tuple[Any, ...]], card: tuple[Any, ...]) -> Claim:
    (line, number, name, notes, original, content), more, known_by, made, smart = card
    seldom, doubts = pickle.loads(more) if more else ({}, [])  # noqa: S301
    draft = Draft(line, number, name, notes=notes, original=original, content=content, **seldom)
    rest: Any = (*known_by, partial(values_of, made), made, doubts, smart)
    return Claim(draft, *rest)
