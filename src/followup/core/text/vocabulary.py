"""One of a few words of ours, said in English or Chinese, with the nearest when none is meant."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Vocabulary:
    """Our words, each with what else people say for it, divided by spaces.

    `noun` says what they are (`kind of interaction`), `plural` heads the list of them; `chinese` are the usual Chinese
    words, in their order; `fillers` are left out of what is compared.
    """

    def __init__(
        self, noun: str, plural: str, words: Mapping[str, str], chinese: str, fillers: tuple[str, ...] = ()
    ) -> None:
        self.noun = noun
        self.plural = plural
        self.words = words
        self.chinese = chinese
        self.fillers = fillers

    def parse(self, text: str) -> str:
        """One of our words for what was typed. WrongUsageError names the nearest."""
        word = fold(text)
        for said in (word, self._bare(word)):
            if said in self._known:
                return self._known[said]
        near = list(dict.fromkeys(self._known[found] for found in suggest(word, self._known)))
        hint = f"did you mean {' or '.join(near)}?" if near else f"{self.plural} are {', '.join(self.words)}"
        raise WrongUsageError(f'"{text}" is no {self.noun}', hint if near else f"{hint}; {self.chinese}")

    def like(self, typed: str) -> list[str]:
        """Our words that begin so, and the usual Chinese ones where those are typed."""
        start = fold(typed)
        return [word for word in (*self.words, *self.chinese.split() * bool(start)) if word.startswith(start)]

    @cached_property
    def _known(self) -> dict[str, str]:
        """Folded word -> ours."""
        said = {self._bare(fold(word)): ours for ours, line in self.words.items() for word in line.split()}
        return said | {ours: ours for ours in self.words}

    def _bare(self, word: str) -> str:
        for filler in self.fillers:
            word = word.replace(filler, "")
        return word.replace(" ", "")
