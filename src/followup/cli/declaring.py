"""Commands and their options as values, made typer's own when typer is asked: importing it is half of a question.

`app.py` answers a plain question without it (`plain.py`, docs/decisions/0010); for everything else a module's
`Commands` become a typer app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from followup.core.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    _Function = TypeVar("_Function", bound=Callable[..., None])


class Declared(NamedTuple):
    """What typer will be told of a parameter: `kind` is the name of its class for it."""

    kind: str
    names: tuple[str, ...]
    told: dict[str, Any]


def option(*names: str, **told: Any) -> Declared:  # noqa: ANN401 - whatever typer.Option takes
    """Declare an option; takes what `typer.Option` takes behind the default."""
    return Declared("Option", names, told)


def argument(**told: Any) -> Declared:  # noqa: ANN401 - whatever typer.Argument takes
    """Declare an argument; takes what `typer.Argument` takes behind the default."""
    return Declared("Argument", (), told)


class Commands:
    """The commands of a module: plain help, completion only at the root."""

    def __init__(self, help_text: str | None) -> None:
        self._help = help_text
        self._commands: list[tuple[Callable[..., None], str | None, dict[str, Any]]] = []
        self._callback: Callable[..., None] | None = None

    def command(self, name: str | None = None, **told: Any) -> Callable[[_Function], _Function]:  # noqa: ANN401
        """As `typer.Typer.command`."""

        def declared(function: _Function) -> _Function:
            self._commands.append((function, name, told))
            return function

        return declared

    def callback(self) -> Callable[[_Function], _Function]:
        """As `typer.Typer.callback`."""

        def declared(function: _Function) -> _Function:
            self._callback = function
            return function

        return declared

    @property
    def only(self) -> Callable[..., None]:
        """The function of a module with one command."""
        ((function, _, _),) = self._commands
        return function

    def typer(self) -> typer.Typer:
        """All of it as typer has it."""
        from typer import Typer

        app = Typer(
            rich_markup_mode=None, add_completion=False, help=self._help, no_args_is_help=self._help is not None
        )
        if self._callback:
            app.callback()(self._callback)
        for function, name, told in self._commands:
            function.__annotations__ = {
                parameter: _for_typer(hint) for parameter, hint in get_type_hints(function, include_extras=True).items()
            }
            app.command(name, **told)(function)
        return app


def _for_typer(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    """The annotation with typer's own in place of what was declared."""
    told = getattr(hint, "__metadata__", (None,))[0]
    if not isinstance(told, Declared):
        return hint
    import typer

    return Annotated[hint.__origin__, getattr(typer, told.kind)(*told.names, **told.told)]
