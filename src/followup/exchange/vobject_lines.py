"""Lines as vobject writes them: values come escaped, as only our own typed data can be."""

from __future__ import annotations

from functools import cache
from typing import Any


def content_line(
    name: str, value: str, parameters: dict[str, list[str]] | None = None, group: str | None = None
) -> Any:  # noqa: ANN401 - vobject has no types
    """Return vobject's line with a value that is escaped already, for its component's `contents`."""
    return _line_class()(name, value, parameters or {}, group)


@cache
def _line_class() -> type[Any]:
    """Return vobject's line, which looks for no parameter in a name that is set: it is made in a third of the time."""
    from vobject.base import ContentLine

    class Line(ContentLine):  # type: ignore[misc]  # vobject has no types
        __setattr__ = object.__setattr__

        def __init__(self, name: str, value: str, parameters: dict[str, list[str]], group: str | None) -> None:
            self.name, self.value, self.params, self.group = name, value, parameters, group
            self.encoded, self.isNative, self.lineNumber = True, False, None
            self.behavior = self.parentBehavior = None
            self.singletonparams: list[str] = []

    return Line
