"""Frozen objects made in bulk.

Python sets every attribute of a frozen dataclass by a call of its own: a contact, with its forty, takes 10 µs. An
import makes millions of such objects.
"""

from __future__ import annotations

from dataclasses import MISSING, field, make_dataclass
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Frozen = TypeVar("_Frozen")


def maker(frozen: type[_Frozen]) -> Callable[..., _Frozen]:
    """Return what makes objects of a frozen dataclass with slots, from the same arguments, in a sixth of the time.

    A twin that is not frozen is filled, and then declared to be the frozen one, which has the same slots.
    """
    parts: list[tuple[str, type, Any]] = []
    for each in dataclass_fields(frozen):  # type: ignore[arg-type]  # a dataclass by the contract above
        if each.default_factory is not MISSING:
            parts.append((each.name, object, field(default_factory=each.default_factory)))
        else:
            parts.append((each.name, object, field(default=each.default)))
    twin: Any = make_dataclass(frozen.__name__, parts, slots=True)

    def make(*values: object, **named: object) -> _Frozen:
        made: Any = twin(*values, **named)
        made.__class__ = frozen
        found: _Frozen = made
        return found

    return make
