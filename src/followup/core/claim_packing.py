"""Pieces of claims as bytes and back, for their way between processes.

A card is a few plain tuples: pickled as the objects they are, it would cost more to send than to read.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

from followup.core.claims import Claim, Piece
from followup.core.contact import Address, Email, Occasion, Phone, Relation
from followup.core.draft import Draft, Refusal
from followup.core.frozen import maker

_phone, _email, _address = maker(Phone), maker(Email), maker(Address)
_occasion, _relation = maker(Occasion), maker(Relation)

# What few drafts have, and is asked for behind the claim.
_SELDOM = ("note_days", "photo", "interactions", "tasks", "sales", "total", "grade", "doubts")


def packed(piece: Piece) -> bytes:
    """Return a piece as bytes that only `unpacked` understands."""
    cards = [card if isinstance(card, Refusal) else _packed(card) for card in piece.cards]
    return pickle.dumps((piece.file, cards, *piece[2:]), pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Piece:
    """Return the piece of bytes that `packed` made, in this run of the program."""
    file, cards, *rest = pickle.loads(data)  # noqa: S301 - our own process made it
    return Piece(file, [card if isinstance(card, Refusal) else _unpacked(card) for card in cards], *rest)


def _packed(claim: Claim) -> tuple[Any, ...]:
    draft = claim.draft
    *plain, phones, emails, addresses, urls, occasions, relations, fields = claim.values()
    return (
        (draft.line, draft.card, draft.name, draft.notes, draft.original, draft.content),
        {name: value for name in _SELDOM if (value := getattr(draft, name))},
        (claim.mark, claim.own, claim.bare, claim.name, claim.uid, claim.keys, claim.sounds, claim.grade),
        (claim.made, claim.doubts, claim.smart),
        (
            plain,
            [(one.label, one.value, one.e164, one.extension) for one in phones],
            [(one.label, one.value) for one in emails],
            [(one.label, one.street, one.city, one.region, one.postcode, one.country) for one in addresses],
            [(one.kind, one.year, one.month, one.day, one.calendar, one.leap_month) for one in occasions],
            [(one.kind, one.name) for one in relations],
            urls,
            fields,
        ),
    )


def _unpacked(card: tuple[Any, ...]) -> Claim:
    (line, number, name, notes, original, content), seldom, known_by, more, person = card
    draft = Draft(line, number, name, notes=notes, original=original, content=content, **seldom)
    rest: Any = (*known_by, partial(_values, person), *more)
    return Claim(draft, *rest)


def _values(person: tuple[Any, ...]) -> tuple[Any, ...]:
    plain, phones, emails, addresses, occasions, relations, urls, fields = person
    return (
        *plain,
        tuple([_phone(*one) for one in phones]),
        tuple([_email(*one) for one in emails]),
        tuple([_address(*one) for one in addresses]),
        urls,
        tuple([_occasion(*one) for one in occasions]),
        tuple([_relation(*one) for one in relations]),
        fields,
    )
