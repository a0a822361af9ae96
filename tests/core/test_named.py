"""Named tuples that are made quickly are those that `typing` makes."""

from __future__ import annotations

import inspect
import typing

from followup.core.named import NamedTuple


class Quick(NamedTuple):
    """A point."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


class Plain(typing.NamedTuple):
    """A point."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


def test_they_have_the_fields_defaults_words_and_methods_of_typings() -> None:
    assert Quick._fields == Plain._fields
    assert Quick._field_defaults == Plain._field_defaults
    assert [*inspect.signature(Quick).parameters] == [*inspect.signature(Plain).parameters]
    assert (Quick.__doc__, Quick.__module__, Quick.__name__) == ("A point.", __name__, "Quick")
    assert Quick.__annotations__ == {"x": "int", "y": "int"}


def test_they_behave_as_typings() -> None:
    one = Quick(1)
    assert one == (1, 2)
    assert one._replace(y=5).sum == 6
    assert repr(one) == "Quick(x=1, y=2)"


def test_one_may_inherit_from_another() -> None:
    class More(Quick):
        """A point with more to it."""

    assert More(3).sum == 5
