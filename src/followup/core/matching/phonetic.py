"""An index of names by sound, to find who is written in pinyin and in Chinese: Han Meimei and 韩梅梅."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.matching.names import pinyin_readings
from followup.core.text.pinyin import pinyin_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_MOST_ALIKE = 20
"""So many contacts with one sound are named at most: thousands of pairs would help nobody."""


def readings(name: str) -> Collection[str]:
    """Return how a name sounds in Latin letters; none where it is neither Chinese nor may be a Chinese one's pinyin."""
    return sorted(pinyin_readings(name)) if name.isascii() else pinyin_of(name)


class PhoneticIndex:
    """Names by their sound. That two names sound alike does not prove that they are one person's."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self.latin: dict[str, list[tuple[int, str]]] = {}
        self.chinese: dict[str, list[tuple[int, str]]] = {}
        for contact, name in names.items():
            self.add(contact, name, readings(name))

    def add(self, contact: int, name: str, sounds: Collection[str]) -> None:
        """Add a contact's name with its readings."""
        names = self.latin if name.isascii() else self.chinese
        for sound in sounds:
            names.setdefault(sound, []).append((contact, name))

    def like(self, name: str, sounds: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yield the contacts whose names sound alike and are written in the other script, as (id, reason)."""
        names = self.chinese if name.isascii() else self.latin
        for sound in sounds:
            for other, written in names.get(sound, ())[:_MOST_ALIKE]:
                yield other, f"{sound} is the pinyin of {written if name.isascii() else name}"
