"""Who may be the same person because a name in Latin letters is a Chinese one's pinyin: Han Meimei and 韩梅梅."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.folding import pinyin_of
from followup.core.identity import spelled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def readings(name: str) -> Collection[str]:
    """Return how a name sounds in Latin letters; none where it is neither Chinese nor may be a Chinese one's pinyin."""
    return sorted(spelled(name)) if name.isascii() else pinyin_of(name)


class Sounds:
    """Names by their sound, to find who is written in the other script. That two sound alike proves nothing."""

    def __init__(self, called: Mapping[int, str]) -> None:
        self.latin: dict[str, list[int]] = {}
        self.others: dict[str, list[tuple[int, str]]] = {}
        for number, name in called.items():
            for _ in self.add(number, name, readings(name)):
                pass

    def add(self, number: int, name: str, sounds: Collection[str]) -> Iterator[tuple[int, str]]:
        """Take in a name with its readings, and yield those who sound like it: (id, why)."""
        if name.isascii():
            for sound in sounds:
                self.latin.setdefault(sound, []).append(number)
                for other, written in self.others.get(sound, ()):
                    yield other, f"{sound} is the pinyin of {written}"
        else:
            for sound in sounds:
                self.others.setdefault(sound, []).append((number, name))
                for other in self.latin.get(sound, ()):
                    yield other, f"{sound} is the pinyin of {name}"
