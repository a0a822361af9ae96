"""A term is understood by its name, by its synonyms and by its Chinese words."""

from __future__ import annotations

import pytest

from followup.core.text.vocabulary import Vocabulary
from followup.errors import WrongUsageError

FRUIT = Vocabulary("fruit", "fruits", {"apple": "pomme 苹果", "pear": "poire 梨"}, "苹果 梨", ("了",))


@pytest.mark.parametrize("text", ["apple", "APPLE", "pomme", "苹果", "苹果了", " apple "])
def test_a_term_is_known_by_its_synonyms(text: str) -> None:
    assert FRUIT.parse(text) == "apple"


def test_the_nearest_term_is_named() -> None:
    with pytest.raises(WrongUsageError) as error:
        FRUIT.parse("appel")
    assert (str(error.value), error.value.hint) == ('"appel" is no fruit', "did you mean apple?")


def test_without_a_near_one_all_terms_are_named() -> None:
    with pytest.raises(WrongUsageError) as error:
        FRUIT.parse("xyz")
    assert error.value.hint == "fruits are apple, pear; 苹果 梨"


def test_terms_are_completed_from_their_beginning() -> None:
    assert FRUIT.beginning_with("p") == ["pear"]
    assert FRUIT.beginning_with("苹") == ["苹果"]
    assert FRUIT.beginning_with("") == ["apple", "pear"]
