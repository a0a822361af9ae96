"""Pairs that may be one person: for a person with the command that joins them, for a script as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.matching.duplicates import Pair


def join_command(pair: Pair) -> str:
    """What a person types to make one of the two: who was in the book first stays."""
    return f"followup merge {pair.contact} {pair.other}"


def duplicates_json(pairs: Sequence[Pair], names: Mapping[int, str]) -> list[dict[str, object]]:
    """The pairs as promised to scripts, the best first."""
    return [
        {
            "contact": {"id": pair.contact, "name": names[pair.contact]},
            "other": {"id": pair.other, "name": names[pair.other]},
            "score": pair.score,
            "reasons": list(pair.reasons),
            "join": join_command(pair),
        }
        for pair in pairs
    ]


def duplicates_text(pairs: Sequence[Pair], names: Mapping[int, str], more: int) -> str:
    """Two lines a pair: who, how sure, and the command; then why. `more` is how many are not shown."""
    lines = [line for pair in pairs for line in (pair_line(pair, names), f"      {one_line('; '.join(pair.reasons))}")]
    if more:
        lines.append(f"and {more} more: --limit {len(pairs) + more} shows all")
    lines.append("Two people after all? followup duplicates --not-same WHO WHO. One after the other: --ask")
    return "\n".join(lines) + "\n"


def pair_line(pair: Pair, names: Mapping[int, str]) -> str:
    """How sure, who with whom, and the command that joins them."""
    one, other = (f"{one_line(names[number])} ({number})" for number in (pair.contact, pair.other))
    return f"{pair.score:.2f}  {one} and {other}   {join_command(pair)}"
