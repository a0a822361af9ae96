"""The right words nearest to a mistyped one, for "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection

_ALIKE = 0.6
_MANY = 300
"""From so many words on, rapidfuzz is worth its loading: it is thirty times as fast as difflib."""


def suggest(word: str, known: Collection[str], most: int = 3, alike: float = _ALIKE) -> list[str]:
    """Return at most `most` of the known words that look like `word`, the most similar first.

    `alike` is the lowest similarity that counts, from 0 to 1.
    """
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(fold(name), name)
    if len(folded) > _MANY:
        from rapidfuzz.process import extract

        return [
            folded[match] for match, _, _ in extract(fold(word), list(folded), limit=most, score_cutoff=100 * alike)
        ]
    from difflib import get_close_matches

    return [folded[match] for match in get_close_matches(fold(word), folded, n=most, cutoff=alike)]
