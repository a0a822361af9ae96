"""Pairs of contacts that may be one person: as text with the command that merges them, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.matching.duplicates import Pair


def merge_command(pair: Pair) -> str:
    """Return the command that merges the pair; the contact that was in the book first stays."""
    return f"followup merge {pair.contact} {pair.other}"


def duplicates_json(pairs: Sequence[Pair], names: Mapping[int, str]) -> list[dict[str, object]]:
    """Return the pairs for `--json`, the surest first."""
    return [
        {
            "contact": {"id": pair.contact, "name": names[pair.contact]},
            "other": {"id": pair.other, "name": names[pair.other]},
            "score": pair.score,
            "reasons": list(pair.reasons),
            "join": merge_command(pair),
        }
        for pair in pairs
    ]


def duplicates_text(pairs: Sequence[Pair], names: Mapping[int, str], more: int) -> str:
    """Return two lines for each pair: score, names and command, then the reasons. `more` pairs are not shown."""
    lines = [line for pair in pairs for line in (pair_line(pair, names), f"      {one_line('; '.join(pair.reasons))}")]
    if more:
        lines.append(f"and {more} more: --limit {len(pairs) + more} shows all")
    lines.append("Two people after all? followup duplicates --not-same WHO WHO. One after the other: --ask")
    return "\n".join(lines) + "\n"


def pair_line(pair: Pair, names: Mapping[int, str]) -> str:
    """Return the line of a pair: the score, both names, and the command that merges them."""
    one, other = (f"{one_line(names[contact])} ({contact})" for contact in (pair.contact, pair.other))
    return f"{pair.score:.2f}  {one} and {other}   {merge_command(pair)}"
