"""Who may be the same person because a name in Latin letters is a Chinese one's pinyin: Han Meimei and 韩梅梅."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.matching.names import pinyin_readings
from followup.core.text.pinyin import pinyin_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_MOST_ALIKE = 20
"""Of more with one sound no more are named: thousands of pairs would help nobody."""


def readings(name: str) -> Collection[str]:
    """Return how a name sounds in Latin letters; none where it is neither Chinese nor may be a Chinese one's pinyin."""
    return sorted(pinyin_readings(name)) if name.isascii() else pinyin_of(name)


class Sounds:
    """Names by their sound, to find who is written in the other script. That two sound alike proves nothing."""

    def __init__(self, called: Mapping[int, str]) -> None:
        self.latin: dict[str, list[tuple[int, str]]] = {}
        self.others: dict[str, list[tuple[int, str]]] = {}
        for number, name in called.items():
            self.add(number, name, readings(name))

    def add(self, number: int, name: str, sounds: Collection[str]) -> None:
        """Take in a name with its readings."""
        names = self.latin if name.isascii() else self.others
        for sound in sounds:
            names.setdefault(sound, []).append((number, name))

    def like(self, name: str, sounds: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yield those who sound like a name and are written in the other script: (id, why)."""
        names = self.others if name.isascii() else self.latin
        for sound in sounds:
            for other, written in names.get(sound, ())[:_MOST_ALIKE]:
                yield other, f"{sound} is the pinyin of {written if name.isascii() else name}"
