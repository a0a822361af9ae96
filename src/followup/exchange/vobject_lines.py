"""Makes the lines that vobject writes, of values that are escaped already."""

from __future__ import annotations

from functools import cache
from typing import Any


def content_line(
    name: str, value: str, parameters: dict[str, list[str]] | None = None, group: str | None = None
) -> Any:  # noqa: ANN401 - vobject has no types
    """Return a line for the `contents` of a vobject component; its value is escaped already."""
    return _line_class()(name, value, parameters or {}, group)


@cache
def _line_class() -> type[Any]:
    """Return vobject's class of lines without its slow `__init__` and `__setattr__`, in a third of the time."""
    from vobject.base import ContentLine

    class Line(ContentLine):  # type: ignore[misc]  # vobject has no types
        __setattr__ = object.__setattr__

        def __init__(self, name: str, value: str, parameters: dict[str, list[str]], group: str | None) -> None:
            self.name, self.value, self.params, self.group = name, value, parameters, group
            self.encoded, self.isNative, self.lineNumber = True, False, None
            self.behavior = self.parentBehavior = None
            self.singletonparams: list[str] = []

    return Line
