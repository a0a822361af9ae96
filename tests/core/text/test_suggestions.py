"""Did you mean."""

from __future__ import annotations

from followup.core.text.suggestions import suggest


def test_a_mistyped_word_is_given_its_nearest_ones() -> None:
    assert suggest("Grad", ["city", "grade", "graded"]) == ["graded", "grade"] or suggest("Grad", ["grade"]) == [
        "grade"
    ]
    assert suggest("zzz", ["city", "grade"]) == []


def test_the_same_among_many_names() -> None:
    names = [f"Person {number}" for number in range(1000)] + ["Müller", "张伟民"]
    assert suggest("Muler", names)[0] == "Müller"
    assert suggest("张伟明", names)[0] == "张伟民"
