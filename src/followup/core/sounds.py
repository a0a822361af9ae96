"""Who may be the same person because a name in Latin letters is a Chinese one's pinyin: Han Meimei and 韩梅梅."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from followup.core.folding import pinyin_of
from followup.core.identity import spelled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


def alike_by_sound(people: Sequence[tuple[int, str]], new: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Yield pairs (a new one, the other, why) of ids: one name is in Latin letters, the other in Chinese characters.

    `people` are ids and names. That two sound alike proves nothing: many share a pinyin.
    """
    latin: dict[str, list[int]] = defaultdict(list)
    for number, name in people:
        for reading in spelled(name):
            latin[reading].append(number)
    for number, name in people if latin else ():
        for reading in pinyin_of(name):
            for other in latin.get(reading, ()):
                why = f"{reading} is the pinyin of {name}"
                if number in new:
                    yield number, other, why
                elif other in new:
                    yield other, number, why
