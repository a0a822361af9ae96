"""Named tuples as `typing` has them, made in a third of the time: a question defines fifty before it asks anything.

`typing.NamedTuple` compiles the annotation of every field to see whether it may be one; mypy has seen to that.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - is handed on
else:

    class _Named(type):
        def __new__(cls, name: str, bases: tuple[type, ...], inside: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, inside)
            fields = inside.pop("__annotations__")
            defaults = [inside.pop(field) for field in fields if field in inside]
            made = namedtuple(name, fields, defaults=defaults, module=inside["__module__"])  # noqa: PYI024 - see above
            made.__annotations__ = fields
            for key, value in inside.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Named):
        """A tuple whose fields have names: a class that names them inherits from it."""
