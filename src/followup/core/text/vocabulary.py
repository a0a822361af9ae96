"""A small set of terms, each with its synonyms in English and Chinese."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Vocabulary:
    """The terms, each with its synonyms in one string, separated by spaces.

    `noun` names one of them in an error (`kind of interaction`), `plural` all of them; `chinese` are the usual Chinese
    words in the order of the terms; `fillers` are ignored in comparisons.
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
        """Return the term that a typed word means. WrongUsageError names the nearest."""
        word = fold(text)
        for variant in (word, self._without_fillers(word)):
            if variant in self._terms:
                return self._terms[variant]
        near = list(dict.fromkeys(self._terms[synonym] for synonym in suggest(word, self._terms)))
        hint = f"did you mean {' or '.join(near)}?" if near else f"{self.plural} are {', '.join(self.words)}"
        raise WrongUsageError(f'"{text}" is no {self.noun}', hint if near else f"{hint}; {self.chinese}")

    def beginning_with(self, typed: str) -> list[str]:
        """Return the terms that begin with what was typed, and the usual Chinese words where something was typed."""
        start = fold(typed)
        return [word for word in (*self.words, *self.chinese.split() * bool(start)) if word.startswith(start)]

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The term by each folded word that means it."""
        synonyms = {
            self._without_fillers(fold(word)): term for term, words in self.words.items() for word in words.split()
        }
        return synonyms | {term: term for term in self.words}

    def _without_fillers(self, word: str) -> str:
        for filler in self.fillers:
            word = word.replace(filler, "")
        return word.replace(" ", "")
